"""Looking at tickets, mails and the outbox, and mending by hand: keys, exit codes and harmless text (the contract)."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command
from tests.mails import AWA, mail, reply, with_files
from tests.rulebooks import LEAD, SMALL
from tests.stage import Stage

TICKET = (
    "reference subject status area topic country urgency language requester owner restricted created_at updated_at due_at entries"
)
ENTRY = "at kind author text inbound outbox attachments"
INBOUND = "id mailbox uidvalidity uid message_id sha256 size received_at state disposition reason ticket attempts"
OUTBOX = "id ticket kind to locale message_id state attempts due_at sent_at error"
INSPECT = (
    "file kind message_id in_reply_to references from reply_to to cc subject date text reply quoted signature language "
    "attachments "
    "automatic bounce complaint forwarded follow_up defects decision"
)
DECISION = "area topic country urgency requester_type restricted tags owner mails because"
HOSTILE = "evil\x1b]0;title\x07\x1b[2J\u202ereversed\u2066\x9b31m"


@pytest.fixture
def filled(stage: Stage) -> Stage:
    """A desk with a ticket that has been answered."""
    stage.arrive_one(with_files(mail(), ("map.pdf", b"%PDF")))
    stage.arrive_one(reply(stage.sent_to(LEAD), "Ms Diallo leads it."))
    return stage


def listed(said: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said.splitlines()]


def test_tickets(filled: Stage, database: str, mailbot: Command) -> None:
    said = mailbot("tickets", "list", "--json", DATABASE_URL=database)
    (ticket,) = listed(said.out)
    assert (said.code, said.err) == (0, "")
    assert set(ticket) >= set(TICKET.split())
    assert (ticket["reference"], ticket["status"], ticket["requester"], ticket["entries"]) == ("TD-10001", "waiting", AWA, 2)
    assert ticket["created_at"] == "2026-02-03T09:00:00Z"
    assert ticket["restricted"] is False
    shown = json.loads(mailbot("tickets", "show", "td-10001", "--json").out)
    assert set(shown) >= set(TICKET.split())
    assert [set(entry) >= set(ENTRY.split()) for entry in shown["entries"]] == [True, True]
    assert [entry["kind"] for entry in shown["entries"]] == ["request", "answer"]
    assert shown["entries"][0]["attachments"][0]["filename"] == "map.pdf"
    table = mailbot("tickets", "list").out.splitlines()
    assert table[0].split()[:3] == ["reference", "status", "urgency"]
    assert "TD-10001" in table[1]
    assert "Ms Diallo leads it." in mailbot("tickets", "show", "TD-10001").out


def test_who_takes_part_is_shown(filled: Stage, database: str, mailbot: Command) -> None:
    filled.arrive_one(reply(filled.sent_to(LEAD), "#cc bob@field.example.net\n\nShe is back on Monday.", minutes=70))
    filled.arrive_one(reply(filled.sent_to("bob@field.example.net"), "leave", minutes=80))
    shown = json.loads(mailbot("tickets", "show", "TD-10001", "--json", DATABASE_URL=database).out)
    (person,) = shown["participants"]
    assert list(person) == ["address", "added_by", "added_at", "left_at", "left_by"]
    assert (person["address"], person["added_by"], person["left_by"]) == ("bob@field.example.net", LEAD, "bob@field.example.net")
    carried = [entry["outbox"] for entry in shown["entries"] if entry["kind"] == "answer"]
    assert [mail["to"] for mail in shown["mails"] if mail["id"] in carried] == [AWA, AWA]
    assert "takes part: bob@field.example.net since 2026-02-03" in mailbot("tickets", "show", "TD-10001").out


def test_inbound(filled: Stage, database: str, mailbot: Command) -> None:
    first, second = listed(mailbot("inbound", "list", "--json", DATABASE_URL=database).out)
    assert set(first) >= set(INBOUND.split())
    assert (first["state"], first["disposition"], second["disposition"]) == ("done", "opened", "answered")
    shown = json.loads(mailbot("inbound", "show", "1", "--json").out)
    assert set(shown) >= set(INBOUND.split())
    assert shown["decision"]["trace"]["gates"][-1][0] == "new_request"
    assert "how it was decided" in mailbot("inbound", "show", "1").out
    assert "followed" not in mailbot("inbound", "list").err
    raw = filled.listed(lambda listings: listings.raw(1))
    assert mailbot("inbound", "raw", "1").out.replace("\r\n", "\n") == raw.decode().replace("\r\n", "\n")


def test_outbox(filled: Stage, database: str, mailbot: Command) -> None:
    mails = listed(mailbot("outbox", "list", "--json", DATABASE_URL=database).out)
    assert [(m["kind"], m["to"], m["state"]) for m in mails] == [
        ("ack", AWA, "sent"),
        ("route", LEAD, "sent"),
        ("answer", AWA, "sent"),
    ]
    assert all(set(m) >= set(OUTBOX.split()) for m in mails)
    shown = json.loads(mailbot("outbox", "show", "3", "--json").out)
    assert "Ms Diallo leads it." in shown["raw"]
    assert "Ms Diallo leads it." in mailbot("outbox", "show", "3").out


@pytest.mark.parametrize(
    "arguments",
    [
        ("tickets", "show", "TD-99999"),
        ("tickets", "show", "x"),
        ("inbound", "show", "99"),
        ("inbound", "raw", "99"),
        ("inbound", "retry", "99"),
        ("outbox", "show", "99"),
        ("outbox", "retry", "99"),
        ("outbox", "cancel", "99"),
        ("inbound", "retry", "1"),
        ("outbox", "retry", "1"),
        ("outbox", "cancel", "1"),
        ("inbound", "show", "abc"),
    ],
    ids=" ".join,
)
def test_what_is_not_there_or_not_possible(filled: Stage, database: str, mailbot: Command, arguments: tuple[str, ...]) -> None:
    said = mailbot(*arguments, DATABASE_URL=database)
    assert (said.code, said.out) == (2, "")
    assert said.err
    assert "Traceback" not in said.err


def test_mending_by_hand(stage: Stage, database: str, mailbot: Command) -> None:
    stage.arrive(mail(trace=[("Received", "x")] * 70), mail(subject="next"))
    said = mailbot("inbound", "retry", "1", DATABASE_URL=database)
    assert (said.code, said.out) == (0, "mail 1 was held and is processed at the next run\n")
    assert mailbot("outbox", "cancel", "1").out == "mail 1 was queued and will not be sent\n"
    assert mailbot("outbox", "retry", "1").out == "mail 1 was cancelled and is sent at the next run\n"


def test_C1_listings_are_harmless(stage: Stage, database: str, mailbot: Command) -> None:
    import base64

    word = f"=?utf-8?b?{base64.b64encode(HOSTILE.encode()).decode()}?="
    stage.arrive_one(mail(f"text {HOSTILE} more", subject=word, sender=f"{word} <{AWA}>"))
    stage.arrive(with_files(mail("x", subject="two"), (HOSTILE, b"x")))
    for command in (
        "tickets list",
        "tickets show TD-10001",
        "tickets show TD-10002",
        "inbound list",
        "inbound show 1",
        "outbox list",
        "outbox show 2",
    ):
        said = mailbot(*command.split(), DATABASE_URL=database)
        assert said.code == 0
        assert all(line.isprintable() for line in said.out.splitlines()), command
        for line in listed(mailbot(*command.split(), "--json").out):
            assert line


def test_json_is_strict_utf8_on_one_line(stage: Stage, database: str, mailbot: Command) -> None:
    stage.arrive(mail("x", subject="=?utf-8?q?a=E2=80=A8_=00_caf=C3=A9_=C2=85?="))
    lines = mailbot("tickets", "list", "--json", DATABASE_URL=database).out.rstrip("\n").split("\n")
    assert len(lines) == 1
    assert "café" in json.loads(lines[0])["subject"]


def write(folder: Path, name: str, raw: bytes) -> str:
    (folder / name).write_bytes(raw)
    return str(folder / name)


def test_inspect(mailbot: Command, tmp_path: Path) -> None:
    said = mailbot(
        "inspect",
        write(tmp_path, "a.eml", mail("A farmer stepped on a mine near Gao in Mali.")),
        write(tmp_path, "b.eml", b"\xff\x00"),
    )
    first, second = listed(said.out)
    assert (said.code, said.err) == (0, "")
    for item in (first, second):
        assert set(item) >= set(INSPECT.split())
        assert set(item["decision"]) >= set(DECISION.split())
    assert first["file"].endswith("a.eml")
    assert (first["from"], first["date"]) == ({"name": "Awa Toure", "address": AWA}, "2026-02-03T09:00:00Z")
    assert first["decision"]["mails"][0] == {"template": "ack", "locale": "en", "to": "requester"}
    assert not list(tmp_path.glob("*.db*"))


def test_inspect_of_what_is_not_there(mailbot: Command) -> None:
    said = mailbot("inspect", "nothing.eml")
    assert (said.code, said.out) == (2, "")
    assert said.err.count("\n") == 1


def test_ingest_then_look(mailbot: Command, tmp_path: Path) -> None:
    path = write(tmp_path, "a.eml", mail())
    assert mailbot("ingest", path).out == "1 kept\n"
    assert mailbot("ingest", path).out == "0 kept, 1 already there\n"
    (row,) = listed(mailbot("inbound", "list", "--json").out)
    assert (row["state"], row["mailbox"], row["uid"]) == ("pending", "ingest", None)


def test_init_lays_out_a_desk_and_overwrites_nothing(mailbot: Command, tmp_path: Path) -> None:
    said = mailbot("init", "desk")
    assert said.code == 0
    env = tmp_path / "desk" / ".env"
    assert env.stat().st_mode & 0o077 == 0
    assert "\nMAILBOT_SECRET=" in env.read_text()
    assert "\nMAILBOT_MASTER_KEY=" in env.read_text()
    env.write_text("# mine\n")
    again = mailbot("init", "desk")
    assert again.code == 0
    assert env.read_text() == "# mine\n"
    assert "made " not in again.out
    assert mailbot("rules", "check", MAILBOT_RULES=str(tmp_path / "desk" / "rules")).code == 0
    assert mailbot("templates", "check", MAILBOT_TEMPLATES=str(tmp_path / "desk" / "templates")).code == 0


def test_the_secret_that_init_makes_is_a_good_one(mailbot: Command, tmp_path: Path) -> None:
    from mailbot.settings import load_settings

    mailbot("init")
    first = load_settings().secret
    assert len(first) >= 32
    assert len(load_settings().master_key) >= 32
    assert load_settings().master_key != first
    (tmp_path / ".env").unlink()
    mailbot("init")
    assert load_settings().secret != first


def test_F1_a_broken_rule_file_is_refused_and_nothing_changes(mailbot: Command, tmp_path: Path) -> None:
    rules = tmp_path / "own"
    rules.mkdir()
    for name, text in SMALL.items():
        write(rules, name, text.encode())
    assert mailbot("rules", "publish", MAILBOT_RULES=str(rules)).out.startswith("published ")
    assert mailbot("rules", "publish").out.startswith("already in force: ")
    (rules / "urgency.yaml").write_text("table: urgency\ndecides: [urgency]\nrules: [}\n")
    for command in ("check", "publish"):
        said = mailbot("rules", command)
        assert said.code == 1
        assert "urgency.yaml:" in said.out
        assert "Traceback" not in said.out + said.err
    assert len(listed(mailbot("rules", "history", "--json").out)) == 1


def test_the_database(mailbot: Command) -> None:
    assert mailbot("db", "check").code == 1
    assert mailbot("db", "upgrade").out == "the database was upgraded\n"
    assert mailbot("db", "upgrade").out == "the database is up to date\n"
    assert mailbot("db", "check").code == 0
