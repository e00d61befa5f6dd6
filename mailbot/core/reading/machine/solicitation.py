"""Mail that plainly wants money or a click from whoever reads it, told by several independent signs together (`threats` L5).

A recognizer of last resort, where no filter of the server gave a verdict, and deaf to every mail in which a person may speak: it
answers something, passes something on, pleads, tells of harm, of people, of the desk's matters or of what somebody wanted from
them. What it finds is kept aside and shown, never deleted; what it misses costs one more look.
"""

import re
from collections.abc import Mapping
from functools import cache

from mailbot.core.reading.machine.asking import pleads_or_alarms
from mailbot.core.reading.machine.human_words import HUMAN
from mailbot.core.reading.machine.lure_words import CLICK, FEE, HASTE, LURE, PERSONAL
from mailbot.core.reading.machine.pitch_words import ACCOUNT, GAIN, LOAN, LOTTERY, PILLS, PROMOTION, WINDFALL
from mailbot.core.reading.phrases import Plain, find_phrases, index_phrases

_REFERENCE = re.compile(r"\b[A-Z]{2,12}-\d{3,9}\b")
_CURRENCY = (
    r"[$€£₽₴]|usd|eur|gbp|us dollars?|dollars?|euros?|pounds|francs?|fcfa|xof|xaf|pesos?|reais|dólares"
    r"|рубл\w{0,4}|руб|доллар\w{0,4}|евро|грив\w{1,5}|грн|долар\w{0,4}|євро|دولار\w{0,4}|يورو|ريال|درهم|جنيه"
)
_MILLION = r"millions?|billion|millones|milhões|mln|млн|миллион\w{0,4}|мільйон\w{0,4}|مليون|ملايين"
_MONEY = re.compile(
    rf"(?:[$€£₽₴]|(?<!\w)(?:usd|eur|gbp|us\$|fcfa|xof|xaf)) ?\d|\d[\d.,'  ]{{0,16}}(?:{_MILLION}|{_CURRENCY})|\d ?%(?!\w)"
)
_FAMILIES: Mapping[str, tuple[str, ...]] = {
    "personal data": PERSONAL,
    "a fee": FEE,
    "a click or a contact": CLICK,
    "haste": HASTE,
    "a lure": LURE,
}
# The pitch, and what has to stand beside it: of each group at least one.
_PITCHES: tuple[tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]], ...] = (
    ("a windfall", WINDFALL, (("money",), ("personal data", "a fee"), ("haste", "a lure", "a click or a contact"))),
    ("a lottery", LOTTERY, (("money",), ("personal data", "a fee", "a click or a contact"), ("haste", "a lure"))),
    ("a loan", LOAN, (("money",), ("a lure",), ("haste", "a click or a contact", "personal data"))),
    ("web services", PROMOTION, (("a lure",), ("a click or a contact",), ("money", "haste", "again"))),
    ("an account's end", ACCOUNT, (("a click or a contact",), ("haste",))),
    ("medicines", PILLS, (("a lure", "money"), ("a click or a contact",), ("haste", "money", "again"))),
    ("easy money", GAIN, (("money",), ("a lure",), ("haste", "a click or a contact"))),
)


_INDEX = index_phrases(phrases for _, phrases, _ in _PITCHES)


@cache
def _human() -> re.Pattern[str]:
    """Compiled when the first pitch is met: few runs meet one, and all pay for what is done at import."""
    words = (re.escape(word.rstrip()) + (r"(?!\w)" if word.endswith(" ") else "") for word in sorted(set(HUMAN)))
    return re.compile(rf"(?<!\w)(?:و|ال|وال|ف|ب|ل)?(?:{'|'.join(words)})")


def find_solicitation(subject: str, plain: Plain) -> str | None:
    """What a mail solicits and by which signs; None where it is a person's or may be. `plain` is its subject and new text."""
    pitches = find_phrases(_INDEX, plain)
    if not pitches or _REFERENCE.search(subject) or _human().search(plain.text) or pleads_or_alarms(plain.text):
        return None
    return _weigh(pitches, plain.text)


def _weigh(pitches: Mapping[int, int], text: str) -> str | None:
    signs = {name for name, phrases in _FAMILIES.items() if any(phrase in text for phrase in phrases)}
    if _MONEY.search(text):
        signs.add("money")
    for number in sorted(pitches):
        name, _, groups = _PITCHES[number]
        here = signs | {"again"} if pitches[number] > 1 else signs
        if all(here.intersection(group) for group in groups):
            return f"a solicitation: {name} with {', '.join(sorted(signs))}"
    return None
