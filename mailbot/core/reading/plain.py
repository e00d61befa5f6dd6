"""Words without case, accents and vowel signs, as tables of words are compared with them."""

import re
import unicodedata

_COMBINING = re.compile("[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u3099\u309a]+")


def plain_form(text: str) -> str:
    """`text` case folded, without accents and Arabic vowel signs, with one sort of apostrophe."""
    low = text.casefold()
    if low.isascii():
        return low
    return _COMBINING.sub("", unicodedata.normalize("NFKD", low)).replace("’", "'").replace("ı", "i")
