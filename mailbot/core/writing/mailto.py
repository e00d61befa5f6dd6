"""A link that opens a mail filled in, for its reader to look at and send (RFC 6068).

Mail programs differ in what they decode: some read `+` as a blank, some take a bare letter for one of an old code page, some
end the link at a bracket. So everything but letters and digits of ASCII and `-._~` is percent-encoded, in UTF-8; the `@` of the
address stays, which some look for.
"""

import re
from functools import lru_cache
from urllib.parse import quote

from mailbot.core.writing.compose import clean_header

LONGEST = 2_000
"""Octets that a link may have: Outlook on Windows takes no more than 2,083."""

_LINE_END = re.compile(r"\r\n|\r|\n")


def mailto(address: str, subject: str, body: str) -> str:
    """The link to a mail to one address. The lines of `body` end with CRLF in it (RFC 6068, 5); `subject` is one line."""
    local, _, domain = address.rpartition("@")
    lines = _LINE_END.sub("\r\n", body)
    return f"mailto:{_encode(local)}@{_encode(domain)}?subject={_encode(clean_header(subject))}&body={_encode(lines)}"


def octets_in_link(text: str) -> int:
    """How much of a link a text takes."""
    return len(_encode(text))


@lru_cache(maxsize=256)
def _encode(text: str) -> str:
    """Percent-encode; the commands and questions of a desk are few, and come again with every mail."""
    return quote(text, safe="", errors="replace")
