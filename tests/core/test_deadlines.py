"""Working time, counted in another way than the program counts it: minute by minute on the clock of the place."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailbot.core.calendar import MOST_DAYS_OFF, Calendar
from mailbot.core.deciding.deadlines import due_at, half_of
from mailbot.core.desk import Target

GENEVA = Calendar("geneva", "Europe/Zurich", time(9), time(17), yearly=frozenset({(12, 25)}))
AMMAN = Calendar("amman", "Asia/Amman", time(8), time(16, 30), weekend=(5, 6), holidays=frozenset({date(2026, 3, 8)}))
NIGHTS = Calendar("nights", "Europe/Zurich", time(1), time(7), weekend=())
MINUTE = timedelta(minutes=1)


def at(text):
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("calendar", "target", "arrived", "due"),
    [
        (GENEVA, Target(hours=2), "2026-12-25T23:30+00:00", "2026-12-26T01:30+00:00"),  # hours run on holidays too
        (GENEVA, Target(days=1), "2026-03-03T11:00+00:00", "2026-03-04T11:00+00:00"),  # Tuesday noon, Wednesday noon
        (GENEVA, Target(days=1), "2026-03-03T02:00+00:00", "2026-03-03T16:00+00:00"),  # at night: to the evening
        (GENEVA, Target(days=1), "2026-03-06T14:00+00:00", "2026-03-09T14:00+00:00"),  # over the weekend
        (GENEVA, Target(days=3), "2026-03-07T12:00+00:00", "2026-03-11T16:00+00:00"),  # from a Saturday
        (GENEVA, Target(days=10), "2026-03-03T11:00+00:00", "2026-03-17T11:00+00:00"),
        (GENEVA, Target(days=1), "2026-12-24T10:00+00:00", "2026-12-28T10:00+00:00"),  # Christmas, then the weekend
        (GENEVA, Target(days=1), "2026-03-27T13:00+00:00", "2026-03-30T12:00+00:00"),  # 14:00 before and in summer time
        (GENEVA, Target(days=1), "2026-10-23T12:00+00:00", "2026-10-26T13:00+00:00"),  # and back
        (AMMAN, Target(days=1), "2026-03-05T10:00+00:00", "2026-03-09T10:00+00:00"),  # Thursday: weekend, a Sunday off
        (AMMAN, Target(days=1, hours=1), "2026-03-03T12:30+00:00", "2026-03-04T13:30+00:00"),
    ],
)
def test_a_deadline_counts_days_of_work_and_hours_of_the_clock(calendar, target, arrived, due):
    assert due_at(at(arrived), target, calendar) == at(due)


@pytest.mark.parametrize(
    ("calendar", "target", "since", "half"),
    [
        (GENEVA, Target(hours=2), "2026-03-07T23:00+00:00", "2026-03-08T00:00+00:00"),
        (GENEVA, Target(days=1), "2026-03-03T11:00+00:00", "2026-03-03T15:00+00:00"),
        (GENEVA, Target(days=1), "2026-03-06T14:00+00:00", "2026-03-09T10:00+00:00"),  # two hours on Friday, two on Monday
        (GENEVA, Target(days=3), "2026-03-07T12:00+00:00", "2026-03-10T12:00+00:00"),
    ],
)
def test_half_of_the_time_is_half_of_the_working_time(calendar, target, since, half):
    assert half_of(at(since), due_at(at(since), target, calendar), target, calendar) == at(half)


def test_where_nobody_ever_works_a_deadline_still_comes():
    never = Calendar("never", weekend=(1, 2, 3, 4, 5, 6, 7))
    assert due_at(at("2026-03-03T11:00+00:00"), Target(days=1), never) == at("2026-03-03T20:00+00:00")
    one_day = Calendar(
        "one", weekend=(1, 2, 3, 4, 5, 6), holidays=frozenset(date(2026, 1, 4) + timedelta(7 * n) for n in range(60))
    )
    assert due_at(at("2025-12-28T16:00+00:00"), Target(days=1), one_day) == at("2025-12-29T01:00+00:00")
    assert MOST_DAYS_OFF < 365


def _minutes(calendar, begin, end):
    """Working minutes between two moments, one by one."""
    zone, count, moment = ZoneInfo(calendar.zone), 0, begin
    while moment < end:
        here = moment.astimezone(zone)
        day = here.date()
        off = here.isoweekday() in calendar.weekend or day in calendar.holidays or (day.month, day.day) in calendar.yearly
        count += not off and calendar.opens <= here.time() < calendar.closes
        moment += MINUTE
    return count


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([GENEVA, AMMAN]),
    st.integers(0, 366 * 24 * 60),
    st.integers(1, 3 * 8 * 60),
)
def test_so_much_is_worked_until_a_deadline(calendar, minute, work):
    start = datetime(2026, 1, 1, tzinfo=UTC) + minute * MINUTE
    end = calendar.after(start, work * MINUTE)
    assert _minutes(calendar, start, end) == work
    assert calendar.worked(start, end) == work * MINUTE
    assert _minutes(calendar, end - MINUTE, end) == 1, "a deadline is never in free time"


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 6, 1)])
def test_hours_in_which_the_clocks_change_are_as_long_as_they_are(day):
    begin, end = NIGHTS.span_of(day)
    assert (end - begin) == timedelta(hours={3: 5, 10: 7, 6: 6}[day.month])
