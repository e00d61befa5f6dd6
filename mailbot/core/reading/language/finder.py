"""Which language a text is written in: by script, by small words, by how words end, by letters that few languages have.

What these leave open stays open: None is better than a guess in which somebody would be answered. Of a mixed text it is the
language of most of it. Accents may be missing, as on many telephones, and words may be in capitals.
"""

import re
from collections import Counter
from functools import cache

from mailbot.core.reading.language.letters import ENDINGS, LACKS, LETTERS
from mailbot.core.reading.language.spelling import judge_spelling
from mailbot.core.reading.language.words import COMMON, FIELD, WORDS
from mailbot.core.reading.plain import plain_form

SAMPLE = 800
FULL = 12
"""What a word says for its language, where no other has it; a word of several is shared between them."""
LETTER = 6
ENDING = 3
_SHORTEST_ENDING, _LONGEST_ENDING, _SHORTEST_WORD = 2, 7, 6
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NOISE = re.compile(r"\S{1,200}@\S{1,200}|https?://\S{1,400}|www\.\S{1,200}|<[^<>\s]{1,300}>")
_ARABIC_IN_LATIN = re.compile(r"\b(?:[a-z]{1,8}[3579][a-z]{1,8}|[37][a-z]{3,12})\b", re.IGNORECASE)
_LEAD = 1.5
"""So much likelier, as a logarithm, a spelling has to be than the next."""
_ARTICLE = "ال"
_OURS = frozenset({"en", "fr", "es", "ar", "pt", "ru", "uk"})
_GREAT = _OURS | {"de", "it"}
_SHARED = {
    "cyrillic": ("ru", "uk", "bg", "be", "sr", "mk", "tg", "kk", "ky", "mn"),
    "arabic": ("ar", "fa", "ps", "ur", "ku", "ug"),
}
"""Languages that share a script, the most frequent first: it is meant where nothing speaks for another."""
_SHARED_CODES = frozenset({"bg", "be", "mk", "tg", "kk", "ky", "mn", "fa", "ps", "ur", "ug"})
"""Those that hardly anybody writes in Latin letters."""
_SCRIPTS: tuple[tuple[str, str, str], ...] = (
    ("ja", "\u3040", "\u30ff"),
    ("ko", "\uac00", "\ud7a3"),
    ("zh", "\u4e00", "\u9fff"),
    ("el", "\u0370", "\u03ff"),
    ("he", "\u0590", "\u05ff"),
    ("hy", "\u0530", "\u058f"),
    ("ka", "\u10a0", "\u10ff"),
    ("th", "\u0e00", "\u0e7f"),
    ("hi", "\u0900", "\u097f"),
    ("bn", "\u0980", "\u09ff"),
    ("pa", "\u0a00", "\u0a7f"),
    ("gu", "\u0a80", "\u0aff"),
    ("ta", "\u0b80", "\u0bff"),
    ("te", "\u0c00", "\u0c7f"),
    ("kn", "\u0c80", "\u0cff"),
    ("ml", "\u0d00", "\u0d7f"),
    ("si", "\u0d80", "\u0dff"),
    ("km", "\u1780", "\u17ff"),
    ("my", "\u1000", "\u109f"),
    ("lo", "\u0e80", "\u0eff"),
    ("am", "\u1200", "\u137f"),
    ("bo", "\u0f00", "\u0fff"),
    ("dv", "\u0780", "\u07bf"),
)

_Shares = tuple[tuple[str, int], ...]
"""Languages, and what each gets."""


def _shares(tables: tuple[dict[str, str], ...], worth: int, *, letters: bool = False) -> dict[str, _Shares]:
    owners: dict[str, dict[str, None]] = {}
    for table in tables:
        for language, words in table.items():
            for word in words if letters else plain_form(words).split():
                owners.setdefault(word, {})[language] = None
    return {word: _shared(tuple(codes), worth) for word, codes in owners.items()}


@cache
def _shared(codes: tuple[str, ...], worth: int) -> _Shares:
    """Equal parts for the languages that most mail is in; one of the others gets no more than if all shared alike.

    What would come to less than two points says nothing, and is left out.
    """
    great = sum(code in _GREAT for code in codes) or len(codes)
    parts = [(code, worth // (great if code in _GREAT else len(codes))) for code in codes]
    return tuple((code, points) for code, points in parts if points >= min(2, worth))


_WORDS = _shares((WORDS, COMMON, FIELD), FULL)
_ENDINGS = _shares((ENDINGS,), ENDING)
_LETTERS = _shares((LETTERS,), LETTER, letters=True)
_LACKING = {char: tuple(code for code, lacking in LACKS.items() if char in lacking) for char in "".join(LACKS.values())}


def find_language(text: str) -> str | None:
    """The ISO 639-1 code of the language, or None where there is too little text to tell."""
    sample = _sample(text)
    words = _WORD.findall(sample)
    if sum(map(len, words)) < 2:
        return None
    script = _find_script(sample)
    if script and script not in _SHARED:
        return script
    plain = plain_form("\n".join(words)).split("\n")
    scores = _score_words(plain)
    sure = _find_sure(scores, len(words))
    if sure and (sure in _SHARED[script] if script else sure not in _SHARED_CODES):
        return sure
    if not sample.isascii():
        _score_letters(sample, scores)
    if script == "arabic":
        scores["ar"] += 3 * sum(word.startswith(_ARTICLE) for word in plain)
    if script:
        return _of_script(scores, script, plain)
    _score_endings(plain, scores)
    if scores["ar"] and any(digit in sample for digit in "3579"):
        scores["ar"] += LETTER * len(_ARABIC_IN_LATIN.findall(sample))
    return _of_latin(scores, words, plain)


def _find_sure(scores: Counter[str], count: int) -> str:
    """The language that the words alone leave no doubt of, or "": a long text needs no more than that."""
    (best, most), (_, second) = (*scores.most_common(2), ("", 0), ("", 0))[:2]
    return best if most >= 4 * FULL and most > 2 * second and most >= 2 * count else ""


def _sample(text: str) -> str:
    """What is looked at: a long text at its beginning, in its middle and at its end, without addresses."""
    if len(text) > SAMPLE:
        middle = len(text) // 2
        text = f"{text[:400]}\n{text[middle : middle + 200]}\n{text[-200:]}"
    if "@" in text or "://" in text or "<" in text or "www." in text:
        text = _NOISE.sub(" ", text)
    return text


def _find_script(sample: str) -> str:
    """The script of most letters: "arabic", "cyrillic", a language that owns its script, or "" for Latin."""
    try:
        sample.encode("cp1252")
    except UnicodeEncodeError:
        counts: Counter[str] = Counter()
    else:
        return ""
    for char, times in Counter(sample).items():  # a text has few different letters, however long it is
        if char < "\u0370" or "\u1e00" <= char <= "\u1eff":
            counts["latin"] += times * char.isalpha()
        elif "\u0400" <= char <= "\u052f":
            counts["cyrillic"] += times
        elif "\u0600" <= char <= "\u06ff" or "\u0750" <= char <= "\u077f" or "\ufb50" <= char <= "\ufeff":
            counts["arabic"] += times * char.isalpha()
        else:
            counts[next((name for name, low, high in _SCRIPTS if low <= char <= high), "")] += times
    del counts[""]
    if counts["ja"] * 10 > counts["zh"]:
        counts["ja"] += counts.pop("zh", 0)
    for name in ("ja", "zh", "ko"):  # a character there is a syllable or a word
        counts[name] *= 2
    latin = counts.pop("latin", 0)
    if not counts:
        return ""
    top, number = counts.most_common(1)[0]
    # names of places and of forms stay Latin in texts of other scripts
    return top if number >= 2 and (number * 2 > latin if latin < 200 else number > latin) else ""


def _score_words(plain: list[str]) -> Counter[str]:
    """The points of each language by the words that it knows."""
    scores: Counter[str] = Counter()
    for word in plain:
        known = _WORDS.get(word)
        if known is None and "'" in word:
            head, _, tail = word.partition("'")
            known = _WORDS.get(tail)
            if head in {"l", "d", "qu", "n", "j", "s", "c", "m"} and len(tail) > 2:
                scores["fr"] += LETTER
                scores["it"] += LETTER // 2 if head in {"l", "d", "c"} else 0
        if known:
            for code, points in known:
                scores[code] += points
    return scores


def _score_endings(plain: list[str], scores: Counter[str]) -> None:
    """Add the points for the endings of the words that nobody knows."""
    for word in plain:
        if len(word) >= _SHORTEST_WORD and word not in _WORDS and word.isascii():
            for length in range(_LONGEST_ENDING, _SHORTEST_ENDING - 1, -1):
                found = _ENDINGS.get(word[-length:])
                if found:
                    for code, points in found:
                        scores[code] += points
                    break


def _score_letters(sample: str, scores: Counter[str]) -> None:
    for char, times in Counter(sample.casefold()).items():
        for code, points in _LETTERS.get(char, ()):
            scores[code] += points * min(times, 4)
        for code in _LACKING.get(char, ()):
            scores[code] -= 2 * LETTER * min(times, 4)


def _prefer_ours(scores: Counter[str]) -> None:
    """Most of our mail is in these languages."""
    for code in _OURS & scores.keys():
        scores[code] += scores[code] // 6


def _of_script(scores: Counter[str], script: str, plain: list[str]) -> str | None:
    """The best of the languages that share a script; where nothing speaks for any, the one that most write in it."""
    usual, *others = _SHARED[script]
    _prefer_ours(scores)
    best = max((usual, *others), key=scores.__getitem__)
    if sum(map(len, plain)) < 4:
        return best if scores[best] >= FULL else None
    if scores[best] < 2 * FULL:
        spelt, lead = judge_spelling(plain, script)
        if lead > 2 and scores[spelt] >= 0 and (scores[spelt] * 2 > scores[best] or lead > 8):
            return spelt
    return best


def _of_latin(scores: Counter[str], words: list[str], plain: list[str]) -> str | None:
    """The best by points, where it has enough of them for so many words and is well ahead of the next; else by spelling."""
    _prefer_ours(scores)
    if not scores:
        return None
    (best, most), (_, second) = (*scores.most_common(2), ("", 0))[:2]
    shouted = words[0].isupper() and words[-1].isupper()
    said = (
        plain
        if shouted
        else [p for n, (w, p) in enumerate(zip(words, plain, strict=True)) if not n or p in _WORDS or w[0].islower()]
    )
    enough = most >= (FULL if len(words) > 2 else LETTER + 2) and most >= len(said)
    ahead = most * 20 > second * 21 if len(words) >= 20 else most * 7 > second * 8
    if enough and ahead and (most >= 3 * FULL or most > 2 * second):
        return best
    spelt, lead = judge_spelling(said, "latin")
    if lead > (_LEAD * 2 if enough and ahead else _LEAD) and scores[spelt] * 3 > most and scores[spelt] * 6 > len(said):
        return spelt
    return best if enough and ahead else None
