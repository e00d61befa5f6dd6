"""HTML to text that a person would write, in one pass over the tags (a DOM is quadratic in nesting; this is linear)."""

import re
from dataclasses import dataclass, field
from html import unescape

from mailbot.core.reading.limits import Defects, Limits
from mailbot.core.reading.marks import HISTORY, INDENTED, QUOTED, SIGNED

_BLOCKS = frozenset(
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
_SPACED = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "dl"])
_UNSHOWN = frozenset(["head", "style", "script", "title", "template", "noscript", "object", "select", "textarea", "svg", "math"])
_RAW_TEXT = frozenset(["style", "script", "title", "textarea"])
_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])
_RAW_ENDS = {tag: re.compile(rf"</{tag}\b", re.I) for tag in _RAW_TEXT}
_TAG = re.compile(r"/?([a-zA-Z][a-zA-Z0-9:_-]{0,30})")
_ATTRIBUTE = re.compile(r"""([a-zA-Z_:-]{1,40})\s{0,20}=\s{0,20}(?:"([^"]{0,4000})"|'([^']{0,4000})'|([^\s"'>]{1,2000}))""")
_SPACE = re.compile(r"[ \t\n\r\f]+")
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


@dataclass(slots=True)
class _Writer:
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


def html_to_text(html: str, limits: Limits, defects: Defects) -> str:
    """The text of an HTML document. Lines of quotations, of signatures and the begin of history carry marks (see marks.py)."""
    writer = _Writer()
    at, tags, size = 0, 0, len(html)
    while at < size:
        begin = html.find("<", at)
        if begin < 0 or tags >= limits.tags:
            if begin >= 0:
                defects.note(f"HTML of more than {limits.tags} tags; the rest is ignored")
            else:
                writer.write(html[at:])
            break
        if begin > at:
            writer.write(html[at:begin])
        at = _read_markup(html, begin, writer)
        tags += 1
    writer.break_line()
    return "\n".join(writer.out)


def _read_markup(html: str, begin: int, writer: _Writer) -> int:
    """Read what stands at a "<"; returns where to go on."""
    if html.startswith("<!--", begin):
        end = html.find("-->", begin + 4)
        return end + 3 if end >= 0 else len(html)
    if html.startswith(("<!", "<?"), begin):
        end = html.find(">", begin)
        return end + 1 if end >= 0 else len(html)
    name = _TAG.match(html, begin + 1)
    if name is None:
        writer.write("<")
        return begin + 1
    end = _find_tag_end(html, name.end())
    if end < 0:
        writer.write(html[begin:])
        return len(html)
    tag = name[1].lower()
    if html[begin + 1] == "/":
        _close(writer, tag)
    else:
        attributes = html[name.end() : end]
        _open(writer, tag, attributes)
        if tag in _RAW_TEXT and not attributes.endswith("/"):
            return _skip_raw(html, end + 1, tag, writer)
    return end + 1


def _find_tag_end(html: str, at: int) -> int:
    """The ">" that ends a tag, beyond a few that stand in quoted values."""
    end = html.find(">", at)
    for _ in range(3):
        if end < 0:
            return end
        part = html[at:end]
        if part.count('"') % 2 == 0 or len(part) > 8000:
            return end
        further = html.find(">", end + 1)
        if further < 0 or further - end > 4000:
            return end
        end = further
    return end


def _skip_raw(html: str, at: int, tag: str, writer: _Writer) -> int:
    """Skip the content of an element whose content is no markup. One that never ends hides nothing."""
    ending = None if tag in writer.endless else _RAW_ENDS[tag].search(html, at)
    _close(writer, tag)
    if ending is None:
        writer.endless.add(tag)
        return at
    return max(html.find(">", ending.end()) + 1, ending.end())


def _attributes(text: str) -> dict[str, str]:
    if "=" not in text:
        return {}
    return {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(text[:16_000])}


def _open(writer: _Writer, tag: str, text: str) -> None:
    if tag == "br":
        if not writer.hidden:
            writer.break_line(force=True)
        return
    if tag in _BLOCKS and not writer.hidden:
        writer.break_line()
        if tag in _SPACED:
            writer.blank_wanted = True
    if tag in _VOID:
        _write_void(writer, tag, text)
        return
    if text.endswith("/") and tag not in _BLOCKS:
        return
    attributes = _attributes(text)
    effect = _effect(writer, tag, attributes)
    if len(writer.stack) < 5000:
        writer.stack.append((tag, effect))
        writer.open_tags[tag] = writer.open_tags.get(tag, 0) + 1
        _enter(writer, effect)
    if writer.hidden:
        return
    if tag == "a":
        writer.link, writer.link_at = attributes.get("href", ""), len(writer.line)
    elif tag in {"ul", "ol"}:
        writer.lists.append(0 if tag == "ul" else 1)
    elif tag == "li":
        _write_bullet(writer)
    elif tag in {"td", "th"} and any(piece.strip() for piece in writer.line):
        writer.line.append(" | ")


def _effect(writer: _Writer, tag: str, attributes: dict[str, str]) -> str:
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


def _enter(writer: _Writer, effect: str) -> None:
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


def _leave(writer: _Writer, effect: str) -> None:
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


def _write_void(writer: _Writer, tag: str, text: str) -> None:
    if writer.hidden:
        return
    if tag == "hr":
        writer.line.append("________________________________")
        writer.break_line()
    elif tag == "img" and "alt" in text:
        alt = _attributes(text).get("alt", "").strip()
        if alt and len(alt) < 8:  # emoji; longer ones describe pictures that the reader does not have
            writer.write(alt)


def _write_bullet(writer: _Writer) -> None:
    if writer.lists and writer.lists[-1]:
        writer.line.append(f"{writer.lists[-1]}. ")
        writer.lists[-1] += 1
    else:
        writer.line.append("- ")


def _close(writer: _Writer, tag: str) -> None:
    if not writer.open_tags.get(tag):
        if tag == "p" and not writer.hidden:
            writer.break_line()
        return
    if not writer.hidden:
        if tag == "a":
            _write_link(writer)
        elif tag in _BLOCKS:
            writer.break_line()
            if tag in _SPACED:
                writer.blank_wanted = True
            if tag in {"ul", "ol"} and writer.lists:
                writer.lists.pop()
    while True:  # each element is taken off once, so all closings together are linear
        name, effect = writer.stack.pop()
        writer.open_tags[name] -= 1
        _leave(writer, effect)
        if name == tag:
            return


def _write_link(writer: _Writer) -> None:
    """Name the target behind the words of a link, where the words do not already."""
    href, writer.link = writer.link.strip(), ""
    if not href.lower().startswith(("http://", "https://")) or len(href) > 500:
        return
    words = "".join(writer.line[writer.link_at :]).strip()
    if words and href.rstrip("/").partition("://")[2] not in words.replace("www.", "", 1) and words not in href:
        writer.line.append(f" <{unescape(href)}>")
