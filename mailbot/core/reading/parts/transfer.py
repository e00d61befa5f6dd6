"""Content-Transfer-Encoding undone (RFC 2045, 6). Total: damaged data gives what can be had of it."""

import binascii
import hashlib
import re
from collections.abc import Iterator

from mailbot.core.reading.parts.uuencode import decode_uu

_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_NOT_BASE64 = bytes(range(256)).translate(None, _ALPHABET)
_BASE64 = _ALPHABET + b"= \t\r\n"
_BLANKS = b" \t\r\n"
_EQUALS = re.compile(rb"=")
_PADDING = re.compile(rb"[=\s]*")
_ODD = re.compile(rb"[^A-Za-z0-9+/= \t\r\n]")
_STRANGE = re.compile(rb"[^A-Za-z0-9+/=\s]|[A-Za-z0-9] [A-Za-z0-9]")
_SOFT_BREAK_WITH_BLANKS = re.compile(rb"=[ \t]{1,200}(?=\r?\n)")
_USUAL = {"": "8bit", "7bit": "8bit", "8bit": "8bit", "base64": "base64", "quoted-printable": "quoted-printable"}
_PLAIN = frozenset({"", "7bit", "8bit", "binary", "none", "plain", "raw", "utf8", "text", "identity", "7bits", "8bits", "ascii"})
# A line that is base64 beyond doubt: long without a blank, or padded.
_FIRST_LINE = re.compile(
    rb"(?:[A-Za-z0-9+/]{24,1024}={0,2}|(?:[A-Za-z0-9+/]{4}){0,6}[A-Za-z0-9+/]{2,3}={1,2})[ \t\r]{0,80}(?:\n|\Z)"
)
_SAMPLE = 1024
_CHUNK = 1024 * 1024
_MOST_PIECES = 50_000
_MOST_SOFT_BREAKS = 400_000
_FOOTER = 8 * 1024


def clean_encoding(encoding: str) -> str:
    """One of "base64", "quoted-printable", "x-uuencode" and "8bit" for the ways in which people write them; else as it came."""
    if encoding in _USUAL:
        return _USUAL[encoding]
    name = encoding.replace("-", "").replace("_", "").replace(" ", "").partition(",")[0]
    if name in _PLAIN:
        return "8bit"
    if name in {"base64", "b64", "b"}:
        return "base64"
    if name in {"quotedprintable", "quotedprinteable", "quoteprintable", "quotedprint", "qp", "q"}:
        return "quoted-printable"
    return "x-uuencode" if name in {"xuuencode", "uuencode", "xuue", "uue", "uu"} else encoding


def decode_transfer(data: memoryview, encoding: str) -> tuple[bytes, str]:
    """The decoded payload and what was wrong ("" if nothing). `encoding` is lower case, without comments."""
    encoding = clean_encoding(encoding)
    if encoding == "base64":
        return _decode_base64(data)
    if encoding == "quoted-printable":
        return _decode_quoted(data), ""
    if encoding == "8bit":
        return bytes(data), ""
    if encoding == "x-uuencode":
        name, content = decode_uu(data)
        return (content, "") if name or content or not data else (bytes(data), "no uuencoded data")
    return bytes(data), "unknown Content-Transfer-Encoding"


def decode_shown(data: memoryview, encoding: str) -> tuple[bytes, str]:
    """The same for text: what a list or a filter wrote in plain words below base64 is kept, as it came."""
    if clean_encoding(encoding) != "base64":
        return decode_transfer(data, encoding)
    content = _decode_faultless(data)
    if content is not None:
        return content, ""
    if is_plainly_not_base64(data):
        return decode_transfer(data, encoding)
    at = _find_words(bytes(data))
    if at <= 0:
        return decode_transfer(data, encoding)
    content, trouble = _decode_base64(data[:at])
    return content.rstrip(b"\n") + b"\n" + bytes(data[at:]), trouble or "plain text below base64"


def _find_words(data: bytes) -> int:
    """Where plain words begin below base64: behind its padding, or in the first line that has what base64 has not; else -1."""
    within = _find_padding_end(memoryview(data), 0)
    strange = _STRANGE.search(data)
    candidates = [within] if within >= 0 else []
    if strange:
        candidates.append(data.rfind(b"\n", 0, strange.start()) + 1)
    for at in sorted(candidates):
        if is_plainly_not_base64(memoryview(data)[at:]):
            return at
    return -1


def is_plainly_not_base64(data: memoryview) -> bool:
    """Whether what says to be base64 is words: blanks between them, signs that the alphabet does not have (RFC 2045, 6.8)."""
    sample = bytes(data[:_SAMPLE]).strip()
    if not sample or _FIRST_LINE.match(sample):
        return False
    strange = len(sample.translate(None, _BASE64))
    if not strange and _is_in_groups(sample, cut=len(data) > _SAMPLE):
        return False
    blanks = sample.count(b" ") - sample.count(b" \n") - sample.count(b" \r") - sample.count(b"\n ")
    return (strange + blanks) * 14 > len(sample)


def _is_in_groups(sample: bytes, *, cut: bool) -> bool:
    """Whether blanks stand only between whole groups of base64, as no words do. The last one may be cut off."""
    groups = sample.split()
    return all(len(group) % 4 == 0 for group in (groups[:-1] if cut else groups))


def _find_footer(data: memoryview) -> int:
    """Where a line of plain words begins below base64 that has no padding, as lists add one; -1 where none does."""
    strange = _find_strange(data)
    if strange < 0:
        return -1
    before = max(0, strange - _FOOTER)
    line = bytes(data[before:strange]).rfind(b"\n")
    at = before + line + 1
    return at if line >= 0 and is_plainly_not_base64(data[at:]) else -1


def _find_strange(data: memoryview) -> int:
    """The first octet that base64 does not have, or a blank between two words near the end; -1 if there is none."""
    for at in range(0, len(data), _CHUNK):
        chunk = bytes(data[at : at + _CHUNK])
        odd = _ODD.search(chunk) if chunk.translate(None, _BASE64) else None
        if odd:
            return at + odd.start()
    end = max(0, len(data) - _FOOTER)
    words = _STRANGE.search(data, end) if b" " in bytes(data[end:]) else None
    return words.start() if words else -1


def _decode_faultless(data: memoryview) -> bytes | None:
    """What base64 without any fault holds; None where there is one: the decoder skips it, and too little comes out."""
    raw = bytes(data)
    signs = len(raw) - raw.count(b"\n") - raw.count(b"\r")
    tail = raw[-8:].rstrip(b"\r\n")
    padding = len(tail) - len(tail.rstrip(b"="))
    try:
        content = binascii.a2b_base64(raw)
    except binascii.Error:
        return None
    return content if signs % 4 == 0 and len(content) == signs // 4 * 3 - padding else None


def _decode_base64(data: memoryview) -> tuple[bytes, str]:
    content = _decode_faultless(data) if len(data) <= _CHUNK else None
    if content is not None:
        return content, ""
    if is_plainly_not_base64(data):
        return bytes(data), "says it is base64 and is not"
    if _find_padding_end(data, 0) >= 0:
        return _decode_pieces(data), "damaged base64"
    footer = _find_footer(data)
    if footer > 0:
        return b"".join(_decode_damaged(data[:footer])), "plain text below base64"
    try:
        return binascii.a2b_base64(data), ""
    except binascii.Error:
        return b"".join(_decode_damaged(data)), "damaged base64"


def _find_padding_end(data: memoryview, at: int) -> int:
    """Where data goes on behind the first padding; -1 where it ends there, or has none."""
    equals = _EQUALS.search(data, at)
    padding = _PADDING.match(data, equals.start()) if equals else None
    return padding.end() if padding and padding.end() < len(data) else -1


def _decode_pieces(data: memoryview) -> bytes:
    """Base64 with padding in its midst: pieces that were encoded one by one, or other things below the last."""
    out, begin = bytearray(), 0
    for _ in range(_MOST_PIECES):
        end = _find_padding_end(data, begin)
        piece = data[begin : end if end >= 0 else len(data)]
        if begin and is_plainly_not_base64(piece):
            break
        for decoded in _decode_damaged(piece):
            out += decoded
        if end < 0:
            break
        begin = end
    return bytes(out)


def _decode_damaged(data: memoryview) -> Iterator[bytes]:
    """What can be had of damaged base64, a chunk at a time: all that is not of the alphabet is left out."""
    rest = b""
    for at in range(0, len(data), _CHUNK):
        piece = rest + bytes(data[at : at + _CHUNK]).translate(None, _NOT_BASE64)
        whole = len(piece) - len(piece) % 4
        yield binascii.a2b_base64(piece[:whole])
        rest = piece[whole:]
    if len(rest) > 1:
        yield binascii.a2b_base64(rest + b"=" * (4 - len(rest)))


def _decode_quoted(data: memoryview) -> bytes:
    """RFC 2045, 6.7: blanks that a server put behind a soft line break are none of the text's."""
    if not _SOFT_BREAK_WITH_BLANKS.search(data):
        return binascii.a2b_qp(data)
    out, at, left = bytearray(), 0, _MOST_SOFT_BREAKS
    while at < len(data):
        piece = bytes(data[at : at + _CHUNK])
        if at + len(piece) < len(data):
            piece = piece[: _find_cut(piece)]
        at += len(piece)
        # One blank is what is usual, and goes fast.
        piece = piece.replace(b"= \n", b"=\n").replace(b"= \r\n", b"=\r\n")
        if left > 0:
            piece, count = _SOFT_BREAK_WITH_BLANKS.subn(b"=", piece, left)
            left -= count
        out += binascii.a2b_qp(piece)
    return bytes(out)


def _find_cut(piece: bytes) -> int:
    """Where quoted-printable may be cut in two: behind a line, else in front of what may be an encoded octet."""
    return piece.rfind(b"\n") + 1 or max(piece.rfind(b"=", len(piece) - 300), 0) or len(piece)


def digest_transfer(data: memoryview, encoding: str) -> tuple[int, str, str]:
    """The size and the sha256 of what `decode_transfer` gives, and what was wrong; a long payload is never held whole."""
    encoding = clean_encoding(encoding)
    if encoding == "8bit":
        return len(data), hashlib.sha256(data).hexdigest(), ""
    if encoding == "base64" and len(data) > _CHUNK:
        streamed = _digest_base64(data)
        if streamed:
            return streamed
    content, trouble = decode_transfer(data, encoding)
    return len(content), hashlib.sha256(content).hexdigest(), trouble


def _digest_base64(data: memoryview) -> tuple[int, str, str] | None:
    """The digest of well-formed base64, a piece at a time; None where it is not well formed."""
    if is_plainly_not_base64(data) or _find_footer(data) > 0:
        return None
    digest, size, rest, ended = hashlib.sha256(), 0, b"", False
    for at in range(0, len(data), _CHUNK):
        piece = rest + bytes(data[at : at + _CHUNK]).translate(None, _BLANKS)
        whole = len(piece) - len(piece) % 4
        piece, rest = piece[:whole], piece[whole:]
        try:
            content = binascii.a2b_base64(piece, strict_mode=True)
        except binascii.Error:
            return None
        if ended and (piece or rest):
            return None
        ended = ended or piece.endswith(b"=")
        if ended and rest:
            return None
        digest.update(content)
        size += len(content)
    return None if rest else (size, digest.hexdigest(), "")
