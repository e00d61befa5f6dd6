"""HTML to text that a person would write, in one pass over the tags (a DOM is quadratic in nesting; this is linear)."""

import re
from html import unescape

from mailbot.core.reading.html_writer import BLOCKS, RAW_TEXT, SPACED, VOID, Writer, enter, find_effect, leave, parse_attributes
from mailbot.core.reading.limits import Defects, Limits

_RAW_ENDS = {tag: re.compile(rf"</{tag}\b", re.I) for tag in RAW_TEXT}
_TAG = re.compile(r"/?([a-zA-Z][a-zA-Z0-9:_-]{0,30})")


def html_to_text(html: str, limits: Limits, defects: Defects) -> str:
    """The text of an HTML document. Lines of quotations, of signatures and the begin of history carry marks (see marks.py)."""
    writer = Writer()
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


def _read_markup(html: str, begin: int, writer: Writer) -> int:
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
        if tag in RAW_TEXT and not attributes.endswith("/"):
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


def _skip_raw(html: str, at: int, tag: str, writer: Writer) -> int:
    """Skip the content of an element whose content is no markup. One that never ends hides nothing."""
    ending = None if tag in writer.endless else _RAW_ENDS[tag].search(html, at)
    _close(writer, tag)
    if ending is None:
        writer.endless.add(tag)
        return at
    return max(html.find(">", ending.end()) + 1, ending.end())


def _open(writer: Writer, tag: str, text: str) -> None:
    if tag == "br":
        if not writer.hidden:
            writer.break_line(force=True)
        return
    if tag in BLOCKS and not writer.hidden:
        writer.break_line()
        if tag in SPACED:
            writer.blank_wanted = True
    if tag in VOID:
        _write_void(writer, tag, text)
        return
    if text.endswith("/") and tag not in BLOCKS:
        return
    attributes = parse_attributes(text)
    effect = find_effect(writer, tag, attributes)
    if len(writer.stack) < 5000:
        writer.stack.append((tag, effect))
        writer.open_tags[tag] = writer.open_tags.get(tag, 0) + 1
        enter(writer, effect)
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


def _write_void(writer: Writer, tag: str, text: str) -> None:
    if writer.hidden:
        return
    if tag == "hr":
        writer.line.append("________________________________")
        writer.break_line()
    elif tag == "img" and "alt" in text:
        alt = parse_attributes(text).get("alt", "").strip()
        if alt and len(alt) < 8:  # emoji; longer ones describe pictures that the reader does not have
            writer.write(alt)


def _write_bullet(writer: Writer) -> None:
    if writer.lists and writer.lists[-1]:
        writer.line.append(f"{writer.lists[-1]}. ")
        writer.lists[-1] += 1
    else:
        writer.line.append("- ")


def _close(writer: Writer, tag: str) -> None:
    if not writer.open_tags.get(tag):
        if tag == "p" and not writer.hidden:
            writer.break_line()
        return
    if not writer.hidden:
        if tag == "a":
            _write_link(writer)
        elif tag in BLOCKS:
            writer.break_line()
            if tag in SPACED:
                writer.blank_wanted = True
            if tag in {"ul", "ol"} and writer.lists:
                writer.lists.pop()
    while True:  # each element is taken off once, so all closings together are linear
        name, effect = writer.stack.pop()
        writer.open_tags[name] -= 1
        leave(writer, effect)
        if name == tag:
            return


def _write_link(writer: Writer) -> None:
    """Name the target behind the words of a link, where the words do not already."""
    href, writer.link = writer.link.strip(), ""
    if not href.lower().startswith(("http://", "https://")) or len(href) > 500:
        return
    words = "".join(writer.line[writer.link_at :]).strip()
    shown = href.rstrip("/").partition("://")[2] in words or ("." in words and words in href)
    if words and not shown:
        writer.line.append(f" <{unescape(href)}>")
