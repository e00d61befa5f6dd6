"""No automatic mail to people outside repeats anything of what was sent to us, whatever is planted where (S6)."""

from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from mailbot.core.decision import MailKind
from mailbot.pipeline.budgets import TO_OUTSIDE
from tests.mails import mail, parse, reply, with_files
from tests.pipeline.test_budgets_hold import fresh
from tests.rulebooks import LEAD, SMALL
from tests.stage import Stage

MARK = "zqxjkv"
SENDER = "eve@ngo.example.org"
FRIEND = "sam@un.example.org"
THREAD = ("in-reply-to", "references")
"""The fields in which an answer names the mail that it answers, as RFC 3834, 3.1.5 asks: a Message-ID, and nothing else."""

DESK = {**SMALL, "desk.yaml": SMALL["desk.yaml"] + "silence: {warning: {days: 21}, closing: {days: 7}}\n"}


@pytest.fixture
def desk(migrated_file: Path, quick_folder: Path) -> Iterator[Stage]:
    """A desk that closes what is silent."""
    with fresh(migrated_file, quick_folder) as store:
        yield Stage(store, rules=DESK)


def planted(text: str, **more: Any) -> bytes:
    """A mail with the mark in every field that its sender chooses but his address."""
    fields: dict[str, Any] = {"subject": f"{MARK} subject", "message_id": f"<{MARK}.1@{MARK}.example.org>", **more}
    extra = [
        ("Reply-To", f"{MARK} <{MARK}@victim.example.org>"),
        ("Cc", f"{MARK}@victim.example.org"),
        ("Sender", f"{MARK} <{MARK}@victim.example.org>"),
        ("X-Mailer", MARK),
        ("Organization", MARK),
        ("References", f"<{MARK}.0@{MARK}.example.org>"),
    ]
    raw = mail(text, sender=f'"{MARK} {MARK}" <{SENDER}>', extra=extra, **fields)
    return with_files(raw, (f"{MARK}.txt", MARK.encode())) if text else raw


def ask(stage: Stage, text: str = f"{MARK}, who leads the cluster?\n\n-- \n{MARK} signature\n> {MARK} quoted\n") -> None:
    stage.arrive_one(planted(text))


def come_to(stage: Stage, kind: MailKind) -> None:
    """Let what happens that owes a mail of this kind to somebody outside."""
    match kind:
        case MailKind.ACK:
            ask(stage)
            stage.arrive_one(planted(f"{MARK}, come right now", message_id=f"<{MARK}.2@x.example.org>"))
        case MailKind.QUESTION:
            stage.arrive_one(planted(""))
        case MailKind.DELAY:
            ask(stage)
            stage.clock.move(timedelta(days=12))
            stage.tick()
        case MailKind.LEAVING:
            ask(stage)
            stage.arrive_one(reply(stage.sent_to(LEAD), f"#cc {FRIEND}\n\nShe does."))
            stage.arrive_one(reply(stage.sent_to(FRIEND), "leave", sender=f"{MARK} <{FRIEND}>", subject=f"{MARK} leave"))
        case _:
            ask(stage)
            stage.arrive_one(reply(stage.sent_to(LEAD), "She does."))
            for days in (22, 8):
                stage.clock.move(timedelta(days=days))
                stage.tick()


def automatic(stage: Stage, kind: MailKind) -> list[EmailMessage]:
    """The automatic mails of this kind that left for people outside."""
    ids = {one["message_id"] for one in stage.outbox() if one["kind"] == kind}
    mails = [parse(parcel.data) for parcel in stage.transport.sent]
    return [one for one in mails if one["Message-ID"] in ids]


def told(letter: EmailMessage) -> str:
    """All that a mail says, decoded, but for the names of the mails that it answers."""
    head = "\n".join(f"{name}: {value}" for name, value in letter.items() if name.lower() not in THREAD)
    return head + "".join(str(part.get_content()) for part in letter.walk() if not part.is_multipart())


@pytest.mark.parametrize("kind", TO_OUTSIDE)
def test_S6_nothing_of_what_was_sent_comes_back(desk: Stage, kind: MailKind) -> None:
    come_to(desk, kind)
    letters = automatic(desk, kind)
    assert letters, "the mail that is looked at has left"
    for letter in letters:
        assert letter["Auto-Submitted"] in ("auto-replied", "auto-generated")
        assert MARK not in told(letter).casefold()
        assert str(letter["To"]) in (SENDER, FRIEND)


def test_S6_of_a_message_id_that_is_none_nothing_is_named(desk: Stage) -> None:
    desk.arrive_one(mail("Who leads the cluster?", sender=SENDER, message_id=f"<buy {MARK} at https://{MARK}.example>"))
    (letter,) = automatic(desk, MailKind.ACK)
    assert MARK not in str(letter).casefold()


def test_the_check_finds_what_is_repeated(desk: Stage) -> None:
    ask(desk)
    desk.arrive_one(reply(desk.sent_to(LEAD), f"She does, {MARK}."))
    (answer,) = automatic(desk, MailKind.ANSWER)
    assert MARK in told(answer)
