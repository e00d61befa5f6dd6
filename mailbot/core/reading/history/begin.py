"""The begin of an earlier mail within a text, and what tells a quoted line from another."""

from dataclasses import dataclass
from enum import Enum

from mailbot.core.reading.marks import QUOTED, TYPED

MAX_LINE = 500
EDGE = " \t\xa0\u202f*\ue000\ue001\ue002\ue003\ue004\u200e\u200f\u202a\u202c\u2069"


class Sort(Enum):
    """What kind of begin it is."""

    ATTRIBUTION = "attribution"
    ORIGINAL = "original"
    FORWARD = "forward"
    HEADER = "header"


@dataclass(frozen=True, slots=True)
class Begin:
    """An earlier mail begins: `line` is the first line of its introduction, `body` the first line of its own text."""

    sort: Sort
    line: int
    body: int
    sender: str = ""
    subject: str = ""


def fold(text: str) -> str:
    """`text` to compare it with our words: without case. The Turkish dotted capital I leaves a mark, which goes."""
    return text.casefold() if text.isascii() else text.casefold().replace("\u0307", "")


def is_quote(line: str) -> bool:
    """Whether the line is marked as quoted, by ">" or by the HTML it came from."""
    head = line[:8].lstrip(" \t\u200e\u200f\u202a-\u202e" + TYPED)
    if not head.startswith((">", QUOTED, "›", "＞", "&gt;")) or head.startswith(">From "):
        return False
    return not (head.startswith(">>") and line.rstrip().endswith("<<"))  # an ornament: ">>> look here <<<"


def is_bar(line: str) -> bool:
    """Whether the line is set off by a bar ("| so it was"), as some programs quote; a row of a table has more bars."""
    text = line[:40].lstrip(" \t")
    return text.startswith("|") and text[1:2] in {"", " ", "["} and "|" not in line.lstrip(" \t|")


def next_written(lines: list[str], at: int, reach: int) -> int:
    """The next line with anything on it within `reach` lines, -1 if none."""
    for i in range(at, min(len(lines), at + reach)):
        if lines[i].strip(" \t>\xa0" + QUOTED):
            return i
    return -1


def next_filled(lines: list[str], at: int, reach: int) -> int:
    """The next line that is not blank within `reach` lines, -1 if none."""
    for i in range(at, min(len(lines), at + reach)):
        if lines[i].strip(" \t\xa0"):
            return i
    return -1


def quote_follows(lines: list[str], at: int) -> bool:
    """Whether the next line that is not blank is a quotation."""
    below = next_filled(lines, at, 3)
    return below >= 0 and (is_quote(lines[below]) or is_bar(lines[below]))
