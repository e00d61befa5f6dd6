"""The header block: split on raw bytes, unfolded, decoded and free of controls (RFC 5322, 2.2; RFC 2047)."""

import re
from collections.abc import Iterator, Mapping, Sequence

from mailbot.core.reading.header.encoded_words import decode_line
from mailbot.core.reading.limits import Defects, Limits

Field = tuple[str, bytes]
"""A field's name in lower case and its raw value, folded as it came."""

Fields = Mapping[str, Sequence[str]]
"""Decoded values by lower-case name, those of one name from the top."""

_NAME = re.compile(rb"[!-9;-~]{1,200}\Z")
_FIELD = re.compile(rb"^(from|to|subject|date|message-id|received|return-path)[ \t]{0,80}:", re.I | re.M)
_FOLD = re.compile(rb"[\r\n]+[ \t]*")
_BLANK = re.compile(r"[ \t]{2,}")
_LEADING = 10_000
_ID = re.compile(r"<[^<>\s]{1,900}>")
_BARE_ID = re.compile(r"[^\s<>,;\"()]{1,400}@[^\s<>,;\"()]{1,400}")
# C0, DEL, C1, the Unicode line breaks and lone surrogates become blanks or the replacement sign.
_CONTROLS = (
    dict.fromkeys((*range(32), *range(127, 160), 8232, 8233), " ") | dict.fromkeys(range(0xD800, 0xE000), "�") | {0xFEFF: ""}
)


def split_header(raw: bytes, start: int, end: int, limits: Limits, defects: Defects) -> tuple[list[Field], int]:
    """The fields of the header block at `start`, and where the body begins. `end` is the end of the part."""
    stop, body = _find_end(raw, start, end)
    if stop - start > limits.header_block:
        many = f"header block of more than {limits.header_block} octets; the rest of it is ignored"
        defects.note(many if limits.header_block else "the headers of the parts are too long together; the rest is ignored")
        stop = raw.rfind(b"\n", start, start + limits.header_block) + 1 or start + limits.header_block
    fields: list[Field] = []
    # Only a whole mail may begin with lines that are none of its header; a part that does so is text.
    whole = start < 4 or (start < _LEADING and not raw[:start].strip(b" \t\r\n\xef\xbb\xbf"))
    for name, value in _split_fields(raw[start:stop], defects, whole=whole):
        if name == "":
            return [], start
        if len(fields) >= limits.headers:
            defects.note(f"more than {limits.headers} header fields; the rest is ignored")
            break
        if len(value) > limits.header:
            defects.note(f"header field of more than {limits.header} octets was cut: {name[:60]}")
        fields.append((name, value[: limits.header]))
    return fields, body


def _find_end(raw: bytes, start: int, end: int) -> tuple[int, int]:
    """Where the header block stops and where the body begins."""
    if raw.startswith(b"\n", start, end):
        return start, start + 1
    if raw.startswith(b"\r\n", start, end):
        return start, start + 2
    crlf = raw.find(b"\n\r\n", start, end)
    bare = raw.find(b"\n\n", start, end if crlf < 0 else crlf)
    if bare >= 0:
        return bare + 1, bare + 2
    if crlf >= 0:
        return crlf + 1, crlf + 3
    return end, end


def _split_fields(block: bytes, defects: Defects, *, whole: bool) -> Iterator[Field]:
    """Yields the fields of a block; ("", b"") at once where the block is no header at all but text."""
    name, lines, seen = "", [b""], False
    for line in block.split(b"\n"):
        first = line[:1]
        if first in b" \t" and first:
            lines.append(line)
            continue
        key, colon, value = line.partition(b":")
        key = key.rstrip(b" \t")
        if colon and _NAME.match(key):
            if name:
                yield name, b"\n".join(lines)
            name, lines, seen = key.decode("ascii").lower(), [value], True
        elif line.strip() and not (line.startswith((b"From ", b">From "))):
            defects.note("a line in the header is no header field")
            if not seen and not (whole := whole and _is_header(block)):
                yield "", b""
                return
            seen = True
    if name:
        yield name, b"\n".join(lines)


def _is_header(block: bytes) -> bool:
    """Whether a block that begins with other lines is the header of a mail for all that: with From and two more of its fields."""
    found = {name.lower() for name in _FIELD.findall(block)}
    return b"from" in found and len(found) >= 3


def unfold(value: bytes) -> bytes:
    """The value on one line, without blanks around it."""
    return (_FOLD.sub(b" ", value) if b"\n" in value or b"\r" in value else value).strip()


def decode_value(value: bytes, charset: str = "") -> str:
    """A field's value as clean text: unfolded, encoded words decoded, controls gone. `charset` labels its raw 8-bit octets."""
    line = unfold(value)
    if b"=?" in line or b"\x1b" in line or not line.isascii() or b"= ?" in line:
        return clean_line(decode_line(line, charset))
    return clean_line(line.decode("ascii"))


def clean_line(text: str) -> str:
    """`text` as one line of data: no controls, no line breaks of any alphabet, no surrogates, no runs of blanks."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    return _BLANK.sub(" ", text.translate(_CONTROLS)).strip()


def parse_ids(values: list[str], limit: int) -> tuple[str, ...]:
    """The Message-IDs of fields such as References, in order, each once (RFC 5322, 3.6.4). Of too many the newest stay."""
    found: dict[str, None] = {}
    for value in values:
        ids = _ID.findall(value) or [f"<{i}>" for i in _BARE_ID.findall(value)]
        found.update(dict.fromkeys(ids))
    return tuple(found)[-limit:]
