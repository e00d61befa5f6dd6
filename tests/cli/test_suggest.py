"""`mailbot rules suggest`, as a person types it."""

import json
from pathlib import Path

import pytest

from mailbot.ports import Correction
from tests.cli.conftest import Command
from tests.mails import mail
from tests.rulebooks import LEAD, SMALL
from tests.stage import Stage


@pytest.fixture
def corrected(stage: Stage, database: str, empty_environment: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A desk on which two of eight tickets were corrected, and one more in a field that no table decides."""
    rules = empty_environment / "rules"
    rules.mkdir()
    for name, text in SMALL.items():
        (rules / name).write_text(text, encoding="utf-8")
    monkeypatch.setenv("DATABASE_URL", database)
    texts = [f"When does the cluster meet in place {letter * 3}?" for letter in "bcdefg"]
    for n, text in enumerate([*texts, "A rusty\x1b[2J metal thing", "More rusty metal here"]):
        stage.arrive(mail(text, sender=f"p{n}@ngo.example.org"))
    with stage.store.transaction() as tx:
        for ticket in (7, 8):
            tx.tickets.correct_ticket(Correction(ticket, LEAD, {"area": "mines", "topic": "mi_find"}), stage.clock.now())
        tx.tickets.correct_ticket(Correction(1, LEAD, {"requester_type": "ngo"}), stage.clock.now())
    return stage


def test_suggest(mailbot: Command, corrected: Stage) -> None:
    said = mailbot("rules", "suggest", "--days", "36500")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        "2 corrected to area mines, topic mi_find: TD-10007, TD-10008",
        "  in the table topic, before the other rules:",
        '    - name: "mines mi_find: metal"',
        "      when: {words: [metal]}",
        "      then: {area: mines, topic: mi_find}",
        "  metal: in 2 of 2 corrected mails, in 0 of 6 others",
        "  puts right: TD-10007, TD-10008",
        "  else changes: nothing on 8 mails",
        "",
        "1 corrected to requester_type ngo: TD-10001",
        "  no rule: no table of these rules decides requester_type",
        "",
    ]


def test_suggest_as_json(mailbot: Command, corrected: Stage) -> None:
    first, second = [json.loads(line) for line in mailbot("rules", "suggest", "--days", "36500", "--json").out.splitlines()]
    assert first["rule"].startswith('- name: "mines mi_find: metal"\n  when:')
    assert (first["puts_right"], first["also"], first["from_one_mail"]) == (["TD-10007", "TD-10008"], [], False)
    assert first["words"] == [{"words": "metal", "here": 2, "of": 2, "elsewhere": 0, "others": 6}]
    assert (second["rule"], second["table"]) == (None, None)


def test_suggest_where_there_is_nothing_to_suggest(mailbot: Command, corrected: Stage) -> None:
    said = mailbot("rules", "suggest", "--days", "1")
    assert (said.code, said.out) == (0, "no ticket was corrected that the rules folder would not get right\n")


def test_suggest_for_a_broken_draft(mailbot: Command, corrected: Stage) -> None:
    Path("rules/urgency.yaml").write_text("table: urgency\nrules: [}\n", encoding="utf-8")
    said = mailbot("rules", "suggest", "--days", "36500")
    assert (said.code, said.out) == (1, mailbot("rules", "check").out.splitlines(keepends=True)[0])
