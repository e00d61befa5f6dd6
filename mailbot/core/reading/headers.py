"""The header block: split on raw bytes, unfolded, decoded and free of controls (RFC 5322, 2.2; RFC 2047)."""

import binascii
import re
from collections.abc import Iterator

from mailbot.core.reading.charset import decode_text
from mailbot.core.reading.limits import Defects, Limits

Field = tuple[str, bytes]
"""A field's name in lower case and its raw value, folded as it came."""

_NAME = re.compile(rb"[!-9;-~]{1,200}\Z")
_FOLD = re.compile(rb"[\r\n]+[ \t]*")
_BLANK = re.compile(r"[ \t]{2,}")
# Every repetition is bounded or cannot run over the next "?", so that a hostile value costs linear time.
_WORD = re.compile(
    r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*|[^?]{0,200}(?:\?(?!=)[^?]{0,200}){1,3})\?=([ \t]*(?==\?))?",
)
_Q_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]+")
_ID = re.compile(r"<[^<>\s]{1,900}>")
_BARE_ID = re.compile(r"[^\s<>,;\"()]{1,400}@[^\s<>,;\"()]{1,400}")
# C0, DEL, C1, the Unicode line breaks and lone surrogates become blanks or the replacement sign.
_CONTROLS = dict.fromkeys((*range(32), *range(127, 160), 8232, 8233), " ") | dict.fromkeys(range(0xD800, 0xE000), "�")


def split_header(raw: bytes, start: int, end: int, limits: Limits, defects: Defects) -> tuple[list[Field], int]:
    """The fields of the header block at `start`, and where the body begins. `end` is the end of the part."""
    stop, body = _find_end(raw, start, end)
    if stop - start > limits.header_block:
        defects.note(f"header block of more than {limits.header_block} octets; the rest of it is ignored")
        stop = raw.rfind(b"\n", start, start + limits.header_block) + 1 or start + limits.header_block
    fields: list[Field] = []
    for name, value in _split_fields(raw[start:stop], defects):
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


def _split_fields(block: bytes, defects: Defects) -> Iterator[Field]:
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
            if not seen:
                yield "", b""
                return
    if name:
        yield name, b"\n".join(lines)


def unfold(value: bytes) -> bytes:
    """The value on one line, without blanks around it."""
    return (_FOLD.sub(b" ", value) if b"\n" in value or b"\r" in value else value).strip()


def decode_value(value: bytes, charset: str = "") -> str:
    """A field's value as clean text: unfolded, encoded words decoded, controls gone. `charset` is tried for raw 8-bit octets."""
    line = unfold(value)
    if line.isascii():
        text = line.decode("ascii")
    else:
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            text = decode_text(line, charset)[0]
    return clean_line(decode_words(text) if "=?" in text else text)


def clean_line(text: str) -> str:
    """`text` as one line of data: no controls, no line breaks of any alphabet, no surrogates, no runs of blanks."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    return _BLANK.sub(" ", text.translate(_CONTROLS)).strip()


def decode_words(text: str) -> str:
    """RFC 2047 encoded words decoded; neighbours of one charset are joined first: a character may be split between them."""
    out: list[str] = []
    pending, charset, at = b"", "", 0
    for word in _WORD.finditer(text):
        label = word[1].partition("*")[0].lower()
        data = _decode_word(word[2], word[3])
        if pending and (word.start() != at or label != charset):
            out.append(decode_text(pending, charset)[0])
            pending = b""
        out.append(text[at : word.start()])
        pending, charset, at = pending + data, label, word.end()
    if pending:
        out.append(decode_text(pending, charset)[0])
    out.append(text[at:])
    return "".join(out)


def _decode_word(kind: str, payload: str) -> bytes:
    if kind in "qQ":
        data = payload.replace("_", " ").encode("utf-8", "surrogateescape")
        return _Q_HEX.sub(lambda m: bytes((int(m[1], 16),)), data)
    clean = _NOT_BASE64.sub("", payload)
    if len(clean) % 4 == 1:
        clean = clean[:-1]
    return binascii.a2b_base64(clean + "=" * (-len(clean) % 4))


def parse_ids(values: list[str], limit: int) -> tuple[str, ...]:
    """The Message-IDs of fields such as References, in order, each once (RFC 5322, 3.6.4). Of too many the newest stay."""
    found: dict[str, None] = {}
    for value in values:
        ids = _ID.findall(value) or [f"<{i}>" for i in _BARE_ID.findall(value)]
        found.update(dict.fromkeys(ids))
    return tuple(found)[-limit:]
