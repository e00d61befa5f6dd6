"""Words and two-word phrases that stand in some mails and seldom in all others."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mailbot.core.message import InboundMessage
from mailbot.core.reading.language.words import WORDS
from mailbot.core.rulebook.folding import fold
from mailbot.core.rulebook.lexicon import MAX_SECTION_CHARACTERS, without_quotes
from mailbot.pipeline.diff import Trial
from mailbot.pipeline.kept_mail import read_kept

STOP_WORDS = frozenset(word for words in WORDS.values() for word in fold(words).text.split())
LEAST_LETTERS = 3
LEAST_ARABIC = 2
PRIOR = 2.0
"""Mails that look like all mails are added to either side, so that one mail proves nothing."""

LEAST_SCORE = 2.0
MOST_CANDIDATES = 3_000
MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Telling:
    """A word or phrase: in how many of the mails in question, of how many, and in how many of the others, of how many."""

    words: str
    here: int
    of: int
    elsewhere: int
    others: int

    @property
    def score(self) -> float:
        """The logarithm of the odds here over the odds elsewhere, each drawn towards the odds in all mails."""
        usual = PRIOR * (self.here + self.elsewhere + 0.5) / (self.of + self.others + 1)
        here = (self.here + usual) / (self.of - self.here + PRIOR - usual + 0.5)
        elsewhere = (self.elsewhere + usual) / (self.others - self.elsewhere + PRIOR - usual + 0.5)
        return math.log(here / elsewhere)


def terms_of(message: InboundMessage) -> frozenset[str]:
    """The folded words and two-word phrases of subject and new text: no stop words, numbers, or words of the sender's name."""
    own = _own_words(message)
    found: set[str] = set()
    for text in (message.subject, without_quotes(message.reply)):
        words = fold(text[:MAX_SECTION_CHARACTERS]).text.split()
        kept = [word if _tells(word) and word not in own else "" for word in words]
        found.update(filter(None, kept))
        found.update(f"{one} {two}" for one, two in pairwise(kept) if one and two)
    return frozenset(found)


def _tells(word: str) -> bool:
    least = LEAST_ARABIC if "\u0621" <= word[0] <= "\u064a" else LEAST_LETTERS
    return len(word) >= least and not word.isdigit() and word not in STOP_WORDS


def _own_words(message: InboundMessage) -> frozenset[str]:
    sender = message.sender
    return frozenset(fold(f"{sender.name} {sender.address}").text.split()) if sender else frozenset()


def candidates(mails: Sequence[frozenset[str]]) -> Counter[str]:
    """The terms to be looked for elsewhere: those of two mails at least, and only where there are none, those of one."""
    counts = Counter(term for terms in mails for term in terms)
    shared = Counter({term: count for term, count in counts.items() if count > 1})
    return Counter(dict((shared or counts).most_common(MOST_CANDIDATES)))


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Counts terms in many mails: for each list of `terms` how many mails hold each, and how many mails were looked at.

    `passed_over` are the ledger rows that do not count for that list.
    """

    terms: tuple[frozenset[str], ...]
    passed_over: tuple[frozenset[int], ...]

    def begin(self) -> Callable[[list[Trial]], tuple[tuple[int, Mapping[str, int]], ...]]:
        """What counts a batch."""
        return self.count

    def count(self, trials: Iterable[Trial]) -> tuple[tuple[int, Mapping[str, int]], ...]:
        """For each list: how many of these mails count for it, and how many of them hold each term."""
        seen = [0] * len(self.terms)
        counts: list[Counter[str]] = [Counter() for _ in self.terms]
        for trial in trials:
            here = terms_of(read_kept(trial.mail))
            for number, terms in enumerate(self.terms):
                if trial.mail.inbound not in self.passed_over[number]:
                    seen[number] += 1
                    counts[number].update(here & terms)
        return tuple(zip(seen, counts, strict=True))


def choose(mails: Sequence[frozenset[str]], tellings: Iterable[Telling]) -> tuple[Telling, ...]:
    """As few terms as cover the mails, the most telling first; of one mail alone only those that no other mail holds."""
    left = set(range(len(mails)))
    chosen: list[Telling] = []
    for one in sorted(tellings, key=lambda one: (-one.score, one.words.count(" "), one.words)):
        if one.score < LEAST_SCORE or (one.here == 1 and one.elsewhere):
            continue
        covers = {number for number in left if one.words in mails[number]}
        if covers:
            chosen.append(one)
            left -= covers
        if not left or len(chosen) == MOST_WORDS:
            break
    return tuple(chosen)
