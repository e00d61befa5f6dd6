"""Keeps mails to coordinators within the size that each can have on his line."""

from dataclasses import replace

from mailbot.core.decision import MailKind, Role
from mailbot.core.desk import MAIL_SIZE, Desk
from mailbot.core.writing.cutting import ELLIPSIS, cut
from mailbot.core.writing.view import MailView, StoryLine
from mailbot.ports import OwedMail, Rendered, Renderer

CUT = (MailKind.ROUTE, MailKind.FOLLOW_UP, MailKind.REMINDER, MailKind.ESCALATION, MailKind.CROSSING, MailKind.HISTORY)
"""Mails that carry what others wrote; a receipt gives a coordinator his own words back, whole."""

TRIES = 4
"""Signs such as `<` take more room in HTML than in text, so one cut may be too little."""

NOTE = 600
"""Octets for the line that says what is left out, in any script."""


def size_for(owed: OwedMail, desk: Desk) -> int | None:
    """The octets that the text of a mail may have, plain and HTML together, in UTF-8; None where nothing limits it."""
    if owed.role is not Role.COORDINATOR or owed.kind not in CUT:
        return None
    person = desk.coordinator(owed.recipient)
    return (person.mail_size if person is not None else MAIL_SIZE) * 1_000


def render_within(renderer: Renderer, kind: MailKind, view: MailView, size: int | None) -> Rendered:
    """The words of a mail; what others wrote is cut until it fits, the oldest of a story first. Raises RenderFailed."""
    words = renderer.render(kind, view)
    for _ in range(TRIES):
        over = _octets(words.text) + _octets(words.html) - size if size is not None else 0
        if over <= 0 or not view.carried:
            break
        view = _shorten(view, over // (2 if words.html else 1) + 1)
        words = renderer.render(kind, view)
    return words


def _shorten(view: MailView, by: int) -> MailView:
    """The view with so many octets less of others, and room for the line that says so."""
    left = by if view.left_out else by + NOTE
    lines = []
    for line in view.story:
        shorter = _shorten_line(line, left) if left > 0 and line.carried else line
        left -= _octets(line.carried) - _octets(shorter.carried)
        lines.append(shorter)
    text = cut(view.text, max(_octets(view.text) - left, 0)) if left > 0 else view.text
    left -= _octets(view.text) - _octets(text)
    note = cut(view.note, max(_octets(view.note) - left, 0)) if left > 0 else view.note
    short = replace(view, story=tuple(lines), text=text, note=note)
    return replace(short, left_out=view.left_out + view.carried_octets - short.carried_octets)


def _shorten_line(line: StoryLine, by: int) -> StoryLine:
    """A line with so many octets less; what happened is told whole or not at all."""
    if line.remarks:
        return replace(line, text=ELLIPSIS, remarks=())
    return replace(line, text=cut(line.text, max(_octets(line.text) - by, 0)))


def _octets(text: str) -> int:
    return len(text.encode("utf-8", "replace"))
