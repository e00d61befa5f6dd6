"""The names of HTML elements by what they do to the text."""

from enum import Enum

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "noframes", "ol", "option", "p", "pre", "section",
    "summary", "table", "tbody", "tfoot", "thead", "title", "tr", "ul",
))  # fmt: skip
"""They begin on a line of their own and end it."""
SPACED = frozenset((
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "dl", "menu", "dir",
))  # fmt: skip
"""A blank line stands before and after them."""
VOID = frozenset((
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta",
    "param", "source", "track", "wbr",
))  # fmt: skip
"""They have no content and no end."""
RAW_TEXT = frozenset(("style", "script", "title"))
"""Their content is no markup, and nobody sees it."""
UNSHOWN = frozenset((
    "template", "select", "svg", "xml", "datalist", "audio", "video", "canvas", "o:officedocumentsettings",
    "w:worddocument",
))  # fmt: skip
"""Their content is not shown."""
CELLS = frozenset(("td", "th"))
LISTS = frozenset(("ul", "ol", "menu", "dir"))
IN_ROW = frozenset(("td", "th", "caption"))
TABLE_PARTS = frozenset(("tr", "td", "th", "thead", "tbody", "tfoot", "caption", "table"))
# When one of these begins, an open element of the first names ends by itself, unless one of the second names lies between.
IMPLIED_ENDS = {
    "li": (("li",), LISTS),
    "dt": (("dt", "dd"), frozenset(("dl",))),
    "dd": (("dt", "dd"), frozenset(("dl",))),
    "td": (("td", "th"), frozenset(("table", "tr"))),
    "th": (("td", "th"), frozenset(("table", "tr"))),
    "tr": (("tr",), frozenset(("table",))),
    "p": (("p",), frozenset(("div", "td", "th", "li", "blockquote", "table"))),
    "option": (("option",), frozenset(("select",))),
}
_INLINE = frozenset((
    "a", "abbr", "acronym", "applet", "b", "bdi", "bdo", "big", "blink", "button", "cite", "code", "content", "data", "del",
    "dfn", "em", "font", "head", "i", "iframe", "image", "img", "ins", "kbd", "label", "mark", "marquee", "math", "meter",
    "nobr", "noembed", "noscript", "object", "optgroup", "output", "picture", "progress", "q", "rb", "rp", "rt", "rtc",
    "ruby", "s", "samp", "signature", "slot", "small", "span", "spacer", "strike", "strong", "sub", "sup", "td", "textarea",
    "th", "time", "tt", "u", "var", "xmp",
))  # fmt: skip
ACTING = CELLS | LISTS | frozenset(("a", "li", "table", "tr", "q"))
"""Their begin or their end writes something or is remembered."""


class Kind(Enum):
    """How an element is read."""

    BLOCK = "block"
    VOID = "void"
    RAW_TEXT = "raw text"
    QUIET = "quiet"
    """It does nothing to the text by itself; only its attributes may."""
    OTHER = "other"


KINDS = (
    dict.fromkeys(UNSHOWN | _INLINE, Kind.OTHER)
    | dict.fromkeys(_INLINE - ACTING, Kind.QUIET)
    | dict.fromkeys(BLOCKS, Kind.BLOCK)
    | dict.fromkeys(VOID, Kind.VOID)
    | dict.fromkeys(RAW_TEXT, Kind.RAW_TEXT)
)
"""The kind of each element that HTML knows."""
