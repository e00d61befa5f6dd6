"""When a desk or a person works: a time zone, hours, days off."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working time in the time zone `zone` (an IANA name): from `opens` to `closes`, the latter after the former.

    `weekend` holds the days off as ISO weekday numbers (Monday is 1), `holidays` single days, `yearly` the (month, day) that are
    off every year.
    """

    id: str
    zone: str = "UTC"
    opens: time = time(8)
    closes: time = time(17)
    weekend: tuple[int, ...] = (6, 7)
    holidays: frozenset[date] = frozenset()
    yearly: frozenset[tuple[int, int]] = frozenset()

    def local(self, at: datetime) -> datetime:
        """The aware moment `at` on the clock of this calendar."""
        return at.astimezone(ZoneInfo(self.zone))

    def begin_of(self, day: date) -> datetime:
        """The moment at which `day` begins here."""
        return datetime.combine(day, time(), ZoneInfo(self.zone))

    def is_working_day(self, day: date) -> bool:
        """Whether somebody works on `day`."""
        return day.isoweekday() not in self.weekend and day not in self.holidays and (day.month, day.day) not in self.yearly

    def is_open(self, at: datetime) -> bool:
        """Whether the aware moment `at` is working time."""
        here = self.local(at)
        return self.is_working_day(here.date()) and self.opens <= here.time() < self.closes
