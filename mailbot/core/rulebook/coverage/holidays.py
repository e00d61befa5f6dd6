"""Calendars that take the public holidays of a country of which none are known for this year or the next."""

from collections.abc import Iterator, Mapping
from datetime import date

from mailbot.core.desk import Desk
from mailbot.core.rulebook.coverage.finding import Finding, Kind
from mailbot.core.rulebook.coverage.places import Places
from mailbot.core.rulebook.desk_file import DESK_FILE
from mailbot.core.rulebook.public_holidays import LAST_YEAR, public_holidays


def without_public_holidays(desk: Desk, files: Mapping[str, str], today: date) -> Iterator[Finding]:
    """What to say of such calendars. `files` are those of the rulebook."""
    places = Places(files)
    for calendar in desk.calendars.values():
        if not calendar.country:
            continue
        known = {day.year for day in public_holidays(calendar.country, calendar.subdivision)}
        missing = [year for year in (today.year, today.year + 1) if year not in known]
        if missing:
            place = places.value(DESK_FILE, "calendars", calendar.id, "country")
            message = f"no public holidays of {calendar.country} are known for {' and '.join(map(str, missing))}"
            yield Finding(DESK_FILE, place.line, place.column, Kind.NO_PUBLIC_HOLIDAYS, message, _mend(missing))


def _mend(missing: list[int]) -> str:
    if missing[-1] > LAST_YEAR:
        return f"this version of mailbot looks no further than {LAST_YEAR}: upgrade it, or write the days under 'holidays'"
    return "write those on which nobody works under 'holidays'; where everybody works, take 'country' out"
