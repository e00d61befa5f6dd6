"""An HTML document in the reading: what the begin and the end of each element do to the text."""

import re
from dataclasses import dataclass, field

from mailbot.core.reading.html.characters import decode_entities
from mailbot.core.reading.html.effect import NO_EFFECT, Effect, find_effect, parse_attributes
from mailbot.core.reading.html.elements import ACTING, BLOCKS, CELLS, IMPLIED_ENDS, LISTS, SPACED, UNSHOWN, Kind
from mailbot.core.reading.html.images import read_alternative
from mailbot.core.reading.html.lists import next_bullet, open_list
from mailbot.core.reading.html.quotes import Place, find_place
from mailbot.core.reading.html.stack import OpenElements
from mailbot.core.reading.html.style import Look, Sheet
from mailbot.core.reading.html.tables import TableFrame, begin_row, end_row
from mailbot.core.reading.html.writer import Writer

_HREF = re.compile(r"""(?<![\w-])href\s{0,9}=\s{0,9}(?:"([^"]{0,4000})|'([^']{0,4000})|([^\s>"']{1,4000}))""", re.I)
_ANSWERED = {True: Place.CITE, False: Place.INDENT}


@dataclass(slots=True)
class Document:
    """A document that is being read. `missing` are the ends that are nowhere in what is left of it."""

    html: str
    hiding: bool
    writer: Writer = field(default_factory=Writer)
    elements: OpenElements = field(default_factory=OpenElements)
    sheet: Sheet = field(default_factory=Sheet)
    effects: dict[tuple[str, str], Effect] = field(default_factory=dict)
    unknown: dict[str, bool] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)


def open_element(document: Document, tag: str, text: str, kind: Kind | None) -> None:
    """An element begins whose attributes are `text`."""
    writer, elements = document.writer, document.elements
    effect = _find_effect(document, tag, text)
    if kind is Kind.QUIET:
        if effect is NO_EFFECT and not elements.places.get(tag):
            return  # nothing will depend on where it ends
    elif tag in IMPLIED_ENDS or (kind is Kind.BLOCK and elements.places.get("p")):
        _end_implied(document, tag)
    elif tag == "a":
        close_element(document, tag)
    if text and text[-1] == "/" and kind is not Kind.BLOCK and tag != "a":
        return
    if kind is Kind.BLOCK and not writer.mute:
        if writer.line:
            writer.break_line()
        if tag in SPACED and not effect.tight:
            writer.blank_wanted = True
    if not elements.push(tag, effect):
        return
    if effect is not NO_EFFECT:
        writer.enter(effect)
    if tag in ACTING:
        _begin(writer, tag, text)


def _find_effect(document: Document, tag: str, text: str) -> Effect:
    """The effect of an element; documents repeat the same attributes, so it is looked up first."""
    key = (tag, text)
    effect = document.effects.get(key)
    if effect is None:
        effect = find_effect(tag, text, document.sheet)
        if not document.hiding and effect is not NO_EFFECT and tag not in UNSHOWN:
            effect = Effect(Look(pre=effect.look.pre), effect.place, effect.tight)
        document.effects[key] = effect
    if effect.place is Place.ANSWERED:
        return Effect(effect.look, _ANSWERED[document.writer.answered], effect.tight)
    return effect


def _end_implied(document: Document, tag: str) -> None:
    at = document.elements.find_implied(tag)
    if at >= 0:
        _pop_to(document, at)


def _begin(writer: Writer, tag: str, text: str) -> None:
    """What the begin of some elements writes or remembers."""
    if tag == "table":
        if writer.tables:
            writer.tables[-1].nested = True
        writer.tables.append(TableFrame())
    elif tag in LISTS:
        writer.blank_wanted = writer.blank_wanted and not writer.lists
        writer.lists.append(open_list(tag, parse_attributes(text)))
    elif writer.mute:
        return
    elif tag == "a":
        found = _HREF.search(text)
        writer.open_link(decode_entities(found[1] or found[2] or found[3] or "") if found else "")
    elif tag == "li":
        writer.follows_item = len(writer.lists) > 1 or (bool(writer.lists) and writer.lists[-1].number > 1)
        writer.bullet = next_bullet(writer.lists, parse_attributes(text))
    elif tag == "q":
        writer.line.append("“")
    elif writer.tables:
        _begin_in_table(writer, tag)


def _begin_in_table(writer: Writer, tag: str) -> None:
    frame = writer.tables[-1]
    if tag == "tr":
        begin_row(frame, len(writer.out))
        return
    writer.break_line()
    if frame.row < 0:
        begin_row(frame, len(writer.out))
    frame.cells.append(len(writer.out))
    frame.headed = frame.headed or tag == "th"


def write_void(document: Document, tag: str, text: str) -> None:
    """Write an element that has no content."""
    writer = document.writer
    if tag == "br":
        if not writer.mute:
            writer.break_line(force=True)
    elif tag == "hr":
        _end_implied(document, tag)
        attributes = parse_attributes(text)
        if find_place(tag, attributes, "") is not None:
            writer.answered = writer.opening = True
        writer.put_rule()
    elif tag == "img" and "alt" in text.lower():
        said = "" if writer.mute else read_alternative(parse_attributes(text))
        if said:
            writer.line.append(said)


def close_element(document: Document, tag: str) -> None:
    """An end tag: ends the innermost element of its name, where there is one."""
    stack = document.elements.stack
    if stack and stack[-1][0] == tag:
        _pop(document)
        return
    at = document.elements.find(tag)
    if at < 0:
        if tag in {"p", "br"} and not document.writer.mute:
            document.writer.break_line(force=tag == "br")
        return
    if tag in BLOCKS or tag in CELLS:
        _pop_to(document, at)
        return
    _end(document.writer, tag)
    document.writer.leave(document.elements.bury(at))


def _pop_to(document: Document, at: int) -> None:
    """Close all elements from the innermost to that at `at`; each is closed once, so all closings together are linear."""
    while len(document.elements.stack) > at:
        _pop(document)


def _pop(document: Document) -> None:
    writer = document.writer
    tag, effect = document.elements.pop()
    if tag in ACTING:
        _end(writer, tag)
    if tag in BLOCKS and not writer.mute:
        if writer.line:
            writer.break_line()
        if tag in SPACED and not effect.tight and not (tag in LISTS and writer.lists):
            writer.blank_wanted = True
    if effect is not NO_EFFECT:
        writer.leave(effect)


def _end(writer: Writer, tag: str) -> None:
    """What the end of some elements writes or forgets."""
    if tag == "a":
        writer.close_link()
    elif tag in CELLS or tag == "li":
        writer.break_line()
        writer.bullet = ""
    elif tag == "tr":
        _end_row(writer)
    elif tag == "table":
        _end_row(writer)
        writer.tables.pop()
    elif tag in LISTS:
        writer.break_line()
        writer.lists.pop()
        writer.bullet = ""
    elif tag == "q" and not writer.mute:
        writer.line.append("”")


def _end_row(writer: Writer) -> None:
    writer.break_line()
    if writer.tables and 0 <= writer.tables[-1].row < len(writer.out):
        writer.blank_wanted = end_row(writer.tables[-1], writer.out)


def close_all(document: Document) -> None:
    """The document ends."""
    _pop_to(document, 0)
    document.writer.break_line()
    document.writer.release_signature()
