"""Writes the page: key figures, plots with their tables, and what each figure means. English; it prints on two sheets."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from mailbot.adapters.report_page.plots import Bar, draw_bars
from mailbot.adapters.templates.words import Words, say
from mailbot.core.desk import Desk
from mailbot.core.reporting import Figure, Line, Report, Section, Subject
from mailbot.core.reporting.words import say_figure

HOME = Path(__file__).parent
MOST_LINES = 12
"""Of a long list: the page shows those with the most requests."""

ANSWER = "first_answer_median_seconds"
SLOWEST = "first_answer_p90_seconds"
WITHIN = "within_target_percent"

FULL: tuple[tuple[str, str], ...] = (
    ("requests", "Requests"),
    (WITHIN, "Within target"),
    (ANSWER, "Median to first answer"),
    (SLOWEST, "90th percentile"),
    ("escalations", "Escal\u00adations"),
    ("reassignments", "Re\u00adassigned"),
    ("unmet", "Unmet"),
)
SHORT = FULL[:3]
OPEN: tuple[tuple[str, str], ...] = (("requests", "Open"), ("overdue", "Overdue"), ("oldest_seconds", "Oldest"))
MAIL: tuple[tuple[str, str], ...] = (
    ("automatic", "Automatic replies"),
    ("bounce", "Delivery reports"),
    ("discarded", "Advertising and the like"),
    ("duplicate", "Duplicates"),
)
KEY: tuple[tuple[str, str, str], ...] = (
    (Subject.REQUESTS, "requests", "requests came in"),
    (Subject.REQUESTS, WITHIN, "answered within target"),
    (Subject.REQUESTS, "acknowledgement_median_seconds", "median to acknowledgement"),
    (Subject.REQUESTS, ANSWER, "median to first answer"),
    (Subject.REQUESTS, SLOWEST, "90th percentile to first answer"),
    (Subject.REQUESTS, "closing_median_seconds", "median to closing"),
    (Subject.REQUESTS, "closing_p90_seconds", "90th percentile to closing"),
    (Subject.REQUESTS, "escalations", "escalations"),
    (Subject.REQUESTS, "reassignments", "reassignments"),
    (Subject.REQUESTS, "unmet", "unmet gaps"),
    (Subject.OPEN, "requests", "open now"),
    (Subject.OPEN, "overdue", "of them overdue"),
)
TIMES_TITLE = "Time to first answer by urgency: median strong, 90th percentile pale"
AGES: Mapping[str, str] = {
    "under_1_day": "under 1 day",
    "1_to_3_days": "1 to 3 days",
    "3_to_7_days": "3 to 7 days",
    "7_to_30_days": "7 to 30 days",
    "over_30_days": "over 30 days",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the page: cells in words, the first of each row its name. `more` says what it leaves out, "" for nothing."""

    title: str
    identity: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    plot: Markup = Markup()  # noqa: RUF009 - it does not change
    more: str = ""
    empty: str = "Nothing to show."


Naming = Callable[[Line], str]


def write_page(report: Report, desk: Desk, words: Words) -> str:
    """The page as a text. `words` say the ids of the rulebook in English."""
    names = _names(desk, words)
    values = {
        "report": report,
        "made_at": f"{report.period.calendar.local(report.made_at):%Y-%m-%d %H:%M} ({report.period.calendar.zone})",
        "made_at_utc": f"{report.made_at.astimezone(UTC):%Y-%m-%dT%H:%MZ}",
        "key": [(say_figure(name, report.whole(subject)[name]), label) for subject, name, label in KEY],
        "first": _first_sheet(report, names),
        "second": _second_sheet(report, names),
    }
    return _environment().get_template("page.html").render(values)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(HOME), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _names(desk: Desk, words: Words) -> Mapping[str, Naming]:
    """How the values of each dimension are called."""
    areas = {area.id: area.name for area in desk.areas.values()}
    homes = {home.id: home.name for home in desk.desks.values()}

    def topic(line: Line) -> str:
        return say(words, "topic", line.value) if line.value != "none" else f"{areas.get(line.within, line.within)}: no topic"

    return {
        "area": lambda line: areas.get(line.value) or say(words, "area", line.value),
        "topic": topic,
        "region": lambda line: homes.get(line.value, line.value),
        "country": lambda line: "No country" if line.value == "none" else say(words, "country", line.value),
        "urgency": lambda line: say(words, "urgency", line.value).capitalize(),
        "requester_type": lambda line: say(words, "requester_type", line.value) if line.value != "none" else "Not known",
        "language": lambda line: say(words, "language", line.value) if line.value != "none" else "Not known",
        "month": lambda line: line.value.replace("-", "\u2011"),
        "age": lambda line: AGES[line.value],
        "desk": lambda line: homes.get(line.value, line.value),
    }


def _first_sheet(report: Report, names: Mapping[str, Naming]) -> list[Table]:
    """What tells most, with plots."""
    area, urgency, month = (report.section(Subject.REQUESTS, name) for name in ("area", "urgency", "month"))
    age = report.section(Subject.OPEN, "age")
    return [
        _table("Requests by area", area, FULL, names, _plot_counts(area, names, "Requests by area")),
        _table(TIMES_TITLE, urgency, FULL, names, _plot_times(urgency, names)),
        _table("Open now, by age", age, OPEN, names, _plot_counts(age, names, "Open requests by age")),
        _table("Open now, by desk", report.section(Subject.OPEN, "desk"), OPEN, names),
        *([_table("Requests by month", month, SHORT, names)] if len(month.lines) > 1 else []),
        _table("Mail of machines", report.section(Subject.MAIL, "month"), MAIL, names),
    ]


def _second_sheet(report: Report, names: Mapping[str, Naming]) -> list[Table]:
    """Who asks, and for what."""
    region, country = (report.section(Subject.REQUESTS, name) for name in ("region", "country"))
    return [
        _table("Requests by region", region, SHORT, names, _plot_counts(region, names, "Requests by region")),
        _table("Requests by country", country, SHORT, names),
        _table("Requests by topic", report.section(Subject.REQUESTS, "topic"), SHORT, names),
        _table("Requests by type of requester", report.section(Subject.REQUESTS, "requester_type"), SHORT, names),
        _table("Requests by language", report.section(Subject.REQUESTS, "language"), SHORT, names),
        _table("Asked most often", report.section(Subject.REPEATED, "topic"), FULL[:1], names),
    ]


def _table(
    title: str,
    section: Section,
    columns: Sequence[tuple[str, str]],
    names: Mapping[str, Naming],
    plot: Markup = Markup(),  # noqa: B008 - as above
) -> Table:
    lines, more = _chosen(section)
    rows = tuple(
        (names[section.dimension](line), *(say_figure(name, line.figures[name]) for name, _ in columns)) for line in lines
    )
    identity = f"{section.subject}-{section.dimension}"
    head = (_HEADS.get(section.dimension, section.dimension.capitalize()), *(label for _, label in columns))
    empty = "Too few restricted requests to show how they are spread." if section.withheld else "Nothing to show."
    return Table(title, identity, head, rows, plot if lines else Markup(), more, empty)


_HEADS = {"requester_type": "Requester", "age": "Age"}


def _chosen(section: Section) -> tuple[Sequence[Line], str]:
    """The lines that the page has room for, and what it says of the others."""
    number = len(section.lines)
    if number <= MOST_LINES or section.subject == Subject.REPEATED:
        return section.lines, ""
    if section.dimension == "month":
        return section.lines[-MOST_LINES:], f"The last {MOST_LINES} of {number}; the CSV has all."
    order = sorted(section.lines, key=lambda line: (-_length(line.figures["requests"]), line.value))
    return order[:MOST_LINES], f"{MOST_LINES} of {number}, those with the most requests; the CSV has all."


def _length(figure: Figure) -> int:
    """How long the bar of a figure is; nothing of what is held back."""
    return figure if isinstance(figure, int) else 0


def _plot_counts(section: Section, names: Mapping[str, Naming], title: str) -> Markup:
    lines, _ = _chosen(section)
    bars = [
        Bar(names[section.dimension](line), _length(line.figures["requests"]), say_figure("requests", line.figures["requests"]))
        for line in lines
    ]
    return Markup(draw_bars(title, f"plot-{section.subject}-{section.dimension}", [("Requests", bars)]) if bars else "")  # noqa: S704 - the library escapes


def _plot_times(section: Section, names: Mapping[str, Naming]) -> Markup:
    """Medians beside 90th percentiles, in hours."""
    series = [
        (
            label,
            [
                Bar(names[section.dimension](line), _length(line.figures[name]) / 3600, say_figure(name, line.figures[name]))
                for line in section.lines
            ],
        )
        for name, label in ((SLOWEST, "90th percentile"), (ANSWER, "Median"))
    ]
    title = "Time to first answer by urgency: the median, and the 90th percentile"
    return Markup(draw_bars(title, "plot-urgency", series) if section.lines else "")  # noqa: S704 - as above
