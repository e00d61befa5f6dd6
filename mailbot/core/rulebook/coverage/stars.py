"""Which words with a star find another word wherever that is found."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

_ARTICLE = "ال"


class Stars:
    """The words of one table by number, in their folded form."""

    def __init__(self, words: Mapping[int, str]) -> None:
        self._words = words
        self._open: dict[tuple[int, str], list[int]] = defaultdict(list)
        for number, word in words.items():
            if "*" in word and not word.startswith(_ARTICLE):
                first, *rest = word.split(" ")
                self._open[len(rest), first].append(number)

    def over(self, number: int) -> tuple[int, ...]:
        """The words found in the same place wherever `number` is. Not said of words that begin with an Arabic article."""
        word = self._words.get(number, "")
        if not self._open or not word or word.startswith(_ARTICLE):
            return ()
        first, *rest = word.split(" ")
        candidates = (other for head in _heads(first) for other in self._open.get((len(rest), head), ()))
        return tuple(other for other in candidates if other != number and self._covers(other, word))

    def _covers(self, other: int, word: str) -> bool:
        pairs = zip(self._words[other].split(" "), word.split(" "), strict=True)
        return all(mine == theirs or (mine.endswith("*") and theirs.startswith(mine[:-1])) for mine, theirs in pairs)


def _heads(first: str) -> Iterator[str]:
    yield first
    bare = first.rstrip("*")
    yield from (bare[:length] + "*" for length in range(3, len(bare) + 1) if bare[:length] + "*" != first)
