"""Where the parts of a multipart begin and end (RFC 2046, 5.1.1): by the declared boundary, or the one that the body shows."""

import re
from dataclasses import dataclass

from mailbot.core.reading.limits import Defects

# A line of two hyphens and more, with a MIME field in the line below: so begins a part, whatever the header said.
_VISIBLE = re.compile(rb"^--([^\r\n]{1,200})\r?\n(?=(?:Content-|MIME-Version:|X-)|\r?\n)", re.M | re.I)
_VISIBLE_PART = re.compile(rb"^--([^\r\n]{1,200})\r?\n(?=Content-(?:Type|Transfer-Encoding|Disposition):)", re.M | re.I)
_AT_ONCE = re.compile(rb"\s{0,200}^--([^\r\n]{1,200})\r?$", re.M)
_TAIL = re.compile(rb"(--)?[ \t]*\r?(?:\n|\Z)")
_WINDOW = 16 * 1024
_PREAMBLE = 600


def find_boundary(raw: bytes, start: int, end: int, declared: str, defects: Defects) -> bytes:
    """The boundary of the multipart body in a span; b"" if it has none. `declared` is what its Content-Type says."""
    said = declared.rstrip().encode("utf-8", "surrogateescape")
    if said and raw.find(b"--" + said, start, end) >= 0:
        return said
    guess = _AT_ONCE.match(raw, start, end) or _VISIBLE.search(raw, start, min(end, start + _WINDOW))
    if guess and guess[1].strip():
        defects.note("boundary is missing or not the declared one")
        return guess[1].rstrip()
    defects.note("multipart whose boundary never comes; shown as text")
    return b""


def find_undeclared(raw: bytes, start: int, end: int) -> bytes:
    """The boundary of a body whose header lost its Content-Type: a part begins near its top, and the same line comes again."""
    guess = _VISIBLE_PART.search(raw, start, min(end, start + _PREAMBLE))
    boundary = guess[1].rstrip() if guess else b""
    return boundary if guess and boundary and raw.find(b"\n--" + boundary, guess.end(), end) >= 0 else b""


@dataclass(slots=True)
class Looks:
    """How many lines that begin as a delimiter does may still be looked at in one mail, and how many spans one part may have."""

    left: int
    most: int


def find_parts(raw: bytes, start: int, end: int, boundary: bytes, looks: Looks) -> tuple[list[tuple[int, int]], bool]:
    """The spans between the delimiter lines, without the line break before each, and whether the last delimiter came.

    At most one span more than `looks.most`. What follows the last delimiter is none of a part, unless the same delimiter comes
    again: a part within has the boundary of the whole.
    """
    delimiter, spans, begun, at = b"\n--" + boundary, [], -1, start
    closed, at_once = True, raw.startswith(delimiter[1:], start, end)
    found = start - 1 if at_once else raw.find(delimiter, start, end)
    while (at_once or found >= 0) and looks.left > 0:
        at_once = False
        looks.left -= 1
        at = found + len(delimiter)
        tail = _TAIL.match(raw, at, end)
        if tail:
            if begun >= 0:
                spans.append((begun, max(begun, found - 1 if raw[found - 1] == 0x0D else found)))
                if len(spans) > looks.most:
                    return spans, True
            closed = tail[1] is not None
            begun, at = -1 if closed else tail.end(), tail.end() - 1
        found = raw.find(delimiter, at, end)
    if begun >= 0:
        spans.append((begun, end))
    return spans, closed
