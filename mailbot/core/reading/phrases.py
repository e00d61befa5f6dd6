"""Many phrases looked for in a text at once, in one pass over it. Of each phrase at least the longest word has to be whole."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import ahocorasick_rs

_WORD = re.compile(r"[^\W\d_]{3,30}")

LONGEST_SHOWN = 6000
"""In longer texts no phrase decides anything (characters)."""


@dataclass(frozen=True, slots=True)
class PhraseIndex:
    """Phrases of several lists: what finds them, and of each the number of its list and its longest word."""

    automaton: ahocorasick_rs.AhoCorasick
    entries: tuple[tuple[int, str], ...]


def index_phrases(lists: Iterable[Iterable[str]]) -> PhraseIndex:
    """The index of several lists of phrases."""
    phrases = [(number, phrase) for number, listed in enumerate(lists) for phrase in listed]
    entries = tuple((number, max(_WORD.findall(phrase), key=len)) for number, phrase in phrases)
    return PhraseIndex(ahocorasick_rs.AhoCorasick([phrase for _, phrase in phrases]), entries)


@dataclass(frozen=True)
class Plain:
    """A text as phrases are looked for in it: lower case, single blanks, plain apostrophes."""

    text: str

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words, wanted only where a phrase was found."""
        pieces = set(self.text.split())
        return frozenset(pieces.union(_WORD.findall(" ".join([piece for piece in pieces if not piece.isalpha()]))))


def make_plain(text: str) -> Plain:
    """The plain form of a text."""
    return Plain(" ".join(text.casefold().replace("’", "'").split()))


def find_phrases(index: PhraseIndex, plain: Plain) -> dict[int, int]:
    """How many phrases of each list stand in a text, by the number of the list."""
    found: dict[int, int] = {}
    seen = {entry for entry, _, _ in index.automaton.find_matches_as_indexes(plain.text, overlapping=True)}
    for entry in sorted(seen):
        number, word = index.entries[entry]
        if word in plain.words:
            found[number] = found.get(number, 0) + 1
    return found
