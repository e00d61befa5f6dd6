"""Structured MIME fields: a value and its parameters (RFC 2045, 5.1; RFC 2183; RFC 2231), also as programs break them."""

import re
from urllib.parse import unquote_to_bytes

from mailbot.core.reading.charset.decoding import decode_octets, decode_text
from mailbot.core.reading.charset.labels import find_codec
from mailbot.core.reading.header.encoded_words import decode_phrase
from mailbot.core.reading.header.headers import decode_value, unfold

# A parameter begins behind a semicolon, or behind a closing quote where the semicolon was forgotten. A quote within quotes is one
# behind which neither a semicolon nor another parameter comes.
_PARAMETER = re.compile(
    r"(?:;|(?<=\")[ \t])\s{0,200}([^\s=;\"]{1,100})[ \t]{0,20}=[ \t]{0,20}"
    r"(?:\"((?:[^\"\\]|\\.|\"(?![ \t]{0,20}(?:;|\Z|[\w*-]{1,40}[ \t]?=)))*)\"?|([^;]*))",
    re.S,
)
# Only what has to be escaped: a backslash before anything else is that of a path of Windows.
_ESCAPED = re.compile(r"\\([\"\\])")
_SECTION = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?\Z")
_COMMENT = re.compile(r"\([^()]{0,200}\)")
_EXTENDED = re.compile(r"([\w.:-]{1,60})'([\w-]{0,20})'(.*)", re.S)
# A semicolon forgotten behind the value itself.
_UNDIVIDED = re.compile(r"[ \t]{0,20}([\w.+-]{1,80}/[\w.+-]{1,80}|attachment|inline)[ \t,]{1,20}(?=[\w*-]{1,40}[ \t]?=)", re.I)
_NAMES = frozenset({"name", "filename"})
_PERCENT = re.compile(r"%[89A-Fa-f][0-9A-Fa-f]")


def parse_token(value: bytes) -> str:
    """The bare, lower-case token of a field such as Content-Transfer-Encoding."""
    text = decode_value(value).lower()
    if "(" in text:
        text = _COMMENT.sub("", text)
    return text.partition(";")[0].strip().strip("\"'")


def parse_parameters(value: bytes) -> tuple[str, dict[str, str]]:
    """The lower-case value of a structured field and its parameters, decoded; of equal names the first counts."""
    text = unfold(value).decode("utf-8", "surrogateescape")
    if "=" in text.partition(";")[0]:
        text = _UNDIVIDED.sub(r"\1; ", text, count=1)
    head, semicolon, _ = text.partition(";")
    if "(" in head:
        head = _COMMENT.sub("", head)
    kind = head.strip().strip('"').lower()
    if not kind.isascii():
        kind = _octets(kind).decode("utf-8", "replace")
    if not semicolon:
        return kind, {}
    simple: dict[str, str] = {}
    sections: dict[str, dict[int, tuple[str, bool]]] = {}
    for m in _PARAMETER.finditer(text, text.index(";")):
        content = _ESCAPED.sub(r"\1", m[2]) if m[2] is not None else m[3].strip()
        name = m[1].lower()
        shape = _SECTION.match(name) if "*" in name else None
        if shape is None:
            simple.setdefault(name, content)
        else:
            sections.setdefault(shape[1], {}).setdefault(int(shape[2] or 0), (content, bool(shape[3])))
    found = {name: _decode_name(content) if name in _NAMES else _decode_other(content) for name, content in simple.items()}
    for name, parts in sections.items():
        joined = _join_sections(parts, guessed=name in _NAMES)
        if joined and ("�" not in joined or not found.get(name)):
            found[name] = joined
    return kind, found


def _decode_name(content: str) -> str:
    """The plain name of a file: with encoded words (against RFC 2047, 5), raw octets, or percent signs without a star."""
    if "%" in content and _PERCENT.search(content):
        extended = _EXTENDED.match(content)
        if extended and find_codec(extended[1]):
            return decode_text(unquote_to_bytes(_octets(extended[3])), extended[1])[0]
        if " " not in content:
            try:
                return unquote_to_bytes(_octets(content)).decode("utf-8")
            except UnicodeDecodeError:
                return decode_phrase(content)
    return decode_phrase(content)


def _decode_other(content: str) -> str:
    """A value that people do not see: no charset is guessed for it."""
    return content if content.isascii() else _octets(content).decode("utf-8", "replace")


def _join_sections(parts: dict[int, tuple[str, bool]], *, guessed: bool) -> str:
    """RFC 2231, 3 and 4: continued and percent-encoded values; the charset stands in the first section."""
    charset, out, begun = "", b"", False
    for _, (content, encoded) in sorted(parts.items()):
        value = content
        if encoded and not begun:
            begun = True
            if content.count("'") >= 2:
                charset, _, value = content.split("'", 2)
        out += unquote_to_bytes(_octets(value)) if encoded else _octets(value)
    if not guessed:
        return out.decode("utf-8", "replace")
    text = decode_text(out, charset)[0] if charset else decode_octets(out, "")
    return decode_phrase(text) if "=?" in text else text


def _octets(text: str) -> bytes:
    """The octets of a value that was read as UTF-8, those that are none included."""
    return text.encode("utf-8", "surrogateescape")
