"""What being inside an element means for the text in it."""

import re
from dataclasses import dataclass
from enum import Enum

from mailbot.core.reading.html.characters import decode_entities
from mailbot.core.reading.html.elements import UNSHOWN
from mailbot.core.reading.html.quotes import Place, find_place
from mailbot.core.reading.html.style import PLAIN_LOOK, Look, Sheet, read_style

_ATTRIBUTE = re.compile(
    r"""([a-zA-Z_:][\w:.-]{0,60})(?:\s{0,20}=\s{0,20}(?:"([^"]{0,4000})"?|'([^']{0,4000})'?|([^\s"'>][^\s>]{0,2000})))?"""
)
MOST_ATTRIBUTES = 16_000


class Drawn(Enum):
    """What Word draws with letters."""

    BULLET = "bullet"
    """The bullet or number before a paragraph."""
    SYMBOL = "symbol"
    """A letter of a symbol font: a smile is a "J"."""


@dataclass(frozen=True, slots=True)
class Effect:
    """How an element's text is shown (`look`) and what the mail program said of it (`place`)."""

    look: Look = PLAIN_LOOK
    place: Place | None = None
    tight: bool = False
    """A paragraph without blank lines around it, as Word and Outlook write lines."""
    drawn: Drawn | None = None
    """Letters that stand for a drawing."""


NO_EFFECT = Effect()
_PREFORMATTED = Effect(Look(pre=True))
_HIDDEN = Effect(Look(hidden=True))
_NO_MARGIN = re.compile(
    r"(?<![\w-])margin(?:-top|-bottom)?\s{0,9}:\s{0,9}0[\d.]{0,6}(?:in|cm|px|pt|mm)?"
    r"(?:\s{0,9}[;!]|\s{0,9}\Z|\s[^;]{0,40}\b0)"
)
_MARGIN_BELOW = re.compile(
    r"margin-bottom\s{0,9}:\s{0,9}(?:[1-9]\d|[5-9])(?:\.\d{0,4})?(?:pt|px)|margin-top-alt\s{0,9}:\s{0,9}auto"
)


def parse_attributes(text: str) -> dict[str, str]:
    """The attributes within a tag by lower-case name; the first of one name counts, one without a value is ""."""
    if not text or text.isspace():
        return {}
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text[:MOST_ATTRIBUTES]):
        value = double or single or bare
        found.setdefault(name.lower(), decode_entities(value))
    return found


def find_effect(tag: str, text: str, sheet: Sheet) -> Effect:
    """The effect of an element with this attribute text."""
    if tag in UNSHOWN:
        return _HIDDEN
    if not _tells(text) and tag not in {"blockquote", "signature"}:
        return _PREFORMATTED if tag == "pre" else NO_EFFECT
    attributes = parse_attributes(text)
    style = attributes.get("style", "").lower()
    look = read_style(style)
    if "hidden" in attributes or (sheet.hidden and "display" not in style and sheet.hides(tag, attributes)):
        return _HIDDEN
    place = find_place(tag, attributes, style)
    if tag == "pre":
        look = Look(hidden=look.hidden, legible=look.legible, pre=True)
    tight = tag == "p" and _is_tight(attributes.get("class", ""), style)
    drawn = _find_drawn(style) if tag == "span" else None
    if look is PLAIN_LOOK and place is None and not tight and drawn is None:
        return NO_EFFECT
    return Effect(look, place, tight, drawn)


def _find_drawn(style: str) -> Drawn | None:
    if "mso-list" in style and "mso-list:ignore" in style.replace(" ", ""):
        return Drawn.BULLET
    return Drawn.SYMBOL if "wingdings" in style else None


def _tells(text: str) -> bool:
    """Whether attributes may have an effect at all, by a look at their text that costs little."""
    if "=" not in text:
        return "hidden" in text
    low = text.lower()
    return (
        "style" in low
        or "class" in low
        or " id" in low
        or " name" in low
        or "hidden" in low
        or "data-" in low
        or "fairemail" in low
        or "\n" in low
    )


def _is_tight(names: str, style: str) -> bool:
    """Whether a paragraph has no space above and below."""
    if _MARGIN_BELOW.search(style):
        return False
    return names.lower().startswith(("mso", "x_mso")) or _NO_MARGIN.search(style) is not None
