"""The report of a desk with some hundred tickets: its figures computed anew from the tickets, and its page."""

import csv
import io
import math
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from sqlalchemy import select

from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.engine import database_url
from mailbot.adapters.store.tables import inbound, ticket
from mailbot.adapters.templates import TemplateRenderer
from mailbot.core.desk import Desk
from mailbot.core.reporting import Counted, Report, last_month, make_report
from mailbot.core.reporting.tidy import as_csv
from mailbot.core.rulebook import Rulebook
from mailbot.pipeline.figures import compile_report, lead_calendar
from tests.databases import copy_database
from tests.many import END, Many
from tests.recounting import recount

Figures = dict[tuple[str, str, str, str], str]
HIDDEN = ("<5", "withheld")
AGES = ((1, "under_1_day"), (3, "1_to_3_days"), (7, "3_to_7_days"), (30, "7_to_30_days"), (999, "over_30_days"))


@pytest.fixture
def desk(shipped_rulebook: Rulebook) -> Desk:
    return shipped_rulebook.desk


@pytest.fixture
def many(store: SqlStore, desk: Desk) -> Many:
    filled = Many(store, desk)
    filled.fill(120)
    return filled


@pytest.fixture(scope="module")
def once(migrated_file: str, tmp_path_factory: pytest.TempPathFactory, shipped_rulebook: Rulebook) -> Iterator[Many]:
    """The same, once for all that only looks."""
    path = tmp_path_factory.mktemp("many") / "many.db"
    copy_database(migrated_file, path)
    store = SqlStore(database_url(f"sqlite:///{path}"))
    filled = Many(store, shipped_rulebook.desk)
    filled.fill(300)
    yield filled
    store.close()


def report_of(many: Many) -> Report:
    with many.store.transaction() as tx:
        return compile_report(tx, many.desk, last_month(END, lead_calendar(many.desk)), END)


def read(text: str) -> Figures:
    return {
        (row["section"], row["dimension"], row["value"], row["measure"]): row["figure"]
        for row in csv.DictReader(io.StringIO(text))
        if row["section"] != "report"
    }


def rank(times: list[float], percent: int) -> str:
    return str(math.floor(sorted(times)[math.ceil(percent * len(times) / 100) - 1])) if times else ""


def measured(rows: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """The measures of some tickets, in plain Python."""
    yield "requests", str(len(rows))
    for name, end in (("acknowledged", "acked_at"), ("answered", "answered_at"), ("closed", "closed_at")):
        times = [(row[end] - row["opened_at"]).total_seconds() for row in rows if row[end]]
        yield name, str(len(times))
        word = {"acknowledged": "acknowledgement", "answered": "first_answer", "closed": "closing"}[name]
        yield f"{word}_median_seconds", rank(times, 50)
        yield f"{word}_p90_seconds", rank(times, 90)
    ends = [(row["answered_at"] or row["closed_at"], row["due_at"]) for row in rows]
    in_time = sum(end is not None and end <= due for end, due in ends)
    late = sum((end or END) > due for end, due in ends)
    yield "in_time", str(in_time)
    yield "late", str(late)
    yield "within_target_percent", str(math.floor(100 * in_time / (in_time + late) + 0.5)) if in_time + late else ""
    yield "unmet", str(sum(row["ending"] == "unmet" for row in rows))
    for name in ("escalations", "reassignments"):
        yield name, str(sum(row[name] for row in rows))
    yield "reopened", "0"


def month_of(moment: datetime, desk: Desk) -> str:
    return lead_calendar(desk).local(moment).strftime("%Y-%m")


def expected(many: Many) -> Figures:
    """All figures, by tickets, lines and outbox alone."""
    rows = list(recount(many.store, many.deadlines).values())
    regions = {country: home.id for home in many.desk.desks.values() for country in home.countries}
    groups: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if month_of(row["opened_at"], many.desk) == "2026-10":
            own = {name: row[name] or "none" for name in ("area", "topic", "country", "urgency", "requester_type", "language")}
            for name, value in (
                own | {"region": regions.get(row["country"], "global"), "month": "2026-10", "all": "all"}
            ).items():
                groups["requests", name, value].append(row)
    found = {(*group, name): figure for group, some in groups.items() for name, figure in measured(some)}
    for group, some in open_now(many, rows).items():
        ages = [(END - row["opened_at"]).total_seconds() for row in some]
        late = [row for row in some if not row["answered_at"] and row["due_at"] < END]
        for name, number in (("requests", len(some)), ("overdue", len(late)), ("oldest_seconds", math.floor(max(ages)))):
            found[*group, name] = str(number)
    return found | machine_mail(many)


def open_now(many: Many, rows: list[dict[str, Any]]) -> dict[tuple[str, str, str], list[dict[str, Any]]]:
    with many.store.connection() as connection:
        owners = {row.id: row.owner for row in connection.execute(select(ticket.c.id, ticket.c.owner))}
    homes = {one: home.id for home in many.desk.desks.values() for one in home.coordinators}
    groups = defaultdict(list)
    for row in rows:
        if row["closed_at"] is None:
            days = (END - row["opened_at"]).total_seconds() / 86_400
            age = next(name for end, name in AGES if days < end)
            for name, value in (("all", "all"), ("age", age), ("desk", homes[owners[row["ticket"]]])):
                groups["open", name, value].append(row)
    return groups


def machine_mail(many: Many) -> Figures:
    counts: dict[str, int] = defaultdict(int)
    with many.store.connection() as connection:
        for row in connection.execute(select(inbound)):
            counts[row.disposition] += month_of(row.received_at, many.desk) == "2026-10"
    return {("mail", "month", "2026-10", kind): str(counts[kind]) for kind in ("automatic", "bounce", "discarded", "duplicate")}


def test_the_table_is_what_tickets_lines_and_outbox_tell(many: Many) -> None:
    found = {key: figure for key, figure in read(as_csv(report_of(many))).items() if key[0] != "repeated"}
    wanted = expected(many)
    assert found.keys() == wanted.keys()
    assert {key: figure for key, figure in found.items() if figure not in HIDDEN and figure != wanted[key]} == {}
    hidden = [key for key, figure in found.items() if figure in HIDDEN]
    assert 0 < len(hidden) < len(found) / 2
    assert all(1 <= int(wanted[key]) < 5 for key in hidden if found[key] == "<5")


def test_every_small_number_of_restricted_requests_is_held_back(once: Many) -> None:
    found = read(as_csv(report_of(once)))
    rows = [row for row in recount(once.store, once.deadlines).values() if month_of(row["opened_at"], once.desk) == "2026-10"]
    seen = 0
    for name in ("topic", "country", "language", "requester_type", "urgency", "area"):
        for value in {row[name] or "none" for row in rows}:
            some = [row for row in rows if (row[name] or "none") == value]
            if len(some) < 5 and any(row["restricted"] for row in some):
                seen += 1
                assert {figure for key, figure in found.items() if key[:3] == ("requests", name, value)} <= set(HIDDEN)
    assert seen


class Page(HTMLParser):
    """Checks that every element is closed, and notes what the page refers to."""

    VOID = frozenset({"meta", "br", "rect", "path"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture
def page(once: Many) -> str:
    return TemplateRenderer(None).page(report_of(once), once.desk)


def test_the_page_needs_nothing_beside_itself(page: str) -> None:
    text = page.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|//[a-z]|@import|url\(|<script|<link|<img|<iframe|\bon\w+=|src=|href=", text)
    assert "@" not in re.sub(r"@(media|page)", "", page)
    assert len(page.encode()) < 100_000


def test_the_page_is_well_formed_and_can_be_read_out(page: str) -> None:
    reader = Page()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    names = [tag for tag, _ in reader.elements]
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert [names.count(tag) for tag in ("h1", "main", "title")] == [1, 1, 1 + names.count("svg")]
    identities = [attributes["id"] for _, attributes in reader.elements if "id" in attributes]
    assert len(identities) == len(set(identities))
    plots = [attributes for tag, attributes in reader.elements if tag == "svg"]
    assert len(plots) == 4
    for attributes in plots:
        assert (attributes["role"], attributes["aria-labelledby"] in identities) == ("img", True)
    tables = [attributes["aria-labelledby"] for tag, attributes in reader.elements if tag == "table"]
    assert len(tables) >= 10
    assert set(tables) <= set(identities)
    assert {attributes.get("scope") for tag, attributes in reader.elements if tag == "th"} == {"col", "row"}


def test_the_page_shows_the_figures_in_words(page: str, once: Many) -> None:
    wanted = expected(once)
    assert f"<dt>requests came in</dt><dd>{wanted['requests', 'all', 'all', 'requests']}</dd>" in page
    assert "GPC Help Desk: figures of 2026-10" in page
    assert '<th scope="row">Mine Action</th>' in page
    assert "prefers-color-scheme: dark" in page
    assert "&lt;5" in page


def test_a_page_of_nothing(desk: Desk) -> None:
    period = last_month(END, lead_calendar(desk))
    page = TemplateRenderer(None).page(make_report(desk, period, END, Counted((), (), ())), desk)
    assert "<dt>requests came in</dt><dd>0</dd>" in page
    assert page.count("Nothing to show.") > 5
    assert "<svg" not in page


def test_names_of_the_desk_file_stay_text(once: Many) -> None:
    report = replace(report_of(once), desk_name="<script>alert(1)</script>")
    evil = {key: replace(home, name="<b>&\u202e") for key, home in once.desk.desks.items()}
    page = TemplateRenderer(None).page(report, replace(once.desk, desks=evil))
    assert "<script" not in page
    assert "<b>" not in page
    assert "&lt;b&gt;&amp;" in page
