"""Structured MIME fields: a value and its parameters (RFC 2045, 5.1; RFC 2183; RFC 2231)."""

import re
from urllib.parse import unquote_to_bytes

from mailbot.core.reading.charset import decode_text
from mailbot.core.reading.headers import decode_value, decode_words, unfold

_PARAMETER = re.compile(r';\s*([^\s=;"]{1,100})\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;]*))', re.S)
_ESCAPED = re.compile(r"\\(.)", re.S)
_SECTION = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?\Z")
_COMMENT = re.compile(r"\([^()]{0,200}\)")


def parse_token(value: bytes) -> str:
    """The bare, lower-case token of a field such as Content-Transfer-Encoding."""
    text = decode_value(value).lower()
    if "(" in text:
        text = _COMMENT.sub("", text)
    return text.partition(";")[0].strip().strip("\"'")


def parse_parameters(value: bytes) -> tuple[str, dict[str, str]]:
    """The lower-case value of a structured field and its parameters, decoded; of equal names the first counts."""
    line = unfold(value)
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        text = decode_text(line, "")[0]
    head, semicolon, _ = text.partition(";")
    if not semicolon:
        return head.strip().lower(), {}
    simple: dict[str, str] = {}
    sections: dict[str, dict[int, tuple[str, bool]]] = {}
    for m in _PARAMETER.finditer(text, len(head)):
        content = _ESCAPED.sub(r"\1", m[2]) if m[2] is not None else m[3].strip()
        name = m[1].lower()
        shape = _SECTION.match(name) if "*" in name else None
        if shape is None:
            simple.setdefault(name, content)
        else:
            encoded = bool(shape[3])
            sections.setdefault(shape[1], {}).setdefault(int(shape[2] or 0), (content, encoded))
    for name, parts in sections.items():
        simple[name] = _join_sections(parts)
    return head.strip().lower(), {k: decode_words(v) if "=?" in v else v for k, v in simple.items()}


def _join_sections(parts: dict[int, tuple[str, bool]]) -> str:
    """RFC 2231, 3 and 4: continued and percent-encoded values; the charset stands in the first section."""
    charset, out = "", b""
    for number, (content, encoded) in sorted(parts.items()):
        value = content
        if encoded and number == min(parts) and content.count("'") >= 2:
            charset, _, value = content.split("'", 2)
        out += unquote_to_bytes(value) if encoded else value.encode("utf-8", "replace")
    return decode_text(out, charset or "utf-8")[0]
