"""All expressions of all tables behind one sieve: a mail is tried on those alone of which it holds the fixed letters.

RE2's own filter does it: the letters that an expression cannot do without are looked for in one pass, so that ten thousand
expressions cost a mail about what ten cost. An expression without such letters (`[0-9]+`) is always tried.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import re2

from mailbot.core.rulebook.patterns import OPTIONS, Pattern


def sieve_key(number: int) -> str:
    """The fact that expression `number` may match."""
    return f"regex:{number}"


@dataclass(frozen=True, slots=True)
class Sieve:
    """The compiled filter over `size` expressions. Safe to share between threads."""

    filter: "re2.Filter | None"
    size: int

    def keys(self, text: bytes) -> set[str]:
        """The facts of all expressions that may match in `text` (UTF-8); linear in its length."""
        if self.filter is None:
            return set(map(sieve_key, range(self.size)))
        return set(map(sieve_key, self.filter.Match(text, potential=True) or ()))


def build_sieve(patterns: Sequence[Pattern]) -> Sieve:
    """The sieve over `patterns`, numbered as listed."""
    if not patterns:
        return Sieve(None, 0)
    made = re2.Filter()
    for pattern in patterns:
        made.Add(pattern.loose, OPTIONS)
    made.Compile()
    return Sieve(made, len(patterns))
