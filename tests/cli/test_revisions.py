"""Publishing and looking back at it, as a person types it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command
from tests.databases import tamper
from tests.mails import mail
from tests.pipeline.test_diff import DRAFT
from tests.rulebooks import SMALL
from tests.stage import Stage


@pytest.fixture
def rules(empty_environment: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A rules folder that is in the settings."""
    folder = empty_environment / "own"
    folder.mkdir()
    write(folder, SMALL)
    monkeypatch.setenv("MAILBOT_RULES", str(folder))
    return folder


def write(folder: Path, files: Any) -> None:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def listed(said: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said.splitlines()]


def test_publish_history_and_rollback(mailbot: Command, rules: Path) -> None:
    first = mailbot("rules", "publish", "--note", "the first ones")
    assert (first.code, first.err) == (0, "")
    write(rules, DRAFT)
    second = mailbot("rules", "publish", "--note", "less urgent\x1b[2J")
    assert "replaces" in second.out
    assert "revision 1" in second.out
    newest, oldest = listed(mailbot("rules", "history", "--json").out)
    assert set(newest) == {"id", "sha", "published_at", "published_by", "note", "in_force"}
    assert (newest["in_force"], oldest["in_force"], oldest["note"]) == (True, False, "the first ones")
    assert newest["published_at"].endswith("Z")
    assert newest["published_by"]
    assert first.out == f"published {oldest['sha'][:12]} (revision 1)\n"
    table = mailbot("rules", "history").out
    assert table.splitlines()[1].split()[:2] == ["2", newest["sha"][:12]]
    assert "\x1b" not in table
    back = mailbot("rules", "rollback", oldest["sha"][:6])
    assert (back.code, back.err) == (0, "")
    assert back.out.startswith(f"published {oldest['sha'][:12]} (revision 3)\nreplaces {newest['sha'][:12]} (revision 2, of ")
    assert listed(mailbot("rules", "history", "--json").out)[0]["note"] == "back to revision 1"
    assert mailbot("rules", "rollback", "1").out == f"already in force: {oldest['sha'][:12]} (revision 3)\n"
    assert mailbot("rules", "rollback").out.startswith(f"published {newest['sha'][:12]} (revision 4)\n")


@pytest.mark.parametrize("wanted", ["nothing", "99", "ab", "\x1b[2J"])
def test_a_revision_that_is_not_there(mailbot: Command, rules: Path, wanted: str) -> None:
    mailbot("rules", "publish")
    for arguments in (("rollback", wanted), ("history", "--files", wanted, "--to", "new")):
        said = mailbot("rules", *arguments)
        assert (said.code, said.out) == (2, "")
        assert said.err.startswith("mailbot: there is no revision ")
        assert "rules history" in said.err
    assert mailbot("rules", "rollback").err == (
        "mailbot: there is no revision before the one in force; `mailbot rules history` shows all\n"
    )


def test_F1_a_failing_example_is_not_published(mailbot: Command, rules: Path) -> None:
    mailbot("rules", "publish")
    broken = SMALL["noise.yaml"].replace("then: {noise: advertising}}", "then: {noise: advertising}, examples: {match: [other]}}")
    write(rules, {"noise.yaml": broken})
    said = mailbot("rules", "publish")
    assert said.code == 1
    assert said.out.startswith("noise.yaml:6:")
    assert said.out == mailbot("rules", "check").out.splitlines(keepends=True)[0]
    assert len(listed(mailbot("rules", "history", "--json").out)) == 1


def test_a_draft_that_names_the_desk_itself_as_coordinator_is_not_published(mailbot: Command, rules: Path) -> None:
    said = mailbot("rules", "publish", MAILBOT_ADDRESS="lead@team.example.org")
    assert (said.code, said.err) == (1, "")
    assert "an address of the desk" in said.out


def test_the_files_of_a_revision(mailbot: Command, rules: Path, tmp_path: Path) -> None:
    mailbot("rules", "publish")
    said = mailbot("rules", "history", "--files", "1", "--to", "before")
    assert said.code == 0
    assert {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "before").iterdir()} == dict(SMALL)
    again = mailbot("rules", "history", "--files", "1", "--to", "before")
    assert (again.code, again.err) == (2, "mailbot: before: is not empty; name a new folder\n")


@pytest.fixture
def past(stage: Stage, database: str, rules: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A desk with a past of three mails, and a draft that changes one and hides another."""
    monkeypatch.setenv("DATABASE_URL", database)
    stage.arrive(mail("right now!", subject="first \x1b[2J"), mail("a survivor, right now", subject="her name"), mail("hello"))
    write(rules, {"urgency.yaml": DRAFT["urgency.yaml"]})
    return stage


def test_diff_shows_counts_and_samples(mailbot: Command, past: Stage) -> None:
    said = mailbot("rules", "diff", "--days", "36500")
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0] == "3 mails, 2 decisions change"
    assert "  urgency: critical -> low  2" in lines
    assert "TD-10002 inbound 2: restricted" in lines
    assert "her name" not in said.out
    assert "survivor" not in said.out
    assert "\x1b" not in said.out
    assert "  was by urgency: at once (right now)" in lines
    assert len(mailbot("rules", "diff", "--days", "36500", "--samples", "0").out) < len(said.out)


def test_diff_as_json(mailbot: Command, past: Stage) -> None:
    first, second = listed(mailbot("rules", "diff", "--days", "36500", "--json").out)
    assert set(first) == {"name", "inbound", "ticket", "restricted", "subject", "changes", "was", "now"}
    assert first["changes"]["urgency"] == ["critical", "low"]
    assert (first["inbound"], first["ticket"], first["now"][0]["rule"]) == (1, "TD-10001", "at once")
    assert (second["restricted"], second["subject"], second["was"][0]["matched"]) == (True, None, [])


def test_diff_over_files(mailbot: Command, past: Stage, tmp_path: Path) -> None:
    (tmp_path / "one.eml").write_bytes(mail("right now", subject="of a file"))
    said = mailbot("rules", "diff", "--mails", "one.eml", "--mails", str(tmp_path / "one.eml"))
    assert said.out.splitlines()[0] == "2 mails, 2 decisions change"
    assert "one.eml: of a file" in said.out
    assert mailbot("rules", "diff", "--mails", "nothing.eml").code == 2
    assert mailbot("rules", "diff", "--mails", "one.eml", "--days", "3").err == "mailbot: --days and --mails: name one of them\n"


def test_diff_of_a_broken_draft(mailbot: Command, past: Stage, rules: Path) -> None:
    (rules / "urgency.yaml").write_text("table: urgency\nrules: [}\n", encoding="utf-8")
    said = mailbot("rules", "diff", "--days", "36500")
    assert (said.code, said.out) == (1, mailbot("rules", "check").out.splitlines(keepends=True)[0])


def test_diff_without_anything_published(mailbot: Command, rules: Path) -> None:
    said = mailbot("rules", "diff")
    assert (said.code, said.err) == (2, "mailbot: no rulebook is published: run `mailbot rules publish`\n")


def test_replay(mailbot: Command, past: Stage) -> None:
    said = mailbot("rules", "replay")
    assert (said.code, said.out) == (0, "3 decisions: 3 the same, 0 otherwise\n")
    tamper(past.store, 2, "outcome", "opened", "bounce")
    with past.store.connection() as connection:
        connection.exec_driver_sql("UPDATE decision SET outcome = NULL, context = NULL WHERE inbound = 3")
    said = mailbot("rules", "replay")
    assert (said.code, said.out.splitlines()) == (
        1,
        [
            "inbound 2 TD-10002: disposition",
            "3 decisions: 1 the same, 1 otherwise",
            "  1 cannot be replayed: its context is not kept: decided by an older version, or erased",
        ],
    )
    first, second = listed(mailbot("rules", "replay", "--json").out)
    assert first == {"inbound": 2, "ticket": "TD-10002", "verdict": "other", "why": "disposition"}
    assert second["verdict"] == "cannot be replayed"
