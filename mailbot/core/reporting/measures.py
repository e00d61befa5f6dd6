"""What is measured of tickets: counts, times and shares."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from operator import attrgetter

from mailbot.core.reporting.statistic import Statistic

REQUESTS = "requests"
IN_TIME, LATE = "in_time", "late"
WITHIN_TARGET = "within_target_percent"
UNMET = "unmet"

Measure = Callable[[Statistic], int]
"""How much one ticket adds to a count."""

HAPPENINGS = ("escalations", "reassignments", "reopened")
"""Counts of what happened to tickets: to one of them it may happen more than once. No other count exceeds that of requests."""


def counts_at(now: datetime) -> Mapping[str, Measure]:
    """The counts of tickets, seen at a moment."""
    return {
        REQUESTS: lambda _: 1,
        "acknowledged": lambda one: one.acked_at is not None,
        "answered": lambda one: one.answered_at is not None,
        "closed": lambda one: one.closed_at is not None,
        IN_TIME: lambda one: one.in_time(),
        LATE: lambda one: one.is_late(now),
        UNMET: lambda one: one.ending == UNMET,
        **{name: attrgetter(name) for name in HAPPENINGS},
    }


def open_counts_at(now: datetime) -> Mapping[str, Measure]:
    """The counts of tickets that are not closed, seen at a moment."""
    return {REQUESTS: lambda _: 1, "overdue": lambda one: one.answered_at is None and one.is_late(now)}


TIMES: Mapping[str, tuple[str, Callable[[Statistic], datetime | None]]] = {
    "acknowledgement": ("acknowledged", lambda one: one.acked_at),
    "first_answer": ("answered", lambda one: one.answered_at),
    "closing": ("closed", lambda one: one.closed_at),
}
"""Times from the opening of a ticket: the count of tickets that have one, and its end."""


def percentile(times: Sequence[timedelta], percent: int) -> timedelta:
    """The nearest rank: of n times in rising order the one of rank ceil(percent / 100 * n). There is at least one."""
    rank = -(-percent * len(times) // 100)
    return sorted(times)[max(rank, 1) - 1]


def times_of(tickets: Iterable[Statistic], end: Callable[[Statistic], datetime | None]) -> list[timedelta]:
    """How long each of those took that came to this end, on the wall clock."""
    return [ended - one.opened_at for one in tickets if (ended := end(one)) is not None]


def seconds(time: timedelta) -> int:
    """A time in whole seconds, cut."""
    return int(time // timedelta(seconds=1))


def share(part: int, rest: int) -> int | None:
    """A part of both in whole per cent, halves rounded up; None of nothing."""
    whole = part + rest
    return (200 * part + whole) // (2 * whole) if whole else None
