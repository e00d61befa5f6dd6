"""Bytes to text when the label may lie (RFC 2045, 2.2). What the codec of a label is stands in `labels`."""

from collections.abc import Sequence

from mailbot.core.reading.charset.detector import LIKELY, PLAUSIBLE, SAMPLE, detect_codec, mark_codec
from mailbot.core.reading.charset.labels import SEVEN_BIT, find_codec

UTF_8 = "utf_8_sig"
# Charsets in which ASCII octets are no characters; of damaged text in them nothing would be left.
_WIDE = ("utf_16", "utf_32")
# Encoders that were given another charset than they say lie in a family: ISO-2022-JP is said of Shift_JIS.
_FAMILY = {"iso2022_jp_ext": "cp932", "iso2022_kr": "cp949", "hz": "gb18030"}
_TWO_OCTETS = frozenset({"gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "johab"})
_HIGH_OCTETS = bytes(range(128, 256))
_NO_LETTERS = bytes(octet for octet in range(256) if not chr(octet).isalpha() or octet >= 128)
# Each reads as letters what another wrote as letters: programs that convert only half confuse them.
_MISTAKEN = {"cp1251": "koi8_u", "koi8_u": "cp1251"}
# How much better the other of the two must read.
_MUCH = 1.5
# How much better another charset than Windows-1252 must read before its label, which software writes unasked, is a lie.
_LIE = 2.0


def decode_text(data: bytes, label: str, hints: Sequence[str] = ()) -> tuple[str, str]:
    """Decode a text; returns it and what was wrong with its label ("" if nothing). Never raises.

    Tried in turn: the declared charset where it can be true, UTF-8, and what the bytes look like; `hints` are codecs that the
    rest of the mail names.
    """
    codec = find_codec(label) if label else ""
    if data.isascii() and b"\x1b" not in data and codec not in SEVEN_BIT and not (codec.startswith(_WIDE) and b"\0" in data):
        return data.decode("ascii"), ""
    text = _decode_strictly(data, codec) if codec and codec != "ascii" else None
    if text is not None and not _lies(data, codec):
        return text, ""
    if data.isascii() and b"\x1b$" not in data:
        return data.decode("ascii"), ""
    shown = "".join(filter(str.isprintable, label[:40]))
    problem = f"text is not in the charset it declares ({shown})" if label else "text without a charset"
    return _decode_wrongly_labelled(data, codec, hints), problem


def _decode_wrongly_labelled(data: bytes, codec: str, hints: Sequence[str]) -> str:
    """The likeliest text of bytes that are not in the charset `codec` ("" for none that is known)."""
    utf8 = None if data.isascii() else _decode_strictly(data, UTF_8)
    if utf8 is not None:
        return utf8
    if _reads_as_other(data, codec):
        return data.decode(_MISTAKEN[codec], "replace")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\0" in data:  # a byte order mark that no other charset has
        return data.decode("utf_16", "replace")
    if codec == UTF_8 and _is_damaged_utf8(data):
        return data.decode("utf-8", "replace")
    declared = codec not in {"", "ascii", LIKELY}
    if declared and codec != UTF_8 and not codec.startswith(_WIDE) and _is_nearly(data, codec):
        return data.decode(codec, "replace")
    named = _FAMILY.get(codec, codec)
    found = detect_codec(data, (named, *hints) if declared else tuple(hints))
    if declared and not codec.startswith(_WIDE) and mark_codec(data, found) < 0:
        found = codec  # it is a text in no charset that we know: what is wrong in it is shown as such
    return data.decode(found, "replace")


def _decode_strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeError:
        return None


def _reads_as_other(data: bytes, codec: str) -> bool:
    """Whether Cyrillic text in one of the two usual charsets was declared as the other."""
    other = _MISTAKEN.get(codec, "")
    if not other or data.isascii():
        return False
    return mark_codec(data, other) > mark_codec(data, codec) + _MUCH


def _lies(data: bytes, codec: str) -> bool:
    """Whether a text that can be decoded as declared is surely something else."""
    if codec == UTF_8 or data.isascii():
        return False
    utf8 = _decode_strictly(data, "utf-8")
    if utf8 is not None:
        # Chance makes UTF-8 of few other texts: of a pair of letters, not of words. Of two octets a character it may.
        return codec not in _TWO_OCTETS or _is_gibberish(data, codec)
    if codec in _MISTAKEN:
        return _reads_as_other(data, codec)
    if codec != LIKELY or _is_mostly_ascii(data[:SAMPLE]):
        return False
    other = detect_codec(data)
    return other != LIKELY and mark_codec(data, other) > PLAUSIBLE and mark_codec(data, other) > mark_codec(data, LIKELY) + _LIE


def _is_mostly_ascii(sample: bytes) -> bool:
    """Whether its letters are those of ASCII with others here and there, as in Western languages."""
    high = len(sample) - len(sample.translate(None, _HIGH_OCTETS))
    return len(sample.translate(None, _NO_LETTERS)) > 2 * high


def _is_gibberish(data: bytes, codec: str) -> bool:
    return mark_codec(data, codec) < PLAUSIBLE


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 that was cut or damaged here and there, so that replacing loses the least."""
    sample = data[:20_000].decode("utf-8", "replace")
    broken = sample.count("�")
    whole = sum(1 for c in sample if c > "\x7f") - broken
    return broken * 5 < whole or (broken == 1 and sample.endswith("�") and mark_codec(data, LIKELY) < PLAUSIBLE)


def _is_nearly(data: bytes, codec: str) -> bool:
    """Whether bytes are text of a codec but for one character in ten."""
    sample = data[:20_000].decode(codec, "replace")
    return sample.count("�") * 10 < sum(1 for c in sample if c > "\x7f")


def decode_octets(data: bytes, label: str) -> str:
    """Octets that nothing labels, as in a raw header: UTF-8 (RFC 6532), or `label`, that of the mail's other octets if known."""
    if data.isascii() and b"\x1b" not in data:
        return data.decode("ascii")
    text = None if data.isascii() else _decode_strictly(data, UTF_8)
    return text if text is not None else decode_text(data, label)[0]
