"""Files that old mail programs wrote into the text itself: uuencode (POSIX, uuencode utility)."""

import binascii
import re
from dataclasses import dataclass

_BEGIN = re.compile(rb"^begin [0-7]{3,4} ([^\r\n]{1,200})\r?$", re.M)
_LINE = re.compile(rb"([^\r\n]*)\r?\n?")
_MOST = 100
# A whole line is of some sixty octets; a text of shorter ones is looked at only so far.
_LINES = 500
_USUAL_LINE = 48
_BEGIN_COST = 8


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file within a text: its name, and the span from its "begin" line to behind its "end" line."""

    name: str
    start: int
    end: int


def find_enclosed(data: bytes, start: int, end: int) -> list[Enclosed]:
    """The whole uuencoded files in a span of text, at most a hundred. One that is broken or never ends is text. Linear."""
    found: list[Enclosed] = []
    at, left = start, _LINES + (end - start) // _USUAL_LINE
    while len(found) < _MOST and left > 0:
        begin = _BEGIN.search(data, at, end)
        if begin is None:
            break
        at, whole, lines = _find_end(data, begin.end(), end, left)
        left -= lines + _BEGIN_COST
        if whole:
            found.append(Enclosed(_name(begin[1]), begin.start(), at))
    return found


def _find_end(data: bytes, at: int, end: int, most: int) -> tuple[int, bool, int]:
    """Where the lines of a file stop, whether they stop at its "end", and how many there are, at most `most`."""
    at = data.find(b"\n", at, end) + 1
    lines = 0
    while 0 < at < end and lines < most:
        stop = data.find(b"\n", at, end)
        stop = end if stop < 0 else stop
        line = data[at : min(stop, at + 200)].rstrip(b"\r")
        if line == b"end" or (line.strip() == b"end" and lines):
            return min(stop + 1, end), lines > 0, lines
        if not _is_line(line):
            return at, False, lines
        lines += 1
        at = stop + 1
    return end, False, lines


def _is_line(line: bytes) -> bool:
    """Whether a line is as long as its first octet says; blanks at its end may be lost, a check octet may follow."""
    if not line.strip():
        return True  # a line of no octets, written as a blank
    if not 32 <= line[0] <= 96:
        return False
    wanted = (((line[0] - 32) & 63) + 2) // 3 * 4 + 1
    return len(line) <= wanted + 2 and (len(line) >= wanted - 2 or (wanted - len(line) <= 60 and b"`" not in line))


def _name(raw: bytes) -> str:
    return raw.decode("utf-8", "replace").strip().strip('"')


def decode_uu(data: memoryview) -> tuple[str, bytes]:
    """The name and content of the first uuencoded file in `data`; ("", b"") where there is none."""
    begin = _BEGIN.search(data)
    if begin is None:
        return "", b""
    out = bytearray()
    left = _LINES + len(data) // _USUAL_LINE
    for m in _LINE.finditer(data, begin.end() + 1):
        line = m[1]
        left -= 1
        if left < 0 or line.strip() in {b"end", b"`", b""}:
            break
        try:
            out += binascii.a2b_uu(line)
        except binascii.Error:
            # Broken encoders count trailing blanks: take as many groups as the length octet says.
            groups = (((line[0] - 32) & 63) * 4 + 5) // 3
            try:
                out += binascii.a2b_uu(line[:groups])
            except binascii.Error:
                break
    return _name(begin[1]), bytes(out)
