"""By when a person shall have answered: days of work on a calendar, hours on the wall clock."""

from datetime import datetime, timedelta

from mailbot.core.calendar import Calendar
from mailbot.core.desk import Desk, Target
from mailbot.core.ticket import Urgency


def deadline_of(desk: Desk, owner: str, urgency: Urgency, since: datetime) -> datetime:
    """By when the owner of a ticket shall have answered somebody who waits since then."""
    return due_at(since, desk.targets[urgency], desk.working_time_of(owner))


def due_at(now: datetime, target: Target, calendar: Calendar) -> datetime:
    """The deadline for something that arrived at `now`, in UTC.

    Hours run day and night. Days are as long as the calendar works on one: what arrives at noon is due at noon, what arrives
    at night is due as if it came when work begins.
    """
    moment = now + timedelta(hours=target.hours)
    return calendar.after(moment, target.days * calendar.day_length) if target.days else moment


def half_of(since: datetime, until: datetime, target: Target, calendar: Calendar) -> datetime:
    """The moment at which half of the time between two moments is over, counted as the target counts."""
    if not target.days:
        return since + (until - since) / 2
    return calendar.after(since, calendar.worked(since, until) / 2)
