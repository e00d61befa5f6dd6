"""Brings text to the form in which words are compared: lower case, no accents, one form of each Arabic letter, single spaces.

A word is a run of letters and digits of any script; everything else separates words. So "l'accident", "L’Accident" and a
phrase that a mail program wrapped over two lines all compare equal to what an admin wrote in the rules.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0487\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u06df-\u06e8\u06ea-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0f\ufeff"
)
"""Accents on their own, Arabic vowel signs, soft hyphens, invisible direction marks: they end no word and are not compared."""

_TOKEN = re.compile(rf"(?:[^\W_]|[{MARKS}])+")
_PLAIN_TOKEN = re.compile(r"[^\W_]+")
_ALL_MARKS = re.compile(rf"[{MARKS}]+")
_ALIKE = str.maketrans(
    {
        "ى": "ي",  # alef maksura and Persian yeh are written for yeh, and the reverse
        "ی": "ي",
        "ې": "ي",
        "ة": "ه",
        "ۀ": "ه",
        "ہ": "ه",
        "ک": "ك",
        "گ": "ك",
        "ٱ": "ا",
        "ء": None,
        "ـ": None,
        "ø": "o",
        "đ": "d",
        "ł": "l",
        "œ": "oe",
        "æ": "ae",
        "ı": "i",
    }
)


@lru_cache(maxsize=1 << 15)
def _fold_token(token: str) -> str:
    bare = unicodedata.normalize("NFKD", token.casefold())
    bare = unicodedata.normalize("NFKD", bare.casefold()).translate(_ALIKE)
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in bare if c.isalnum()) or "_"


def _fold_char(char: str) -> str:
    if _ALL_MARKS.match(char):
        return ""
    if not char.isalnum():
        return " "
    folded = _fold_token(char)
    return "" if folded == "_" else folded


@dataclass(frozen=True, slots=True)
class _CodePage:
    """An 8-bit code page whose letters fold one to one: bytes.translate then folds a text much faster than word by word."""

    codec: str
    folds: bytes
    splits: bytes
    drops: bytes
    hard: tuple[tuple[str, str], ...]
    """Characters that fold to several, and to what; to "" where the page cannot hold it."""


def _build_page(codec: str) -> _CodePage:
    folds, splits, drops, hard = bytearray(256), bytearray(range(256)), bytearray(), []
    for code in range(256):
        char = bytes([code]).decode(codec, "ignore")
        folded = _fold_char(char) if char else " "
        target = folded.encode(codec, "ignore")
        if folded == "":
            drops.append(code)
        elif len(target) == 1:
            folds[code] = target[0]
        else:
            hard.append((char, folded if folded.isascii() else ""))
        if folded == " ":
            splits[code] = 32
    return _CodePage(codec=codec, folds=bytes(folds), splits=bytes(splits), drops=bytes(drops), hard=tuple(hard))


_PAGES = tuple(_build_page(codec) for codec in ("cp1252", "cp1251", "cp1256"))
_ASCII_SPLITS = str.maketrans({c: " " for c in map(chr, range(128)) if not c.isalnum()})


@dataclass(slots=True)
class Folded:
    """A text in the form to compare by: `text` is its folded words with one space between; `quote` goes back to the original."""

    source: str
    text: str
    page: _CodePage | None = None
    _words: list[str] | None = field(default=None, repr=False)

    def quote(self, first: int, count: int) -> str:
        """Words `first` to `first + count` as the sender wrote them (less vowel signs), with one space between."""
        if self._words is None:
            self._words = self._split()
        return " ".join(self._words[first : first + count])

    def _split(self) -> list[str]:
        if self.source.isascii():
            return self.source.translate(_ASCII_SPLITS).split()
        if self.page is not None:
            return (
                self.source.encode(self.page.codec)
                .translate(self.page.splits, self.page.drops)
                .decode(self.page.codec, "ignore")
                .split()
            )
        return _split_tokens(self.source)


def fold(text: str) -> Folded:
    """Fold `text`. Never raises; linear in its length."""
    if text.isascii():
        return Folded(text, " ".join(text.translate(_ASCII_SPLITS).split()).lower())
    for page in _PAGES:
        folded = _fold_by_page(text, page)
        if folded is not None:
            return folded
    return Folded(text, " ".join(map(_fold_token, _split_tokens(text))))


def _split_tokens(text: str) -> list[str]:
    # The simple expression is much faster; without marks both say the same.
    return (_PLAIN_TOKEN if _ALL_MARKS.search(text) is None else _TOKEN).findall(text)


def _fold_by_page(text: str, page: _CodePage) -> Folded | None:
    try:
        data = text.encode(page.codec)
    except UnicodeEncodeError:
        return None  # a character beyond this code page: the next one, or word by word
    simple = text
    for char, folded in page.hard:
        if char in simple:
            if not folded:
                return None
            simple = simple.replace(char, folded)
    if simple is not text:
        data = simple.encode(page.codec)
    words = data.translate(page.folds, page.drops).decode(page.codec).split()
    return Folded(text, " ".join(words), page)
