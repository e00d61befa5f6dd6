"""What is a coordinator's, told in one mail: at a time of day, on each day that he works or on some of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from mailbot.core.calendar import Calendar


class Part(StrEnum):
    """The parts of an overview, in order: his requests whose date is over, those due before the next overview, those of others
    whose date is over where he leads, and his that are due later or wait for their requester.
    """

    LATE = "late"
    SOON = "soon"
    OTHERS = "others"
    REST = "rest"


def part_of(due: datetime | None, now: datetime, until: datetime) -> Part:
    """The part of a request with this date in an overview made `now`, where the next is made at `until`."""
    if due is None or due > until:
        return Part.REST
    return Part.LATE if due <= now else Part.SOON


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The time of day of his overviews; `days` are ISO weekday numbers (Monday is 1), nothing for every day that he works."""

    at: time
    days: tuple[int, ...] = ()

    def next(self, calendar: Calendar, after: datetime) -> datetime | None:
        """The first moment behind `after` at which an overview is due, in UTC; None where nobody works for long.

        Where he does not work on a day that is named, it is due on the next one on which he does.
        """
        moment = calendar.next_of((self.at,), after)
        while moment is not None and self.days and not _stands_for(self.days, calendar, calendar.local(moment).date()):
            moment = calendar.next_of((self.at,), moment)
        return moment


def _stands_for(days: Collection[int], calendar: Calendar, day: date) -> bool:
    """Whether a working day is one of these days of the week, or the first behind one of them that was off."""
    while day.isoweekday() not in days:
        day -= timedelta(days=1)
        if calendar.is_working_day(day):
            return False
    return True
