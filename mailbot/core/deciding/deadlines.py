"""By when a person shall have answered."""

from datetime import datetime, timedelta

from mailbot.core.desk import Target


def due_at(now: datetime, target: Target, weekend: tuple[int, ...]) -> datetime:
    """The deadline for something that arrived at `now`: hours run on the wall clock, days count working days only."""
    due = now + timedelta(hours=target.hours)
    days = target.days
    while days > 0:
        due += timedelta(days=1)
        if due.isoweekday() not in weekend:
            days -= 1
    return due
