"""Many phrases looked for in a text at once, at the cost of its words: each phrase waits under its longest word."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

_WORD = re.compile(r"[^\W\d_]{3,30}")

LONGEST_SHOWN = 6000
"""In longer texts no phrase decides anything (characters)."""

PhraseIndex = Mapping[str, tuple[tuple[int, str], ...]]
"""Under each word the phrases that hold it, with the number of the list that they stand in."""


def index_phrases(lists: Iterable[Iterable[str]]) -> PhraseIndex:
    """The index of several lists of phrases. Of each phrase at least the longest word has to be whole."""
    found: dict[str, list[tuple[int, str]]] = {}
    for number, phrases in enumerate(lists):
        for phrase in phrases:
            found.setdefault(max(_WORD.findall(phrase), key=len), []).append((number, phrase))
    return {word: tuple(phrases) for word, phrases in found.items()}


@dataclass(frozen=True, slots=True)
class Plain:
    """A text as phrases are looked for in it: lower case, single blanks, plain apostrophes; and its words."""

    text: str
    words: frozenset[str]


def make_plain(text: str) -> Plain:
    """The plain form of a text."""
    pieces = text.casefold().replace("’", "'").split()
    words = set(pieces)
    words.update(_WORD.findall(" ".join([word for word in words if not word.isalpha()])))
    return Plain(" ".join(pieces), frozenset(words))


def find_phrases(index: PhraseIndex, plain: Plain) -> dict[int, int]:
    """How many phrases of each list stand in a text; costs nothing where none of their words does."""
    found: dict[int, int] = {}
    for number, phrase in chain.from_iterable(index[word] for word in sorted(plain.words & index.keys())):
        if phrase in plain.text:
            found[number] = found.get(number, 0) + 1
    return found
