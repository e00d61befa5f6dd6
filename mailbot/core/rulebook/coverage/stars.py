"""Which words with a star find another word wherever that is found."""

from collections import defaultdict
from collections.abc import Mapping

from mailbot.core.rulebook.word_forms import BEFORE_STAR

_ARTICLE = "ال"


class Stars:
    """The words of one table by number, in their folded form."""

    def __init__(self, words: Mapping[int, str]) -> None:
        self._words = words
        self._open: dict[tuple[int, str], list[int]] = defaultdict(list)
        for number, word in words.items():
            if "*" in word and not word.startswith(_ARTICLE):
                self._open[_begin(word)].append(number)

    def over(self, number: int) -> tuple[int, ...]:
        """The words found in the same place wherever `number` is. Not said of words that begin with an Arabic article."""
        word = self._words.get(number, "")
        candidates = self._open.get(_begin(word), ()) if word and not word.startswith(_ARTICLE) else ()
        return tuple(other for other in candidates if other != number and self._covers(other, word))

    def _covers(self, other: int, word: str) -> bool:
        pairs = zip(self._words[other].split(" "), word.split(" "), strict=True)
        return all(mine == theirs or (mine.endswith("*") and theirs.startswith(mine[:-1])) for mine, theirs in pairs)


def _begin(word: str) -> tuple[int, str]:
    """What a word has in common with all that cover it: how many words it is, and letters at its begin, as far as no star is."""
    return word.count(" "), word.partition(" ")[0][:BEFORE_STAR]
