"""A report as a table of one figure a row, and as one object."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from mailbot.core.reporting.report import Figure, Report

COLUMNS = ("section", "dimension", "value", "measure", "figure")
_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a cell begins in which a spreadsheet would see a formula."""


def rows_of(report: Report) -> Iterator[tuple[str, str, str, str, str]]:
    """Every figure of a report, in COLUMNS. "" for what there is nothing to measure of."""
    period = report.period
    zone = period.calendar.zone
    said = (("first", str(period.first)), ("last", str(period.last)), ("zone", zone), ("made_at", _moment(report)))
    for measure, figure in said:
        yield "report", "period", period.name, measure, figure
    for section in report.sections:
        if section.withheld:
            yield section.subject, section.dimension, "", "", "withheld"
        for line in section.lines:
            for measure, found in line.figures.items():
                yield section.subject, section.dimension, line.value, measure, as_text(found)


def as_text(figure: Figure) -> str:
    """A figure as it stands in a file."""
    return "" if figure is None else str(figure)


def as_csv(report: Report) -> str:
    """The rows of a report under their names (RFC 4180); no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([_inert(cell) for cell in row] for row in rows_of(report))
    return out.getvalue()


def as_object(report: Report) -> dict[str, Any]:
    """The report as JSON takes it; what is held back stands there as text."""
    return {
        "desk": report.desk_name,
        "period": {"name": report.period.name, "first": str(report.period.first), "last": str(report.period.last)},
        "zone": report.period.calendar.zone,
        "made_at": _moment(report),
        "sections": [
            {
                "section": section.subject,
                "dimension": section.dimension,
                "withheld": section.withheld,
                "lines": [
                    {"value": line.value, "within": line.within or None, "figures": dict(line.figures)} for line in section.lines
                ],
            }
            for section in report.sections
        ],
    }


def _moment(report: Report) -> str:
    return report.made_at.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_ACTIVE) else cell
