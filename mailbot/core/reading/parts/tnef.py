"""winmail.dat: the files and the text in Microsoft's own container for mail ([MS-OXTNEF]). Spans only, no file is copied here.

A parser of our own, because it has to be total and bounded on bytes that were made to hurt.
"""

import struct
from dataclasses import dataclass, field

from mailbot.core.reading.charset.decoding import decode_text

TYPES = frozenset({"application/ms-tnef", "application/vnd.ms-tnef", "application/x-ms-tnef"})
_SIGNATURE = b"\x78\x9f\x3e\x22"
_ATTRIBUTE = struct.Struct("<BII")
_U32 = struct.Struct("<I")
_HALVES = struct.Struct("<HH")
_MOST = 5000
# A container has so many properties and values at the most, and one more for so many octets.
_VALUES = 2000
_USUAL_VALUE = 64
_SHORT_VALUE = 64 * 1024

# Attributes (2.1.3): of the mail, and of the file that the last _RENDERING began.
_BODY, _CODEPAGE, _PROPERTIES = 0x0002800C, 0x00069007, 0x00069003
_RENDERING, _TITLE, _DATA, _FILE_PROPERTIES = 0x00069002, 0x00018010, 0x0006800F, 0x00069005

# Property types (2.1.4): the octets of one value; 0 where a value says its own length.
_SIZES = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 0x40: 8, 0x48: 16, 0x0D: 0, 0x1E: 0, 0x1F: 0, 0x102: 0}
_OBJECT, _STRING, _UNICODE, _MANY = 0x0D, 0x1E, 0x1F, 0x1000
_NAMED = 0x8000

# Properties ([MS-OXPROPS]).
_TEXT, _HTML, _RTF = 0x1000, 0x1013, 0x1009
_LONG_NAME, _SHORT_NAME, _SHOWN_NAME, _MIME_TYPE, _CONTENT, _CONTENT_ID = 0x3707, 0x3704, 0x3001, 0x370E, 0x3701, 0x3712
_CPID = 0x3FDE


@dataclass(slots=True)
class TnefFile:
    """A file: its name, type and Content-ID as far as they are said, and the span of its content."""

    name: str = ""
    content_type: str = ""
    content_id: str = ""
    start: int = 0
    end: int = 0
    named: int = 0
    """How good the name is: 1 a title, 2 a short one, 3 the long one."""


@dataclass(slots=True)
class Tnef:
    """What a container holds. `whole` says that it was understood to its end; `html` and `rtf` are as they came."""

    files: list[TnefFile] = field(default_factory=list)
    text: str = ""
    html: bytes = b""
    rtf: bytes = b""
    charset: str = "cp1252"
    whole: bool = False
    left: int = 0
    """How many properties and values of them may still be looked at."""


@dataclass(slots=True)
class _Property:
    """One property: its number, its type, and the span of its first value."""

    number: int
    sort: int
    start: int
    end: int
    values: int = 1


def read_tnef(data: bytes) -> Tnef | None:
    """Read a container; None if it is none. Total and linear; damaged ones give what stands before the damage."""
    if not data.startswith(_SIGNATURE):
        return None
    tnef, at, wrong = Tnef(left=_VALUES + len(data) // _USUAL_VALUE), 6, False
    for _ in range(_MOST):
        if at + _ATTRIBUTE.size > len(data):
            break
        level, name, length = _ATTRIBUTE.unpack_from(data, at)
        start = at + _ATTRIBUTE.size
        if level not in {1, 2} or start + length > len(data):
            wrong = True
            break
        wrong |= not _read_attribute(data, name, start, start + length, tnef)
        at = start + length + 2  # behind the value stands its checksum, which many writers get wrong
    tnef.whole = not wrong and at >= len(data) - 2
    tnef.files = [f for f in tnef.files if f.end > f.start or f.name]
    return tnef


def _read_attribute(data: bytes, name: int, start: int, end: int, tnef: Tnef) -> bool:
    """Take an attribute up; False if it is damaged."""
    if name == _CODEPAGE and end - start >= 4:
        tnef.charset = _charset(_U32.unpack_from(data, start)[0])
    elif name == _BODY:
        tnef.text = tnef.text or decode_text(data[start:end].rstrip(b"\0"), tnef.charset)[0]
    elif name == _RENDERING:
        tnef.files.append(TnefFile())
    elif name == _PROPERTIES:
        found, whole = _read_properties(data, start, end, tnef)
        for each in found:
            _take_body(data, each, tnef)
        return whole
    elif name in {_TITLE, _DATA, _FILE_PROPERTIES}:
        if not tnef.files:
            tnef.files.append(TnefFile())
        return _read_file_attribute(data, name, start, end, tnef)
    return True


def _read_file_attribute(data: bytes, name: int, start: int, end: int, tnef: Tnef) -> bool:
    file = tnef.files[-1]
    if name == _DATA:
        file.start, file.end = start, end
    elif name == _TITLE:
        _name_file(file, 1, decode_text(data[start : min(end, start + _SHORT_VALUE)].rstrip(b"\0"), tnef.charset)[0])
    else:
        found, whole = _read_properties(data, start, end, tnef)
        for each in found:
            _take_file(data, each, file, tnef.charset)
        return whole
    return True


def _read_properties(data: bytes, at: int, end: int, tnef: Tnef) -> tuple[list[_Property], bool]:
    """The properties in a span (2.1.3.4), and whether all of them could be read."""
    found: list[_Property] = []
    if at + 4 > end:
        return found, False
    count = _U32.unpack_from(data, at)[0]
    at += 4
    for _ in range(min(count, _MOST)):
        if at + 4 > end:
            return found, False
        sort, number = _HALVES.unpack_from(data, at)
        at = _skip_name(data, at + 4, end) if number >= _NAMED else at + 4
        found.append(_Property(number, sort & ~_MANY, 0, 0))
        at = _find_value(data, at, end, many=bool(sort & _MANY), found=found[-1])
        tnef.left -= found[-1].values
        if at < 0 or tnef.left < 0:
            found.pop()
            return found, False
    return found, count <= _MOST


def _skip_name(data: bytes, at: int, end: int) -> int:
    """Where a named property's value begins: behind its GUID and its number or its name."""
    if at + 24 > end:
        return end + 1
    sort, length = struct.unpack_from("<II", data, at + 16)
    return at + 24 + (_padded(length) if sort == 1 else 0)


def _find_value(data: bytes, at: int, end: int, *, many: bool, found: _Property) -> int:
    """Note the span of a property's first value; returns where the next property begins, -1 where it runs over the end."""
    size = _SIZES.get(found.sort, -1)
    if size < 0 or at > end:
        return -1
    count = 1
    if many or size == 0:
        if at + 4 > end:
            return -1
        count = _U32.unpack_from(data, at)[0]
        at += 4
    if size == 0:
        return _find_long_value(data, at, end, count, found)
    found.start, found.end = at, at + size
    at += size * count
    return at if at <= end else -1


def _find_long_value(data: bytes, at: int, end: int, count: int, found: _Property) -> int:
    """The same for values that say their own length."""
    if count > _MOST:
        return -1
    found.values = max(1, count)
    for number in range(count):
        length = _U32.unpack_from(data, at)[0] if at + 4 <= end else end
        at += 4
        if at + length > end:
            return -1
        if number == 0:
            found.start, found.end = at, at + length
        at += _padded(length)
    return at


def _take_body(data: bytes, found: _Property, tnef: Tnef) -> None:
    if found.number == _CPID and found.end - found.start == 4:
        tnef.charset = _charset(_U32.unpack_from(data, found.start)[0])
    elif found.number == _TEXT and found.sort in {_STRING, _UNICODE}:
        tnef.text = _string(data, found, tnef.charset) or tnef.text
    elif found.number == _HTML:
        content = data[found.start : found.end]
        tnef.html = _string(data, found, tnef.charset).encode() if found.sort == _UNICODE else content
    elif found.number == _RTF:
        tnef.rtf = data[found.start : found.end]


def _take_file(data: bytes, found: _Property, file: TnefFile, charset: str) -> None:
    if found.number == _CONTENT:
        # An object has the identifier of its interface in front (2.1.3.4.2).
        file.start = min(found.end, found.start + 16) if found.sort == _OBJECT else found.start
        file.end = found.end
    elif found.end - found.start > _SHORT_VALUE or found.sort not in {_STRING, _UNICODE}:
        return
    elif found.number in {_LONG_NAME, _SHORT_NAME, _SHOWN_NAME}:
        _name_file(file, {_LONG_NAME: 3, _SHORT_NAME: 2, _SHOWN_NAME: 1}[found.number], _string(data, found, charset))
    elif found.number == _MIME_TYPE:
        file.content_type = _string(data, found, charset).lower()
    elif found.number == _CONTENT_ID:
        file.content_id = _string(data, found, charset)


def _name_file(file: TnefFile, how_good: int, name: str) -> None:
    if name.strip() and how_good > file.named:
        file.name, file.named = name.strip(), how_good


def _string(data: bytes, found: _Property, charset: str) -> str:
    value = data[found.start : found.end]
    if found.sort == _UNICODE:
        return value.decode("utf-16-le", "replace").rstrip("\0")
    return decode_text(value.rstrip(b"\0"), charset)[0]


def _charset(codepage: int) -> str:
    return "utf-8" if codepage == 65001 else f"cp{codepage}"


def _padded(length: int) -> int:
    return (length + 3) & ~3
