"""The tree of a mail's parts, found on the raw bytes (RFC 2045, RFC 2046): spans only, nothing is decoded or copied here.

A splitter of our own, because what may be costly or raise is bounded here by construction: fields, parts, depth. A payload is a
span of the raw mail, so a large attachment is decoded once, straight from it.
"""

import re
from dataclasses import dataclass, field, replace

from mailbot.core.reading.header.headers import Field, split_header
from mailbot.core.reading.header.parameters import parse_parameters, parse_token
from mailbot.core.reading.limits import Defects, Limits
from mailbot.core.reading.parts.boundary import Looks, find_boundary, find_parts, find_undeclared
from mailbot.core.reading.parts.transfer import clean_encoding, decode_transfer

# What stands in front of a mail and is none of it: a byte order mark, empty lines.
_LEADING = re.compile(rb"(?:\xef\xbb\xbf)?(?:[ \t]{0,80}\r?\n){0,100}")
_FIELD_LINE = re.compile(rb"[!-9;-~]{1,200}[ \t]{0,80}:|[ \t]|>?From ")
_MIME_FIELD = re.compile(rb"(?:content-(?:type|transfer-encoding|disposition)|mime-version)[ \t]{0,80}:", re.I)
_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,100}/[a-z0-9*][a-z0-9!#$&^_.+*-]{0,100}\Z")
_LOOKS = 200_000
_HEADER_BLOCKS = 4
_ENCODED_TREE = 16 * 1024 * 1024


@dataclass(slots=True)
class Part:
    """One entity. `start` and `end` are the span of its body in `raw`, the bytes that it was found in: those of the mail,
    or what was unpacked from one of its parts. `children` are the parts of a multipart.
    """

    raw: bytes = field(repr=False)
    fields: list[Field]
    start: int
    end: int
    content_type: str = "text/plain"
    parameters: dict[str, str] = field(default_factory=dict)
    disposition: str = ""
    filename: str = ""
    encoding: str = ""
    children: list["Part"] = field(default_factory=list)

    @property
    def is_multipart(self) -> bool:
        """Whether it holds parts."""
        return bool(self.children)

    @property
    def span(self) -> memoryview:
        """Its body as it came, not copied."""
        return memoryview(self.raw)[self.start : self.end]

    def raw_field(self, name: str) -> bytes:
        """The first field `name` as it came, b"" if there is none."""
        for key, value in self.fields:
            if key == name:
                return value
        return b""


@dataclass(slots=True)
class _Walk:
    """What the splitting of one mail shares: the bytes, the bounds, how many parts there were, how many delimiters may still
    be looked at, and how many octets of headers may still be read.
    """

    raw: bytes
    limits: Limits
    defects: Defects
    looks: Looks
    headers: int
    parts: int = 0


def split_mail(raw: bytes, limits: Limits, defects: Defects) -> Part:
    """The tree of parts of a raw mail. Never raises; linear in its size for the bounded depth."""
    walk = _Walk(raw, limits, defects, Looks(_LOOKS, limits.parts), _HEADER_BLOCKS * limits.header_block)
    end = min(len(raw), limits.size)
    if end < len(raw):
        defects.note(f"mail of more than {limits.size} octets; the rest is ignored")
    start = _LEADING.match(raw, 0, end)
    return _split_part(walk, start.end() if start else 0, end, depth=0, default="text/plain")


def _split_part(walk: _Walk, start: int, end: int, *, depth: int, default: str) -> Part:
    walk.parts += 1
    fields, body = split_header(walk.raw, start, end, walk.limits, walk.defects)
    delimiter = walk.raw.find(b"\n--", start, min(body, end))
    if delimiter >= 0 and b":" not in walk.raw[delimiter : walk.raw.find(b"\n", delimiter + 1)]:
        # A part begins where the blank line should stand: its fields are none of this header's.
        fields, body = split_header(walk.raw, start, delimiter + 1, walk.limits, Defects())
        walk.defects.note("no blank line between header and text")
    walk.headers -= min(body - start, walk.limits.header_block)
    if walk.headers < walk.limits.header_block:
        walk.defects.note("headers that are too long all together; the rest of them is ignored")
        walk.limits = replace(walk.limits, header_block=max(0, walk.headers))
    body = _find_body(walk, start, min(body, end))
    part = Part(walk.raw, fields, body, end, default)
    if depth == 0:
        _find_late_fields(walk, part)
    _describe(part)
    if part.content_type.startswith("multipart/"):
        _split_children(walk, part, depth)
        if not part.children:
            part.content_type = "text/plain"
    elif depth == 0 and not part.raw_field("content-type"):
        _split_undeclared(walk, part)
    return part


def _find_body(walk: _Walk, start: int, body: int) -> int:
    """Where the body begins: where the header ends in lines that are no fields, at the first of them (no blank line between)."""
    at = body - 1 if body > start and walk.raw[body - 1] == 0x0A else body
    line = walk.raw.rfind(b"\n", start, at - 1 if walk.raw[at - 1 : at] == b"\r" else at) + 1 or start
    first = below = body
    while start < line < body and not _FIELD_LINE.match(walk.raw, line, body) and body - line < walk.limits.header_block:
        words = walk.raw[line:below].strip()
        below = line
        if words and b" " not in words:
            break  # the rest of a field that was folded without a blank
        first = line if words else first
        line = walk.raw.rfind(b"\n", start, line - 1) + 1 or start
    if first < body:
        walk.defects.note("no blank line between header and text")
    return first


def _find_late_fields(walk: _Walk, part: Part) -> None:
    """Take the MIME fields that a blank line cut off from their header; all others stay words of the text."""
    if not _MIME_FIELD.match(walk.raw, part.start, part.end) or part.raw_field("content-type"):
        return
    fields, body = split_header(walk.raw, part.start, part.end, walk.limits, Defects())
    if body < part.end and all(name.startswith(("content-", "mime-version", "x-")) for name, _ in fields):
        walk.defects.note("a blank line within the header")
        part.fields += fields
        part.start = body


def _split_undeclared(walk: _Walk, part: Part) -> None:
    """The parts of a mail whose header does not say that it has any."""
    boundary = find_undeclared(walk.raw, part.start, part.end)
    if boundary:
        walk.defects.note("parts without a Content-Type that says so")
        part.content_type = "multipart/mixed"
        _split_at(walk, part, boundary, 0)


def _describe(part: Part) -> None:
    """Read the MIME fields of a part into its attributes."""
    name, shown = "", ""
    for key, value in part.fields:
        if key[:8] != "content-":
            continue
        if key == "content-type":
            kind, part.parameters = parse_parameters(value)
            name = part.parameters.get("name", "")
            if _TYPE.match(kind):
                part.content_type = kind
            elif kind in {"text", "multipart"}:
                part.content_type = "text/plain" if kind == "text" else "multipart/mixed"
        elif key == "content-disposition":
            part.disposition, parameters = parse_parameters(value)
            shown = parameters.get("filename") or parameters.get("name", "")
        elif key == "content-transfer-encoding":
            part.encoding = parse_token(value)
    # Programs that cannot write a letter into the one name put "?" for it, and write the other whole.
    part.filename = name if "?" in shown and name and "?" not in name else shown or name


def _split_children(walk: _Walk, part: Part, depth: int) -> None:
    encoding = clean_encoding(part.encoding)
    declared = part.parameters.get("boundary", "")
    if encoding in {"base64", "quoted-printable"} and _is_encoded(walk, part, declared):
        # Forbidden by RFC 2045, 6.4, but it is seen: the whole multipart was encoded once more.
        data, _ = decode_transfer(part.span[:_ENCODED_TREE], encoding)
        walk.defects.note("multipart with a Content-Transfer-Encoding")
        part.raw, part.start, part.end, part.encoding = data, 0, len(data), ""
    outer, walk.raw = walk.raw, part.raw
    boundary = find_boundary(part.raw, part.start, part.end, declared, walk.defects)
    if boundary:
        _split_at(walk, part, boundary, depth)
    walk.raw = outer


def _is_encoded(walk: _Walk, part: Part, declared: str) -> bool:
    """Whether the boundary comes to light only when the body is decoded."""
    boundary = b"--" + declared.rstrip().encode("utf-8", "surrogateescape")
    if len(boundary) < 3 or walk.raw.find(boundary, part.start, part.end) >= 0:
        return False
    return boundary in decode_transfer(part.span[:4096], part.encoding)[0]


def _split_at(walk: _Walk, part: Part, boundary: bytes, depth: int) -> None:
    if depth >= walk.limits.depth:
        walk.defects.note(f"parts nested more than {walk.limits.depth} deep; the inner ones are shown as text")
        return
    default = "message/rfc822" if part.content_type == "multipart/digest" else "text/plain"
    spans, closed = find_parts(part.raw, part.start, part.end, boundary, walk.looks)
    if not closed:
        walk.defects.note("multipart without its closing boundary")
    for start, end in spans:
        if walk.parts >= walk.limits.parts:
            walk.defects.note(f"more than {walk.limits.parts} parts; the rest is ignored")
            break
        part.children.append(_split_part(walk, start, end, depth=depth + 1, default=default))
    if not part.children:
        walk.defects.note("multipart without any part; shown as text")


def find_charset(part: Part) -> str:
    """The charset that the mail says it is in, for fields with raw 8-bit octets; that of its first leaf, "" if it says none."""
    while part.children:
        part = part.children[0]
    return part.parameters.get("charset", "")
