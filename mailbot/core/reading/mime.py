"""The tree of a mail's parts, found on the raw bytes (RFC 2045, RFC 2046): spans only, nothing is decoded or copied here.

A splitter of our own, because what may be costly or raise is bounded here by construction: fields, parts, depth. A payload is a
span of the raw mail, so a large attachment is decoded once, straight from it.
"""

import re
from dataclasses import dataclass, field

from mailbot.core.reading.headers import Field, split_header
from mailbot.core.reading.limits import Defects, Limits
from mailbot.core.reading.parameters import parse_parameters, parse_token

_GUESSED_BOUNDARY = re.compile(rb"\s{0,200}^--([^\r\n]{1,200}?)[ \t]*\r?$", re.M)
_LEADING = re.compile(rb"(?:[ \t]{0,80}\r?\n){0,100}")
_TAIL = re.compile(rb"(--)?[ \t]*\r?(?:\n|\Z)")


@dataclass(slots=True)
class Part:
    """One entity. `start` and `end` are the span of its body in the raw mail; `children` are the parts of a multipart."""

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

    def raw_field(self, name: str) -> bytes:
        """The first field `name` as it came, b"" if there is none."""
        for key, value in self.fields:
            if key == name:
                return value
        return b""


@dataclass(slots=True)
class _Walk:
    """What the splitting of one mail shares: the bytes, the bounds, and how many parts there were."""

    raw: bytes
    limits: Limits
    defects: Defects
    parts: int = 0


def split_mail(raw: bytes, limits: Limits, defects: Defects) -> Part:
    """The tree of parts of a raw mail. Never raises; linear in its size for the bounded depth."""
    walk = _Walk(raw, limits, defects)
    end = min(len(raw), limits.size)
    if end < len(raw):
        defects.note(f"mail of more than {limits.size} octets; the rest is ignored")
    start = _LEADING.match(raw, 0, end)
    return _split_part(walk, start.end() if start else 0, end, depth=0, default="text/plain")


def _split_part(walk: _Walk, start: int, end: int, *, depth: int, default: str) -> Part:
    walk.parts += 1
    fields, body = split_header(walk.raw, start, end, walk.limits, walk.defects)
    part = Part(fields, min(body, end), end, default)
    _describe(part)
    if part.content_type.startswith("multipart/"):
        _split_children(walk, part, depth)
        if not part.children:
            part.content_type = "text/plain"
    return part


def _describe(part: Part) -> None:
    """Read the MIME fields of a part into its attributes."""
    name, shown = "", ""
    for key, value in part.fields:
        if key[:8] != "content-":
            continue
        if key == "content-type":
            kind, part.parameters = parse_parameters(value)
            name = part.parameters.get("name", "")
            if "/" in kind and " " not in kind:
                part.content_type = kind
            elif kind in {"text", "multipart"}:
                part.content_type = "text/plain" if kind == "text" else "multipart/mixed"
        elif key == "content-disposition":
            part.disposition, parameters = parse_parameters(value)
            shown = parameters.get("filename") or parameters.get("name", "")
        elif key == "content-transfer-encoding":
            part.encoding = parse_token(value)
    part.filename = shown or name


def _split_children(walk: _Walk, part: Part, depth: int) -> None:
    boundary = _find_boundary(walk, part)
    if not boundary:
        return
    if depth >= walk.limits.depth:
        walk.defects.note(f"parts nested more than {walk.limits.depth} deep; the inner ones are shown as text")
        return
    default = "message/rfc822" if part.content_type == "multipart/digest" else "text/plain"
    for start, end in _find_parts(walk, part, b"--" + boundary):
        if walk.parts >= walk.limits.parts:
            walk.defects.note(f"more than {walk.limits.parts} parts; the rest is ignored")
            break
        part.children.append(_split_part(walk, start, end, depth=depth + 1, default=default))
    if not part.children:
        walk.defects.note("multipart without any part; shown as text")


def _find_boundary(walk: _Walk, part: Part) -> bytes:
    """The declared boundary, or the one that the body visibly uses."""
    declared = part.parameters.get("boundary", "").rstrip().encode("utf-8", "surrogateescape")
    if declared and walk.raw.find(b"--" + declared, part.start, part.end) >= 0:
        return declared
    guess = _GUESSED_BOUNDARY.match(walk.raw, part.start, part.end)
    if guess:
        walk.defects.note("boundary is missing or not the declared one")
        return guess[1]
    walk.defects.note("multipart whose boundary never comes; shown as text")
    return b""


def _find_parts(walk: _Walk, part: Part, delimiter: bytes) -> list[tuple[int, int]]:
    """The spans between the delimiter lines, without the line break before each (RFC 2046, 5.1.1)."""
    raw, spans, begun, at = walk.raw, [], -1, part.start
    while True:
        found = raw.find(delimiter, at, part.end)
        if found < 0:
            break
        at = found + len(delimiter)
        tail = _TAIL.match(raw, at, part.end)
        if tail is None or (found > part.start and raw[found - 1] != 0x0A):
            continue
        if begun >= 0:
            stop = found - 1
            if stop > begun and raw[stop - 1] == 0x0D:
                stop -= 1
            spans.append((begun, max(begun, stop)))
            if len(spans) > walk.limits.parts:
                return spans
        if tail[1]:
            return spans
        begun = at = tail.end()
    if begun >= 0:
        walk.defects.note("multipart without its closing boundary")
        spans.append((begun, part.end))
    return spans
