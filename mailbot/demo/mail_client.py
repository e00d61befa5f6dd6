"""What a person's mail program does when somebody presses Reply."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256

_WIRE = policy.SMTP.clone(max_line_length=None)
"""Header lines are left long: the stdlib would hide a Message-ID of more than 78 characters in an encoded word."""

KEPT_REFERENCES = 8
"""How many Message-IDs a reply carries on; the first one is always among them."""


@dataclass(frozen=True, slots=True)
class Original:
    """The mail that is answered. `recipient` is who answers, `sender` where it came from, `reply_to` where the answer goes."""

    message_id: str
    references: tuple[str, ...]
    sender: Address
    recipient: Address
    reply_to: Address
    subject: str
    date: datetime | None
    text: str


def read_original(raw: bytes) -> Original:
    """Read a mail of the desk, well formed as ours are. Raises ValueError where From, To or Message-ID is missing."""
    mail = message_from_bytes(raw, policy=policy.default)
    if not isinstance(mail, EmailMessage) or not (mail["From"] and mail["To"] and mail["Message-ID"]):
        raise ValueError("a mail without From, To or Message-ID cannot be answered")
    sender = mail["From"].addresses[0]
    body = mail.get_body(("plain",))
    return Original(
        message_id=str(mail["Message-ID"]).strip(),
        references=tuple(str(mail["References"] or "").split()),
        sender=sender,
        recipient=mail["To"].addresses[0],
        reply_to=mail["Reply-To"].addresses[0] if mail["Reply-To"] else sender,
        subject=str(mail["Subject"] or ""),
        date=mail["Date"].datetime if mail["Date"] else None,
        text=body.get_content().replace("\r\n", "\n") if body is not None else "",
    )


def start_reply(original: Original, *, text: str, at: datetime) -> EmailMessage:
    """Return a mail with all headers of a reply (RFC 5322, 3.6.4) and no body. `at` is aware."""
    first, *later = (*original.references, original.message_id)
    seed = sha256(f"{original.message_id}\n{at.isoformat()}\n{text}".encode()).hexdigest()[:24]
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"] = original.recipient
    mail["To"] = original.reply_to
    mail["Subject"] = original.subject if original.subject[:3].casefold() == "re:" else f"Re: {original.subject}"
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{seed}@{original.recipient.domain}>"
    mail["In-Reply-To"] = original.message_id
    mail["References"] = " ".join((first, *later[-KEPT_REFERENCES + 1 :]))
    return mail


def quoted(text: str) -> str:
    """Return the text with `> ` before each line."""
    return "".join(f"> {line}".rstrip() + "\n" for line in text.rstrip("\n").split("\n"))


def to_wire(mail: EmailMessage) -> bytes:
    """Return the mail as it is sent, with CRLFs."""
    return mail.as_bytes(policy=_WIRE)
