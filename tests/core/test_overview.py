"""When an overview is due: at a time of day, on working days or on some of them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.calendar import Calendar
from mailbot.core.overview import Part, Rhythm, part_of

MONDAY = datetime(2026, 2, 2, 12, tzinfo=UTC)
EIGHT = time(8)
HOURS = timedelta(hours=1)


def days(rhythm: Rhythm, calendar: Calendar, count: int, after: datetime = MONDAY) -> list[str]:
    found = []
    for _ in range(count):
        moment = rhythm.next(calendar, after)
        assert moment is not None
        found.append(f"{calendar.local(moment):%a %d %H:%M}")
        after = moment
    return found


def test_it_comes_on_each_working_day_of_his() -> None:
    amman = Calendar("amman", "Asia/Amman", weekend=(5, 6))
    told = days(Rhythm(EIGHT), amman, 4)
    assert told == ["Tue 03 08:00", "Wed 04 08:00", "Thu 05 08:00", "Sun 08 08:00"]


def test_or_on_the_days_that_he_names() -> None:
    assert days(Rhythm(EIGHT, (1, 4)), Calendar("here"), 3) == ["Thu 05 08:00", "Mon 09 08:00", "Thu 12 08:00"]


def test_a_day_off_puts_it_off_to_the_next_working_day() -> None:
    calendar = Calendar("here", holidays=frozenset({date(2026, 2, 9), date(2026, 2, 10)}))
    assert days(Rhythm(EIGHT, (1,)), calendar, 2) == ["Wed 11 08:00", "Mon 16 08:00"]
    assert days(Rhythm(EIGHT, (6, 7)), calendar, 2) == ["Wed 11 08:00", "Mon 16 08:00"]


def test_nobody_who_never_works_is_told_anything() -> None:
    off = Calendar("here", yearly=frozenset((month, day) for month in range(1, 13) for day in range(1, 32)))
    assert Rhythm(EIGHT).next(off, MONDAY) is None
    assert Rhythm(EIGHT, (1,)).next(off, MONDAY) is None


def test_an_hour_stays_the_same_when_the_clocks_are_changed() -> None:
    geneva = Calendar("geneva", "Europe/Zurich")
    rhythm = Rhythm(EIGHT, (1,))
    first = rhythm.next(geneva, datetime(2026, 3, 20, tzinfo=UTC))
    assert first == datetime(2026, 3, 23, 7, tzinfo=UTC)
    assert rhythm.next(geneva, first) == datetime(2026, 3, 30, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due", "part"),
    [
        (None, Part.REST),
        (MONDAY - HOURS, Part.LATE),
        (MONDAY, Part.LATE),
        (MONDAY + HOURS, Part.SOON),
        (MONDAY + 24 * HOURS, Part.SOON),
        (MONDAY + 25 * HOURS, Part.REST),
    ],
)
def test_a_request_is_in_one_part(due: datetime | None, part: Part) -> None:
    assert part_of(due, MONDAY, MONDAY + 24 * HOURS) is part


@given(
    at=st.times(),
    wished=st.sets(st.integers(1, 7), max_size=6),
    weekend=st.sets(st.integers(1, 7), max_size=3),
    off=st.sets(st.integers(0, 60), max_size=20),
    zone=st.sampled_from(["UTC", "Europe/Zurich", "America/Panama", "Asia/Kathmandu", "Pacific/Kiritimati"]),
    hours=st.integers(0, 24 * 30),
)
def test_it_is_behind_the_moment_on_a_working_day_and_each_leads_to_a_later_one(
    *, at: time, wished: set[int], weekend: set[int], off: set[int], zone: str, hours: int
) -> None:
    holidays = frozenset(date(2026, 3, 1) + timedelta(days=n) for n in off)
    calendar = Calendar("any", zone, weekend=tuple(sorted(weekend)), holidays=holidays)
    rhythm = Rhythm(at.replace(second=0, microsecond=0), tuple(sorted(wished)))
    after = datetime(2026, 3, 1, tzinfo=UTC) + hours * HOURS
    for _ in range(5):
        moment = rhythm.next(calendar, after)
        assert moment is not None
        assert after < moment <= after + timedelta(days=40)
        assert calendar.is_working_day(calendar.local(moment).date())
        assert rhythm.next(calendar, moment - timedelta(seconds=1)) == moment
        after = moment
