"""`mailbot rules calendar`."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Annotated, Any

import typer

from mailbot.cli.printing import AsJson, fail, for_people, print_json

MOST_DAYS = 400


def calendar(
    name: Annotated[
        str, typer.Argument(help="A calendar's or a desk's id, or a coordinator's address; all calendars without it.")
    ] = "",
    begin: Annotated[str, typer.Option("--from", help="The first day, 2026-12-21; today without it.", metavar="DATE")] = "",
    days: Annotated[int, typer.Option(min=1, max=MOST_DAYS, help="How many days.", metavar="N")] = 14,
    published: Annotated[bool, typer.Option("--published", help="By the rules in force instead of the rules folder.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show which days are worked, which holidays there are, and by when a request of each urgency would be answered.

    The request arrives now, or when work begins on the day of --from. All times are local.
    """
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.calendars import NoSuchCalendar, find_calendars, show_calendar  # noqa: PLC0415 - as above
    from mailbot.wiring.explaining import rules_in_force, rules_of_folder  # noqa: PLC0415 - as above

    first = _day(begin) if begin else None
    settings = load_settings()
    desk = (rules_in_force(settings) if published else rules_of_folder(settings)).desk
    try:
        asked = find_calendars(desk, name)
    except NoSuchCalendar as wrong:
        raise fail(str(wrong), 2) from None
    for one in asked:
        shown = show_calendar(one, desk, first, days)
        if as_json:
            print_json(shown)
        else:
            print_calendar(shown)


def _day(written: str) -> date:
    """The day that somebody wrote, of this century or the end of the last one."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        day = date.min
    if not 1970 <= day.year < 2100:
        raise fail(f"--from: '{written}' is no day: write it as 2026-12-21", 2)
    return day


def print_calendar(shown: Mapping[str, Any]) -> None:
    """One calendar for a person."""
    for line in _lines(shown):
        typer.echo(line)


def _lines(shown: Mapping[str, Any]) -> Iterator[str]:
    country = f", public holidays of {shown['country']}" if shown["country"] else ""
    yield f"{for_people(shown['name'])}: {shown['timezone']}{country}"
    for day in shown["days"]:
        yield f"  {day['weekday']} {day['day']}  {day['hours'] or for_people(day['off'])}"
    yield f"  A request that arrives {_moment(shown['arrives'])} is to be answered by"
    for urgency, due in shown["due"].items():
        yield f"    {urgency.ljust(8)}  {_moment(due)}"


def _moment(written: str) -> str:
    return f"{datetime.fromisoformat(written):%a %Y-%m-%d %H:%M}"
