"""Brings text to the form in which words are compared: lower case, no accents, one form of each Arabic letter, single spaces.

A word is a run of letters and digits of any script; everything else separates words. So "l'accident", "L’Accident" and a
phrase that a mail program wrapped over two lines all compare equal to what an admin wrote in the rules. A letter of another
script inside a word ("mіnе" with two Cyrillic letters) is taken for the one it looks like; whole words stay what they are.
"""

import codecs
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from mailbot.core.rulebook.alphabets import ALIKE, CYRILLIC_LOOKS, LATIN_LOOKS, MARKS, PAGES

_TOKEN = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}])*")
_PLAIN_TOKEN = re.compile(r"[^\W_]+")
_ALL_MARKS = re.compile(rf"[{MARKS}]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_CYRILLIC_OR_GREEK = re.compile("[\u0370-\u052f]")
_UNSEEN = 1
_LONE_UNSEEN = re.compile(rb"(?<![^ ])\x01+(?![^ ])")
_ALIKE = str.maketrans(ALIKE)
_TO_LATIN = str.maketrans(LATIN_LOOKS)
_TO_CYRILLIC = str.maketrans(CYRILLIC_LOOKS)


@lru_cache(maxsize=1 << 15)
def _fold_token(token: str) -> str:
    """The folded form of one word; "" where nothing of it is compared."""
    whole = unicodedata.normalize("NFKC", token)
    if _CYRILLIC_OR_GREEK.search(whole) and _LATIN.search(whole):
        whole = _in_one_script(_ALL_MARKS.sub("", whole))
    bare = unicodedata.normalize("NFKD", whole.casefold())
    bare = unicodedata.normalize("NFKD", bare.casefold()).translate(_ALIKE)
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in bare if c.isalnum())


def _in_one_script(word: str) -> str:
    """A word of mixed scripts in the one that its unmistakable letters are of (the Latin where there are none), or as it was."""
    latin = word.translate(_TO_LATIN)
    if not _CYRILLIC_OR_GREEK.search(latin):
        mistakable = not any(_LATIN.match(c) and c not in CYRILLIC_LOOKS for c in word)
        others = sum(_CYRILLIC_OR_GREEK.match(c) is not None for c in word)
        return word.translate(_TO_CYRILLIC) if mistakable and others * 2 > len(word) else latin
    cyrillic = word.translate(_TO_CYRILLIC)
    return word if _LATIN.search(cyrillic) else cyrillic


def _fold_char(char: str) -> str:
    if _ALL_MARKS.match(char):
        return ""
    return _fold_token(char) if char.isalnum() else " "


@dataclass(frozen=True, slots=True)
class _Page:
    """An 8-bit code page whose letters fold one to one: bytes.translate then folds a text much faster than word by word."""

    letters: frozenset[str]
    encode: Callable[[str], bytes]
    decode: Callable[[bytes], str]
    folds: bytes
    splits: bytes
    drops: bytes
    scripts: bytes
    """What is "l" for a Latin and "c" for a Cyrillic letter; empty where the page has no Cyrillic."""
    hard: tuple[tuple[str, str], ...]
    """Characters that fold to several, and to what."""


def _build_page(letters: str) -> _Page:
    plain = {0, 9, 10, 13, *range(32, 127)}  # Python's quick way of encoding asks that 0 is 0
    room = [code for code in range(256) if code not in plain]
    table = [chr(code) if code in plain else "\ufffe" for code in range(256)]
    for code, char in zip(reversed(room), letters, strict=False):
        table[code] = char
    chars = "".join(table)
    codes = codecs.charmap_build(chars)
    folds, splits, drops, hard = bytearray(256), bytearray(range(256)), bytearray(), []
    for code, char in enumerate(table):
        folded = _fold_char(char)
        if folded == "":
            drops.append(code)
            splits[code] = _UNSEEN
        elif len(folded) == 1 and folded in table:
            folds[code] = table.index(folded)
        else:
            hard.append((char, folded))
        if folded == " ":
            splits[code] = 32
    return _Page(
        letters=frozenset(chars),
        encode=lambda text: codecs.charmap_encode(text, "strict", codes)[0],
        decode=lambda data: codecs.charmap_decode(data, "strict", chars)[0],
        folds=bytes(folds),
        splits=bytes(splits),
        drops=bytes(drops),
        scripts=bytes(map(_script, table)) if any(map(_CYRILLIC_OR_GREEK.match, table)) else b"",
        hard=tuple((char, folded) for char, folded in hard if char != "\ufffe"),
    )


def _script(char: str) -> int:
    return ord("l" if _LATIN.match(char) else "c" if _CYRILLIC_OR_GREEK.match(char) else "d" if char.isdigit() else " ")


_PAGES = tuple(_build_page(letters) for letters in PAGES)
_ASCII_SPLITS = str.maketrans({c: " " for c in map(chr, range(128)) if not c.isalnum()})


@dataclass(slots=True)
class Folded:
    """A text in the form to compare by: `text` is its folded words with one space between; `span` goes back to the original."""

    source: str
    text: str
    page: _Page | None = None
    _spaced: str | bytes | None = field(default=None, repr=False)
    _spans: list[tuple[int, int]] | None = field(default=None, repr=False)

    def quote(self, first: int, count: int) -> str:
        """Words `first` to `first + count` as the sender wrote them, with all that stands between, on one line."""
        begin, end = self.span(first, count)
        return " ".join(self.source[begin:end].split())

    def span(self, first: int, count: int) -> tuple[int, int]:
        """Where words `first` to `first + count` begin and end in `source`; (0, 0) where there are no such words."""
        if self._spaced is None and self._spans is None:
            self._prepare()
        if self._spaced is not None:
            return _span_of_words(self._spaced, first, count)
        found = (self._spans or [])[first : first + count]
        return (found[0][0], found[-1][1]) if found else (0, 0)

    def _prepare(self) -> None:
        """Make the map: a copy of the source with blanks between the words, or the place of each word."""
        if self.source.isascii():
            self._spaced = self.source.translate(_ASCII_SPLITS)
            return
        if self.page is not None:
            spaced = self.page.encode(self.source).translate(self.page.splits)
            lone = b"\x01" in spaced
            self._spaced = _LONE_UNSEEN.sub(lambda match: b" " * len(match.group()), spaced) if lone else spaced
            return
        self._spans = [match.span() for match in _tokens(self.source).finditer(self.source) if _fold_token(match.group())]


def _span_of_words(spaced: str | bytes, first: int, count: int) -> tuple[int, int]:
    """Where words lie in a text that has blanks between its words. `split` passes over words faster than any expression."""
    rest = spaced.split(None, first)[first:]
    if not rest or count < 1:
        return 0, 0
    begin = len(spaced) - len(rest[0])
    words = rest[0].split(None, count)
    beyond = len(words[count]) if len(words) > count else 0
    return begin, begin + len(rest[0][: len(rest[0]) - beyond].rstrip())


def fold(text: str) -> Folded:
    """Fold `text`. Never raises; linear in its length."""
    if text.isascii():
        return Folded(text, " ".join(text.translate(_ASCII_SPLITS).split()).lower())
    ends = (text[0], text[-1])  # a quick look: most words of the rules are not of the first page
    for page in _PAGES:
        folded = _fold_by_page(text, page) if page.letters.issuperset(ends) else None
        if folded is not None:
            return folded
    words = map(_fold_token, _tokens(text).findall(text))
    return Folded(text, " ".join([word for word in words if word]))


def _tokens(text: str) -> re.Pattern[str]:
    # The simple expression is much faster; without marks both say the same.
    return _PLAIN_TOKEN if _ALL_MARKS.search(text) is None else _TOKEN


def _fold_by_page(text: str, page: _Page) -> Folded | None:
    try:
        data = page.encode(text)
    except UnicodeEncodeError:
        return None  # a character beyond this code page: the next one, or word by word
    if page.scripts and _mixes_scripts(data, page):
        return None
    simple = text
    for char, folded in page.hard:
        if char in simple:
            simple = simple.replace(char, folded)
    if simple is not text:
        data = page.encode(simple)
    words = page.decode(data.translate(page.folds, page.drops)).split()
    return Folded(text, " ".join(words), page)


def _mixes_scripts(data: bytes, page: _Page) -> bool:
    """Whether a word has letters of two scripts, digits between them or not."""
    scripts = data.translate(page.scripts, page.drops).replace(b"d", b"")
    return b"lc" in scripts or b"cl" in scripts
