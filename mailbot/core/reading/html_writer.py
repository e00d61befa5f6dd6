"""Where in an HTML document we are, what that means for the text, and the text so far."""

import re
from dataclasses import dataclass, field
from html import unescape

from mailbot.core.reading.marks import HISTORY, INDENTED, QUOTED, SIGNED

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
        "title",
        "caption",
    ]
)
SPACED = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "dl"])
_UNSHOWN = frozenset(["head", "style", "script", "title", "template", "noscript", "object", "select", "textarea", "svg", "math"])
RAW_TEXT = frozenset(["style", "script", "title", "textarea"])
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])
_ATTRIBUTE = re.compile(r"""([a-zA-Z_:-]{1,40})\s{0,20}=\s{0,20}(?:"([^"]{0,4000})"|'([^']{0,4000})'|([^\s"'>]{1,2000}))""")
_HIDDEN = re.compile(r"display\s{0,9}:\s{0,9}none|mso-hide\s{0,9}:\s{0,9}all|visibility\s{0,9}:\s{0,9}hidden", re.I)
_INDENT_ONLY = re.compile(r"border(?:-left)?\s{0,9}:\s{0,9}(?:none|0|medium none)", re.I)
_SIGNATURES = re.compile(
    r"gmail_signature|moz-signature|ms-outlook-mobile-signature|applemailsignature|yahoo-signature|ydp\w{0,20}signature|"
    r"protonmail_signature_block|x_signature\b|\bsignature\b|zimbra-signature|mail-signature",
    re.I,
)
_HISTORY = re.compile(
    r"gmail_attr|outlookmessageheader|divrplyfwdmsg|appendonsend|mail-editor-reference-message-container|moz-cite-prefix|"
    r"yahoo_quoted|protonmail_quote|zmail_extra|ms-outlook-mobile-reference-message|reply-intro|x_divrplyfwdmsg|"
    r"quotedmessage|originalmessage|mail_quote_header",
    re.I,
)
_SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass(slots=True)
class Writer:
    """The text so far and where in the document we are."""

    out: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    stack: list[tuple[str, str]] = field(default_factory=list)
    open_tags: dict[str, int] = field(default_factory=dict)
    hidden: int = 0
    quoted: int = 0
    indented: int = 0
    signed: int = 0
    pre: int = 0
    endless: set[str] = field(default_factory=set)
    lists: list[int] = field(default_factory=list)
    link: str = ""
    link_at: int = 0
    blank_wanted: bool = False
    opening: str = ""

    def write(self, text: str) -> None:
        """Append running text."""
        if self.hidden:
            return
        if "&" in text:
            text = unescape(text)
        if self.pre:
            lines = text.split("\n")
            for whole in lines[:-1]:
                self.line.append(whole)
                self.break_line(force=True)
            self.line.append(lines[-1])
            return
        text = _SPACE.sub(" ", text)
        if text == " " and not self.line:
            return
        self.line.append(text)

    def break_line(self, *, force: bool = False) -> None:
        """End the line if anything stands in it; `force` ends an empty one too."""
        text = "".join(self.line)
        if not self.pre:
            text = text.strip(" ") if "  " not in text else _SPACE.sub(" ", text).strip(" ")
        self.line.clear()
        if not text.strip(" \xa0") and not force:
            return
        if self.blank_wanted and self.out and self.out[-1] not in {"", QUOTED, INDENTED, SIGNED}:
            self.out.append(self.mark())
        self.blank_wanted = False
        if self.opening:
            self.out.append(self.opening)
            self.opening = ""
        self.out.append(self.mark() + text.replace("\xa0", " ").rstrip() if text else self.mark())

    def mark(self) -> str:
        """The mark of the place where we are."""
        return QUOTED if self.quoted else INDENTED if self.indented else SIGNED if self.signed else ""


def parse_attributes(text: str) -> dict[str, str]:
    """The attributes within a tag, by lower-case name."""
    if "=" not in text:
        return {}
    return {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(text[:16_000])}


def find_effect(writer: Writer, tag: str, attributes: dict[str, str]) -> str:
    """What being inside this element means: h hidden, q quoted, i set in, s signature, p preformatted, "" nothing."""
    style = attributes.get("style", "")
    if tag in _UNSHOWN or "hidden" in attributes or (style and _HIDDEN.search(style)):
        return "h"
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    if tag == "blockquote":
        if attributes.get("type", "").lower() == "cite" or "quote" in names.lower():
            return "q"
        return "" if _INDENT_ONLY.search(style) else "i"
    if tag == "pre":
        return "p"
    if len(names) > 1:
        if _HISTORY.search(names) and not writer.quoted:
            writer.opening = HISTORY
        elif _SIGNATURES.search(names):
            return "s"
    return ""


def enter(writer: Writer, effect: str) -> None:
    """Come into an element of this effect."""
    if effect == "h":
        writer.hidden += 1
    elif effect == "q":
        writer.quoted += 1
    elif effect == "i":
        writer.indented += 1
    elif effect == "s":
        if not writer.hidden:
            writer.break_line()
        writer.signed += 1
    elif effect == "p":
        writer.pre += 1


def leave(writer: Writer, effect: str) -> None:
    """Go out of an element of this effect."""
    if effect == "h":
        writer.hidden -= 1
    elif effect == "q":
        writer.quoted -= 1
    elif effect == "i":
        writer.indented -= 1
    elif effect == "s":
        if not writer.hidden:
            writer.break_line()
        writer.signed -= 1
    elif effect == "p":
        writer.pre -= 1
