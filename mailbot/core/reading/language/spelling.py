"""How a language spells: the threes of letters of its words, learnt from our own tables when a text first needs them.

A second opinion where few of the words of a text are known: unknown words still look like those of their language.
"""

import math
from collections import Counter
from functools import lru_cache

from mailbot.core.reading.language.words import COMMON, FIELD, WORDS
from mailbot.core.reading.plain import plain_form

MOST_WORDS = 40
"""So many words of a text are looked at; more would say the same."""
_FEWEST_KNOWN = 60
"""A language of fewer words in the tables is not learnt: chance would speak."""
_OF_OTHER_SCRIPTS = frozenset({"ar", "ru", "uk"})
"""Their words in Latin letters in the tables are greetings, and no sample of how they are spelt."""
_UNSEEN_SHARE = 0.3
_KINDS_OF_THREES = 3000


def judge_spelling(plain: list[str], script: str) -> tuple[str, float]:
    """The language (of those written in `script`) whose words look most like these, and by how much it is ahead.

    The lead is the logarithm of how much likelier it is than the next; ("", 0.0) where no two languages are known.
    """
    learnt, languages = _learn(script)
    if len(languages) < 2:
        return "", 0.0
    unseen = learnt[""]
    sums = [0.0] * len(languages)
    for word in plain[:MOST_WORDS]:
        for three in _threes(word[:30]):
            sums = [total + chance for total, chance in zip(sums, learnt.get(three, unseen), strict=True)]
    ranked = sorted(zip(sums, languages, strict=True), reverse=True)
    return ranked[0][1], ranked[0][0] - ranked[1][0]


def _threes(word: str) -> list[str]:
    framed = f" {word} "
    return [framed[n : n + 3] for n in range(len(framed) - 2)]


_Learnt = tuple[dict[str, list[float]], tuple[str, ...]]
"""For three letters the logarithm of their chance in each language ("" stands for those never seen), and the languages."""


@lru_cache(maxsize=3)
def _learn(script: str) -> _Learnt:
    """Count the threes of every language of `script` that has words enough in the tables."""
    counts: dict[str, Counter[str]] = {}
    for code in dict.fromkeys((*WORDS, *COMMON, *FIELD)):
        if script == "latin" and code in _OF_OTHER_SCRIPTS:
            continue
        words = dict.fromkeys(plain_form(" ".join(table.get(code, "") for table in (WORDS, COMMON, FIELD))).split())
        own = [word for word in words if _script_of(word) == script]
        if len(own) >= _FEWEST_KNOWN:
            counts[code] = Counter(three for word in own for three in _threes(word))
    return _weigh(counts)


def _script_of(word: str) -> str:
    return "latin" if word < "\u0370" else "cyrillic" if word < "\u0530" else "arabic"


def _weigh(counts: dict[str, Counter[str]]) -> _Learnt:
    totals = [math.log(sum(count.values()) + _UNSEEN_SHARE * _KINDS_OF_THREES) for count in counts.values()]
    unseen = [math.log(_UNSEEN_SHARE) - total for total in totals]
    learnt: dict[str, list[float]] = {"": unseen}
    for n, count in enumerate(counts.values()):
        for three, times in count.items():
            row = learnt.setdefault(three, unseen.copy())
            row[n] = math.log(times + _UNSEEN_SHARE) - totals[n]
    return learnt, tuple(counts)
