"""Where the parts of a multipart begin and end (RFC 2046, 5.1.1): by the declared boundary, or the one that the body shows."""

import re

from mailbot.core.reading.limits import Defects

# A line of two hyphens and more, with a MIME field in the line below: so begins a part, whatever the header said.
_VISIBLE = re.compile(rb"^--([^\r\n]{1,200}?)[ \t]{0,80}\r?\n(?=(?:Content-|MIME-Version:|X-)|\r?\n)", re.M | re.I)
_VISIBLE_PART = re.compile(
    rb"^--([^\r\n]{1,200}?)[ \t]{0,80}\r?\n(?=Content-(?:Type|Transfer-Encoding|Disposition):)", re.M | re.I
)
_AT_ONCE = re.compile(rb"\s{0,200}^--([^\r\n]{1,200}?)[ \t]{0,80}\r?$", re.M)
_TAIL = re.compile(rb"(--)?[ \t]*\r?(?:\n|\Z)")
_WINDOW = 16 * 1024
_PREAMBLE = 600


def find_boundary(raw: bytes, start: int, end: int, declared: str, defects: Defects) -> bytes:
    """The boundary of the multipart body in a span; b"" if it has none. `declared` is what its Content-Type says."""
    said = declared.rstrip().encode("utf-8", "surrogateescape")
    if said and raw.find(b"--" + said, start, end) >= 0:
        return said
    guess = _AT_ONCE.match(raw, start, end) or _VISIBLE.search(raw, start, min(end, start + _WINDOW))
    if guess:
        defects.note("boundary is missing or not the declared one")
        return guess[1]
    defects.note("multipart whose boundary never comes; shown as text")
    return b""


def find_undeclared(raw: bytes, start: int, end: int) -> bytes:
    """The boundary of a body whose header lost its Content-Type: a part begins near its top, and the same line comes again."""
    guess = _VISIBLE_PART.search(raw, start, min(end, start + _PREAMBLE))
    return guess[1] if guess and raw.find(b"\n--" + guess[1], guess.end(), end) >= 0 else b""


def find_parts(raw: bytes, start: int, end: int, boundary: bytes, most: int) -> tuple[list[tuple[int, int]], bool]:
    """The spans between the delimiter lines, without the line break before each, and whether the last delimiter came.

    At most one span more than `most`.
    """
    delimiter, spans, begun, at = b"--" + boundary, [], -1, start
    while True:
        found = raw.find(delimiter, at, end)
        if found < 0:
            break
        at = found + len(delimiter)
        tail = _TAIL.match(raw, at, end)
        if tail is None or (found > start and raw[found - 1] != 0x0A):
            continue
        if begun >= 0:
            stop = found - 1
            if stop > begun and raw[stop - 1] == 0x0D:
                stop -= 1
            spans.append((begun, max(begun, stop)))
            if len(spans) > most:
                return spans, True
        if tail[1]:
            return spans, True
        begun = at = tail.end()
    if begun < 0:
        return spans, True
    spans.append((begun, end))
    return spans, False
