"""Whether the border server vouches for the From of a mail (RFC 8601, RFC 7489)."""

from enum import StrEnum

from mailbot.core.message import InboundMessage

MOST_FIELDS = 10
"""How many Authentication-Results are looked at."""


class Verdict(StrEnum):
    """What our own border server found. NONE: it said nothing that counts."""

    PASS = "pass"  # noqa: S105 - a word of RFC 8601
    FAIL = "fail"
    NONE = "none"


def split_results(value: str) -> list[list[str]]:
    """Split an Authentication-Results value into its `;` parts, each a list of words; comments and quoted words are honoured.

    A quoted string becomes part of its word with its inner blanks, semicolons and equal signs made harmless, so that nothing
    that a sender can put into quotes is ever read as a result.
    """
    return [part.split() for part in _plain(value).split(";")]


def _plain(value: str) -> str:
    """`value` without comments, its quoted strings made harmless (RFC 5322, 3.2.2 and 3.2.4)."""
    plain: list[str] = []
    depth, quoted = 0, False
    chars = iter(value)
    for char in chars:
        if char == "\\" and (quoted or depth):
            char = next(chars, "")  # noqa: PLW2901 - a quoted pair is its second character
            plain.append("_" if quoted else "")
        elif quoted:
            quoted = char != '"'
            plain.append("_" if char in ' ;=\t"' else char)
        elif char == "(":
            depth += 1
        elif depth:
            depth -= char == ")"
        else:
            quoted = char == '"'
            plain.append("_" if quoted else char)
    return "".join(plain)


def authenticate(message: InboundMessage, trusted: frozenset[str]) -> Verdict:
    """The DMARC verdict on the one From of `message`, by the Authentication-Results of one of `trusted`.

    PASS asks for exactly one `dmarc=pass` in the topmost field, whose `header.from` is the sender's own domain. FAIL is any
    `dmarc=fail` in any field under a trusted name: whoever wrote it, holding the mail does no harm.
    """
    headers = message.header("authentication-results")
    if not trusted or not headers:
        return Verdict.NONE
    found = [_dmarc(value, trusted) for value in headers[:MOST_FIELDS]]
    if any(_said(part) == "fail" for results in found for part in results):
        return Verdict.FAIL
    results = found[0]
    if len(results) != 1 or _said(results[0]) != "pass" or message.sender is None:
        return Verdict.NONE
    domain = message.sender.key.rpartition("@")[2]
    aligned = [word.partition("=")[2].casefold() for word in results[0][1:] if word.casefold().startswith("header.from=")]
    return Verdict.PASS if aligned == [domain] else Verdict.NONE


def _dmarc(value: str, trusted: frozenset[str]) -> list[list[str]]:
    """The dmarc results of one field, none where it is not of a trusted server; behind its name only a version may stand."""
    first, *parts = split_results(value)
    if not first or first[0].casefold() not in trusted or not all(word.isdigit() for word in first[1:]):
        return []
    return [part for part in parts if part and part[0].casefold().startswith("dmarc=")]


def _said(part: list[str]) -> str:
    return part[0].partition("=")[2].casefold()
