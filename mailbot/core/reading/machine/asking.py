"""Whether a text asks for something or tells of harm: then a person wrote it (`threats` L5)."""

import re
from functools import cache

from mailbot.core.reading.machine.asking_words import ASKS, HARMS, QUESTIONS


def _any(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(set(words), key=len, reverse=True)))


# Arabic writes "and", "the", "for" and "with" together with the word that follows.
_ASKS = re.compile(
    r"[?؟？](?=[\s\"'»”’)!?؟]|\Z)"
    rf"|(?<!\w)(?:و|ال|وال|ف|ب|ل)?(?:{_any(ASKS + HARMS)})"
    rf"|(?:\A|[.;:!،؛\n])[ \t]{{0,8}}(?:{_any(QUESTIONS)})(?!\w)"
)
_LONGEST = 4000


def asks_or_alarms(text: str) -> bool:
    """Whether the begin of a text has a question mark, a request or a word of harm. When in doubt it is a person's."""
    return _ASKS.search(text[:_LONGEST].casefold().replace("’", "'")) is not None


@cache
def _pleas() -> re.Pattern[str]:
    """Compiled when it is first asked for, which is seldom."""
    return re.compile(rf"(?<!\w)(?:و|ال|وال|ف|ب|ل)?(?:{_any(ASKS + HARMS)})")


def pleads_or_alarms(text: str) -> bool:
    """Whether a text asks for help or tells of harm; a mere question, as every advertisement has, does not count."""
    return _pleas().search(text.casefold().replace("’", "'")) is not None
