"""The folded forms of the words of the rules, and the words that cannot be looked for."""

import re
from collections.abc import Sequence
from typing import NoReturn

from mailbot.core.rulebook.folding import fold

MAX_WORD = 120
ARABIC = re.compile("[\u0621-\u064a]")
_STAR, _AFTER_ALL = "700700700", "900900900"
_NOT_PLAIN = re.compile(rf"\*(?![\s-]|$)|{_STAR}|{_AFTER_ALL}")
_DOUBTFUL = re.compile(r"(?:^| )[^* ]{0,2}\*|\*[^ ]|_|^[^\w]*$")
"""A star after fewer than three letters or within a word, an underscore, nothing at all."""
_BETWEEN = re.compile(r"[\s-]+")


class WordRefused(Exception):
    """This cannot be looked for; the text says why."""


def fold_many(words: Sequence[str]) -> dict[str, str]:
    """The folded forms of those of `words` that are folded as they stand in a row of words of one script, stars kept.

    The rest is left to `fold_word`, which says what is wrong with a word. Numbers stand for the stars and between the words,
    since folding keeps them and no script minds them.
    """
    rows: dict[str, list[str]] = {}
    for word in words:
        if len(word) <= MAX_WORD and not _NOT_PLAIN.search(word):
            rows.setdefault(_script_of(word), []).append(word)
    forms: dict[str, str] = {}
    for row in rows.values():
        folded = fold(f" {_AFTER_ALL} ".join(row).replace("*", _STAR)).text.split(f" {_AFTER_ALL} ")
        if len(folded) == len(row):
            forms.update((word, form.replace(_STAR, "*")) for word, form in zip(row, folded, strict=True))
    return {word: form for word, form in forms.items() if len(form) > 1 and not _DOUBTFUL.search(form)}


def _script_of(word: str) -> str:
    last = word.rstrip("* ")[-1:]
    return "" if last.isascii() or last < "\u0370" else "c" if last < "\u0600" else "a"


def fold_word(word: str) -> str:
    """The folded form of a word of the rules, its stars kept. Raises WordRefused."""
    if len(word) > MAX_WORD:
        raise WordRefused(f"'{word[:30]}…' is longer than {MAX_WORD} characters")
    if word.isalnum() and len(word) > 1:  # most words, and a rulebook has a hundred thousand
        return word.lower() if word.isascii() else fold(word).text or _refuse(word)
    pieces = []
    for piece in _BETWEEN.split(word.strip()):
        bare = piece.rstrip("*")
        folded = fold(bare).text
        if "*" in bare or (piece != bare and not folded):
            raise WordRefused(f"'{word}': a star stands at the end of a word only")
        if piece != bare and len(folded.replace("_", "")) < 3:
            raise WordRefused(f"'{word}': at least three letters must stand before a star")
        if folded:
            pieces.append(folded + ("*" if piece != bare else ""))
    form = " ".join(pieces)
    if not form.replace("_", "").strip():
        _refuse(word)
    if ARABIC.match(form) and len(form) < 2:
        raise WordRefused(f"'{word}': a single Arabic letter is found in front of most words")
    return form


def _refuse(word: str) -> NoReturn:
    raise WordRefused(f"'{word}' has no letter and no digit")


def variants_of(form: str) -> tuple[str, ...]:
    """An Arabic word written with its article is looked for without it too, since the article may follow another prefix."""
    if form[0] == "ا" and form.startswith("ال") and len(form.split(" ", 1)[0].rstrip("*")) >= 5:
        return form, form[2:]
    return (form,)
