"""Tickets and mails made into a report."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from mailbot.core.desk import Desk
from mailbot.core.reporting.measures import (
    HAPPENINGS,
    IN_TIME,
    LATE,
    REQUESTS,
    TIMES,
    WITHIN_TARGET,
    Measure,
    counts_at,
    open_counts_at,
    percentile,
    seconds,
    share,
    times_of,
)
from mailbot.core.reporting.period import Period
from mailbot.core.reporting.statistic import Machine, Statistic
from mailbot.core.reporting.withholding import SMALL, Count, Counts, Key, Marks, Withheld, find_ranges, withhold

Figure = int | Withheld | None
"""A count, whole seconds or per cent; what is held back; None where there is nothing to measure."""

NONE = "none"
"""Stands for what a ticket does not have: no country."""

FREQUENT = 3
"""Topics of an area that are named as those that are asked most."""

AGES: tuple[tuple[str, timedelta], ...] = (
    ("under_1_day", timedelta(days=1)),
    ("1_to_3_days", timedelta(days=3)),
    ("3_to_7_days", timedelta(days=7)),
    ("7_to_30_days", timedelta(days=30)),
    ("over_30_days", timedelta.max),
)
"""Ages of open tickets: less than so much, and no less than the one before."""


class Subject:
    """What a section is about."""

    REQUESTS = "requests"
    OPEN = "open"
    REPEATED = "repeated"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one value of a dimension, by the names of their measures. `within` is what it lies in, "" for the whole."""

    value: str
    figures: Mapping[str, Figure]
    within: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of one dimension. `withheld`: there are too few tickets, so that no line can be shown without telling of one."""

    subject: str
    dimension: str
    lines: tuple[Line, ...] = ()
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a period, and of what is open at the moment `made_at`."""

    desk_name: str
    period: Period
    made_at: datetime
    sections: tuple[Section, ...] = field(default=())

    def section(self, subject: str, dimension: str) -> Section:
        """One section. Raises KeyError where the report has none of these names."""
        for section in self.sections:
            if (section.subject, section.dimension) == (subject, dimension):
                return section
        raise KeyError(f"{subject} {dimension}")

    def whole(self, subject: str) -> Mapping[str, Figure]:
        """The figures of all tickets of a section."""
        return self.section(subject, "all").lines[0].figures


Group = Callable[[Statistic], Key]
"""The way from the whole to the part that a ticket belongs to."""

Parts = Mapping[Key, Sequence[Statistic]]
Columns = Mapping[str, Counts]


@dataclass(frozen=True, slots=True)
class Counted:
    """What a report is made of: the tickets that came in within its period, all that are open now, its machine mail."""

    tickets: Sequence[Statistic]
    opened: Sequence[Statistic]
    mails: Sequence[Machine]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Tickets of which several sections tell, and what is counted of them at a moment."""

    subject: str
    tickets: Sequence[Statistic]
    measures: Mapping[str, Measure]
    now: datetime


def make_report(desk: Desk, period: Period, now: datetime, counted: Counted) -> Report:
    """The report on a period and on what is open now."""
    requests = _Sheet(Subject.REQUESTS, counted.tickets, counts_at(now), now)
    opened = _Sheet(Subject.OPEN, counted.opened, open_counts_at(now), now)
    broken_down = [section for names, group in _dimensions(desk, period) for section in _break_down(requests, names, group)]
    sections = (
        _whole(requests),
        *broken_down,
        _find_repeated(next(section for section in broken_down if section.dimension == "topic")),
        _whole(opened),
        *_break_down(opened, ("age",), lambda one: (_age(now - one.opened_at),)),
        *_break_down(opened, ("desk",), lambda one: (desk.owner_of(one.owner)[0].id,)),
        _count_mails(counted.mails, period),
    )
    return Report(desk.name, period, now, sections)


def _dimensions(desk: Desk, period: Period) -> Sequence[tuple[tuple[str, ...], Group]]:
    """By what the tickets of a period are counted; of two levels, each value of the second lies in one of the first."""
    regions = {country: home.id for home in desk.desks.values() for country in home.countries}
    return (
        (("area", "topic"), lambda one: (one.area, one.topic)),
        (("region", "country"), lambda one: (regions.get(one.country, desk.global_desk), one.country or NONE)),
        (("urgency",), lambda one: (one.urgency,)),
        (("requester_type",), lambda one: (one.requester_type,)),
        (("language",), lambda one: (one.language or NONE,)),
        (("month",), lambda one: (f"{period.calendar.local(one.opened_at):%Y-%m}",)),
    )


def _age(age: timedelta) -> str:
    return next(name for name, end in AGES if age < end)


def _whole(sheet: _Sheet) -> Section:
    """All tickets in one line."""
    parts: Parts = {(): sheet.tickets}
    columns = _count(parts, sheet.measures)
    marks = _withhold_columns(columns) or {name: {(): Withheld.OTHER} for name in columns}
    return Section(sheet.subject, "all", (Line("all", _figures(sheet, (), parts, columns, marks)),))


def _break_down(sheet: _Sheet, names: tuple[str, ...], group: Group) -> list[Section]:
    """A section for each level of a dimension: areas, then the topics of each."""
    parts: dict[Key, list[Statistic]] = {(): list(sheet.tickets)}
    for one in sheet.tickets:
        way = group(one)
        for depth in range(1, len(way) + 1):
            parts.setdefault(way[:depth], []).append(one)
    columns = _count(parts, sheet.measures)
    marks = None if columns[REQUESTS][()].small else _withhold_columns(columns)
    if marks is None:
        return [Section(sheet.subject, name, withheld=True) for name in names]
    found = []
    for depth, name in enumerate(names, 1):
        keys = _in_order([key for key in parts if len(key) == depth], name)
        lines = (Line(key[-1], _figures(sheet, key, parts, columns, marks), key[-2] if depth > 1 else "") for key in keys)
        found.append(Section(sheet.subject, name, tuple(lines)))
    return found


def _count(parts: Parts, measures: Mapping[str, Measure]) -> Columns:
    """The counts of all parts, each with how much of it is restricted."""
    return {
        name: {
            key: Count(sum(map(measure, tickets)), sum(measure(one) for one in tickets if one.restricted))
            for key, tickets in parts.items()
        }
        for name, measure in measures.items()
    }


def _withhold_columns(columns: Columns) -> Mapping[str, Marks] | None:
    """What of each column is held back, None where no line may be shown.

    A line whose number of requests is held back shows nothing; what is in time and what is late are held back together.
    """
    requests = withhold(columns[REQUESTS], least=1)
    if requests is None:
        return None
    known = find_ranges(columns[REQUESTS], requests, least=1)
    found: dict[str, Marks] = {REQUESTS: requests}
    for name, counts in columns.items():
        bounded = {key: replace(one, most=known[key][1]) for key, one in counts.items()} if name not in HAPPENINGS else counts
        marks = requests if name == REQUESTS else withhold(bounded, requests)
        if marks is None:
            return None
        found[name] = marks
    if LATE in found:
        both = dict.fromkeys((*found[IN_TIME], *found[LATE]), Withheld.OTHER)
        found |= {name: {**both, **found[name]} for name in (IN_TIME, LATE)}
    return found


def _figures(sheet: _Sheet, key: Key, parts: Parts, columns: Columns, marks: Mapping[str, Marks]) -> Mapping[str, Figure]:
    """All figures of one line."""
    counts: dict[str, Figure] = {name: marks[name].get(key, column[key].value) for name, column in columns.items()}
    if sheet.subject == Subject.OPEN:
        ages = [sheet.now - one.opened_at for one in parts[key]]
        return counts | {"oldest_seconds": _unless_hidden(counts[REQUESTS], seconds(max(ages)) if ages else None)}
    within = share(columns[IN_TIME][key].value, columns[LATE][key].value)
    figures = counts | {WITHIN_TARGET: _unless_hidden(counts[LATE], within)}
    for name, (count, end) in TIMES.items():
        times = times_of(parts[key], end)
        for word, percent in (("median", 50), ("p90", 90)):
            figure = seconds(percentile(times, percent)) if times else None
            figures[f"{name}_{word}_seconds"] = _unless_hidden(counts[count], figure)
    return figures


def _unless_hidden(count: Figure, figure: Figure) -> Figure:
    """A figure of tickets, held back where their count is."""
    return Withheld.OTHER if isinstance(count, Withheld) else figure


def _in_order(keys: list[Key], dimension: str) -> list[Key]:
    """Lines in an order that tells nothing of the figures that are held back: by name, ages and urgencies by size."""
    order = {"age": [name for name, _ in AGES], "urgency": ["critical", "high", "normal", "low"]}.get(dimension, [])
    return sorted(keys, key=lambda key: (order.index(key[-1]) if key[-1] in order else len(order), key))


def _find_repeated(topics: Section) -> Section:
    """The topics that are asked most in each area, where they are no single cases: a guidance note may answer them."""
    shown = [(line.figures[REQUESTS], line) for line in topics.lines if line.value != NONE]
    often = [(count, line) for count, line in shown if isinstance(count, int) and count >= SMALL]
    often.sort(key=lambda found: (found[1].within, -found[0], found[1].value))
    lines: list[Line] = []
    for count, line in often:
        if len([one for one in lines if one.within == line.within]) < FREQUENT:
            lines.append(Line(line.value, {REQUESTS: count}, line.within))
    return Section(Subject.REPEATED, "topic", tuple(lines), topics.withheld)


def _count_mails(mails: Sequence[Machine], period: Period) -> Section:
    """Machine mail by month."""
    names = ("automatic", "bounce", "discarded", "duplicate")
    months: dict[str, dict[str, Figure]] = {}
    for mail in mails:
        month = months.setdefault(f"{period.calendar.local(mail.received_at):%Y-%m}", dict.fromkeys(names, 0))
        before = month[mail.disposition]
        month[mail.disposition] = before + 1 if isinstance(before, int) else before
    return Section(Subject.MAIL, "month", tuple(Line(name, months[name]) for name in sorted(months)))
