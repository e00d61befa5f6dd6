"""Bytes to text when the label may lie (RFC 2045, 2.2; WHATWG Encoding for the labels that everybody uses wrongly)."""

from collections.abc import Mapping
from encodings.aliases import aliases
from functools import lru_cache
from types import MappingProxyType

# Labels whose owners mean the larger set: gb2312 is gbk, latin-1 is windows-1252 (WHATWG Encoding, 4.2).
SUPERSETS: Mapping[str, str] = MappingProxyType(
    {
        "gb2312": "gb18030",
        "gbk": "gb18030",
        "hz": "hz",
        "latin_1": "cp1252",
        "iso8859_1": "cp1252",
        "iso8859_9": "cp1254",
        "iso8859_11": "cp874",
        "tis_620": "cp874",
        "euc_kr": "cp949",
        "shift_jis": "cp932",
        "utf_8": "utf_8_sig",
        "utf_16": "utf_16",
    }
)
# Names that people write and Python's table of aliases lacks.
NICKNAMES: Mapping[str, str] = MappingProxyType(
    {
        "koi8_u": "koi8_u",
        "koi8_ru": "koi8_u",
        "koi8_t": "koi8_t",
        "utf_8_sig": "utf_8_sig",
        "utf8mb4": "utf_8_sig",
        "unicode_1_1_utf_8": "utf_8_sig",
        "x_unknown": "",
        "x_sjis": "cp932",
        "x_gbk": "gb18030",
        "x_big5": "big5hkscs",
        "big5": "big5hkscs",
        "x_mac_cyrillic": "mac_cyrillic",
        "x_mac_roman": "mac_roman",
        "macintosh": "mac_roman",
        "iso_8859_8_i": "iso8859_8",
        "iso_8859_8_e": "iso8859_8",
        "iso_8859_6_i": "iso8859_6",
        "cp874": "cp874",
        "windows_874": "cp874",
        "x_windows_949": "cp949",
        "ks_c_5601": "cp949",
        "x_cp1251": "cp1251",
        "x_cp1252": "cp1252",
        "ansi": "cp1252",
        "iso_8859": "cp1252",
        "unknown_8bit": "",
        "8bit": "",
        "binary": "",
    }
)
NOT_TEXT = frozenset(
    {"base64_codec", "bz2_codec", "hex_codec", "quopri_codec", "rot_13", "uu_codec", "zlib_codec", "mbcs", "oem"}
)
# Codecs in which every ASCII octet means itself wherever it stands.
ASCII_BASED = ("cp125", "koi8", "iso8859", "cp86", "mac_")
_KNOWN = frozenset(aliases.values()) - NOT_TEXT


@lru_cache(maxsize=256)
def find_codec(label: str) -> str:
    """The name of Python's codec for a charset label, or "" for a label that is no charset.

    Only codecs of a closed list are ever named: a lookup of any other would import by the sender's word, and some raise.
    """
    name = "".join(c if c.isalnum() else "_" for c in label[:64].strip().strip("\"'").lower()).strip("_")
    found = NICKNAMES.get(name)
    if found is None:
        found = aliases.get(name, name)
        found = found if found in _KNOWN else ""
    return SUPERSETS.get(found, found)


def decode_text(data: bytes, label: str) -> tuple[str, str]:
    """Decode a text; returns it and what was wrong with its label ("" if nothing). Never raises.

    Tried in turn: the declared charset, UTF-8, and what the bytes look like.
    """
    if data.isascii() and not (label and find_codec(label) in {"hz", "utf_7"}) and b"\x1b" not in data:
        return data.decode("ascii"), ""
    codec = find_codec(label) if label else ""
    if codec:
        try:
            return data.decode(codec), ""
        except UnicodeError:
            pass
    problem = f"text is not in the charset it declares ({label[:40]})" if label else "text without a charset"
    try:
        return data.decode("utf-8"), problem
    except UnicodeDecodeError as trouble:
        mostly = trouble
    if codec and codec not in {"ascii", "cp1252", "utf_8_sig"}:
        return data.decode(codec, "replace"), problem
    if codec == "utf_8_sig" and _mostly_utf8(data, mostly):
        return data.decode("utf-8", "replace"), problem
    return data.decode(guess_codec(data), "replace"), problem


def _mostly_utf8(data: bytes, trouble: UnicodeDecodeError) -> bool:
    """Whether the bytes are UTF-8 that was cut or damaged here and there, so that replacing loses the least."""
    if trouble.end >= len(data) - 4:
        return True
    sample = data[:20_000].decode("utf-8", "replace")
    broken = sample.count("�")
    return broken * 10 < sum(1 for c in sample if c > "\x7f")


def guess_codec(data: bytes) -> str:
    """What 8-bit bytes look like: cp1251, koi8_r, cp1256 or cp1252, by where their high octets lie."""
    sample = data[:20_000]
    high = [b for b in sample if b >= 0x80]
    letters = sum(1 for b in sample if 0x41 <= (b & 0xDF) <= 0x5A and b < 0x80)
    if not high or len(high) * 2 < letters:
        return "cp1252"
    upper = sum(1 for b in high if b >= 0xF0)
    middle = sum(1 for b in high if 0xC0 <= b < 0xE0)
    if middle * 4 > len(high) * 3:
        return "koi8_r"  # its small letters are 0xC0-0xDF
    if upper * 100 > len(high) * 12:
        return "cp1251"  # its small letters are 0xE0-0xFF
    return "cp1256"
