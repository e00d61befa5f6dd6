"""Mails as people and machines write them, as bytes."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime

from tests.fakes import START

DESK = "helpdesk@desk.example.org"
AWA = "awa@ngo.example.org"
QUESTION = "Hello,\n\nwho leads the protection cluster there, and when do you meet next?\n\nThank you"
AUTHSERV = "mx.desk.example.org"


def mail(
    text: str = QUESTION,
    *,
    sender: str = f"Awa Toure <{AWA}>",
    to: str = DESK,
    subject: str = "A question",
    message_id: str | None = None,
    date: datetime = START,
    extra: Sequence[tuple[str, str]] = (),
    trace: Sequence[tuple[str, str]] = (
        ("Received", "from ngo.example.org by mx.desk.example.org; Tue, 3 Feb 2026 09:00:00 +0000"),
    ),
) -> bytes:
    """A plain mail, header values as given. `message_id`: "" for none; where nothing is said, one made of the content."""
    seed = hashlib.sha256(f"{text}{sender}{subject}{date}".encode()).hexdigest()[:20]
    fields = [*trace, ("From", sender), ("To", to), ("Subject", subject), ("Date", format_datetime(date))]
    if message_id != "":
        fields.append(("Message-ID", message_id or f"<{seed}@ngo.example.org>"))
    plain = ("MIME-Version", "1.0"), ("Content-Type", "text/plain; charset=utf-8"), ("Content-Transfer-Encoding", "8bit")
    head = "".join(f"{name}: {value}\r\n" for name, value in (*fields, *extra, *plain) if value)
    return f"{head}\r\n".encode() + text.replace("\n", "\r\n").encode() + b"\r\n"


def with_files(raw: bytes, *files: tuple[str, bytes]) -> bytes:
    """The same mail with files attached."""
    old = message_from_bytes(raw, policy=policy.SMTP)
    new = EmailMessage(policy=policy.SMTP)
    for name, value in old.items():
        if name.lower() not in ("content-type", "content-transfer-encoding", "mime-version"):
            new[name] = value
    new.set_content(old.get_content())
    for name, data in files:
        new.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return new.as_bytes()


def authenticated(raw: bytes, verdict: str = "pass", domain: str = "ngo.example.org", server: str = AUTHSERV) -> bytes:
    """The mail as our border server hands it on."""
    return f"Authentication-Results: {server}; dmarc={verdict} header.from={domain}\r\n".encode() + raw


def parse(raw: bytes) -> EmailMessage:
    """One of our mails, by a strict reader."""
    parsed = message_from_bytes(raw, policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def text_of(raw: bytes) -> str:
    """The plain text of a mail."""
    body = parse(raw).get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def reply(
    to: bytes,
    text: str,
    *,
    sender: str = "",
    subject: str = "",
    address: str = "",
    named: bool = True,
    extra: Sequence[tuple[str, str]] = (),
    minutes: int = 60,
) -> bytes:
    """What a mail program makes of "Reply" to one of our mails: `sender` is its recipient unless somebody else is named.

    `address`: where it goes instead of where we want replies; `named` False leaves out In-Reply-To and References.
    """
    ours = parse(to)
    quoted = "".join(f"> {line}\n" for line in text_of(to).rstrip("\n").split("\n"))
    ids = [
        ("In-Reply-To", ours["Message-ID"]),
        ("References", " ".join([*str(ours["References"] or "").split(), ours["Message-ID"]])),
    ]
    return mail(
        f"{text}\n\nOn Tue, Feb 3, 2026 at 10:00 AM {ours['From']} wrote:\n\n{quoted}",
        sender=sender or str(ours["To"]),
        to=address or str(ours["Reply-To"] or ours["From"]),
        subject=subject or f"Re: {ours['Subject']}",
        date=START + timedelta(minutes=minutes),
        extra=[*(ids if named else ()), *extra],
    )
