"""`calendars` in the desk file: working hours, days off, public holidays under the desk's own table, time zones."""

import re
from collections.abc import Mapping
from datetime import date, time
from zoneinfo import ZoneInfo

from mailbot.core.calendar import Calendar
from mailbot.core.rulebook.countries import COUNTRIES
from mailbot.core.rulebook.draft import Draft
from mailbot.core.rulebook.nodes import Node, Pairs, Text
from mailbot.core.rulebook.public_holidays import UnknownPlace, public_holidays

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CALENDAR_KEYS = ("timezone", "hours", "weekend", "holidays", "works_on", "country", "subdivision")
_HOUR = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_YEARLY = re.compile(r"(\d{2})-(\d{2})")
_ID = re.compile(r"[a-z][a-z0-9_-]{0,39}")


def parse_calendars(node: Node | None, draft: Draft) -> Mapping[str, Calendar]:
    """The calendars by id; one that is wrong is kept as far as it goes, so that what names it is not called wrong too."""
    calendars: dict[str, Calendar] = {}
    if node is not None and not isinstance(node, Pairs):
        draft.wrong(
            node, "calendars must be 'id: {timezone: ..., hours: ...}' lines", "calendars: {geneva: {timezone: Europe/Zurich}}"
        )
    for key, value in node.pairs if isinstance(node, Pairs) else ():
        if not _ID.fullmatch(key.value):
            draft.wrong(key, f"'{key.value[:40]}' cannot be the id of a calendar", "small letters, digits, - and _")
        found = {name.value: inner for name, inner in draft.pairs(value, "a calendar", CALENDAR_KEYS)}
        opens, closes = _hours(found.get("hours"), draft)
        country, subdivision = _place(found, draft)
        days, yearly = _days_off(found, country, subdivision, draft)
        weekend = parse_days(found["weekend"], "weekend", draft) if "weekend" in found else (6, 7)
        zone = _zone(found.get("timezone"), value, draft)
        calendars[key.value] = Calendar(key.value, zone, opens, closes, weekend, days, yearly, country, subdivision)
    return calendars


def parse_days(node: Node, what: str, draft: Draft) -> tuple[int, ...]:
    """Days of the week as ISO numbers, in order."""
    texts = draft.texts(node, what)
    for text in texts:
        if text.value not in DAYS:
            draft.wrong(text, f"'{text.value[:40]}' is no day", f"one of {', '.join(DAYS)}")
    if len({text.value for text in texts}) > 6:
        draft.wrong(node, f"{what} names all seven days", "leave at least one out")
    return tuple(sorted({DAYS.index(text.value) + 1 for text in texts if text.value in DAYS}))


def parse_hour(node: Node, draft: Draft) -> time | None:
    """A time of day; None after noting what is wrong."""
    text = draft.text(node, "a time of day")
    match = _HOUR.fullmatch(text.strip()) if text is not None else None
    if match is None:
        draft.wrong(node, f"'{(text or '')[:20]}' is no time of day", "hours and minutes in quotes: '08:30'")
        return None
    return time(int(match[1]), int(match[2]))


def parse_hours(node: Node, draft: Draft) -> tuple[time, time] | None:
    """Working hours, `09:00-17:00`; None after noting what is wrong."""
    text = draft.text(node, "hours") or ""
    first, _, last = text.partition("-")
    match, until = _HOUR.fullmatch(first.strip()), _HOUR.fullmatch(last.strip())
    if match is None or until is None:
        draft.wrong(node, f"'{text[:20]}' are no hours", "from and to in quotes: '08:30-17:00'")
        return None
    opens, closes = time(int(match[1]), int(match[2])), time(int(until[1]), int(until[2]))
    if closes <= opens:
        draft.wrong(node, f"'{text[:20]}' ends before it begins", "hours of one day: '08:30-17:00'")
        return None
    return opens, closes


def _hours(node: Node | None, draft: Draft) -> tuple[time, time]:
    return (None if node is None else parse_hours(node, draft)) or (time(8), time(17))


def _zone(node: Node | None, calendar: Node, draft: Draft) -> str:
    if node is None:
        draft.wrong(calendar, "the calendar lacks its time zone", "timezone: Africa/Khartoum")
        return "UTC"
    return parse_zone(node, draft)


def parse_zone(node: Node, draft: Draft) -> str:
    """The name of a time zone; UTC after noting what is wrong."""
    name = draft.text(node, "timezone") or ""
    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):  # the library looks names up as files, and says so of strange ones
        draft.wrong(node, f"there is no time zone '{name[:40]}'", "a name of the IANA list: Europe/Zurich, Africa/Khartoum, UTC")
        return "UTC"
    return name


def _place(found: Mapping[str, Node], draft: Draft) -> tuple[str, str]:
    """Whose public holidays a calendar takes: a country and a part of it, "" where nothing is said or it is not known."""
    if "country" not in found:
        for key in ("subdivision", "works_on"):
            if key in found:
                draft.wrong(found[key], f"'{key}' is about the public holidays of a country", "country: CH beside it")
        return "", ""
    country, subdivision = (draft.text(found[key], key) or "" if key in found else "" for key in ("country", "subdivision"))
    if country not in COUNTRIES:
        mend = "two capital letters of ISO 3166: CH, JO"
        draft.wrong(found["country"], f"'{country[:40]}' is no country", mend, COUNTRIES & {country.upper()})
        return "", ""
    return _known_place(found, country, subdivision, draft)


def _known_place(found: Mapping[str, Node], country: str, subdivision: str, draft: Draft) -> tuple[str, str]:
    """The place, as far as its public holidays are known."""
    try:
        public_holidays(country)
    except UnknownPlace as unknown:
        draft.wrong(found["country"], f"{country}: {unknown}", "take it out, and write the days under 'holidays'")
        return "", ""
    try:
        public_holidays(country, subdivision)
    except UnknownPlace as unknown:
        draft.wrong(found["subdivision"], f"{country} has no subdivision '{subdivision[:40]}'", str(unknown))
        return country, ""
    return country, subdivision


def _days_off(
    found: Mapping[str, Node], country: str, subdivision: str, draft: Draft
) -> tuple[frozenset[date], frozenset[tuple[int, int]]]:
    """The single days off and those of every year: the desk's own, and the public holidays on which nobody works here."""
    days, yearly = _days(found.get("holidays"), "holidays", draft)
    worked, worked_yearly = _days(found.get("works_on"), "works_on", draft)
    if days & worked or yearly & worked_yearly:
        draft.wrong(found["works_on"], "a day stands in 'holidays' and in 'works_on'", "leave it in one of them")
    public = public_holidays(country, subdivision) if country else ()
    left = {day for day in public if day not in worked and (day.month, day.day) not in worked_yearly}
    return frozenset(days | left), frozenset(yearly)


def _days(node: Node | None, what: str, draft: Draft) -> tuple[set[date], set[tuple[int, int]]]:
    """Single days, and days of every year."""
    days: set[date] = set()
    yearly: set[tuple[int, int]] = set()
    for text in draft.texts(node, what) if node is not None else ():
        match = _YEARLY.fullmatch(text.value)
        try:
            if match is not None:
                day = date(2000, int(match[1]), int(match[2]))
                yearly.add((day.month, day.day))
            else:
                days.add(date.fromisoformat(text.value))
        except ValueError:
            _no_day(text, draft)
    return days, yearly


def _no_day(text: Text, draft: Draft) -> None:
    draft.wrong(text, f"'{text.value[:40]}' is no day", "2026-12-25 for one day, 12-25 for every year")
