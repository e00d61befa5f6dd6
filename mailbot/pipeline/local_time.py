"""The moments of a mail on the clock of its reader: a coordinator's own, UTC for people outside.

Where somebody outside sits nobody knows: a request is about a country, and may be written anywhere.
"""

from dataclasses import replace
from datetime import datetime

from mailbot.core.calendar import Calendar
from mailbot.core.decision import Role
from mailbot.core.desk import Desk
from mailbot.core.remark import MOMENTS, Remark
from mailbot.core.writing.view import MailView, StoryLine
from mailbot.ports import OwedMail

TEAM = (Role.COORDINATOR, Role.ADMIN)
"""Whose calendar is known."""


def clock_of(owed: OwedMail, desk: Desk) -> Calendar:
    """The calendar by whose clock the reader of a mail lives."""
    person = desk.coordinator(owed.recipient) if owed.role in TEAM else None
    return desk.calendar_of(person) if person is not None else Calendar("")


def on_clock(view: MailView, clock: Calendar) -> MailView:
    """The view with each of its moments on this clock."""
    return replace(
        view,
        due=_local(view.due, clock),
        remarks=tuple(_remark(one, clock) for one in view.remarks),
        story=tuple(line_on_clock(line, clock) for line in view.story),
        items=tuple(replace(item, due=_local(item.due, clock)) for item in view.items),
        requests=tuple(replace(one, due=_local(one.due, clock), asked=_local(one.asked, clock)) for one in view.requests),
    )


def line_on_clock(line: StoryLine, clock: Calendar) -> StoryLine:
    """A line of a story with each of its moments on this clock."""
    return replace(line, at=clock.local(line.at), remarks=tuple(_remark(one, clock) for one in line.remarks))


def _local(moment: datetime | None, clock: Calendar) -> datetime | None:
    return None if moment is None else clock.local(moment)


def _remark(remark: Remark, clock: Calendar) -> Remark:
    values = ((name, _rewrite(said, clock) if name in MOMENTS else said) for name, said in remark.values)
    return replace(remark, values=tuple(values))


def _rewrite(moment: str, clock: Calendar) -> str:
    return clock.local(datetime.fromisoformat(moment)).isoformat()
