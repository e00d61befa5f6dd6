"""Encoded words (RFC 2047), also as broken as programs write them: folded inside, unpadded, torn in a character, never closed."""

import binascii
import re

from mailbot.core.reading.charset.decoding import UTF_8, decode_octets, decode_text
from mailbot.core.reading.charset.labels import find_codec

# Every repetition is bounded or cannot run over the next "?", so that a hostile value costs linear time.
_WORD = re.compile(
    rb"=[ \t]?\?[ \t]?([^?\s]{0,60})[ \t]?\?[ \t]?([bBqQ])[ \t]?\?"
    rb"([^?]*|[^?]{0,200}(?:\?(?!=)[^?]{0,200}){1,3})(?:\?[ \t]?=|\??\Z)"
)
_Q_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]+")
_PADDING = re.compile(rb"=+")
# A fold or a blank that tore a character: between octets that are no text of their own.
_TORN = re.compile(rb"([\xc2-\xf4][\x80-\xbf]{0,2}) ([\x80-\xbf])")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]")


def decode_line(line: bytes, charset: str = "") -> str:
    """An unfolded value as text: its encoded words decoded, and its raw octets as UTF-8, in `charset`, or as what they look like.

    Neighbours of one charset are joined before they are decoded: a character may be split between them (against RFC 2047, 5).
    The blanks between two words are no text (6.2).
    """
    if b"=" not in line:
        return decode_octets(line, charset)
    out: list[str] = []
    pending, shown, label, at = b"", b"", "", 0
    for word in _WORD.finditer(line):
        gap = line[at : word.start()]
        named = word[1].partition(b"*")[0].decode("ascii", "replace").lower()
        if shown and (gap.strip(b" \t") or named != label):
            out.append(_decode_words(pending, label, charset, shown))
            pending = shown = b""
        if gap and (gap.strip(b" \t") or not at):
            out.append(decode_octets(gap, charset))
        pending, shown, label, at = pending + _decode_word(word[2], word[3]), shown + word[0], named, word.end()
    if shown:
        out.append(_decode_words(pending, label, charset, shown))
    if at < len(line):
        out.append(decode_octets(line[at:], charset))
    return "".join(out)


def decode_phrase(text: str, charset: str = "") -> str:
    """The same for a piece of a value that was read as text: what was no UTF-8 in it stands as lone surrogates (PEP 383)."""
    if text.isascii() and "=?" not in text and "\x1b" not in text:
        return text
    return decode_line(text.encode("utf-8", "surrogateescape"), charset) if _is_restorable(text) else text


def _is_restorable(text: str) -> bool:
    return not any("\ud800" <= c <= "\udfff" and not "\udc80" <= c <= "\udcff" for c in text)


def _decode_words(data: bytes, label: str, charset: str, shown: bytes) -> str:
    """The text of neighbouring words, or the words as they came where that is no text in any charset (RFC 2047, 6.3)."""
    hints = (find_codec(charset),) if charset else ()
    text, problem = decode_text(data, label, hints)
    if problem and b" " in data and find_codec(label) == UTF_8:
        text, problem = decode_text(_TORN.sub(rb"\1\2", data), label, hints)
    if problem and _CONTROL.search(text):
        return shown.decode("ascii", "replace")
    return text


def _decode_word(kind: bytes, payload: bytes) -> bytes:
    if kind in b"qQ":
        data = payload.replace(b"_", b" ")
        return _Q_HEX.sub(lambda m: bytes((int(m[1], 16),)), data) if b"=" in data else data
    # Padding inside tells that pieces were encoded one by one and glued.
    return b"".join([_decode_base64(piece) for piece in _PADDING.split(_NOT_BASE64.sub(b"", payload)) if piece])


def _decode_base64(piece: bytes) -> bytes:
    if len(piece) % 4 == 1:
        piece = piece[:-1]
    return binascii.a2b_base64(piece + b"=" * (-len(piece) % 4))
