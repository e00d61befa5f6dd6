"""Which parts are the body and which are files, and the body as one text (RFC 2046, 5.1; RFC 2183; RFC 2387)."""

from dataclasses import dataclass, field

from mailbot.core.reading.blank import is_blank
from mailbot.core.reading.charset.decoding import decode_text
from mailbot.core.reading.limits import Budget, Defects, Limits
from mailbot.core.reading.parts.calendar import summarise
from mailbot.core.reading.parts.choice import Worth, compare, is_better
from mailbot.core.reading.parts.mime import Part
from mailbot.core.reading.parts.part_text import normalise_text, part_text, tnef_text
from mailbot.core.reading.parts.tnef import Tnef
from mailbot.core.reading.parts.transfer import decode_transfer

REPORT_TYPES = frozenset({"message/delivery-status", "message/global-delivery-status", "message/feedback-report"})
TEXT_TYPES = frozenset(
    {
        "text/plain", "text/html", "text/enriched", "text/x-amp-html", "text/watch-html", "text/x-watch-html",
        "text/rtf", "text/richtext", "application/xhtml+xml",
    }
)  # fmt: skip
RICH_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_CALENDAR_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of the body: the parts to show, and those to show instead where they turn out to say less."""

    first: tuple[Part, ...]
    instead: tuple[Part, ...] = ()


@dataclass(slots=True)
class Leaves:
    """The leaves of a mail's tree: the pieces to show in order, the files, the machine-readable reports (which are
    files too), and the containers of Outlook that were unpacked (their files are among the files). `budget` is what the
    mail may still have read of its text, and the mails within it.
    """

    shown: list[Shown] = field(default_factory=list)
    files: list[Part] = field(default_factory=list)
    reports: list[Part] = field(default_factory=list)
    containers: list[Tnef] = field(default_factory=list)
    budget: Budget = field(default_factory=lambda: Budget.of(Limits()))


def body_text(leaves: Leaves, limits: Limits, defects: Defects) -> str:
    """The body as text with line feeds, at most `limits.text` characters. Lines from HTML may begin with our marks.

    Where the mail says nothing else it is the text of its winmail.dat, or what its invitation tells.
    """
    pieces: list[str] = []
    room = limits.text
    for shown in leaves.shown:
        if room <= 0:
            break
        text = _shown_text(shown, limits, leaves.budget, defects)
        if len(text) > room:
            defects.note(f"text of more than {limits.text} characters; the rest is ignored")
            text = text[:room]
        room -= len(text)
        pieces.append(text)
    text = pieces[0] if len(pieces) == 1 else "\n".join([p.rstrip("\n") + "\n" for p in pieces if p])
    return _other_text(leaves, limits, defects) or text if _may_say_more(leaves) and is_blank(text) else text


def _may_say_more(leaves: Leaves) -> bool:
    return bool(leaves.containers or leaves.files)


def _other_text(leaves: Leaves, limits: Limits, defects: Defects) -> str:
    """Text for a mail that has none of its own."""
    for container in leaves.containers:
        text = tnef_text(container, limits, leaves.budget, defects)
        if not is_blank(text):
            return text[: limits.text]
    for part in leaves.files:
        if part.content_type in {"text/calendar", "text/x-vcalendar", "application/ics"}:
            data, _ = decode_transfer(part.span[:_CALENDAR_BYTES], part.encoding)
            text = summarise(normalise_text(decode_text(data, part.parameters.get("charset", "") or "utf-8")[0]))
            if text:
                return text[: limits.text] + "\n"
    return ""


def _shown_text(shown: Shown, limits: Limits, budget: Budget, defects: Defects) -> str:
    """The text of one piece: its first form, or the other where that is worth more."""
    text = _join_parts(shown.first, limits, budget, defects)
    if not shown.instead:
        return text
    worth = compare(text, shown.instead, limits)
    if worth is Worth.ENOUGH:
        return text
    rich = _join_parts(shown.instead, limits, budget, defects)
    return rich if is_better(rich, text, worth) else text


def _join_parts(parts: tuple[Part, ...], limits: Limits, budget: Budget, defects: Defects) -> str:
    """The text of the parts of one form, up to the part with which the mail has more than it may have."""
    pieces: list[str] = []
    room = limits.text
    for part in parts:
        pieces.append(part_text(part, limits, budget, defects))
        room -= len(pieces[-1]) + 1
        if room < 0:
            break
    return "\n".join(pieces)
