"""How a mail, and what a server answers, look on the line of an SMTP connection (RFC 5321, 2.3.8, 4.2.1 and 4.5.2)."""

import re
from collections.abc import Mapping

from mailbot.adapters.server_words import tell
from mailbot.ports.transport import Parcel

_MAILBOX = re.compile(r'(?:"(?:[^"\\\x00-\x1f\x7f]|\\[\x20-\x7e])+"|[^\s<>"@\x00-\x1f\x7f]+)@[^\s<>"@\x00-\x1f\x7f]+')
_LINE_ENDS = re.compile(rb"\r\n|\r|\n")


def find_problem(parcel: Parcel, extensions: Mapping[str, str]) -> str:
    """Say why this mail can never go to a server with these extensions (names in lower case); "" where it can."""
    for address in (parcel.recipient, *filter(None, (parcel.return_path, parcel.fallback_path))):
        if not _MAILBOX.fullmatch(address):
            return f"{tell(address, ())} is no address that can be written to a mail server"
        if not address.isascii() and "smtputf8" not in extensions:
            return f"{tell(address, ())} is not in ASCII, and this mail server takes no such address (no SMTPUTF8)"
    if not parcel.data.isascii() and "8bitmime" not in extensions:
        return "the mail is not in 7-bit form, and this mail server takes no other (no 8BITMIME)"
    return ""


def wire_form(data: bytes) -> bytes:
    """A mail as it goes after DATA: CRLF only, dots doubled, the lone dot at its end (RFC 5321, 2.3.8 and 4.5.2).

    A lone CR or LF would let a text smuggle a second mail past a lenient server.
    """
    ends = data.count(b"\r\n")
    if data.count(b"\n") != ends or data.count(b"\r") != ends:
        data = _LINE_ENDS.sub(b"\r\n", data)
    data = data.replace(b"\r\n.", b"\r\n..")
    if data.startswith(b"."):
        data = b"." + data
    return data + (b".\r\n" if data.endswith(b"\r\n") or not data else b"\r\n.\r\n")


def split_reply(received: bytes) -> tuple[bytes | None, bytes]:
    """Take the first whole reply off: lines of one code, all but the last with a hyphen after it (RFC 5321, 4.2.1)."""
    start = 0
    while (end := received.find(b"\n", start)) >= 0:
        if received[start + 3 : start + 4] != b"-":
            return received[: end + 1], received[end + 1 :]
        start = end + 1
    return None, received


def reply_words(reply: bytes) -> str:
    """A reply in one line."""
    lines = reply.decode("utf-8", "replace").splitlines()
    return tell(
        " ".join([lines[0].replace("-", " ", 1) if lines[0][3:4] == "-" else lines[0], *(line[4:] for line in lines[1:])]), ()
    )
