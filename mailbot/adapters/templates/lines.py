"""Values of a template that are one line, whatever they were."""

import re
from html import escape

LINE_LIMIT = 500
"""Characters of a variable that is one line."""

MOST_COST = 6
"""Octets that one character takes at most: `&quot;`."""

_NOT_IN_A_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")


def one_line(text: str) -> str:
    """Return at most LINE_LIMIT characters of the text, without controls, line ends and marks that turn the direction."""
    if len(text) > LINE_LIMIT:
        text = text[: LINE_LIMIT - 1] + "…"
    return text if text.isprintable() else _NOT_IN_A_LINE.sub(" ", text)


def short_line(text: str, octets: int) -> str:
    """Return one line that takes at most so many octets, even where it is escaped for HTML."""
    line = one_line(text)
    if len(line) * MOST_COST <= octets or _cost(line) <= octets:
        return line
    return _begin(line, octets - _cost("…")) + "…"


def short_file_name(name: str, octets: int) -> str:
    """Return the name of a file on one line, at most so many octets; the end of a long one is kept, which tells what it is."""
    line = one_line(name if len(name) <= LINE_LIMIT else name[: LINE_LIMIT // 2] + name[-LINE_LIMIT // 2 :])
    if _cost(line) <= octets:
        return line
    end = _begin(line[:-9:-1], octets // 3)[::-1]
    return _begin(line, octets - _cost("…" + end)) + "…" + end


def _begin(text: str, octets: int) -> str:
    """The longest beginning, about, that takes no more octets than that."""
    while (cost := _cost(text)) > octets:
        text = text[: len(text) * octets // cost]
    return text


def _cost(text: str) -> int:
    return len(escape(text).encode("utf-8", "replace"))
