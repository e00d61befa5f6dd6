"""`mailbot rules check`, `test` and `explain`: text, JSON and exit codes."""

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from mailbot.core.rulebook.nodes import MAX_FILE_CHARACTERS
from tests.cli.conftest import Command
from tests.rulebook.small import FILES
from tests.rulebooks import SMALL

HOSTILE = "evil\x1b]0;title\x07\u202ereversed"
MAIL = b"""From: Awa Diallo <awa@example.org>
To: helpdesk@desk.example.org
Subject: A grenade in Gao
Date: Mon, 5 Jan 2026 10:00:00 +0000
Message-ID: <1@example.org>
Content-Type: text/plain; charset=utf-8

We found a grenade near the school. A survivor needs help right now.
"""


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_environment: Path) -> Path:
    """A rules folder with the small rulebook of tests/rulebook."""
    return folder(tmp_path / "rules", FILES, monkeypatch)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_environment: Path) -> Path:
    """A rules folder with the small desk of the journeys, and a mail beside it."""
    (tmp_path / "mail.eml").write_bytes(MAIL)
    return folder(tmp_path / "rules", SMALL, monkeypatch)


def folder(path: Path, files: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    path.mkdir()
    for name, text in files.items():
        (path / name).write_text(text, encoding="utf-8")
    monkeypatch.setenv("MAILBOT_RULES", str(path))
    return path


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_shipped_rulebook_is_clean(mailbot: Command) -> None:
    said = mailbot("rules", "check")
    assert (said.code, said.err) == (0, "")
    assert "no errors, no warnings (6 tables, " in said.out
    assert said.out.count("\n") == 1


def test_errors_end_with_1_and_warnings_with_0(mailbot: Command, rules: Path) -> None:
    change(rules / "urgency.yaml", "{words: [urgent, tomorrow]}", "{topic: ma_incident, words: [urgent]}")
    said = mailbot("rules", "check")
    assert said.code == 0
    assert said.out.startswith("urgency.yaml:6:12: warning, never wins: the rule 'soon' can never win: 'accident' (line 5) holds")
    assert said.out.splitlines()[-1] == f"{rules}: no errors, 1 warning (3 tables, 5 rules, 9 words, 2 examples)"
    assert mailbot("rules", "check", "--strict").code == 1
    assert mailbot("rules", "check", "--no-coverage", "--strict").code == 0
    change(rules / "urgency.yaml", "urgency: critical", "urgency: critcal")
    said = mailbot("rules", "check")
    assert said.code == 1
    assert said.out.splitlines() == [
        "urgency.yaml:5:66: 'critcal' is no urgency (did you mean 'critical'? one of low, normal, high, critical)",
        f"{rules}: 1 error, no warnings",
    ]


def test_check_as_json(mailbot: Command, rules: Path) -> None:
    change(rules / "desk.yaml", "areas:\n", "  - {id: asia, name: Asia, coordinators: [ana@desk.example.org]}\nareas:\n")
    said = json.loads(mailbot("rules", "check", "--json", "--verbose").out)
    assert list(said) == ["folder", "ok", "errors", "warnings", "notes", "counts"]
    assert (said["ok"], said["errors"], said["counts"]["rules"]) == (True, [], 5)
    (warning,) = said["warnings"]
    assert (warning["kind"], warning["file"], warning["line"], warning["column"]) == ("unreached_desk", "desk.yaml", 12, 10)
    assert {note["kind"] for note in said["notes"]} == {"contained_word"}
    change(rules / "desk.yaml", "prefix: GPC", "prefix: gpc")
    said = json.loads(mailbot("rules", "check", "--json").out)
    assert (said["ok"], said["errors"][0]["line"], said["errors"][0]["column"]) == (False, 2, 9)


def test_everything_wrong_with_the_files_themselves_is_told_at_once(mailbot: Command, rules: Path) -> None:
    text = FILES["topic.yaml"].replace("name: clearance", "name: d\u00e9minage").encode("cp1252", "ignore")
    (rules / "topic.yaml").write_bytes(text)
    (rules / "urgency.yaml").rename(rules / "urgency.yml")
    (rules / "routing.yaml").unlink()
    (rules / "routing.yaml").symlink_to(rules / "nowhere.yaml")
    (rules / ".urgency.yaml.swp").write_bytes(b"\xff")
    (rules / "topic.yaml~").write_bytes(b"\xff")
    said = mailbot("rules", "check")
    assert said.code == 1
    assert said.out.splitlines()[:-1] == [
        "desk.yaml:4:17: there is no table 'urgency' (a file urgency.yaml that begins with 'table: urgency')",
        "routing.yaml: a link that leads nowhere (put the file here, or delete it)",
        "topic.yaml:10:12: the file is not UTF-8 (here perhaps 'd\u00e9minage') (save the file as UTF-8)",
        "urgency.yml: the file is not read: rule files end in .yaml (rename it to urgency.yaml)",
    ]


def test_a_file_of_another_program_is_read(mailbot: Command, rules: Path) -> None:
    text = "\ufeff" + FILES["topic.yaml"].replace("\n", "\r\n")
    (rules / "topic.yaml").write_text(text, encoding="utf-8", newline="")
    assert mailbot("rules", "check").code == 0
    (rules / "topic.yaml").write_text(FILES["topic.yaml"], encoding="utf-16")
    said = mailbot("rules", "check")
    assert said.out.startswith("topic.yaml:1:1: the file is UTF-16, not UTF-8 (save the file as UTF-8)\n")
    (rules / "topic.yaml").write_bytes(b"#" * (4 * MAX_FILE_CHARACTERS + 1))
    assert mailbot("rules", "check").out.startswith(f"topic.yaml: larger than {4 * MAX_FILE_CHARACTERS} bytes (split it")


def test_a_missing_desk_file_and_a_missing_folder(mailbot: Command, rules: Path) -> None:
    (rules / "desk.yaml").unlink()
    said = mailbot("rules", "check")
    assert said.code == 1
    assert said.out.startswith("desk.yaml: the file is missing (`mailbot init`")
    said = mailbot("rules", "check", MAILBOT_RULES=str(rules / "nowhere"))
    assert (said.code, said.out) == (2, "")


def test_examples_as_a_test_run(mailbot: Command, rules: Path) -> None:
    said = mailbot("rules", "test")
    assert (said.code, said.out) == (0, "4 rules without examples\n2 passed, 0 failed\n")
    change(rules / "topic.yaml", 'match: ["A farmer stepped', 'match: ["Clearance", "A farmer stepped')
    said = mailbot("rules", "test")
    assert said.code == 1
    assert said.out.splitlines() == [
        "topic.yaml:9:24: the example 'Clearance' of the rule 'mine accident' goes to 'clearance' (on Clearance) "
        "(change the rule or the example)",
        "4 rules without examples",
        "2 passed, 1 failed",
    ]
    assert mailbot("rules", "check").code == 1
    assert mailbot("rules", "test", "--table", "urgency").out == "2 rules without examples\n0 passed, 0 failed\n"
    assert mailbot("rules", "test", "--rule", "clearance").code == 0


def test_examples_as_json(mailbot: Command, rules: Path) -> None:
    *examples, last = [json.loads(line) for line in mailbot("rules", "test", "--json").out.splitlines()]
    assert last == {"passed": 2, "failed": 0, "rules_without_examples": 4}
    assert examples[0] == {
        "table": "topic",
        "rule": "mine accident",
        "file": "topic.yaml",
        "line": 9,
        "column": 24,
        "expects": "match",
        "passed": True,
        "winner": "mine accident",
        "matched": ["stepped on a mine"],
        "failure": None,
    }


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [("--table", "topics", "no table 'topics': did you mean 'topic'?"), ("--rule", "x", "no rule 'x'")],
)
def test_what_is_not_there_is_wrong_usage(mailbot: Command, rules: Path, option: str, value: str, said: str) -> None:
    answer = mailbot("rules", "test", option, value)
    assert answer.code == 2
    assert said in answer.err


def test_broken_rules_are_not_tested(mailbot: Command, rules: Path) -> None:
    change(rules / "topic.yaml", "policy: best", "policy: beste")
    said = mailbot("rules", "test")
    assert said.code == 1
    assert said.out.startswith("topic.yaml:3:9: there is no policy 'beste'")
    assert "these errors come first" in said.err


def test_explain_in_text(mailbot: Command, desk: Path, tmp_path: Path) -> None:
    said = mailbot("rules", "explain", str(tmp_path / "mail.eml"))
    assert (said.code, said.err) == (0, "")
    lines = [line.strip() for line in said.out.splitlines()]
    for line in (
        "request from awa@example.org, language en: A grenade in Gao",
        "new_request: protection/pr_case, critical, ML",
        "country (first)",
        "* Mali (line 6): 2",
        "'Gao' (subject, 2)",
        "= country: ML (by 'Mali')",
        "* a person in danger (line 6): 1",
        "something found (line 7): 2: comes later in the table",
        "= noise: - (by default)",
        "owner: mali@team.example.org, the desk of the country ML",
        "restricted: its text goes to the owner only",
        "mails: ack to requester (en), route to mali@team.example.org (fr)",
    ):
        assert line in lines
    assert any(line.startswith("due: ") and line.endswith("(critical: 2 hours)") for line in lines)


def test_explain_as_json(mailbot: Command, desk: Path, tmp_path: Path) -> None:
    item = json.loads(mailbot("rules", "explain", "--json", str(tmp_path / "mail.eml")).out)
    assert list(item) == ["file", "mail", "gates", "not_asked", "tables", "decision"]
    assert item["mail"]["looked_into"]["subject"] == len("A grenade in Gao")
    topic = next(table for table in item["tables"] if table["table"] == "topic")
    assert (topic["policy"], topic["winner"], topic["defaults"]) == ("first", "a person in danger", [])
    assert topic["decided"] == {"area": ["protection"], "topic": ["pr_case"]}
    won, lost = topic["looks"][0]["rules"]
    assert won == {
        "rule": "a person in danger",
        "line": 6,
        "verdict": "won",
        "why": "",
        "evidence": [{"text": "survivor", "where": "text", "points": 1, "list": None}],
        "weight": 1.0,
        "score": 1.0,
    }
    assert (lost["verdict"], lost["why"]) == ("lost", "comes later in the table")
    assert item["decision"]["owner_because"] == "the desk of the country ML"
    assert item["decision"]["target"] == {"hours": 2}


def test_explain_a_bare_text(mailbot: Command, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = mailbot("rules", "explain", "--text", "A grenade", "--subject", "Gao", "--json")
    item = json.loads(said.out)
    assert (item["file"], item["mail"]["subject"], item["decision"]["topic"], item["decision"]["country"]) == (
        "--text",
        "Gao",
        "mi_find",
        "ML",
    )
    (tmp_path / "note.txt").write_text("Hello: we found a grenade\n", encoding="utf-8")
    item = json.loads(mailbot("rules", "explain", "--json", str(tmp_path / "note.txt")).out)
    assert (item["mail"]["from"]["address"], item["decision"]["topic"]) == ("writer@unknown.invalid", "mi_find")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(MAIL)))
    assert json.loads(mailbot("rules", "explain", "--json", "-").out)["mail"]["from"]["address"] == "awa@example.org"


def test_explain_machine_mail(mailbot: Command, desk: Path, tmp_path: Path) -> None:
    (tmp_path / "auto.eml").write_bytes(b"Auto-Submitted: auto-replied\n" + MAIL)
    said = mailbot("rules", "explain", str(tmp_path / "auto.eml"))
    assert "no table is asked: Auto-Submitted: auto-replied" in said.out
    assert "mails: none" in said.out


def test_explain_shows_nothing_that_a_terminal_would_act_on(mailbot: Command, desk: Path, tmp_path: Path) -> None:
    (tmp_path / "evil.eml").write_bytes(MAIL.replace(b"A grenade in Gao", f"Gao {HOSTILE}".encode()))
    said = mailbot("rules", "explain", str(tmp_path / "evil.eml"))
    assert said.code == 0
    assert not {"\x1b", "\x07", "\u202e"} & set(said.out)


def test_explain_the_rules_in_force(mailbot: Command, desk: Path, tmp_path: Path) -> None:
    settings = {"DATABASE_URL": f"sqlite:///{tmp_path}/mailbot.db"}
    assert mailbot("db", "upgrade", **settings).code == 0
    mail = str(tmp_path / "mail.eml")
    said = mailbot("rules", "explain", "--published", mail)
    assert said.code == 2
    assert "no rulebook is published" in said.err
    assert mailbot("rules", "publish").code == 0
    change(desk / "topic.yaml", "survivor", "grenade, survivor")
    change(desk / "topic.yaml", "a person in danger", "somebody in danger")
    assert "a person in danger" in mailbot("rules", "explain", "--published", mail).out
    assert "somebody in danger" in mailbot("rules", "explain", mail).out


def test_explain_what(mailbot: Command, desk: Path) -> None:
    said = mailbot("rules", "explain")
    assert said.code == 2
    assert "--text" in said.err
    assert mailbot("rules", "explain", "nowhere.eml").code == 2


def test_a_folder_that_lost_its_desk_file_is_never_replaced_by_the_shipped_rules(
    mailbot: Command, rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MAILBOT_RULES", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules").mkdir(exist_ok=True)
    (tmp_path / "rules" / "desk.yaml").unlink(missing_ok=True)
    (tmp_path / "rules" / "noise.yaml").write_text("table: noise\ndecides: [noise]\nrules: []\n", encoding="utf-8")
    said = mailbot("rules", "check")
    assert (said.code, said.out.startswith("desk.yaml: the file is missing")) == (1, True)
    assert mailbot("rules", "publish").code == 1
