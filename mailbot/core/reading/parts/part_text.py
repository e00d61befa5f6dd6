"""The text of one part: decoded, without controls, HTML and rich text as plain text, signatures' armour taken off."""

import re
from dataclasses import replace

from mailbot.core.message import ENCRYPTED
from mailbot.core.reading.charset.decoding import decode_text
from mailbot.core.reading.html.markup import html_to_text
from mailbot.core.reading.limits import Budget, Defects, Limits
from mailbot.core.reading.marks import MARKS
from mailbot.core.reading.parts.flowed import unflow
from mailbot.core.reading.parts.mime import Part
from mailbot.core.reading.parts.openpgp import MARK, is_encrypted, without_armour
from mailbot.core.reading.parts.rtf import rtf_to_text, unpack_rtf
from mailbot.core.reading.parts.tnef import Tnef
from mailbot.core.reading.parts.transfer import decode_shown

# Controls go, breaks of other alphabets are breaks, and a mail's own private-use characters must not pass for our marks.
_BREAKS = (
    dict.fromkeys((*range(9), *range(14, 32), *range(127, 160)))
    | dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n")
    | {ord(mark): "�" for mark in MARKS}
)
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ue000-\ue004\ud800-\udfff]")
# What an mbox did to lines that begin with "From ", where no quotation stands around them.
_FROM_LINE = re.compile(r"(^|\n)>(From [^\n]{0,1000})(?=\n(?!>)|\Z)")
_RTF_BYTES = 256 * 1024


def part_text(part: Part, limits: Limits, budget: Budget, defects: Defects) -> str:
    """The text of a text part with line feeds, taken out of the budget. Lines from HTML may begin with our marks."""
    is_plain = part.content_type == "text/plain"
    size = part.end - part.start
    room = min(size, budget.plain if is_plain else budget.html)
    if room < size:
        defects.note("text part is too long; its end is ignored")
    if is_plain:
        budget.plain -= room
    else:
        budget.html -= room
    data, trouble = decode_shown(part.span[:room], part.encoding)
    if part.content_type in {"text/rtf", "text/richtext"} and data.lstrip()[:5] == b"{\\rtf":
        return _rich_text(data[:_RTF_BYTES], limits, budget, defects)
    text, problem = decode_text(data, part.parameters.get("charset", ""))
    for said in (trouble, problem):
        if said:
            defects.note(said)
    text = normalise_text(text)
    return _plain_text(text, part, defects) if is_plain else _html_text(text, limits, budget, defects)


def _html_text(html: str, limits: Limits, budget: Budget, defects: Defects) -> str:
    """HTML as text, as far as the mail may still have tags."""
    left, budget.tags = budget.tags, max(0, budget.tags - html.count("<"))
    if left == limits.tags:
        return html_to_text(html, limits, defects)
    beyond = Defects()
    text = html_to_text(html, replace(limits, tags=left), beyond)
    if beyond.all():
        defects.note(f"HTML of more than {limits.tags} tags; the rest is ignored")
    return text


def _plain_text(text: str, part: Part, defects: Defects) -> str:
    if part.parameters.get("format", "").lower() == "flowed":
        text = unflow(text, glue="" if part.parameters.get("delsp", "").lower() == "yes" else " ")
    if MARK in text:
        if is_encrypted(text):
            defects.note(f"{ENCRYPTED} text (PGP); it cannot be read here")
        text = without_armour(text)
    if ">From " in text:
        text = _FROM_LINE.sub(_restore_from, text)
    return text


def _restore_from(m: re.Match[str]) -> str:
    """A line of its own that an mbox escaped; one that stands below a quoted line is a quotation."""
    above = m.string.rfind("\n", 0, m.start()) + 1
    return m[0] if m.string.startswith(">", above, max(above, m.start())) else f"{m[1]}{m[2]}"


def normalise_text(text: str) -> str:
    """`text` with line feeds for breaks and without controls, lone surrogates and what would pass for our marks."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _ODD.search(text):
        text = text.translate(_BREAKS).encode("utf-8", "replace").decode("utf-8")
    return text


def tnef_text(tnef: Tnef, limits: Limits, budget: Budget, defects: Defects) -> str:
    """The body in a winmail.dat: its plain form, else its HTML, else its rich text."""
    if tnef.text.strip():
        return normalise_text(tnef.text[: limits.text])
    if tnef.html:
        room = min(len(tnef.html), budget.html)
        budget.html -= room
        return _html_text(normalise_text(decode_text(tnef.html[:room], tnef.charset)[0]), limits, budget, defects)
    rtf = unpack_rtf(tnef.rtf, min(_RTF_BYTES, budget.html))
    return _rich_text(rtf, limits, budget, defects)


def _rich_text(rtf: bytes, limits: Limits, budget: Budget, defects: Defects) -> str:
    """Rich text as text; reading it costs as much as four times the HTML."""
    budget.html = max(0, budget.html - 3 * len(rtf))
    text, is_html = rtf_to_text(rtf)
    text = normalise_text(text)
    return _html_text(text, limits, budget, defects) if is_html else text
