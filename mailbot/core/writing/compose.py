"""The bytes of an outgoing mail: RFC 5322 and MIME, 7-bit clean, CRLF, every line within 76 octets where we choose it.

Each mail has exactly one From, To, Subject, Date and Message-ID. Values from outside become header text only through
`clean_header`, so that no line break of theirs ever starts a header of ours.
"""

import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.message import Message
from email.policy import compat32
from email.utils import format_datetime, quote
from enum import StrEnum

from mailbot.core.message import Address

CRLF = compat32.clone(linesep="\r\n", max_line_length=None)  # folded here, once, where the blanks are ours
LF = "\n"
UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
ATEXT_PHRASE = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*")
MAX_REFERENCES = 12


class Automation(StrEnum):
    """What Auto-Submitted says (RFC 3834, 5). PERSON: a person wrote it, the field is left out."""

    REPLIED = "auto-replied"
    GENERATED = "auto-generated"
    PERSON = "no"


@dataclass(frozen=True, slots=True)
class File:
    """A file to send along. `filename` is already safe."""

    filename: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Envelope:
    """Everything of a mail but its words. Addresses are plain ASCII; `references` are Message-IDs, oldest first."""

    sender: Address
    recipient: Address
    reply_to: str
    message_id: str
    date: datetime
    automation: Automation
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    language: str = ""


def clean_header(value: str) -> str:
    """`value` on one line: every control, line break and lone surrogate is a blank."""
    return UNSAFE.sub(" ", value).strip()


def format_mailbox(address: Address) -> str:
    """A mailbox for a header (RFC 5322, 3.4): the name as an atom phrase, quoted, or encoded (RFC 2047)."""
    name = clean_header(address.name)[:200]
    if not name:
        return address.address
    if name.isascii():
        return f"{name} <{address.address}>" if ATEXT_PHRASE.fullmatch(name) else f'"{quote(name)}" <{address.address}>'
    return f"{Header(name, 'utf-8').encode(linesep=LF)} <{address.address}>"


def compose(envelope: Envelope, subject: str, text: str, html: str = "", files: Sequence[File] = ()) -> bytes:
    """The whole mail. `text` and `html` may hold any text; what cannot stand in a mail (NUL) is left out."""
    body = _body(text, html)
    mail = body
    if files:
        mail = Message(CRLF)
        mail["Content-Type"] = f'multipart/mixed; boundary="{_boundary(envelope, "mixed")}"'
        mail.set_payload([body, *(_file_part(file) for file in files)])
    if body.get_content_maintype() == "multipart":
        body.set_param("boundary", _boundary(envelope, "alternative"))
    _head(mail, envelope, subject)
    return mail.as_bytes(policy=CRLF)


def _head(mail: Message, envelope: Envelope, subject: str) -> None:
    mail["From"] = format_mailbox(envelope.sender)
    mail["To"] = format_mailbox(envelope.recipient)
    subject = clean_header(subject)[:500]
    mail["Subject"] = _subject(subject)
    mail["Date"] = format_datetime(envelope.date)
    mail["Message-ID"] = envelope.message_id
    if envelope.reply_to:
        mail["Reply-To"] = envelope.reply_to
    if envelope.in_reply_to:
        mail["In-Reply-To"] = envelope.in_reply_to
    if envelope.references:
        kept = envelope.references[:1] + envelope.references[1:][-(MAX_REFERENCES - 1) :]
        mail["References"] = "\n ".join(kept)
    if envelope.language:
        mail["Content-Language"] = envelope.language
    if envelope.automation is not Automation.PERSON:
        mail["Auto-Submitted"] = envelope.automation
        mail["X-Auto-Response-Suppress"] = "All"
    mail["MIME-Version"] = "1.0"


def _subject(value: str) -> str:
    """Folded; the reference and other plain words in front stay readable in the raw mail, the rest is encoded (RFC 2047)."""
    header = Header(header_name="Subject", maxlinelen=76)
    plain = re.match(r"(?:[!-~]+ )*", value)
    front = plain.group().strip() if plain else ""
    if value.isascii():
        header.append(value, "us-ascii")
    else:
        if front:
            header.append(front, "us-ascii")
        header.append(value[len(front) :].strip() if front else value, "utf-8")
    return header.encode(linesep=LF)


def _boundary(envelope: Envelope, part: str) -> str:
    """A boundary that no text of others contains: our unguessable Message-ID stands in it."""
    return f"={part}={envelope.message_id.strip('<>').rpartition('@')[0][-50:]}="


def _body(text: str, html: str) -> Message:
    plain = _text_part(text, "plain")
    if not html:
        return plain
    both = Message(CRLF)
    both["Content-Type"] = "multipart/alternative"
    both.set_payload([plain, _text_part(html, "html")])
    return both


def _text_part(text: str, subtype: str) -> Message:
    """A text part in the shortest 7-bit form: as it is, quoted-printable, or base64 (RFC 2045, 6)."""
    part = Message(CRLF)
    lines = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n"
    if lines.isascii() and max(map(len, lines.split("\n"))) <= 900:
        part["Content-Type"] = f'text/{subtype}; charset="us-ascii"'
        part["Content-Transfer-Encoding"] = "7bit"
        part.set_payload(lines)
        return part
    data = lines.replace("\n", "\r\n").encode("utf-8", "replace")
    part["Content-Type"] = f'text/{subtype}; charset="utf-8"'
    if sum(byte > 127 for byte in data[:4000]) * 6 < len(data[:4000]):
        part["Content-Transfer-Encoding"] = "quoted-printable"
        part.set_payload(binascii.b2a_qp(data).decode("ascii").replace("\r\n", "\n"))
    else:
        part["Content-Transfer-Encoding"] = "base64"
        part.set_payload(_base64_lines(data))
    return part


def _base64_lines(data: bytes) -> str:
    return "".join(binascii.b2a_base64(data[at : at + 57]).decode("ascii") for at in range(0, len(data), 57))


def _file_part(file: File) -> Message:
    part = Message(CRLF)
    main, _, sub = file.content_type.partition("/")
    ordinary = main.isascii() and sub.replace("-", "").replace(".", "").replace("+", "").isalnum() and sub.isascii()
    part["Content-Type"] = file.content_type if ordinary and main not in ("multipart", "message") else "application/octet-stream"
    part.add_header("Content-Disposition", "attachment", filename=_parameter(file.filename))
    part["Content-Transfer-Encoding"] = "base64"
    part.set_payload(_base64_lines(file.data))
    return part


def _parameter(name: str) -> str | tuple[str, str, str]:
    """A file name for `add_header`: plain, or in the form of RFC 2231."""
    clean = clean_header(name) or "file"
    return clean if clean.isascii() else ("utf-8", "", clean)
