"""The folded forms of the words of the rules, and the words that cannot be looked for."""

import re
from collections.abc import Iterator, Sequence
from typing import NoReturn

from mailbot.core.rulebook.folding import fold

MAX_WORD = 120
BEFORE_STAR = 3
"""How many letters must stand before a star."""
FIRST_ARABIC = "\u0621"
ARABIC = re.compile(f"[{FIRST_ARABIC}-\u064a]")
_STAR, _AFTER_ALL = "700700700", "900900900"
_NOT_PLAIN = re.compile(rf"\*(?![\s-]|$)|{_STAR}|{_AFTER_ALL}")
_DOUBTFUL = re.compile(rf"_|\*(?:[^ \n]|(?<![^* \n]{{{BEFORE_STAR}}}\*))")
"""An underscore, a star within a word or after fewer than three letters."""
_BETWEEN = re.compile(r"[\s-]+")


class WordRefused(Exception):
    """This cannot be looked for; the text says why."""


def fold_many(words: Sequence[str]) -> dict[str, str]:
    """The folded forms of those of `words` that are folded as they stand in a row of words of one script, stars kept.

    The rest is left to `fold_word`, which says what is wrong with a word. Numbers stand for the stars and between the words,
    since folding keeps them and no script minds them.
    """
    rows: dict[str, list[str]] = {}
    for word in _plain(words):
        rows.setdefault("" if word.isascii() else _script_of(word), []).append(word)
    forms: dict[str, str] = {}
    for row in rows.values():
        lines = fold(f" {_AFTER_ALL} ".join(row).replace("*", _STAR)).text.replace(_STAR, "*").replace(f" {_AFTER_ALL} ", "\n")
        folded = lines.split("\n")
        if len(folded) == len(row):
            forms.update(zip(row, folded, strict=True) if _are_sound(lines, folded) else _sound(row, folded))
    return forms


def _are_sound(lines: str, forms: Sequence[str]) -> bool:
    return len(min(forms, key=len)) > 1 and not _DOUBTFUL.search(lines)


def _sound(words: Sequence[str], forms: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((word, form) for word, form in zip(words, forms, strict=True) if _are_sound(form, (form,)))


def _plain(words: Sequence[str]) -> Sequence[str]:
    """Those that may stand in a row: mostly all of them, which one look tells."""
    if len(max(words, key=len, default="")) <= MAX_WORD and not _NOT_PLAIN.search("\n".join(words)):
        return words
    return [word for word in words if len(word) <= MAX_WORD and not _NOT_PLAIN.search(word)]


def _script_of(word: str) -> str:
    last = word.rstrip("* ")[-1:]
    return "" if last < "\u0370" else "c" if last < "\u0600" else "a"


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
        if piece != bare and len(folded.replace("_", "")) < BEFORE_STAR:
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
