"""A person known by an address: who wrote, and where the address stands."""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mailbot.core.message import person_key

BLANK = "[erased]"
"""What stands where an address was."""

_BASE64 = re.compile(rb"(?:[A-Za-z0-9+/]{16,}={0,2}[ \t]*\r?\n?[ \t]*)+[A-Za-z0-9+/]*={0,2}")
"""Lines of a base64 body (RFC 2045, 6.8), the last of them of any length."""

_ENCODED_WORD = re.compile(rb"=\?[^?\s]{1,40}\?[bB]\?([A-Za-z0-9+/=]+)\?=")


@dataclass(frozen=True, slots=True)
class Person:
    """Who has the mailbox `key` (`message.person_key`): the address without regard to case, quotes or what follows a plus."""

    key: str
    _text: re.Pattern[str] = field(init=False, repr=False, compare=False)
    _bytes: re.Pattern[bytes] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        local, _, domain = self.key.rpartition("@")
        mailbox = rf'{re.escape(local)}(?:\+[^@\s"<>]{{0,64}})?'
        pattern = rf'(?<![\w.+-])(?:{mailbox}|"{mailbox}")@{re.escape(domain)}(?![\w-]|\.\w)'
        object.__setattr__(self, "_text", re.compile(pattern, re.IGNORECASE))
        object.__setattr__(self, "_bytes", re.compile(pattern.encode(), re.IGNORECASE))

    @classmethod
    def of(cls, address: str) -> "Person":
        """The person to whom mail for an address goes."""
        return cls(person_key(address))

    def has(self, address: str) -> bool:
        """Whether an address is this person's."""
        return person_key(address) == self.key

    def stands_in(self, text: str) -> bool:
        """Whether the address stands in a text."""
        return self._text.search(text) is not None

    def stands_in_bytes(self, raw: bytes) -> bool:
        """Whether the address stands in a mail, also where a transfer encoding hides it (quoted-printable, base64)."""
        domain = self.key.rpartition("@")[2].encode()
        return any(domain in form.lower() and self._bytes.search(form) is not None for form in _readable(raw))

    def blank_out(self, text: str) -> str:
        """The text without the address."""
        return self._text.sub(BLANK, text)


def _readable(raw: bytes) -> Iterator[bytes]:
    """The bytes of a mail as they are, and what is written in them by encodings of mail."""
    yield raw
    if b"=" in raw:
        yield raw.replace(b"=\r\n", b"").replace(b"=\n", b"").replace(b"=40", b"@")
    for found in _BASE64.finditer(raw):
        yield _from_base64(found[0])
    for word in _ENCODED_WORD.finditer(raw):
        yield _from_base64(word[1])


def _from_base64(text: bytes) -> bytes:
    letters = text.translate(None, b"= \t\r\n")
    whole = letters[: len(letters) // 4 * 4] if len(letters) % 4 == 1 else letters  # one letter alone says nothing
    return base64.b64decode(whole + b"=" * (-len(whole) % 4))
