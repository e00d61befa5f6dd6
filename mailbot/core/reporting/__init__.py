"""The figures of the desk: what is counted of its tickets, made into a report that names nobody."""

from mailbot.core.reporting.period import BadPeriod, Period, last_month, parse_month, parse_period, parse_year
from mailbot.core.reporting.report import Counted, Figure, Line, Report, Section, Subject, make_report
from mailbot.core.reporting.statistic import Machine, Statistic
from mailbot.core.reporting.withholding import Withheld

__all__ = [
    "BadPeriod",
    "Counted",
    "Figure",
    "Line",
    "Machine",
    "Period",
    "Report",
    "Section",
    "Statistic",
    "Subject",
    "Withheld",
    "last_month",
    "make_report",
    "parse_month",
    "parse_period",
    "parse_year",
]
