"""When a desk or a person works: a time zone, hours, days off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MOST_DAYS_OFF = 60
"""In a row: where nobody works for longer than that, nothing is put off until then."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working time in the time zone `zone` (an IANA name): from `opens` to `closes`, the latter after the former.

    `weekend` holds the days off as ISO weekday numbers (Monday is 1), `holidays` single days, `yearly` the (month, day) that are
    off every year. `country` and `subdivision` (ISO 3166) say whose public holidays are among `holidays`, "" for nobody's.
    """

    id: str
    zone: str = "UTC"
    opens: time = time(8)
    closes: time = time(17)
    weekend: tuple[int, ...] = (6, 7)
    holidays: frozenset[date] = frozenset()
    yearly: frozenset[tuple[int, int]] = frozenset()
    country: str = ""
    subdivision: str = ""

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

    def span_of(self, day: date) -> tuple[datetime, datetime] | None:
        """From when to when `day` is worked, in UTC; None where it is a day off.

        Hours that the clocks leave out or repeat are as long as they really are.
        """
        if not self.is_working_day(day):
            return None
        zone = ZoneInfo(self.zone)
        return datetime.combine(day, self.opens, zone).astimezone(UTC), datetime.combine(day, self.closes, zone).astimezone(UTC)

    @property
    def day_length(self) -> timedelta:
        """The working time of one day on which the clocks are not changed."""
        return datetime.combine(date.min, self.closes) - datetime.combine(date.min, self.opens)

    def after(self, start: datetime, work: timedelta) -> datetime:
        """The moment at which so much working time has passed since `start`, in UTC. What begins in free time begins with work.

        Where there are MOST_DAYS_OFF in a row, the rest passes on the wall clock: no deadline is put off for ever.
        """
        left, last = work, start
        for begin, end in self._spans(start):
            if left <= end - begin:
                return begin + left
            left -= end - begin
            last = end
        return last.astimezone(UTC) + left

    def worked(self, start: datetime, end: datetime) -> timedelta:
        """The working time between two moments."""
        done = timedelta()
        for begin, over in self._spans(start):
            if begin >= end:
                break
            done += min(over, end) - begin
        return done

    def _spans(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The working times from `start` on, in UTC, the first one cut, until there is none for MOST_DAYS_OFF."""
        day, off, start = self.local(start).date(), 0, start.astimezone(UTC)
        while off <= MOST_DAYS_OFF and day < date.max:
            span = self.span_of(day)
            off = off + 1 if span is None else 0
            if span is not None and span[1] > start:
                yield max(span[0], start), span[1]
            day += timedelta(days=1)

    def next_of(self, times: Sequence[time], after: datetime) -> datetime | None:
        """The first moment behind `after` at which it is one of these times of day, on a working day; in UTC.

        None where there is no working day within MOST_DAYS_OFF. A time that the clocks leave out in spring is an hour later.
        """
        first = self.local(after).date()
        for day in (first + timedelta(days=n) for n in range(MOST_DAYS_OFF + 1)):
            moments = [datetime.combine(day, one, ZoneInfo(self.zone)).astimezone(UTC) for one in times]
            later = [moment for moment in moments if moment > after]
            if later and self.is_working_day(day):
                return min(later)
        return None
