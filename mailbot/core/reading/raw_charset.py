"""The charset of a mail's raw 8-bit header octets: one for all of them, as one program wrote them."""

import re

from mailbot.core.reading.charset.detector import detect_codec, is_detectable
from mailbot.core.reading.charset.labels import find_codec
from mailbot.core.reading.header.headers import unfold
from mailbot.core.reading.parts.mime import Part, find_charset

_LABEL = re.compile(rb"=\?([^?\s]{1,60})\?[bBqQ]\?")
_HEADER_SAMPLE = 2000
_BODY_SAMPLE = 600
_UNCODED = frozenset({"", "7bit", "8bit", "binary"})


def find_raw_charset(root: Part) -> str:
    """The charset of what is neither ASCII nor UTF-8 in the header of a mail; the declared one of its text where nothing is.

    What the text and the encoded words of the header are labelled with speaks for a charset, and so does the text itself where it
    is raw and has no label; that label is taken as it is where it names a charset that cannot be told from its neighbours.
    """
    declared = find_charset(root)
    raw = b"\n".join([unfold(value) for _, value in root.fields if not value.isascii() and not _is_utf8(value)])[:_HEADER_SAMPLE]
    if not raw:
        return declared
    codec = find_codec(declared)
    if codec and not is_detectable(codec) and _fits(raw, codec):
        return declared
    labels = {find_codec(label.decode("ascii", "replace")) for _, value in root.fields for label in _LABEL.findall(value[:2000])}
    hints = [name for name in (codec, *sorted(labels)) if name and name not in {"ascii", "utf_8_sig"}]
    return detect_codec(raw if codec else raw + b"\n" + _body_sample(root), hints)


def _body_sample(part: Part) -> bytes:
    """The beginning of the text, where it is not encoded and may tell its charset."""
    while part.children:
        part = part.children[0]
    sample = bytes(part.span[:_BODY_SAMPLE]) if part.encoding in _UNCODED and part.content_type.startswith("text/") else b""
    return b"" if sample.isascii() or _is_utf8(sample) else sample


def _is_utf8(data: bytes) -> bool:
    """Whether octets are UTF-8, but for a character that was cut off at the end."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as trouble:
        return trouble.start > 3 and trouble.start >= len(data) - 3 and trouble.reason == "unexpected end of data"
    return True


def _fits(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeError:
        return False
    return True
