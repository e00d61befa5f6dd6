"""What a calendar of the desk file comes to: which days are worked, and by when requests that arrive now would be answered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from mailbot.adapters.clock import SystemClock
from mailbot.core.calendar import Calendar
from mailbot.core.deciding.deadlines import due_at
from mailbot.core.desk import Desk
from mailbot.core.rulebook.nearest import did_you_mean
from mailbot.core.rulebook.public_holidays import public_holidays
from mailbot.core.ticket import Urgency

WEEKEND, HOLIDAY = "weekend", "holiday"


class NoSuchCalendar(Exception):
    """Nothing in the desk file is called so; the text says what there is."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see: the days of a calendar, and the one by which the deadlines are counted."""

    name: str
    days: Calendar
    deadlines: Calendar


def find_calendars(desk: Desk, name: str) -> tuple[Asked, ...]:
    """The calendar with this id, or that of a desk or a coordinator; all of the desk file for "". Raises NoSuchCalendar."""
    if not name:
        return tuple(Asked(one.id, one, one) for one in desk.calendars.values()) or _of_owner(desk, desk.global_desk)
    if name in desk.calendars:
        return (Asked(name, desk.calendars[name], desk.calendars[name]),)
    if name in desk.desks or desk.coordinator(name) is not None:
        return _of_owner(desk, name)
    known = (*desk.calendars, *desk.desks, *(person.address for person in desk.coordinators.values()))
    raise NoSuchCalendar(f"there is no calendar '{name}': {did_you_mean(name, known)}known are {', '.join(known)}")


def show_calendar(asked: Asked, desk: Desk, first: date | None, days: int) -> dict[str, Any]:
    """So many days from `first` on, and the deadlines of requests that arrive when work begins on it. None: today, and now."""
    calendar = asked.days
    now = SystemClock().now() if first is None else _begin_of_work(calendar, first)
    start = calendar.local(now).date()
    return {
        "name": asked.name,
        "timezone": calendar.zone,
        "country": "-".join(filter(None, (calendar.country, calendar.subdivision))) or None,
        "days": [_day(calendar, start + timedelta(days=n)) for n in range(days)],
        "arrives": calendar.local(now).isoformat(timespec="minutes"),
        "due": {urgency.value: _due(asked, desk, urgency, now) for urgency in reversed(Urgency)},
    }


def _of_owner(desk: Desk, owner: str) -> tuple[Asked, ...]:
    person = desk.coordinator(owner)
    counted = desk.working_time_of(owner)
    return (Asked(owner, counted if person is None else desk.calendar_of(person), counted),)


def _begin_of_work(calendar: Calendar, day: date) -> datetime:
    return calendar.begin_of(day).replace(hour=calendar.opens.hour, minute=calendar.opens.minute).astimezone(UTC)


def _due(asked: Asked, desk: Desk, urgency: Urgency, now: datetime) -> str:
    return asked.days.local(due_at(now, desk.targets[urgency], asked.deadlines)).isoformat(timespec="minutes")


def _day(calendar: Calendar, day: date) -> Mapping[str, Any]:
    """One day: from when to when it is worked, or why it is not."""
    off = None if calendar.is_working_day(day) else "; ".join(_reasons(calendar, day))
    hours = None if off else f"{calendar.opens:%H:%M}-{calendar.closes:%H:%M}"
    return {"day": day.isoformat(), "weekday": f"{day:%a}", "hours": hours, "off": off}


def _reasons(calendar: Calendar, day: date) -> Iterator[str]:
    """The name of the holiday, where it has one, and whether it is a weekend."""
    named = public_holidays(calendar.country, calendar.subdivision).get(day) if calendar.country else None
    if day in calendar.holidays or (day.month, day.day) in calendar.yearly:
        yield named or HOLIDAY
    if day.isoweekday() in calendar.weekend:
        yield WEEKEND
