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
