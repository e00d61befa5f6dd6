"""Status codes in what servers write: enhanced ones (RFC 3463) and replies of SMTP (RFC 5321, 4.2)."""

import re

# Not the numbers of versions, dates and addresses: the second number is a subject of RFC 3463, 3, and nothing goes on around.
_STATUS = re.compile(r"(?<![\w.])([245]\.[0-7]\.\d{1,3})(?![\d]|\.\d)")
_REPLY = re.compile(
    r"(?<![\w./-])(?<!\d:)([45][0-5]\d)(?=[ \t\-:),;\]>]|$)(?![ \t]{0,2}(?:[MKG]?B\b|bytes|octets|hours|days|minutes|messages))",
    re.M,
)


def find_status(text: str) -> str:
    """The first enhanced status code in a text, or ""."""
    m = _STATUS.search(text)
    return m[1] if m else ""


def find_failed_status(text: str) -> str:
    """The first enhanced status code of a failure (class 4 or 5) in a text, or ""."""
    return next((m[1] for m in _STATUS.finditer(text) if m[1][0] != "2"), "")


def find_reply_status(text: str) -> str:
    """The class of the first SMTP reply of a failure as an enhanced status ("5.0.0"), or ""."""
    m = _REPLY.search(text)
    return f"{m[1][0]}.0.0" if m else ""


def is_vague(status: str) -> bool:
    """Whether a status says no more than its class, or than its subject (RFC 3463, 3.1: other or undefined)."""
    return status.endswith(".0")
