"""Of a restricted request every listing, report, log and mail shows number and topic; the words are told on purpose alone."""

import json
from dataclasses import replace
from pathlib import Path
from shutil import copyfile

import pytest

from mailbot.adapters.log import LogSay, open_log
from mailbot.adapters.templates import shipped_templates
from mailbot.pipeline.drain import drain
from mailbot.pipeline.parts import Desk
from mailbot.ports import Correction, Deferred, Rejected
from tests.cli.conftest import Command, Said
from tests.cli.test_commands import ROOT, commands
from tests.mails import mail, parse, reply, text_of, with_files
from tests.pipeline.test_loops_of_mail import bounce_of
from tests.rulebooks import LEAD, SECOND, SMALL
from tests.stage import Stage

MARK = "Zibeline"
"""Stands in everything that was written: subject, name, address, text, file name, Message-ID, answers and notes."""

PERSON = f"{MARK.lower()}@{MARK.lower()}-ngo.example.org"
MATCHED = {"by topic": "survivor", "by command": "grenade"}
"""The words by which the rules found the topic."""

ONE, ANOTHER = ("1",), ("2",)
ALL = "--days", "36500"
SHOWING: dict[str, list[tuple[str, ...]]] = {
    "tickets list": [()],
    "tickets show": [("TD-10001",)],
    "tickets access": [("TD-10001",)],
    "purge": [("--dry-run",)],
    "inbound list": [()],
    "inbound show": [(str(number),) for number in range(1, 9)],
    "outbox list": [()],
    "outbox show": [(str(number),) for number in range(1, 12)],
    "forget": [("TD-10001", "--dry-run")],
    "rules diff": [(*ALL, "--samples", "100")],
    "rules replay": [ALL],
    "rules suggest": [ALL],
    "rules calendar": [()],
    "rules check": [("-v",)],
    "rules test": [()],
    "rules history": [()],
    "report": [("--format", "csv"), ("--format", "json"), ("--format", "html")],
    "db check": [()],
    "keys check": [()],
    "reconcile": [()],
    "doctor": [("--dns-file", "/dev/null")],
    "templates check": [()],
    "templates list": [()],
    "templates preview": [("route",)],
    "rules schema": [()],
    "rules conditions": [()],
}
"""Commands that show something, with what they are asked."""

NAMING = {"tickets list", "tickets show", "inbound list", "inbound show", "outbox list", "rules diff"}
"""Commands that tell of the request by its reference."""

ON_PURPOSE = {
    "inbound raw": "one mail, byte for byte, by its number",
    "inspect": "a file that is named",
    "rules explain": "a file or text that is named",
}
"""Commands that show words because they are asked for those very words."""

SHOWING_NOTHING = {
    *("demo", "init", "run", "ingest", "hold", "release", "inbound retry", "outbox retry", "outbox cancel", "db upgrade"),
    *("db backup", "db restore", "rules publish", "rules rollback", "keys rotate"),
}
"""Commands that do something and tell no more than that; `run` tells by its log."""

LEAVES = {" ".join(path) for path, hidden in commands(ROOT) if not hidden} - {
    "rules",
    "templates",
    "tickets",
    "inbound",
    "outbox",
    "db",
    "keys",
}


def test_every_command_is_looked_at() -> None:
    """A new command has to be put into one of the three."""
    assert sorted(LEAVES) == sorted([*SHOWING, *ON_PURPOSE, *SHOWING_NOTHING])


def words(way: str) -> str:
    return f"A {MATCHED[way]}, and her name is {MARK}."


@pytest.fixture(params=MATCHED)
def way(request: pytest.FixtureRequest) -> str:
    """How the request became a restricted one."""
    return str(request.param)


@pytest.fixture
def desk(stage: Stage, way: str, database: str, empty_environment: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A desk with one restricted request on which much was said, some of whose mails came back or were refused."""
    rules = empty_environment / "rules"
    rules.mkdir()
    for name, text in SMALL.items():
        (rules / name).write_text(text.replace("pr_case}", "pr_other}"), encoding="utf-8")  # a draft that decides otherwise
    (rules / "urgency.yaml").write_text(SMALL["urgency.yaml"].replace("right now", MATCHED[way]), encoding="utf-8")
    own = empty_environment / "templates" / "en"
    own.mkdir(parents=True)
    copyfile(shipped_templates() / "en" / "route.txt", own / "route.txt")
    monkeypatch.setenv("DATABASE_URL", database)
    talk(stage, way)
    return stage


def talk(stage: Stage, way: str) -> None:
    """Request, restriction, answer, note, follow-up, a slip, a report, refusals."""
    refusal = f"550 5.1.1 <{PERSON}>: no {MARK} here"
    stage.transport.say(PERSON, Rejected(refusal))
    first = mail(words(way), sender=f"{MARK} Toure <{PERSON}>", subject=f"For {MARK}", message_id=f"<{MARK}@{PERSON}>")
    stage.arrive_one(with_files(first, (f"{MARK}.pdf", b"%PDF")))
    if way == "by command":
        stage.arrive_one(reply(stage.sent_to(LEAD), "#restrict", minutes=10))
    else:
        stage.arrive_one(reply(stage.sent_to(LEAD), "#urgency high", minutes=10))
    stage.transport.say(PERSON, Deferred(f"451 4.7.1 {MARK} is busy"))
    stage.arrive_one(reply(stage.sent_to(LEAD), f"Dear {MARK}, we call you.", minutes=20))
    stage.arrive_one(reply(stage.sent_to(LEAD), f"#note {MARK} is her sister", minutes=30))
    stage.arrive_one(reply(stage.sent_to(LEAD), f"#clsoe\n\nDear {MARK}, goodbye.", minutes=40))
    stage.clock.sleep(3600)
    stage.deliver()
    stage.arrive_one(reply(stage.sent_to(PERSON), f"{MARK} again", minutes=50))
    stage.arrive_one(bounce_of(stage.sent_to(PERSON), PERSON))
    stage.arrive_one(reply(stage.sent_to(LEAD), "#to sam", minutes=60))
    stage.transport.say(PERSON, Rejected(refusal))
    stage.arrive_one(reply(stage.sent_to(SECOND), f"Goodbye, {MARK}.", minutes=70))


def told(said: Said | str) -> str:
    """What a person may see, in small letters."""
    return (said if isinstance(said, str) else said.out + said.err).casefold()


def assert_silent(text: str, way: str, where: str) -> None:
    for word in (MARK.casefold(), MATCHED[way], "toure", "her name"):
        assert word not in text, f"{where}: {word}"


def test_listings_and_reports_show_number_and_topic_alone(
    desk: Stage, way: str, mailbot: Command, subtests: pytest.Subtests
) -> None:
    for command, arguments in ((command, arguments) for command, asked in SHOWING.items() for arguments in asked):
        with subtests.test(command=command, arguments=arguments):
            said = mailbot(*command.split(), *arguments)
            assert "Traceback" not in said.err
            assert "TD-10001" in said.out or command not in NAMING
            assert_silent(told(said), way, f"{command} {arguments}")
            if "--json" in mailbot(*command.split(), "--help").out:
                assert_silent(told(mailbot(*command.split(), *arguments, "--json")), way, f"{command} {arguments} --json")


def test_what_an_operator_needs_is_there(desk: Stage, mailbot: Command) -> None:
    (ticket,) = (json.loads(line) for line in mailbot("tickets", "list", "--json").out.splitlines())
    assert (ticket["reference"], ticket["restricted"], ticket["owner"], ticket["status"]) == ("TD-10001", True, SECOND, "waiting")
    assert ticket["topic"] in ("pr_case", "mi_find")
    assert (ticket["subject"], ticket["requester"], ticket["requester_name"], ticket["entries"] > 5) == ("", "", "", True)
    shown = json.loads(mailbot("tickets", "show", "TD-10001", "--json").out)
    assert {(entry["text"], str(entry["attachments"])) for entry in shown["entries"]} == {("", "[]")}
    assert {entry["author"] for entry in shown["entries"]} == {"", LEAD, "mailbot"} | {SECOND}
    assert [entry["kind"] for entry in shown["entries"]][:1] == ["request"]
    refused = [one for one in shown["mails"] if one["state"] == "dead"]
    assert [(one["to"], one["error"]) for one in refused] == [("", "550 5.1.1"), ("", "550 5.1.1")]
    assert {one["to"] for one in shown["mails"]} == {"", LEAD, SECOND}
    assert "`mailbot inbound raw ID`" in mailbot("tickets", "show", "TD-10001").out
    (first, *_) = (json.loads(line) for line in mailbot("inbound", "list", "--json").out.splitlines())
    assert (first["ticket"], first["restricted"], first["message_id"], first["disposition"]) == ("TD-10001", True, "", "opened")
    assert first["reason"].startswith(ticket["area"])


def test_the_words_are_had_on_purpose(desk: Stage, mailbot: Command) -> None:
    assert MARK in mailbot("inbound", "raw", "1").out
    assert mailbot("outbox", "show", "1", "--json").code == 0


def test_no_mail_to_the_team_carries_them_unasked(desk: Stage, way: str) -> None:
    sent = [one for one in desk.transport.sent if one.recipient != PERSON]
    if way == "by command":
        del sent[0]  # the mail by which its owner had it, before he restricted it
    assert len(sent) > 4
    for one in sent:
        assert_silent(told(f"{text_of(one.data)}{parse(one.data)['Subject']}{one.data.decode()}"), way, "a mail to the team")
    desk.arrive_one(reply(desk.sent_to(SECOND), "#history #attachments", minutes=90))
    assert any(MARK in text_of(data) for data in desk.transport.to(SECOND))


def test_the_log_tells_numbers_alone(desk: Stage, way: str, capfd: pytest.CaptureFixture[str]) -> None:
    desk.transport.say(PERSON, Deferred(f"450 4.2.0 <{PERSON}> {MARK}"))
    desk.mailbox.put(reply(desk.sent_to(SECOND), f"{MARK}, one more word.", minutes=95), received_at=desk.clock.now())
    desk.poll()
    capfd.readouterr()
    open_log(machine=True, each_mail=True)
    say = LogSay()
    work = replace(desk.processing(), told=say.decided)
    drain(Desk(say, processing=work, delivery=desk.delivery(told=say.tried, complain=say.template)), desk.store, desk.clock)
    said = told("".join(capfd.readouterr()))
    assert "450 4.2.0" in said
    assert_silent(said, way, "the log")


def test_a_mail_that_cannot_be_written_says_where_and_not_what(desk: Stage, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object) -> None:
        raise ValueError(f"no header may hold {MARK}")

    monkeypatch.setattr("mailbot.pipeline.letters.compose", break_down)
    desk.arrive_one(reply(desk.sent_to(SECOND), "#history", minutes=99))
    assert desk.complaints
    assert "ValueError in break_down" in desk.complaints[0]
    assert_silent(told("".join(desk.complaints)), way, "a complaint")


def test_a_corrected_restricted_ticket_lends_no_words(desk: Stage, way: str, mailbot: Command) -> None:
    with desk.store.transaction() as tx:
        tx.tickets.correct_ticket(Correction(1, LEAD, {"country": "ML"}), desk.clock.now())
    said = mailbot("rules", "suggest", *ALL)
    assert "TD-10001" in said.out
    assert_silent(told(said), way, "rules suggest")
