"""Reads what a report is made of, and makes it."""

from datetime import datetime

from mailbot.core.calendar import Calendar
from mailbot.core.desk import Desk
from mailbot.core.reporting import Counted, Period, Report, make_report
from mailbot.ports import Transaction


def lead_calendar(desk: Desk) -> Calendar:
    """The calendar of the global lead: days and months of a report are those of its zone."""
    _, lead = desk.owner_of(desk.global_desk)
    return desk.calendar_of(lead)


def compile_report(tx: Transaction, desk: Desk, period: Period, now: datetime) -> Report:
    """The report on a period, and on what is open now."""
    figures = tx.statistics
    counted = Counted(
        figures.opened(period.since, period.until), figures.open_now(), figures.machine_mail(period.since, period.until)
    )
    return make_report(desk, period, now, counted)
