"""`forget`, `purge`, `hold`, `release`, `tickets access`: what they say, and how they end."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import SECRET, Command
from tests.mails import DESK, mail, reply
from tests.rulebooks import LEAD
from tests.stage import Stage

BOB = "bob@field.example.net"


@pytest.fixture
def desk(stage: Stage, database: str, empty_environment: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A desk with a restricted request and an ordinary one, both Bob's; and the settings to run commands on it."""
    settings = {"DATABASE_URL": database, "MAILBOT_ADDRESS": DESK, "MAILBOT_SECRET": SECRET}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    stage.arrive_one(mail("A survivor needs help.", sender=BOB))
    stage.arrive_one(mail("Who leads the cluster?", sender=BOB))
    return stage


def test_it_asks_for_a_yes_where_nobody_can_be_asked(desk: Stage, mailbot: Command) -> None:
    said = mailbot("forget", BOB)
    assert (said.code, said.out) == (2, "")
    assert said.err == "mailbot: nothing was erased: say --yes, or --dry-run to see what would be\n"
    assert len(desk.tickets()) == 2


def test_a_dry_run_says_what_would_be_erased(desk: Stage, mailbot: Command) -> None:
    said = mailbot("forget", BOB, "--dry-run")
    assert said.code == 0
    assert "would be erased: requests 2, mails that arrived 2, mails of the desk 4\n" in said.out
    assert "may still lie on its server, where you have to delete it: imap://desk@mail.example.org/INBOX UID 1, 2\n" in said.out
    assert "a confirmation would go out" in said.out
    assert len(desk.tickets()) == 2


def test_it_is_done_and_said_as_json(desk: Stage, mailbot: Command) -> None:
    said = mailbot("forget", BOB, "--yes", "--json")
    assert (said.code, said.err) == (0, "")
    assert json.loads(said.out) == {
        "tickets": 2,
        "arrived": 2,
        "sent": 4,
        "held": [],
        "named_in": [],
        "in_rules": False,
        "on_server": [{"mailbox": "imap://desk@mail.example.org/INBOX", "uids": [1, 2]}],
        "confirmation": True,
        "wiped": True,
        "dry_run": False,
    }
    assert desk.tickets() == []


def test_what_is_erased_says_so_and_when(desk: Stage, mailbot: Command) -> None:
    mailbot("forget", "TD-10001", "--yes", "--no-confirmation")
    ticket, sent = mailbot("tickets", "show", "TD-10001"), mailbot("outbox", "show", "1")
    assert (ticket.code, sent.code) == (0, 0)
    assert ticket.out.startswith("TD-10001 was erased on ")
    assert ticket.out.endswith("(by hand); nothing of it is kept\n")
    assert sent.out.startswith("mail 1 was erased on ")
    shown, raw = mailbot("inbound", "show", "1"), mailbot("inbound", "raw", "1")
    assert "\nerased on " in shown.out
    assert (raw.code, raw.out) == (2, "")
    assert "its bytes are not kept" in raw.err
    assert json.loads(mailbot("tickets", "show", "TD-10001", "--json").out)["why"] == "ticket"
    assert mailbot("tickets", "show", "TD-10009").code == 2


def test_a_legal_hold_keeps_a_request_and_the_rest_is_erased(desk: Stage, mailbot: Command) -> None:
    assert mailbot("hold", "TD-10001", "--reason", "court 12/7").code == 0
    said = mailbot("forget", BOB, "--yes")
    assert (said.code, said.err) == (1, "mailbot: kept by a legal hold: TD-10001\n")
    assert [(ticket["reference"], ticket["legal_hold"]) for ticket in desk.tickets()] == [("TD-10001", "court 12/7")]
    assert "legal hold" in mailbot("tickets", "show", "TD-10001").out
    assert mailbot("release", "TD-10001").code == 0
    assert mailbot("forget", BOB, "--yes").code == 0
    assert desk.tickets() == []


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("forget", "TD-10009", "--yes"), "there is no request TD-10009; `mailbot tickets list` shows all"),
        (("forget", LEAD, "--yes"), f"{LEAD} is a coordinator of the desk file: take him out there, publish, and run it again"),
        (("forget", DESK, "--yes"), f"{DESK} is an address of the desk itself"),
        (("forget", "a b@c", "--yes"), "a b@c is no mail address: write name@example.org, without a display name"),
        (("hold", "TD-10009", "--reason", "x"), "there is no ticket TD-10009; `mailbot tickets list` shows all"),
        (("hold", "TD-10001", "--reason", " "), "say why it must be kept: --reason TEXT"),
        (("release", "TD-10001"), "TD-10001 is under no legal hold"),
        (("tickets", "access", "TD-10009"), "there is no ticket TD-10009; `mailbot tickets list` shows all"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(desk: Stage, mailbot: Command, arguments: tuple[str, ...], line: str) -> None:
    said = mailbot(*arguments)
    assert (said.code, said.out, said.err) == (2, "", f"mailbot: {line}\n")
    assert len(desk.tickets()) == 2


def test_nothing_of_somebody_is_no_mistake(desk: Stage, mailbot: Command) -> None:
    said = mailbot("forget", "nobody@field.example.net", "--yes")
    assert said.code == 0
    assert said.out.startswith("there is nothing to erase\n")
    assert ("erasure", "nobody@field.example.net") not in desk.owed()


def test_purge_says_what_it_did(desk: Stage, mailbot: Command) -> None:
    said = mailbot("purge", "--json")
    assert said.code == 0
    assert json.loads(said.out) == {
        "tickets": 0,
        "arrived": 0,
        "sent": 0,
        "digests": 0,
        "legal_hold": [],
        "waiting": {"held": 0, "quarantined": 0},
        "wiped": True,
        "dry_run": False,
    }
    assert "would be erased: requests 0" in mailbot("purge", "--dry-run").out


def accesses(mailbot: Command, reference: str = "TD-10001") -> list[str]:
    said = mailbot("tickets", "access", reference, "--json")
    assert said.code == 0
    return [json.loads(line)["what"] for line in said.out.splitlines()]


def test_who_was_shown_a_restricted_request_is_written_down(desk: Stage, mailbot: Command) -> None:
    assert accesses(mailbot) == []
    mailbot("tickets", "show", "TD-10001")
    mailbot("inbound", "show", "1")
    mailbot("inbound", "raw", "1")
    mailbot("inbound", "raw", "2")
    desk.arrive_one(reply(desk.transport.to(LEAD)[0], "#history", minutes=70))
    desk.arrive_one(reply(desk.transport.to(LEAD)[0], "#attachments", minutes=80))
    told = ["tickets show", "inbound show", "inbound raw", "mail history", "mail files"]
    assert accesses(mailbot) == told
    assert accesses(mailbot, "TD-10002") == []
    mailbot("forget", "TD-10001", "--yes")
    assert accesses(mailbot) == told
