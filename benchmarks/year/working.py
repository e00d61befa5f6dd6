"""Working time from a table of quarters of an hour, made by asking of each quarter whether somebody works then.

It shares nothing with the program's own calendar, which goes from day to day.
"""

from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from benchmarks.year.plan import BEGIN, DAY, Hours

QUARTER = timedelta(minutes=15)
DAYS = 600
"""The table reaches so far: a year, and whatever is put off at its end."""


class Working:
    """The working time of one calendar."""

    def __init__(self, hours: Hours) -> None:
        self.hours = hours
        zone = ZoneInfo(hours.zone)
        opens, closes = (60 * int(text[:2]) + int(text[3:]) for text in (hours.opens, hours.closes))
        works = cache(lambda day: f"{day:%m-%d}" not in hours.off and day.isoweekday() not in hours.weekend)
        self.open: list[bool] = []
        self.done = [0]
        """How many quarters were worked before each one."""
        for number in range(DAYS * DAY // QUARTER):
            here = (BEGIN + number * QUARTER).astimezone(zone)
            self.open.append(opens <= 60 * here.hour + here.minute < closes and works(here.date()))
            self.done.append(self.done[-1] + self.open[-1])

    @property
    def day(self) -> timedelta:
        """What is worked on a day on which the clocks are not changed."""
        begin, end = (datetime.strptime(text, "%H:%M").replace(tzinfo=UTC) for text in (self.hours.opens, self.hours.closes))
        return end - begin

    def is_open(self, moment: datetime) -> bool:
        """Whether somebody works at a moment."""
        return self.open[(moment - BEGIN) // QUARTER]

    def until(self, moment: datetime) -> timedelta:
        """What was worked from the begin of the year to a moment."""
        number = (moment - BEGIN) // QUARTER
        rest = moment - BEGIN - number * QUARTER
        return self.done[number] * QUARTER + (rest if self.open[number] else timedelta())

    def after(self, moment: datetime, work: timedelta) -> datetime:
        """The first moment at which so much was worked since another one."""
        wanted = self.until(moment) + work
        number = bisect_left(self.done, wanted / QUARTER) - 1
        while self.done[number] * QUARTER >= wanted:  # a ratio is not exact to the microsecond
            number -= 1
        while self.done[number + 1] * QUARTER < wanted:
            number += 1
        return BEGIN + number * QUARTER + (wanted - self.done[number] * QUARTER)


@cache
def working_time(hours: Hours) -> Working:
    """The table of a calendar, made once."""
    return Working(hours)
