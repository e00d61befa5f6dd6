"""Mails made to hurt: what each is made of, and what has to be left of it. The small ones are files in tests/mail/hostile."""

from collections.abc import Callable
from dataclasses import dataclass

WORDS = "the only words"
FROM = b"From: Ann <a@x.example>\r\n"
HEAD = (
    FROM
    + b"To: b@x.example\r\nSubject: the subject\r\nDate: Mon, 5 Jan 2026 10:00:00 +0000\r\n"
    + b"Message-ID: <m@x.example>\r\nMIME-Version: 1.0\r\n"
)
TEXT = HEAD + b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + WORDS.encode() + b"\r\n\r\n"
HTML = HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n<p>" + WORDS.encode() + b"</p>\r\n"
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\n" + WORDS.encode() + b"\r\n"
SIZE = 1_000_000
"""Octets of a usual bomb: what a person could write is a hundredth of it."""


@dataclass(frozen=True, slots=True)
class Hostile:
    """One made mail. `defect`: a part of what its defects have to say, "" where nothing is wrong with it but its size.

    `words`, `subject` and `sender` are what has to be left of it: the words within `text`.
    """

    make: Callable[[], bytes]
    defect: str = ""
    words: str = WORDS
    subject: str = "the subject"
    sender: str = "a@x.example"


def filled(line: str | bytes, size: int = SIZE) -> bytes:
    """`line` again and again, `size` octets of it."""
    unit = line.encode() if isinstance(line, str) else line
    return unit * (size // len(unit))


def body(line: str | bytes, size: int = SIZE) -> Hostile:
    """A plain mail with nothing but `line` below its words."""
    return Hostile(lambda: TEXT + filled(line, size))


def markup(piece: str | bytes, size: int = SIZE, defect: str = "") -> Hostile:
    """An HTML mail with nothing but `piece` below its words."""
    return Hostile(lambda: HTML + filled(piece, size), defect)


def field(line: bytes, defect: str = "") -> Hostile:
    """A mail with one more field of the header, given with its name."""
    return Hostile(lambda: HEAD + line + b"\r\n\r\n" + WORDS.encode(), defect)


def file_part(kind: str, name: str, data: bytes, encoding: str = "") -> bytes:
    """A mail with one file below its words."""
    said = f"Content-Transfer-Encoding: {encoding}\r\n" if encoding else ""
    head = f'--x\r\nContent-Type: {kind}; name="{name}"\r\nContent-Disposition: attachment; filename="{name}"\r\n{said}\r\n'
    return MIXED + head.encode() + data + b"\r\n--x--\r\n"
