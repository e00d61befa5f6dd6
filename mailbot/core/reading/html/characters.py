"""Character references and the characters that nobody sees."""

import re
from html import unescape

from mailbot.core.reading.marks import MARKS

# What references must not bring in: controls, lone surrogates, and what would pass for our marks.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff" + "".join(MARKS) + "]")
# No character has so long a number, and Python refuses to read one of thousands of digits.
_ENDLESS = re.compile(r"&#[xX]?[0-9a-fA-F]{12,}")
# Soft hyphens, zero-width blanks and joiners of nothing: nobody sees them, and words with them are not found.
_UNSEEN = re.compile("[\u00ad\u034f\u180e\u200b\u2060\ufeff]+")
# Senders of newsletters fill the rest of a preview line with blanks that do not look like ones.
_FILLING = re.compile("[ \xa0\u2000-\u200d\u2800\u3164]{6,}")
BLANK = " \t\n\xa0\u200c\u200d\u200e\u200f\u202f\u2800\u3000\u3164" + "".join(map(chr, range(0x2000, 0x200B)))
"""What may fill a line that is blank."""
# The letters of the font Wingdings that Word and Outlook put where somebody typed ":)" or "->".
_SYMBOLS = {"J": ":)", "L": ":(", "K": ":|", "à": "→", "ß": "←", "è": "→", "ç": "←", "ó": "↔", "ü": "✓", "û": "✗"}


def decode_entities(text: str) -> str:
    """Text with its character references read as browsers read them, those without a semicolon too. Never raises."""
    if "&" not in text:
        return text
    text = unescape(_ENDLESS.sub("\ufffd", text) if "&#" in text else text)
    if text.isprintable():
        return text
    return _FORBIDDEN.sub("\ufffd", text).replace("\u2028", "\n").replace("\u2029", "\n")


def without_filling(text: str) -> str:
    """`text` without the characters that nobody sees. Joiners stay, they are letters in some scripts."""
    text = _UNSEEN.sub("", text)
    return _FILLING.sub(" ", text) if "\u200c" in text or "\u2007" in text or "\u2800" in text else text


def read_symbol(text: str) -> str:
    """What the letters of a symbol font show, where that is known."""
    return _SYMBOLS.get(text.strip(" \xa0"), text)
