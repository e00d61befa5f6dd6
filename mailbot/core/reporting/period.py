"""The days that a report is about."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mailbot.core.calendar import Calendar

_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_DAY = timedelta(days=1)


class BadPeriod(Exception):
    """What was typed is no period; the text says why, and how one is written."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both within it, in the zone of the calendar."""

    first: date
    last: date
    calendar: Calendar

    @property
    def name(self) -> str:
        """`2026-10` for a month, `2026` for a year, else `2026-10-05 to 2026-10-11`."""
        if self == month_of(self.first, self.calendar):
            return f"{self.first:%Y-%m}"
        whole_year = (self.first.month, self.first.day, self.last) == (1, 1, date(self.first.year, 12, 31))
        return str(self.first.year) if whole_year else f"{self.first} to {self.last}"

    @property
    def since(self) -> datetime:
        """The moment at which it begins."""
        return self.calendar.begin_of(self.first)

    @property
    def until(self) -> datetime:
        """The moment at which it is over."""
        return self.calendar.begin_of(self.last + _DAY)


def month_of(day: date, calendar: Calendar) -> Period:
    """The month in which a day lies."""
    first = day.replace(day=1)
    return Period(first, (first + 31 * _DAY).replace(day=1) - _DAY, calendar)


def last_month(now: datetime, calendar: Calendar) -> Period:
    """The last month that is over."""
    return month_of(calendar.local(now).date().replace(day=1) - _DAY, calendar)


def parse_month(text: str, calendar: Calendar) -> Period:
    """A month as it is written. Raises BadPeriod."""
    found = _MONTH.fullmatch(text)
    if found is None or not 1 <= int(found[2]) <= 12 or not 1970 <= int(found[1]) <= 9998:
        raise BadPeriod(f"'{text[:40]}' is no month: write it as 2026-10")
    return month_of(date(int(found[1]), int(found[2]), 1), calendar)


def parse_year(text: str, calendar: Calendar) -> Period:
    """A year as it is written. Raises BadPeriod."""
    if not _YEAR.fullmatch(text) or not 1970 <= int(text) <= 9998:
        raise BadPeriod(f"'{text[:40]}' is no year: write it as 2026")
    return Period(date(int(text), 1, 1), date(int(text), 12, 31), calendar)


def parse_period(since: str, until: str, now: datetime, calendar: Calendar) -> Period:
    """The days from `since` to `until`, "" for today. Raises BadPeriod."""
    first, last = _parse_day(since), _parse_day(until) if until else calendar.local(now).date()
    if first > last:
        raise BadPeriod(f"{first} is after {last}: a period begins before it ends")
    return Period(first, last, calendar)


def _parse_day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if not 1970 <= day.year <= 9998:
        raise BadPeriod(f"'{text[:40]}' is no day: write it as 2026-10-31")
    return day
