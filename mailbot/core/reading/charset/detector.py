"""What 8-bit text is when nothing says so, or what says so lies: the charset in which it reads most like a language.

Every likely charset is tried on a sample. A letter counts by how often its language writes it, and speaks against a charset where
it stands as no language has it: two scripts in one word, a capital inside a word, a sign between letters. Short texts tell
little, so our own languages and what the mail declares elsewhere weigh something before a letter is read.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from mailbot.core.reading.charset.letters import (
    CYRILLIC_FOLLOWERS,
    JAPANESE,
    KOREAN,
    LATIN,
    OTHER,
    SIMPLIFIED,
    TRADITIONAL,
    Alphabet,
)

SAMPLE = 1500
LIKELY = "cp1252"
"""What text is taken for where nothing reads like a language."""
PLAUSIBLE = 1.0
"""A text with at least this mark reads like a language; with a negative one it surely does not."""
HINTED = 1.0
UNASKED = 0.4
KIN = 0.6
CAPITALS = 0.3
_UNKNOWN = -3.0
FEW = 4
_ASCII = bytes(range(128))
_HIGH = re.compile(rb"[\x80-\xff]")
# Signs that people type, in every charset that has them: they say nothing at the edge of a word, and are wrong inside one.
_SIGNS = frozenset("“”‘’„‚«»‹›–—…·•°§№©®™€£¥º\xa0\xad\u200c\u200d\u200e\u200f،؛؟")
_LETTERLIKE = frozenset("¿¡ًٌٍَُِّْ")
_INSIDE = frozenset("’‘·\xad\u200c\u200d")
# Four consonants or three vowels in a row are rare in Cyrillic words, and common where one of its charsets is read as another.
_CROWDED = re.compile("[бвгджзклмнпрстфхцчшщґ]{4,20}|[аеёиоуыэюяіїє]{3,20}", re.I)
CROWDED = 1.5
PAIR = 1.0
_CYRILLIC = ("cp1251", "koi8_u")
_ESCAPES = (
    (b"\x1b$)C", "iso2022_kr"),
    (b"\x1b$", "iso2022_jp_ext"),
    (b"\x1b(J", "iso2022_jp_ext"),
    (b"\x1b(I", "iso2022_jp_ext"),
)
_SCRIPTS: tuple[tuple[str, ...], ...] = (
    _CYRILLIC,
    ("cp1252", "cp1254", "cp1250", "iso8859_2"),
    ("cp1256", "iso8859_6"),
    ("cp932", "euc_jp", "iso2022_jp_ext"),
    ("gb18030", "big5hkscs"),
    ("cp949", "iso2022_kr"),
)
# Charsets with two octets a character: its frequent characters, and the first octets of the ordinary ones.
_WIDE: tuple[tuple[str, frozenset[str], tuple[int, int]], ...] = (
    ("gb18030", SIMPLIFIED, (0xB0, 0xD7)),
    ("big5hkscs", TRADITIONAL, (0xA4, 0xC6)),
    ("cp932", JAPANESE, (0x88, 0x97)),
    ("euc_jp", JAPANESE, (0xB0, 0xCF)),
    ("cp949", KOREAN, (0xB0, 0xC8)),
)


def detect_codec(data: bytes, hints: Sequence[str] = ()) -> str:
    """The codec in which `data`, which is not UTF-8, reads best. `hints` are codecs that the mail names, rightly or not."""
    escaped = next((codec for escape, codec in _ESCAPES if escape in data), "")
    if escaped:
        return escaped
    sample = _take_sample(data)
    best, mark = LIKELY, PLAUSIBLE - 2.0
    hinted = _weigh_hints(tuple(hints))
    # One or two letters tell nothing of the rarer charsets; and a hostile header has room for thousands of such scraps.
    short = len(sample) < SAMPLE and len(sample.translate(None, _ASCII)) < FEW
    for codec in (*_LIKELIEST, *hints) if short else _CODECS:
        if short and not is_detectable(codec):
            continue
        found = mark_codec(sample, codec) + hinted.get(codec, 0.0)
        if found > mark:
            best, mark = codec, found
    return best


def is_detectable(codec: str) -> bool:
    """Whether a codec is one that text can be found to be in."""
    return codec in _WEIGHTS or codec in _FREQUENT


def mark_codec(data: bytes, codec: str) -> float:
    """How much `data` reads like a language in `codec`: about -4 (noise) to 3 (plain words); 0 for a codec not known here."""
    if not is_detectable(codec):
        return 0.0
    sample = _take_sample(data)
    text = sample.decode(codec, "replace")
    return _mark_wide(text, codec) if codec in _FREQUENT else _mark_letters(text, codec)


def _take_sample(data: bytes) -> bytes:
    """The part of a text in which its first high octets lie; cut before an ASCII octet, so that no character is torn."""
    if len(data) <= SAMPLE:
        return data
    first = _HIGH.search(data)
    start = max(0, first.start() - 100) if first else 0
    stop = start + SAMPLE
    while start < stop < len(data) and stop > start + SAMPLE - 200 and (data[stop - 1] >= 0x80 or data[stop] >= 0x80):
        stop -= 1
    return data[start:stop]


@lru_cache(maxsize=256)
def _weigh_hints(hints: tuple[str, ...]) -> dict[str, float]:
    """What the mail's other labels say for a codec, or for its script."""
    found = {kin: KIN for script in _SCRIPTS for kin in script for hint in hints if hint in script and hint != LIKELY}
    return found | {hint: HINTED if hint != LIKELY else UNASKED for hint in hints}


def _mark_letters(text: str, codec: str) -> float:
    """The mark of a text in a charset of letters: of the language that fits best, less what no language has."""
    counts: dict[str, int] = {}
    fault, total = 0.0, 0
    latin = codec in _LATIN_CODECS
    for i, char in enumerate(text):
        if char < "\x80":
            continue
        total += 1
        before, after = text[i - 1 : i] if i else "", text[i + 1 : i + 2]
        if char.isalpha() or char in _LETTERLIKE:
            counts[char] = counts.get(char, 0) + 1
            fault += _fault_of_letter(before, char, after, latin=latin)
        elif char in _SIGNS:
            fault += 3.0 if before.isalpha() and after.isalpha() and char not in _INSIDE else -0.3
        else:
            fault += 5.0
    if not total:
        return 0.0
    if codec in _CYRILLIC:
        fault += sum(len(run) - 2 for run in _CROWDED.findall(text)) * CROWDED - _count_pairs(text.lower()) * PAIR
    weighed = [
        sum([weights.get(char, _UNKNOWN) * n for char, n in counts.items()]) / total + bias for weights, bias in _WEIGHTS[codec]
    ]
    return max(weighed) - fault / total


def _count_pairs(text: str) -> int:
    """How many pairs of Cyrillic letters are usual ones, less those that are not."""
    usual = [b in CYRILLIC_FOLLOWERS.get(a, "") for a, b in itertools.pairwise(text) if a >= "\u0430" <= b and (a + b).isalpha()]
    return 2 * sum(usual) - len(usual)


def _fault_of_letter(before: str, char: str, after: str, *, latin: bool) -> float:
    """What is wrong with a letter between its neighbours: another script in one word, or a capital inside a word."""
    fault = 0.0
    if char in "¿¡":
        return 0.0 if after.isalpha() and not before.isalpha() else 5.0
    if latin:
        fault = 1.2 if before >= "\x80" and before.isalpha() else 0.0
    elif (before < "\x80" and before.isalpha()) or (after < "\x80" and after.isalpha()):
        fault = 4.0
    if not char.isupper() or not before.isalpha():
        return fault
    # KOI8 and Windows-1251 have capitals where the other has small letters: whole words of capitals are the rarer reading.
    return fault + (6.0 if before.islower() else CAPITALS)


def _mark_wide(text: str, codec: str) -> float:
    """The mark of a text in a charset with two octets a character, by how ordinary its characters are."""
    frequent, (low, high) = _FREQUENT[codec]
    total, mark = 0, 0.0
    for i, char in enumerate(text):
        if char < "\x80":
            continue
        octets = char.encode(codec, "replace") if char != "�" else b"?"
        size = len(octets)
        total += size
        mark += size * _weight_of_wide(char, octets, frequent, low <= octets[0] <= high)
        # A torn Latin word: its accented letter has swallowed the next one, or two of them stand within it.
        if size > 1 and (_touches_ascii(text, i, any) if octets[-1:].isalpha() else _touches_ascii(text, i, all)):
            mark -= 5.0 * size
    return mark / total - 0.3 if total else 0.0


def _weight_of_wide(char: str, octets: bytes, frequent: frozenset[str], ordinary: bool) -> float:
    weight = -2.0
    if char in frequent:
        weight = 2.6
    elif "\u3041" <= char <= "\u30fe":
        weight = 2.4 if frequent is JAPANESE else 0.2
    elif "\u3000" <= char <= "\u3020" or "\uff01" <= char <= "\uff5e":
        weight = 1.0
    elif "\uff61" <= char <= "\uff9f":
        weight = -1.0
    elif "\uac00" <= char <= "\ud7a3":
        weight = 1.4 if ordinary and octets[-1] >= 0xA1 else -1.0
    elif "\u4e00" <= char <= "\u9fff":
        weight = 0.7 if ordinary and (octets[-1] >= 0xA1 or frequent is not SIMPLIFIED) else -2.0
    elif char == "�" or len(octets) > 2 or "\ue000" <= char <= "\uf8ff":
        weight = -4.0
    return weight


def _touches_ascii(text: str, at: int, how: Callable[[Iterable[bool]], bool]) -> bool:
    """Whether ASCII letters stand at any or all sides of a character."""
    return how(side.isascii() and side.isalpha() for side in (text[at - 1 : at] if at else "", text[at + 1 : at + 2]))


def _weigh_letters(alphabet: Alphabet) -> dict[str, float]:
    """What each letter of an alphabet counts, small and capital."""
    found: dict[str, float] = {}
    for letters, weight in ((alphabet.often, 3.0), (alphabet.common, 1.8), (alphabet.seldom, 0.4)):
        for letter in letters:
            found |= {form: weight for form in (letter, letter.upper()) if len(form) == 1 and form >= "\x80"}
    return found


def _weights_by_codec() -> dict[str, list[tuple[dict[str, float], float]]]:
    """For every charset of letters its languages: what each letter counts, and the bias."""
    found: dict[str, list[tuple[dict[str, float], float]]] = {}
    for alphabet in (*LATIN, *OTHER):
        weights = _weigh_letters(alphabet)
        for codec in alphabet.codecs:
            found.setdefault(codec, []).append((weights, alphabet.bias))
    return found


_WEIGHTS = _weights_by_codec()
_LATIN_CODECS = frozenset(codec for alphabet in LATIN for codec in alphabet.codecs)
_FREQUENT = {codec: (frequent, leads) for codec, frequent, leads in _WIDE}
_CODECS = (*_WEIGHTS, *_FREQUENT)
_LIKELIEST = (LIKELY, "cp1254", "cp1250", "iso8859_2", "cp1251", "koi8_u", "cp1256", *_FREQUENT)
