"""What each form may name, and what it is given."""

from collections.abc import Mapping
from dataclasses import fields, replace

from mailbot.adapters.templates.buttons import OWNERS, TAPS, write_buttons
from mailbot.adapters.templates.engine import WORDS
from mailbot.adapters.templates.grammar import LISTS
from mailbot.adapters.templates.items import ITEMS, REQUESTS, write_item, write_request
from mailbot.adapters.templates.layout import Passage
from mailbot.adapters.templates.lines import one_line, short_file_name, short_line
from mailbot.adapters.templates.story import say_line
from mailbot.adapters.templates.words import Words, say_day, say_moment, say_remark, say_size
from mailbot.core.decision import MailKind
from mailbot.core.remark import Remark
from mailbot.core.writing.forms import ACK_CRITICAL, ANSWER_COPY, FORMS
from mailbot.core.writing.view import MailView, StoryLine

OCTETS = {
    "requester": 320,
    "author": 80,
    "participants": 400,
    "requester_name": 200,
    "reasons": 150,
    "attachments": 100,
    "event": 240,
}
"""How much of what comes from outside a mail shows: all of it fits twice, as text and as HTML, into a mail for a thin line."""

SHORTEST = 20
"""Octets below which there is no room for one more line of an event."""

_OTHERS = frozenset(
    {*LISTS, TAPS, "text", "restricted", "due", "back_on", "others", "participants", "left_out", "note", "noted_by", "untaken"}
    | {"more"}
)
_LINES = tuple(f.name for f in fields(MailView) if f.name not in _OTHERS)
_ALL = frozenset(f.name for f in fields(MailView)) - {TAPS, ITEMS, REQUESTS, "more"} | {"more_attachments"}
_TO_REQUESTER = frozenset({"locale", "desk_name", "reference", "language", "urgency", "due", "restricted"})

TO_OWNERS: tuple[str, ...] = (MailKind.ROUTE, MailKind.FOLLOW_UP, MailKind.REMINDER, MailKind.ESCALATION)
"""The forms that give a ticket to its owner: taps may stand in them."""

MAY_NAME: Mapping[str, frozenset[str]] = dict.fromkeys(FORMS, _ALL) | {
    **dict.fromkeys(TO_OWNERS, _ALL | {TAPS, OWNERS}),
    MailKind.CONFIRMATION: _ALL | {TAPS},
    MailKind.DIGEST: frozenset({"locale", "desk_name", ITEMS}),
    MailKind.OVERVIEW: frozenset({"locale", "desk_name", REQUESTS, "more"}),
    MailKind.REPORT: frozenset({"locale", "desk_name", "remarks"}),
    MailKind.ACK: _TO_REQUESTER,
    ACK_CRITICAL: _TO_REQUESTER,
    MailKind.QUESTION: _TO_REQUESTER,
    MailKind.DELAY: _TO_REQUESTER,
    MailKind.WARNING: _TO_REQUESTER,
    MailKind.CLOSING: _TO_REQUESTER | {"hint"},
    MailKind.LEAVING: _TO_REQUESTER,
    MailKind.ERASURE: frozenset({"locale", "desk_name", "remarks", "hint"}),
    MailKind.ERASED: frozenset({"locale", "desk_name", "reference", "hint"}),
    MailKind.ANSWER: _TO_REQUESTER | {"subject", "text", "owner_name", "others"},
    ANSWER_COPY: _TO_REQUESTER | {"text", "others"},
}
"""What a form may name. Automatic mail to people outside has no way to repeat what was sent: a telephone may be shared."""


def values_of(view: MailView, words: Words, question: str = "") -> dict[str, object]:
    """Return what a template is given: lines that are lines, lists of bounded length, and the word list.

    `question` is what the requester is asked who has to tell more, in his language.
    """
    values: dict[str, object] = {name: one_line(getattr(view, name)) for name in _LINES}
    values |= {name: short_line(getattr(view, name), OCTETS[name]) for name in ("requester", "requester_name")}
    story = view.story[-LISTS["story"] :]
    said, text = [_short(line, say_line(line, words)) for line in story], view.text
    if view.left_out:
        note = say_remark(words, Remark("left_out", (("size", say_size(words, view.left_out)),)))
        if text or not story:
            text += f"\n\n[{note}]"
        else:
            said[-1] += f"\n\n[{note}]"
    values["text"] = Passage(text)
    values |= write_buttons(view.taps, words, question)
    values["note"] = Passage(view.note)
    values["noted_by"] = short_line(view.noted_by, OCTETS["requester_name"])
    values["restricted"] = view.restricted
    values["untaken"] = view.untaken
    values["others"] = view.others
    values["author"] = short_line(view.author, OCTETS["requester"])
    values["participants"] = short_line(", ".join(view.participants), OCTETS["participants"])
    values["due"] = say_moment(words, view.due)
    values["back_on"] = say_day(words, view.back_on)
    values["attachments"] = tuple(
        replace(file, filename=short_file_name(file.filename, OCTETS["attachments"]))
        for file in view.attachments[: LISTS["attachments"]]
    )
    values["more_attachments"] = max(0, len(view.attachments) - LISTS["attachments"])
    values["reasons"] = tuple(short_line(reason, OCTETS["reasons"]) for reason in view.reasons[: LISTS["reasons"]])
    values["remarks"] = tuple(say_remark(words, one) for one in view.remarks[: LISTS["remarks"]])
    values["story"] = tuple(
        replace(line, at=say_moment(words, line.at), author=short_line(line.author, OCTETS["author"]), text=Passage(told))  # type: ignore[arg-type]  # as a template sees it
        for line, told in zip(story, said, strict=True)
    )
    values[ITEMS] = tuple(write_item(one, words) for one in view.items[: LISTS[ITEMS]])
    values[REQUESTS] = tuple(write_request(one, words) for one in view.requests[: LISTS[REQUESTS]])
    values["more"] = view.more
    values["mentions"] = tuple(map(one_line, view.mentions[: LISTS["mentions"]]))
    values[WORDS] = words
    return values


def _short(line: StoryLine, told: str) -> str:
    """Return what a line says, at most so much of an event as a mail has room for."""
    if not line.remarks:
        return told
    room, lines = OCTETS["event"], list[str]()
    for said in told.split("\n"):
        lines.append(short_line(said, room))
        room -= len(lines[-1].encode("utf-8", "replace")) + 1
        if room < SHORTEST:
            break
    return "\n".join(lines) + ("\u2026" if len(lines) <= told.count("\n") else "")
