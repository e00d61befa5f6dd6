"""The bullets and numbers of lists in HTML (HTML Living Standard, 4.4.5 to 4.4.8)."""

import re
from dataclasses import dataclass

_STYLE = re.compile(r"list-style(?:-type)?\s{0,9}:\s{0,9}(?:inside |outside )?([a-z-]{1,24})")
_STYLES = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
    "decimal": "1",
    "none": "",
}
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"))
_SMALL_ROMAN = ((5, "v"), (4, "iv"), (1, "i"))
# Word writes its bullets as letters of a symbol font, so the letter says nothing.
_WORD_BULLETS = frozenset("·§oØüqv•–-▪○●■□➢✓")


@dataclass(slots=True)
class ListFrame:
    """A list that is open: the kind of its numbers ("1", "a", "A", "i", "I", "-" for bullets, "" for none); the next number."""

    kind: str
    number: int = 1


def open_list(tag: str, attributes: dict[str, str]) -> ListFrame:
    """The frame of a list element."""
    styled = _STYLE.search(attributes.get("style", "").lower())
    if tag != "ol":
        return ListFrame("" if styled and styled[1] == "none" else "-")
    kind = attributes.get("type", "1")
    if styled and styled[1] in _STYLES:
        kind = _STYLES[styled[1]]
    return ListFrame(kind if kind in {"1", "a", "A", "i", "I", ""} else "1", _read_number(attributes.get("start", ""), 1))


def next_bullet(lists: list[ListFrame], attributes: dict[str, str]) -> str:
    """What stands before the next item of the innermost list, with the blank behind it."""
    if not lists:
        return "- "
    frame = lists[-1]
    number = _read_number(attributes.get("value", ""), frame.number)
    frame.number = number + 1
    if frame.kind in {"", "-"}:
        return "- " if frame.kind else ""
    return f"{_write_number(number, frame.kind)}. "


def _read_number(text: str, otherwise: int) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else otherwise


def _write_number(number: int, kind: str) -> str:
    if kind in {"a", "A"} and 0 < number <= 26 * 27:
        letters = chr(ord("a") + (number - 1) % 26)
        if number > 26:
            letters = chr(ord("a") + (number - 1) // 26 - 1) + letters
        return letters if kind == "a" else letters.upper()
    if kind in {"i", "I"} and 0 < number < 4000:
        roman = ""
        for value, sign in _ROMAN + _SMALL_ROMAN:
            roman += sign * (number // value)
            number %= value
        return roman if kind == "i" else roman.upper()
    return str(number)


def plain_bullet(text: str) -> str:
    """The bullet or number that Word drew before a paragraph ("·     ", "a)  "), as people write it; with the blank behind it."""
    text = text.replace("\xa0", " ").strip()
    return "- " if text in _WORD_BULLETS else f"{text} " if text else ""
