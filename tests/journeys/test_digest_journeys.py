"""What can wait comes in one mail: on real servers, with the commands as processes of their own."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from shutil import copytree

import pytest

from mailbot.adapters.rule_files import shipped_rules
from mailbot.demo.smtp_sink import SmtpSink
from tests.journeys.desk import ADDRESS, Desk, ImapServer, parsed, request_mail, text_of
from tests.tapping import Draft, send, tap


@pytest.fixture
def gathering(tmp_path: Path, database: str, best_mailbox: tuple[ImapServer, str], sink: SmtpSink) -> Iterator[Desk]:
    """A desk whose people are told at a time of day that is half a day away, whenever the test runs."""
    rules = tmp_path / "rules"
    copytree(shipped_rules(), rules)
    path = rules / "desk.yaml"
    hour = (datetime.now(UTC) + timedelta(hours=12)).strftime("%H:%M")
    path.write_text(with_digests(path.read_text(encoding="utf-8"), hour), encoding="utf-8")
    yield Desk(tmp_path, database, best_mailbox[1], sink, MAILBOT_RULES=str(rules))


def with_digests(desk_file: str, hour: str) -> str:
    """Everybody of the desk file told at that hour."""
    head, people, rest = re.split(r"(?<=\ncoordinators:\n)|(?=\ndesks:)", desk_file)
    return head + re.sub(r"\}(?=\n|$)", f", digest: ['{hour}']}}", people) + rest


def test_a_morning_with_a_digest(gathering: Desk, best_mailbox: tuple[ImapServer, str]) -> None:
    desk, (imap, _) = gathering, best_mailbox
    for number in (1, 2, 3):
        imap.deliver(request_mail(number))
    desk.run_once()

    # Each requester hears at once. Their owner hears nothing yet, and the outbox says when he will.
    (owner,) = {str(ticket["owner"]) for ticket in desk.tickets()}
    assert [len(desk.received_by(f"amina{number}@field.example.net")) for number in (1, 2, 3)] == [1, 1, 1]
    assert desk.received_by(owner) == []
    (digest,) = [mail for mail in desk.outbox() if mail["kind"] == "digest"]
    waiting = [mail for mail in desk.outbox() if mail["kind"] == "route"]
    assert [(mail["state"], mail["digest"], mail["due_at"]) for mail in waiting] == [
        ("queued", digest["id"], digest["due_at"])
    ] * 3

    # One of them becomes urgent: that one is told at once, all of it.
    acknowledged = parsed(desk.received_by("amina2@field.example.net")[0])
    imap.deliver(request_reply(acknowledged, "This is an emergency: children were killed by a mine an hour ago, come at once."))
    desk.run_once()
    assert len(desk.received_by(owner)) == 2
    assert "2 fields" in text_of(desk.received_by(owner)[0])
    assert "an hour ago" in text_of(desk.received_by(owner)[1])

    # The others come together. (Nobody waits for noon: the admin lets the mail go now.)
    assert desk.command("outbox", "retry", str(digest["id"])).returncode == 0
    desk.run_once()
    told = desk.received_by(owner)[2]
    assert "1 fields" in text_of(told)
    assert "2 fields" not in text_of(told)
    assert "3 fields" in text_of(told)
    assert {mail["state"] for mail in desk.outbox()} == {"sent"}

    # He answers one by a tap, and then presses Reply, which the desk asks back.
    imap.deliver(send(tap_answer(told.data), "Gmail, Android", sender=owner))
    desk.run_once()
    answers = [mail for number in (1, 2, 3) for mail in desk.received_by(f"amina{number}@field.example.net")[1:]]
    assert [text_of(mail).strip() for mail in answers] == ["Signs and tape leave on Monday."]
    imap.deliver(request_reply(parsed(told), "And so do yours.", sender=owner))
    desk.run_once()
    assert "it belongs to none of them" in text_of(desk.received_by(owner)[-1])
    assert len(desk.tickets()) == 3


def tap_answer(raw: bytes) -> Draft:
    """The draft that the last Answer of a digest opens, with words in it."""
    draft = tap(raw, "Answer")
    return type(draft)(draft.to, draft.subject, "Signs and tape leave on Monday.\r\n")


def request_reply(to: EmailMessage, text: str, sender: str = "") -> bytes:
    """What Reply makes of a mail of ours."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender or str(to["To"])
    mail["To"] = str(to["Reply-To"] or ADDRESS)
    mail["Subject"] = f"Re: {to['Subject']}"
    mail["Date"] = "Mon, 05 Jan 2026 11:00:00 +0000"
    mail["Message-ID"] = f"<reply-{abs(hash(text))}@field.example.net>"
    mail["In-Reply-To"] = mail["References"] = str(to["Message-ID"])
    mail.set_content(text)
    return mail.as_bytes()
