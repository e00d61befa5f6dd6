from datetime import UTC, date, datetime, time

import pytest

from mailbot.core.calendar import Calendar

AMMAN = Calendar(
    "amman",
    "Asia/Amman",
    time(8),
    time(16, 30),
    weekend=(5, 6),
    holidays=frozenset({date(2026, 3, 8)}),
    yearly=frozenset({(12, 25)}),
)


@pytest.mark.parametrize(
    ("moment", "open_then"),
    [
        ("2026-03-02T05:00+00:00", True),  # Monday 08:00 in Amman
        ("2026-03-02T04:59+00:00", False),
        ("2026-03-02T13:30+00:00", False),  # 16:30: over
        ("2026-03-06T09:00+00:00", False),  # Friday
        ("2026-03-01T09:00+00:00", True),  # Sunday is a day of work there
        ("2026-03-08T09:00+00:00", False),  # a holiday of this year
        ("2029-12-25T09:00+00:00", False),  # one of every year
    ],
)
def test_working_time_is_that_of_the_place(moment, open_then):
    assert AMMAN.is_open(datetime.fromisoformat(moment)) is open_then


def test_summer_time_moves_the_hours():
    zurich = Calendar("geneva", "Europe/Zurich", time(9), time(17))
    assert zurich.is_open(datetime(2026, 7, 1, 7, 0, tzinfo=UTC))
    assert not zurich.is_open(datetime(2026, 1, 7, 7, 0, tzinfo=UTC))


EIGHT_AND_TWO = (time(8), time(14))


@pytest.mark.parametrize(
    ("after", "found"),
    [
        ("2026-03-02T04:59+00:00", "2026-03-02T05:00+00:00"),  # Monday, before eight in Amman
        ("2026-03-02T05:00+00:00", "2026-03-02T11:00+00:00"),  # at eight sharp it is the next one
        ("2026-03-02T11:00+00:00", "2026-03-03T05:00+00:00"),
        ("2026-03-05T20:00+00:00", "2026-03-09T05:00+00:00"),  # over the weekend, and the Sunday that is a holiday
        ("2026-12-24T21:30+00:00", "2026-12-27T05:00+00:00"),  # it is Friday there already; then the weekend
    ],
)
def test_the_next_time_of_day_is_on_a_day_of_work(after, found):
    assert AMMAN.next_of(EIGHT_AND_TWO, datetime.fromisoformat(after)) == datetime.fromisoformat(found)


def test_a_time_that_the_clocks_leave_out_is_an_hour_later():
    zurich = Calendar("geneva", "Europe/Zurich", weekend=())
    assert zurich.next_of((time(2, 30),), datetime(2026, 3, 28, 12, tzinfo=UTC)) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert zurich.next_of((time(8),), datetime(2026, 3, 28, 12, tzinfo=UTC)) == datetime(2026, 3, 29, 6, tzinfo=UTC)


def test_where_nobody_works_there_is_no_next_time():
    closed = Calendar("closed", weekend=(1, 2, 3, 4, 5, 6, 7))
    assert closed.next_of((time(8),), datetime(2026, 3, 2, tzinfo=UTC)) is None
