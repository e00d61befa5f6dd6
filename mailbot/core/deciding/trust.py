"""Whether the border server vouches for the From of a mail (RFC 8601, RFC 7489)."""

from enum import StrEnum

from mailbot.core.message import InboundMessage


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
    """The DMARC verdict on the one From of `message`, by the topmost Authentication-Results, if that is one of `trusted`.

    PASS asks for exactly one `dmarc=pass` whose `header.from` is the sender's own domain. FAIL is any `dmarc=fail` there.
    """
    headers = message.header("authentication-results")
    if not trusted or not headers:
        return Verdict.NONE
    parts = split_results(headers[0])
    if not parts[0] or parts[0][0].casefold() not in trusted:
        return Verdict.NONE
    results = [part for part in parts[1:] if part and part[0].casefold().startswith("dmarc=")]
    said = [part[0].partition("=")[2].casefold() for part in results]
    if "fail" in said:
        return Verdict.FAIL
    if said != ["pass"] or message.sender is None:
        return Verdict.NONE
    domain = message.sender.key.rpartition("@")[2]
    aligned = [word.partition("=")[2].casefold() for word in results[0][1:] if word.casefold().startswith("header.from=")]
    return Verdict.PASS if aligned == [domain] else Verdict.NONE
