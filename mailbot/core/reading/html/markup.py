"""HTML to text that a person would write, in one pass over the tags (a DOM is quadratic in nesting; this is linear)."""

import re

from mailbot.core.reading.html.document import Document, close_all, close_element, open_element, write_void
from mailbot.core.reading.html.elements import KINDS, RAW_TEXT, Kind
from mailbot.core.reading.html.writer import Writer
from mailbot.core.reading.limits import Defects, Limits

_RAW_ENDS = {tag: re.compile(rf"</{tag}\b", re.I) for tag in RAW_TEXT}
_NAME = r"(/?)([a-zA-Z][a-zA-Z0-9:_.-]{0,40})"
_TAG = re.compile(rf"<{_NAME}(?=[\s/>])")
# Text and the tag behind it, where that is written as people write tags.
_STEP = re.compile(rf"([^<]*+)<{_NAME}((?:[\s/][^<>']{{0,4000}})?)>")
_LAID_OUT = re.compile(
    r"<(?:!doctype|html|body|div|p|br|table|tr|td|li|ul|ol|h[1-6]|pre|hr|blockquote|center|section|head|style)[\s/>]", re.I
)
_LABEL = re.compile(r"\s{0,20}[^\W\d_][^<>:：\n]{0,24}[:：]")
_QUOTED_VALUE = re.compile(r"""=\s{0,9}(?:"[^"]{0,4000}"|'[^']{0,4000}')""")
# So many names of elements that HTML does not know are looked up in a document; beyond that they are text.
MOST_UNKNOWN = 40


def html_to_text(html: str, limits: Limits, defects: Defects) -> str:
    """The text of an HTML document. Lines of quotations, of signatures and the begin of history carry marks (see marks.py).

    What is hidden from people is left out, unless nothing else was written.
    """
    if "\x00" in html:
        html = html.replace("\x00", "")
    writer = _read(Document(html, hiding=True), limits, defects)
    if not writer.out and writer.dropped:
        writer = _read(Document(html, hiding=False), limits, defects)
    return "\n".join(writer.out)


def _read(document: Document, limits: Limits, defects: Defects) -> Writer:
    html, writer, open_at = document.html, document.writer, document.elements.places
    if _LAID_OUT.search(html) is None:
        writer.pre = 1  # plain text under the wrong name: its line breaks count
    at, tags, size = 0, 0, len(html)
    while at < size:
        if tags >= limits.tags:
            defects.note(f"HTML of more than {limits.tags} tags; the rest is ignored")
            break
        tags += 1
        found = _STEP.match(html, at)
        if found is None:
            at = _read_odd(document, at)
            continue
        text, slash, name, attributes = found.groups()
        if attributes and attributes.count('"') % 2:
            at = _read_odd(document, at)
            continue
        if text:
            writer.write(text)
        at = found.end()
        if not slash:
            at = _start(document, name, attributes, at)
        elif open_at.get(name) or name not in KINDS or name in {"p", "br"}:
            close_element(document, name.lower())
    close_all(document)
    return writer


def _read_odd(document: Document, at: int) -> int:
    """Read text and, at the "<" behind it, a tag with odd values, a comment, or nothing of the kind; returns where to go on."""
    html, writer = document.html, document.writer
    begin = html.find("<", at)
    if begin < 0:
        writer.write(html[at:])
        return len(html)
    if begin > at:
        writer.write(html[at:begin])
    found = _TAG.match(html, begin)
    if found is None:
        return _read_declaration(document, begin)
    end = _find_tag_end(html, found.end())
    if end < 0:
        writer.write(html[begin:])
        return len(html)
    if found[1]:
        close_element(document, found[2].lower())
        return end + 1
    return _start(document, found[2], html[found.end() : end], end + 1)


def _start(document: Document, name: str, text: str, end: int) -> int:
    """Read a begin tag that ends at `end`; returns where to go on."""
    tag, kind = name, KINDS.get(name)
    if kind is None:
        tag = name.lower()
        kind = KINDS.get(tag)
    if kind is Kind.QUIET:
        if tag in {"b", "strong"}:
            _split_labels(document.writer, document.html, end)
        if text or document.elements.places.get(tag):
            open_element(document, tag, text, kind)
    elif kind is Kind.VOID:
        write_void(document, tag, text)
    elif kind is Kind.RAW_TEXT:
        return end if text.endswith("/") else _skip_raw(document, end, tag)
    elif kind is None and _is_no_element(document, name, text):
        document.writer.write(f"<{name}{text}>")
    else:
        open_element(document, tag, text, kind)
    return end


def _read_declaration(document: Document, begin: int) -> int:
    """Read a comment or a declaration, or take the "<" for a letter. What never ends hides nothing."""
    html, writer = document.html, document.writer
    if html.startswith(("<!", "<?"), begin):
        for opening, closing in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">"), ("<?", ">")):
            if not html.startswith(opening, begin) or closing in document.missing:
                continue
            inner = begin + len(opening) - (2 if opening == "<!--" else 0)  # "<!-->" is a whole comment
            end = html.find(closing, inner)
            if end >= 0:
                if opening == "<![CDATA[":
                    writer.write(html[inner:end].replace("&", "&amp;"))
                return end + len(closing)
            document.missing.add(closing)
    elif html.startswith(("</>", "</ "), begin) and html.find(">", begin, begin + 40) > 0:
        return html.find(">", begin) + 1
    writer.write("<")
    return begin + 1


def _find_tag_end(html: str, at: int) -> int:
    """The ">" that ends a tag, beyond a few that stand in quoted values."""
    first = end = html.find(">", at)
    for _ in range(4):
        part = html[at:end]
        if end < 0 or ('"' not in part and "'" not in part) or len(part) > 8000:
            return end
        _, equals, last = _QUOTED_VALUE.sub("", part).rpartition("=")
        if not equals or not last.lstrip().startswith(('"', "'")):
            return end
        end = html.find(">", end + 1)
        if end < 0 or end - first > 4000:
            break
    return first


def _is_no_element(document: Document, name: str, text: str) -> bool:
    """Whether "<name>" is a placeholder or an address that somebody wrote: HTML does not know it and it is never ended."""
    if ":" in name or "-" in name or "=" in text or text.endswith("/"):
        return "@" in text or (name[-1] == ":" and text.startswith("//"))
    if name not in document.unknown:
        if len(document.unknown) >= MOST_UNKNOWN:
            return True
        document.unknown[name] = f"</{name}" not in document.html
    return document.unknown[name]


def _skip_raw(document: Document, at: int, tag: str) -> int:
    """Skip content that is no markup; style sheets say what is hidden. One that never ends hides nothing."""
    ending = None if tag in document.missing else _RAW_ENDS[tag].search(document.html, at)
    if ending is None:
        document.missing.add(tag)
        return at
    if tag == "style" and document.hiding and document.sheet.read(document.html[at : ending.start()]):
        document.effects.clear()
    return max(document.html.find(">", ending.end()) + 1, ending.end())


def _split_labels(writer: Writer, html: str, at: int) -> None:
    """Begin a new line at a label in bold ("Date:") on a line that began with one, as in headers squeezed into one line."""
    if not _LABEL.match(html, at) or writer.mute:
        return
    if writer.labelled:
        writer.break_line()
    writer.labelled = writer.labelled or not any(piece.strip() for piece in writer.line)
