"""Which codec a charset label means (RFC 2045, 2.2; WHATWG Encoding for the labels that everybody uses wrongly)."""

import re
from collections.abc import Mapping
from encodings.aliases import aliases
from functools import lru_cache
from types import MappingProxyType

# Labels whose owners mean the larger set: gb2312 is gbk, latin-1 is windows-1252 (WHATWG Encoding, 4.2).
SUPERSETS: Mapping[str, str] = MappingProxyType(
    {
        "gb2312": "gb18030",
        "gbk": "gb18030",
        "koi8_r": "koi8_u",  # Ukrainian mails say KOI8-R; nobody draws boxes in a mail
        "hz": "hz",
        "latin_1": "cp1252",
        "iso8859_1": "cp1252",
        "iso8859_9": "cp1254",
        "iso8859_11": "cp874",
        "tis_620": "cp874",
        "euc_kr": "cp949",
        "shift_jis": "cp932",
        "big5": "big5hkscs",
        "iso2022_jp": "iso2022_jp_ext",
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
        "koi8": "koi8_u",
        "utf_8_sig": "utf_8_sig",
        "utf8mb4": "utf_8_sig",
        "utf_8_mac": "utf_8_sig",
        "unicode_1_1_utf_8": "utf_8_sig",
        "unknown": "",
        "sjis": "cp932",
        "gb": "gb18030",
        "gb_2312": "gb18030",
        "gb_2312_80": "gb18030",
        "big5": "big5hkscs",
        "mac_cyrillic": "mac_cyrillic",
        "mac_roman": "mac_roman",
        "macintosh": "mac_roman",
        "iso_8859_8_i": "iso8859_8",
        "iso_8859_8_e": "iso8859_8",
        "iso_8859_6_i": "iso8859_6",
        "iso_8859_6_e": "iso8859_6",
        "cp874": "cp874",
        "cp31j": "cp932",
        "ks_c_5601": "cp949",
        "ansi": "cp1252",
        "western": "cp1252",
        "iso_8859": "cp1252",
        "unknown_8bit": "",
        "8bit": "",
        "binary": "",
        "default": "",
    }
)
NOT_TEXT = frozenset(
    {"base64_codec", "bz2_codec", "hex_codec", "quopri_codec", "rot_13", "uu_codec", "zlib_codec", "mbcs", "oem"}
)
# Codecs in which every ASCII octet means itself wherever it stands.
ASCII_BASED = ("cp125", "koi8", "iso8859", "cp86", "mac_")
# Codecs whose text is ASCII octets only, so that ASCII may mean something else in them.
SEVEN_BIT = frozenset(
    {"hz", "utf_7", "iso2022_jp_ext", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_2004", "iso2022_jp_3", "iso2022_kr"}
)
_KNOWN = frozenset(aliases.values()) - NOT_TEXT
_PAGE = re.compile(r"(?:windows|win|cp|ms|ibm|dos|code_?page)_?(\d{3,4}|31j)\Z")
_ISO = re.compile(r"(?:iso_?)?8859_?(\d{1,2})(?:_.{0,40})?\Z")


@lru_cache(maxsize=256)
def find_codec(label: str) -> str:
    """The name of Python's codec for a charset label, or "" for a label that is no charset.

    Only codecs of a closed list are ever named: a lookup of any other would import by the sender's word, and some raise.
    """
    words = label[:64].strip(" \t\"'").lower().replace("charset=", "").replace("iso 8859", "iso-8859").split(maxsplit=1)
    word = words[0].partition("(")[0].partition(",")[0].partition(";")[0] if words else ""
    name = "".join(c if c.isalnum() else "_" for c in word).strip("_")
    found = _find_name(name) or _find_name(name.removeprefix("3d").removeprefix("x_"))
    return SUPERSETS.get(found, found)


def _find_name(name: str) -> str:
    """The codec of a normalised name: lower case, underscores for everything but letters and digits."""
    known = NICKNAMES.get(name)
    if known is not None:
        return known
    page, iso = _PAGE.match(name), _ISO.match(name)
    if page:
        name = f"cp{page[1]}"
        known = NICKNAMES.get(name)
        if known is not None:
            return known
    elif iso and name not in aliases:
        name = f"iso8859_{iso[1]}"
    found = aliases.get(name, name)
    return found if found in _KNOWN else ""
