"""The HTML part of a mail that has only a text: the same words in the same order, with the direction of each value kept apart.

A text is rendered once more with its values marked, and its lines become lines of HTML. So both parts say the same, in every
language, and nothing is written twice.
"""

import re

from markupsafe import Markup, escape

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages that are written from right to left."""

_BLOCK, _BLOCK_END = Markup('<div dir="auto">'), Markup("</div>")
_APART, _APART_END = Markup("<bdi>"), Markup("</bdi>")
_PAGE = (
    '<!DOCTYPE html>\n<html lang="{lang}" dir="{dir}">\n<head><meta charset="utf-8"><meta name="viewport" '
    'content="width=device-width"><meta name="color-scheme" content="light dark"></head>\n'
    '<body dir="{dir}" style="margin:16px;font:17px/1.5 sans-serif;overflow-wrap:anywhere">\n{body}</body>\n</html>\n'
)

_LINE_END = re.compile(r"(?<!</div>)\n")
"""Where a line is broken: a block ends its own."""


class Passage(str):
    """Text that a person wrote: in lines of its own, in a direction of its own."""

    __slots__ = ()


def mark_value(value: object) -> object:
    """Return a value as it stands between words that run the other way (HTML, 4.5.25: `bdi`), HTML of ours as it is."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, Passage):
        return _BLOCK + Markup("<br>").join(value.strip("\n").split("\n")) + _BLOCK_END
    return _APART + str(value) + _APART_END if value != "" else value


def lay_out(marked: str, locale: str) -> str:
    """Return the page of a text whose values are marked: a block for each paragraph."""
    blocks = (block.strip("\n") for block in marked.split("\n\n"))
    lines = (_LINE_END.sub("<br>\n", block) for block in blocks if block)
    body = "".join(f'<div style="margin:0 0 16px">{block}</div>\n' for block in lines)
    direction = "rtl" if locale.partition("-")[0] in RIGHT_TO_LEFT else "ltr"
    return _PAGE.format(lang=escape(locale), dir=direction, body=body)
