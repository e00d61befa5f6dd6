"""All expressions of all tables behind one sieve: a mail is tried on those alone of which it holds the fixed letters.

RE2's own filter does it: the letters that an expression cannot do without are looked for in one pass, so that ten thousand
expressions cost a mail little more than ten. An expression without such letters (`[0-9]+`) is always tried.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import re2

from mailbot.core.rulebook.patterns import OPTIONS, Pattern

MOST_IN_A_FILTER = 1_000


def sieve_key(number: int) -> str:
    """The fact that expression `number` may match."""
    return f"regex:{number}"


@dataclass(frozen=True, slots=True)
class Sieve:
    """The compiled filters, each with the number of its first expression. Safe to share between threads."""

    filters: "tuple[tuple[int, re2.Filter], ...]" = ()

    def keys(self, text: bytes) -> set[str]:
        """The facts of all expressions that may match in `text` (UTF-8); linear in its length."""
        return {sieve_key(first + number) for first, one in self.filters for number in one.Match(text, potential=True) or ()}


def build_sieve(patterns: Sequence[Pattern]) -> Sieve:
    """The sieve over `patterns`, numbered as listed."""
    starts = range(0, len(patterns), MOST_IN_A_FILTER)
    return Sieve(tuple(part for first in starts for part in _filters(patterns[first : first + MOST_IN_A_FILTER], first)))


def _filters(patterns: Sequence[Pattern], first: int) -> "list[tuple[int, re2.Filter]]":
    """One filter, or where RE2 has no room for all their letters, two halves."""
    made = re2.Filter()
    for pattern in patterns:
        made.Add(pattern.loose, OPTIONS)
    try:
        made.Compile()
    except re2.error:
        if len(patterns) == 1:
            raise
        half = len(patterns) // 2
        return _filters(patterns[:half], first) + _filters(patterns[half:], first + half)
    return [(first, made)]
