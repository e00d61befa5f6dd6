"""Which parts are the body and which are files, and the body as one text (RFC 2046, 5.1; RFC 2183; RFC 3676)."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mailbot.core.message import Attachment
from mailbot.core.reading.charset import decode_text
from mailbot.core.reading.headers import clean_line, decode_value, split_header
from mailbot.core.reading.html import html_to_text
from mailbot.core.reading.limits import Defects, Limits
from mailbot.core.reading.marks import MARKS
from mailbot.core.reading.mime import Part
from mailbot.core.reading.names import safe_name
from mailbot.core.reading.transfer import decode_transfer

REPORT_TYPES = frozenset({"message/delivery-status", "message/global-delivery-status", "message/feedback-report"})
TEXT_TYPES = frozenset({"text/plain", "text/html", "text/enriched", "text/x-amp-html", "text/watch-html", "text/x-watch-html"})
ENCRYPTED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
# Controls go, breaks of other alphabets are breaks, and a mail's own private-use characters must not pass for our marks.
_BREAKS = (
    dict.fromkeys((*range(9), *range(14, 32), *range(127, 160)))
    | dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n")
    | {ord(mark): "�" for mark in MARKS}
)
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ue000-\ue003\ud800-\udfff]")
_CID_NAME = re.compile(r"<([\w-]{1,80}\.[A-Za-z]{2,4})@")
_STUFFED = re.compile(r"(>*)( ?)(.*)", re.S)


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of the body: the parts to show, and those to show instead where they turn out to be blank."""

    first: tuple[Part, ...]
    instead: tuple[Part, ...] = ()


@dataclass(slots=True)
class Leaves:
    """The leaves of a mail's tree: the pieces to show in order, the files, and the machine-readable reports."""

    shown: list[Shown] = field(default_factory=list)
    files: list[Part] = field(default_factory=list)
    reports: list[Part] = field(default_factory=list)


def sort_leaves(root: Part, defects: Defects) -> Leaves:
    """Walk the tree in the order in which a reader meets it."""
    leaves = Leaves()
    _sort(root, leaves, defects)
    return leaves


def _sort(part: Part, leaves: Leaves, defects: Defects) -> None:
    kind = part.content_type
    if kind in ENCRYPTED and "signed" not in part.parameters.get("smime-type", ""):
        defects.note("encrypted mail; its content cannot be read here")
    if kind == "multipart/alternative" and part.children:
        _sort_alternatives(part, leaves, defects)
    elif part.children:
        for child in part.children:
            _sort(child, leaves, defects)
    elif kind in REPORT_TYPES or (kind == "message/disposition-notification" and not part.disposition):
        leaves.reports.append(part)
    elif _is_shown(part, leaves):
        leaves.shown.append(Shown((part,)))
    else:
        leaves.files.append(part)


def _is_shown(part: Part, leaves: Leaves) -> bool:
    if part.content_type not in TEXT_TYPES or part.disposition == "attachment":
        return False
    return not part.filename or (not part.disposition and not leaves.shown)


def _sort_alternatives(part: Part, leaves: Leaves, defects: Defects) -> None:
    """Show the plain form where it says anything, else the richest that we can show; the files of every form are kept."""
    forms: list[tuple[Part, ...]] = []
    for child in part.children:
        form = Leaves()
        _sort(child, form, defects)
        leaves.files += form.files
        leaves.reports += form.reports
        if form.shown:
            forms.append(tuple(p for s in form.shown for p in s.first + s.instead))
    plain = next((f for f in forms if f[0].content_type == "text/plain"), ())
    rich = next((f for f in reversed(forms) if any(p.content_type == "text/html" for p in f)), ())
    if plain or rich or forms:
        leaves.shown.append(Shown(plain, rich) if plain else Shown(rich or forms[-1]))


def body_text(raw: bytes, leaves: Leaves, limits: Limits, defects: Defects) -> str:
    """The body as text with line feeds, at most `limits.text` characters. Lines from HTML may begin with our marks."""
    pieces: list[str] = []
    room = limits.text
    for shown in leaves.shown:
        if room <= 0:
            break
        text = "\n".join([_part_text(raw, part, limits, defects) for part in shown.first])
        if shown.instead and _says_little(text, shown.instead):
            rich = "\n".join([_part_text(raw, part, limits, defects) for part in shown.instead])
            text = rich if _is_blank(text) or len(rich) > 3 * len(text) else text
        if len(text) > room:
            defects.note(f"text of more than {limits.text} characters; the rest is ignored")
            text = text[:room]
        room -= len(text)
        pieces.append(text)
    return pieces[0] if len(pieces) == 1 else "\n".join([p.rstrip("\n") + "\n" for p in pieces if p])


def _says_little(text: str, instead: tuple[Part, ...]) -> bool:
    """Whether the plain form is blank or only tells that there is another."""
    return _is_blank(text) or (len(text) < 1000 and sum(p.end - p.start for p in instead) > 4000 + 10 * len(text))


def _is_blank(text: str) -> bool:
    return len(text) < 10_000 and not text.strip(" \t\r\n\xa0\u200b\ufeff")


def _part_text(raw: bytes, part: Part, limits: Limits, defects: Defects) -> str:
    is_html = part.content_type != "text/plain"
    room = min(part.end - part.start, limits.html if is_html else limits.text * 4)
    if room < part.end - part.start:
        defects.note("text part is too long; its end is ignored")
    data, trouble = decode_transfer(memoryview(raw)[part.start : part.start + room], part.encoding)
    text, problem = decode_text(data, part.parameters.get("charset", ""))
    for said in (trouble, problem):
        if said:
            defects.note(said)
    text = normalise_text(text)
    if is_html:
        return html_to_text(text, limits, defects)
    if part.parameters.get("format", "").lower() == "flowed":
        return unflow(text, glue="" if part.parameters.get("delsp", "").lower() == "yes" else " ")
    return text


def normalise_text(text: str) -> str:
    """`text` with line feeds for breaks and without controls, lone surrogates and what would pass for our marks."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _ODD.search(text):
        text = text.translate(_BREAKS).encode("utf-8", "replace").decode("utf-8")
    return text


def unflow(text: str, glue: str) -> str:
    """RFC 3676, 4: lines that end in a blank go on in the next one of the same quote depth; stuffed blanks are taken off."""
    out: list[str] = []
    pieces: list[str] = []
    depth, flowing = "", False
    for line in text.split("\n"):
        quote, _, content = _STUFFED.match(line).groups() if line else ("", "", "")  # type: ignore[union-attr]  # matches all
        if flowing and quote == depth and content != "-- ":
            if not glue:
                pieces[-1] = pieces[-1][:-1]
            pieces.append(content)
        else:
            out.append("".join(pieces))
            pieces = [f"{quote} {content}" if quote else content]
        depth, flowing = quote, content.endswith(" ") and content != "-- "
    out.append("".join(pieces))
    return "\n".join(out[1:])


def read_files(raw: bytes, leaves: Leaves, defects: Defects) -> Iterator[tuple[Attachment, bytes]]:
    """The files of a mail in order, each with its decoded content; one at a time in memory."""
    for part in leaves.files:
        span = memoryview(raw)[part.start : part.end]
        data, trouble = decode_transfer(span, part.encoding)
        if trouble:
            defects.note(trouble)
        name = part.filename or _other_name(raw, part)
        yield (
            Attachment(
                filename=safe_name(clean_line(name), part.content_type),
                content_type=part.content_type[:200],
                size=len(data),
                sha256=hashlib.sha256(data).hexdigest(),
                inline=_is_inline(part),
            ),
            data,
        )


def _other_name(raw: bytes, part: Part) -> str:
    """A name for a file that has none: an attached mail has its subject's, an image that of its Content-ID if it is one."""
    if part.content_type != "message/rfc822":
        cid = _CID_NAME.match(decode_value(part.raw_field("content-id")))
        return cid[1] if cid else ""
    fields, _ = split_header(raw, part.start, part.end, Limits(header_block=32 * 1024), Defects())
    subject = next((decode_value(value) for key, value in fields if key == "subject"), "")
    return f"{subject[:100].replace('/', '_')}.eml" if subject else ""


def _is_inline(part: Part) -> bool:
    """Whether it is shown in the text: an image that says so or that the HTML names by its Content-ID (RFC 2392)."""
    if part.disposition == "attachment":
        return False
    return part.disposition == "inline" or bool(part.raw_field("content-id").strip())
