"""A report from the store, as a text of the form that is wanted."""

import json
from dataclasses import dataclass
from datetime import datetime

from mailbot.adapters.clock import SystemClock
from mailbot.core.calendar import Calendar
from mailbot.core.reporting import BadPeriod, Period, last_month, parse_month, parse_period, parse_year
from mailbot.core.reporting.tidy import as_csv, as_object
from mailbot.pipeline.figures import compile_report, lead_calendar
from mailbot.pipeline.rulebooks import RulebookInForce
from mailbot.settings import Settings
from mailbot.wiring.places import find_places
from mailbot.wiring.stores import open_store


@dataclass(frozen=True, slots=True)
class Wanted:
    """The period as it was typed, "" for what was not."""

    month: str = ""
    year: str = ""
    since: str = ""
    until: str = ""

    def period(self, now: datetime, calendar: Calendar) -> Period:
        """The period that is meant. Raises BadPeriod."""
        if bool(self.month) + bool(self.year) + bool(self.since or self.until) > 1:
            raise BadPeriod("--month, --year and --since with --until: name one of them")
        if self.month:
            return parse_month(self.month, calendar)
        if self.year:
            return parse_year(self.year, calendar)
        if self.until and not self.since:
            raise BadPeriod("--until needs --since: the day on which the period begins")
        return parse_period(self.since, self.until, now, calendar) if self.since else last_month(now, calendar)


def write_report(settings: Settings, wanted: Wanted, form: str) -> str:
    """The report as a text: `csv`, `json` or `html`. Raises BadPeriod, StoreTrouble, NoRulebook."""
    now = SystemClock().now()
    with open_store(settings) as store, store.transaction() as tx:
        desk = RulebookInForce().look(tx).desk
        report = compile_report(tx, desk, wanted.period(now, lead_calendar(desk)), now)
    if form == "html":
        from mailbot.adapters.templates import TemplateRenderer  # noqa: PLC0415 - a table needs none

        return TemplateRenderer(find_places(settings).templates).page(report, desk)
    return as_csv(report) if form == "csv" else json.dumps(as_object(report), ensure_ascii=False) + "\n"
