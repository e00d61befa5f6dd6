"""Which language a text is written in: by script, by the letters that only one language has, and by small words.

What these leave open stays open: None is better than a guess in which somebody would be answered.
"""

import re
from collections import Counter

from mailbot.core.reading.language_words import LATIN_LETTERS, LETTERS, WORDS

SAMPLE = 800
MIN_LETTERS = 8
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NOISE = re.compile(r"\S{1,200}@\S{1,200}|https?://\S{1,400}|www\.\S{1,200}|<[^<>\s]{1,300}>")
_CYRILLIC = frozenset({"ru", "uk", "bg", "sr"})
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
    ("ta", "\u0b80", "\u0bff"),
    ("si", "\u0d80", "\u0dff"),
    ("km", "\u1780", "\u17ff"),
    ("my", "\u1000", "\u109f"),
    ("lo", "\u0e80", "\u0eff"),
    ("am", "\u1200", "\u137f"),
)


def _by_word() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for language, words in WORDS.items():
        for word in dict.fromkeys(words.split()):
            table.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in table.items()}


_LANGUAGES_OF = _by_word()


def find_language(text: str) -> str | None:
    """The ISO 639-1 code of the language, or None where there is too little text to tell."""
    sample = text[:SAMPLE]
    if "@" in sample or "://" in sample or "<" in sample or "www." in sample:
        sample = _NOISE.sub(" ", sample)
    words = _WORD.findall(sample.casefold())
    letters = sum(map(len, words))
    if letters < 2:
        return None
    if sample.isascii():
        return _by_small_words(words, sample, letters)
    script = _find_script(sample)
    if script == "arabic":
        return _among(sample, "ar", ("fa", "ur", "ps", "ku"), letters)
    if script == "cyrillic":
        return _cyrillic(words, sample, letters)
    if script:
        return script if letters >= 2 else None
    return _by_small_words(words, sample, letters)


def _find_script(sample: str) -> str:
    """The script of most letters: "arabic", "cyrillic", a language that owns its script, or "" for Latin."""
    counts: Counter[str] = Counter()
    for char, times in Counter(sample[:1500]).items():  # a text has few different letters, however long it is
        if char < "\u0370":
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
    if not counts:
        return ""
    top, number = counts.most_common(1)[0]
    others = sum(counts.values()) - counts["latin"]
    if top == "latin" and others * 2 > counts["latin"] and counts["latin"] < 200:
        top, number = Counter({k: v for k, v in counts.items() if k != "latin"}).most_common(1)[0]
    return "" if top == "latin" or number < 2 else top


def _among(sample: str, usual: str, others: tuple[str, ...], letters: int) -> str | None:
    if letters < 4:
        return None
    best = max(others, key=lambda code: sum(sample.count(c) for c in LETTERS[code]))
    return best if sum(sample.count(c) for c in LETTERS[best]) * 25 > letters else usual


def _cyrillic(words: list[str], sample: str, letters: int) -> str | None:
    if letters < 4:
        return None
    low = sample.casefold()
    scores: Counter[str] = Counter(dict.fromkeys(_CYRILLIC, 0))
    for word in words:
        for code in _LANGUAGES_OF.get(word, ()):
            if code in _CYRILLIC:
                scores[code] += 2
    for code in ("uk", "ru", "be", "sr", "mk", "kk", "tg"):
        weight = 1 if code in {"ru", "uk"} else 3
        scores[code] += weight * sum(low.count(c) for c in LETTERS[code] if not (code == "kk" and c == "і"))
    if scores["ru"] and low.count("і") == 0 and low.count("ї") == 0 and scores["ru"] >= scores["bg"] and "ы" in low:
        return "ru"
    (best, most), (_, second) = scores.most_common(2)
    if most == 0:
        return "ru" if letters < 20 else None
    return best if most > second else "uk" if "і" in low or "ї" in low else "ru"


def _by_small_words(words: list[str], sample: str, letters: int) -> str | None:
    scores: Counter[str] = Counter()
    for word in words:
        known = _LANGUAGES_OF.get(word)
        if known:
            if len(known) == 1:
                scores[known[0]] += 4
                continue
            share = 4 // len(known) or 1
            for code in known:
                scores[code] += share
        elif "'" in word or "’" in word:
            head, _, tail = word.replace("’", "'").partition("'")
            if head in {"l", "d", "qu", "n", "j", "s", "c", "m"} and len(tail) > 2:
                scores["fr"] += 2
                scores["it"] += head in {"l", "d", "c"}
    if scores:
        ranked = scores.most_common(2)
        best, most = ranked[0]
        second = ranked[1][1] if len(ranked) > 1 else 0
        if most >= 4 and most * 4 > second * 5 and most * 3 >= len(words):
            return best
    if letters < MIN_LETTERS:
        return scores.most_common(1)[0][0] if scores and scores.most_common(1)[0][1] >= 4 else None
    for code, own in LATIN_LETTERS.items():
        if any(letter in sample for letter in own):
            scores[code] += 3
    (best, most), (_, second) = (*scores.most_common(2), ("", 0), ("", 0))[:2]
    return best if most >= 3 and most > second and most * 3 >= len(words) else None
