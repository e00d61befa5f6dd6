"""What the style of an element says of its text: whether it is seen at all, and whether its blanks and breaks count (CSS 2.1)."""

import re
from dataclasses import dataclass, field

_IMPORTANT = r"\s{0,9}(?:!\s{0,9}important\s{0,9})?(?:;|\Z)"
_DISPLAY = re.compile(r"(?<![\w-])display\s{0,9}:\s{0,9}([a-z-]{1,20})")
_UNSEEN = re.compile(
    r"(?<![\w-])(?:visibility\s{0,9}:\s{0,9}(?:hidden|collapse)"
    rf"|opacity\s{{0,9}}:\s{{0,9}}(?:0|0?\.0{{1,4}}|0\.){_IMPORTANT}"
    r"|(?:left|top|text-indent)\s{0,9}:\s{0,9}-\d{4,6}(?:\.\d{1,4})?(?:px|pt|em))"
)
_FLAT = re.compile(rf"(?<![\w-])(?:max-)?(?:height|width)\s{{0,9}}:\s{{0,9}}0(?:\.0{{1,4}})?(?:px|pt|em|rem|%)?{_IMPORTANT}")
_CLIPPED = re.compile(r"(?<![\w-])overflow(?:-[xy])?\s{0,9}:\s{0,9}hidden")
_SIZE = re.compile(
    r"(?<![\w-])font(?:-size)?\s{0,9}:[^;]{0,60}?(?<![\w.#-])"
    r"(\d{0,4}\.?\d{1,6})(px|pt|em|rem|ex|ch|in|cm|mm|pc|vw|%)?(?![\w.])"
)
_NAMED_SIZE = re.compile(r"(?<![\w-])font-size\s{0,9}:\s{0,9}(?:xx?-small|small|medium|large|xx?-large|initial)")
_PRE = re.compile(r"(?<![\w-])white-space\s{0,9}:\s{0,9}(?:pre|break-spaces)")
_COLOURS = re.compile(
    r"(?<![\w-])(background-color|background|color)\s{0,9}:\s{0,9}(#[0-9a-f]{3,6}|rgb\([\d,\s]{5,20}\)|[a-z]{3,20})"
)
_SELECTOR = re.compile(r"([a-z][a-z0-9]{0,20})?([.#][\w-]{1,80})\Z")
_BRACE = re.compile("[{}]")
RELATIVE = frozenset(("em", "%", "ex", "ch"))
MOST_CSS = 200_000
MOST_RULES = 2000


@dataclass(frozen=True, slots=True)
class Look:
    """How the text of one element is shown. `legible` is None where the size of its surroundings holds."""

    hidden: bool = False
    legible: bool | None = None
    pre: bool = False
    block: bool = False


PLAIN_LOOK = Look()


def read_style(style: str) -> Look:
    """The look that an inline style gives; `style` in lower case. Never raises."""
    if not style:
        return PLAIN_LOOK
    shown = _DISPLAY.findall(style) if "display" in style else []
    hidden = bool(shown) and shown[-1] == "none"
    hidden = hidden or _UNSEEN.search(style) is not None or _is_flat(style) or _is_camouflaged(style)
    return Look(
        hidden=hidden,
        legible=_is_legible(style) if "font" in style else None,
        pre="white-space" in style and _PRE.search(style) is not None,
        block=bool(shown) and shown[-1] in {"block", "table", "flex", "list-item", "grid"},
    )


def _is_flat(style: str) -> bool:
    """Whether the box has no height or no width and cuts off what does not fit."""
    return "overflow" in style and _CLIPPED.search(style) is not None and _FLAT.search(style) is not None


def _is_legible(style: str) -> bool | None:
    """Whether letters have a size that can be read; None if it depends on the size around them."""
    found = None
    for size, unit in _SIZE.findall(style):
        number = float(size) if size.count(".") <= 1 and size.strip(".") else 12.0
        if number == 0 or (number <= 1 and unit in {"px", "pt", ""}):
            found = False
        elif unit and unit not in RELATIVE:
            found = True
    return True if found is None and _NAMED_SIZE.search(style) else found


def _is_camouflaged(style: str) -> bool:
    """Whether the letters have the colour of the ground that the same style lays under them."""
    if "background" not in style:
        return False
    ink = ground = ""
    for name, value in _COLOURS.findall(style):
        if name == "color":
            ink = value
        else:
            ground = value
    return bool(ink) and ground != "transparent" and _plain_colour(ink) == _plain_colour(ground)


def _plain_colour(value: str) -> str:
    """White and black in one way of writing; any other colour with three digits in six."""
    value = value.replace(" ", "")
    if value in {"white", "rgb(255,255,255)", "#fff"}:
        return "#ffffff"
    if value in {"black", "rgb(0,0,0)", "#000"}:
        return "#000000"
    return value if len(value) != 4 or value[0] != "#" else "#" + "".join(c * 2 for c in value[1:])


@dataclass(slots=True)
class Sheet:
    """What the style sheets of a document hide, by simple selectors such as ".preheader" or "td.hide"."""

    hidden: dict[str, bool] = field(default_factory=dict)
    room: int = MOST_CSS

    def read(self, css: str) -> bool:
        """Take in one sheet; whether it hides anything. What holds for small screens or print only is passed by."""
        css = css[: self.room].lower()
        self.room -= len(css)
        if "none" not in css and "hidden" not in css:
            return False
        before = len(self.hidden)
        head, *commented = css.split("/*")
        css = head + "".join([piece.partition("*/")[2] for piece in commented])
        for rules, large_screen in _split_media(css):
            for rule in rules.split("}"):
                selectors, _, body = rule.rpartition("{")
                if "display" in body or "visibility" in body:
                    self._note(selectors, body[:2000], only_reveal=large_screen)
        return len(self.hidden) > before

    def _note(self, selectors: str, body: str, *, only_reveal: bool) -> None:
        shown = _DISPLAY.findall(body)
        hides = (bool(shown) and shown[-1] == "none") or (not shown and _UNSEEN.search(body) is not None)
        for selector in selectors.rpartition("<!--")[2].rpartition(";")[2].split(",", 50)[:50]:
            simple = _SELECTOR.match(selector.strip()[:120])
            if simple is not None and len(self.hidden) < MOST_RULES and not (only_reveal and hides):
                self.hidden[simple[0]] = hides

    def hides(self, tag: str, attributes: dict[str, str]) -> bool:
        """Whether an element is hidden by its classes or its id."""
        names = ["." + name for name in attributes.get("class", "").lower().split()[:20]]
        if "id" in attributes:
            names.append("#" + attributes["id"].lower().strip())
        return any(self.hidden.get(name, False) or self.hidden.get(tag + name, False) for name in names)


def _split_media(css: str) -> list[tuple[str, bool]]:
    """The rules outside of "@media" blocks, and those inside of blocks for large screens (True)."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    while True:
        media = css.find("@media", at)
        if media < 0:
            pieces.append((css[at:], False))
            return pieces
        pieces.append((css[at:media], False))
        begin = css.find("{", media)
        if begin < 0:
            return pieces
        end = _find_block_end(css, begin)
        query = css[media:begin]
        if "min-width" in query and "max-width" not in query:
            pieces.append((css[begin + 1 : end], True))
        elif query[6:].strip() in {"all", "screen"}:
            pieces.append((css[begin + 1 : end], False))
        at = end + 1


def _find_block_end(css: str, begin: int) -> int:
    """Where the block whose "{" is at `begin` ends."""
    depth = 0
    for found in _BRACE.finditer(css, begin):
        depth += 1 if found[0] == "{" else -1
        if depth == 0:
            return found.start()
    return len(css)
