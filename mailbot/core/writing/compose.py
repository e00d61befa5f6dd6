"""The bytes of an outgoing mail: RFC 5322 and MIME, 7-bit clean, CRLF, every line within 76 octets where we choose it.

Each mail has exactly one From, To, Subject, Date and Message-ID. Values from outside become header text only through
`clean_header`, so that no line break of theirs ever starts a header of ours. Written line by line: the email package's generator
takes five times the CPU.
"""

import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.utils import encode_rfc2231, format_datetime, quote
from enum import StrEnum

from mailbot.core.message import Address

CRLF = "\r\n"
FOLD = "\r\n "
ASCII = bytes(range(128))
WIDTH = 76
ENCODED = "=?"
"""How an encoded word begins: text that holds it is encoded, lest a reader decodes what was never encoded."""

UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
ATEXT_PHRASE = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*")
PLAIN_FRONT = re.compile(r"(?:[!-~]{1,20} ){0,2}")
"""A few plain words, such as our reference, short enough to leave room on the first line of a subject."""

MAX_REFERENCES = 12


class Automation(StrEnum):
    """What Auto-Submitted says (RFC 3834, 5). PERSON: a person wrote it, the field is left out."""

    REPLIED = "auto-replied"
    GENERATED = "auto-generated"
    PERSON = "no"


LONGEST_PLAIN_NAME = 300
PIECES = re.compile(r"(?:%[0-9A-F]{2}|[^%]){1,50}")
"""A percent-encoded text in pieces that fit into a line, no `%XX` divided."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to send along. `filename` is already safe; `charset` is that of a text of our own, "" for what came from others."""

    filename: str
    content_type: str
    data: bytes
    charset: str = ""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Everything of a mail but its words. Addresses are plain ASCII; `references` are Message-IDs, oldest first.

    `unsubscribe` is the URI by which its reader gets no more (RFC 2369, 3.2), "" where there is nothing to leave.
    """

    sender: Address
    recipient: Address
    reply_to: str
    message_id: str
    date: datetime
    automation: Automation
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    language: str = ""
    unsubscribe: str = ""


def clean_header(value: str) -> str:
    """`value` on one line: every control, line break and lone surrogate is a blank."""
    return UNSAFE.sub(" ", value).strip()


def format_mailbox(address: Address) -> str:
    """A mailbox for a header (RFC 5322, 3.4): the name as an atom phrase, quoted, or encoded (RFC 2047)."""
    name = clean_header(address.name)[:200]
    if not name:
        return address.address
    if name.isascii() and ENCODED not in name:
        return f"{name} <{address.address}>" if ATEXT_PHRASE.fullmatch(name) else f'"{quote(name)}" <{address.address}>'
    return f"{_encoded(name, len('Reply-To: '))}{FOLD}<{address.address}>"


def compose(envelope: Envelope, subject: str, text: str, html: str = "", files: Sequence[File] = ()) -> bytes:
    """The whole mail. `text` and `html` may hold any text; what cannot stand in a mail (NUL) is left out."""
    content = _text_part(text, "plain")
    if html:
        content = _multipart("alternative", envelope, [content, _text_part(html, "html")])
    if files:
        content = _multipart("mixed", envelope, [content, *(_file_part(file) for file in files)])
    return CRLF.join(_head(envelope, subject)).encode("ascii", "replace") + b"\r\n" + content


def _head(envelope: Envelope, subject: str) -> list[str]:
    """The header fields but those of the content, folded."""
    head = [
        f"From: {format_mailbox(envelope.sender)}",
        f"To: {format_mailbox(envelope.recipient)}",
        f"Subject: {_subject(clean_header(subject)[:500])}",
        f"Date: {format_datetime(envelope.date)}",
        f"Message-ID: {envelope.message_id}",
    ]
    if envelope.reply_to:
        head.append(f"Reply-To: {envelope.reply_to}")
    if envelope.in_reply_to.isascii() and envelope.in_reply_to:
        head.append(f"In-Reply-To: {envelope.in_reply_to}")
    references = [known for known in envelope.references if known.isascii()]
    if references:
        kept = references[:1] + references[1:][-(MAX_REFERENCES - 1) :]
        head.append(f"References: {FOLD.join(kept)}")
    if envelope.language:
        head.append(f"Content-Language: {envelope.language}")
    if envelope.unsubscribe:
        head.append(f"List-Unsubscribe: <{envelope.unsubscribe}>")
    if envelope.automation is not Automation.PERSON:
        head += [f"Auto-Submitted: {envelope.automation}", "X-Auto-Response-Suppress: All"]
    head.append("MIME-Version: 1.0")
    return head


def _subject(value: str) -> str:
    """Folded; the reference and other plain words in front stay readable in the raw mail, the rest is encoded (RFC 2047)."""
    taken = len("Subject: ")
    if value.isascii() and ENCODED not in value:
        return value if len(value) <= WIDTH - taken else Header(value, "us-ascii", WIDTH, "Subject").encode(linesep=CRLF)
    plain = PLAIN_FRONT.match(value)
    front = plain.group() if plain and ENCODED not in plain.group() else ""
    return front + _encoded(value[len(front) :], taken + len(front))


def _encoded(value: str, taken: int) -> str:
    """Encoded words of UTF-8, each of whole characters, one a line (RFC 2047, 2 and 5); `taken`: columns of the first in use."""
    data = value.encode("utf-8", "replace")
    words, start = [], 0
    while start < len(data):
        end = min(start + (WIDTH - taken - len("=?utf-8?b??=")) // 4 * 3, len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        words.append(f"=?utf-8?b?{binascii.b2a_base64(data[start:end], newline=False).decode('ascii')}?=")
        start, taken = end, 1
    return FOLD.join(words)


def _boundary(envelope: Envelope, part: str) -> str:
    """A boundary that no text of others contains: our unguessable Message-ID stands in it."""
    return f"={part}={envelope.message_id.strip('<>').rpartition('@')[0][-50:]}="


def _multipart(subtype: str, envelope: Envelope, parts: Sequence[bytes]) -> bytes:
    boundary = _boundary(envelope, subtype)
    mark = b"--" + boundary.encode("ascii", "replace")
    head = f'Content-Type: multipart/{subtype}; boundary="{boundary}"\r\n\r\n'.encode("ascii", "replace")
    return head + b"".join(mark + b"\r\n" + part + b"\r\n" for part in parts) + mark + b"--\r\n"


def _text_part(text: str, subtype: str) -> bytes:
    """A text part in the shortest 7-bit form: as it is, quoted-printable, or base64 (RFC 2045, 6)."""
    lines = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n"
    data = lines.replace("\n", "\r\n").encode("utf-8", "replace")
    if lines.isascii() and max(map(len, lines.split("\n"))) <= 900:
        charset, encoding = "us-ascii", "7bit"
    else:
        charset = "utf-8"
        sample = data[:4000]
        others = len(sample.translate(None, ASCII))
        encoding, data = (
            ("quoted-printable", binascii.b2a_qp(data)) if others * 6 < len(sample) else ("base64", _base64_lines(data))
        )
    head = f'Content-Type: text/{subtype}; charset="{charset}"\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n'
    return head.encode("ascii") + data


def _base64_lines(data: bytes) -> bytes:
    """Base64 in lines of 76 characters (RFC 2045, 6.8)."""
    code = binascii.b2a_base64(data, newline=False)
    return b"\r\n".join([code[at : at + WIDTH] for at in range(0, len(code), WIDTH)]) + b"\r\n"


def _file_part(file: File) -> bytes:
    main, _, sub = file.content_type.partition("/")
    ordinary = main.isascii() and sub.replace("-", "").replace(".", "").replace("+", "").isalnum() and sub.isascii()
    kind = (
        file.content_type
        if ordinary and len(file.content_type) <= 120 and main not in ("multipart", "message")
        else "application/octet-stream"
    )
    head = (
        f'Content-Type: {kind}; charset="{file.charset}"' if file.charset else f"Content-Type: {kind}",
        f"Content-Disposition: attachment; {_file_name(file.filename)}",
        "Content-Transfer-Encoding: base64",
    )
    return f"{CRLF.join(head)}\r\n\r\n".encode("ascii") + _base64_lines(file.data)


def _file_name(name: str) -> str:
    """The parameter that names a file: plain and quoted, or in the form of RFC 2231, a long one in pieces (section 3)."""
    clean = clean_header(name) or "file"
    if clean.isascii() and ENCODED not in clean and len(clean) <= LONGEST_PLAIN_NAME:
        return f'filename="{quote(clean)}"'
    pieces = PIECES.findall(encode_rfc2231(clean, "utf-8", ""))
    if len(pieces) == 1:
        return f"filename*={pieces[0]}"
    return f";{CRLF} ".join(f"filename*{number}*={piece}" for number, piece in enumerate(pieces))
