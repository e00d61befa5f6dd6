"""What a report counts, by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.calendar import Calendar
from mailbot.core.desk import Desk
from mailbot.core.reporting import (
    BadPeriod,
    Counted,
    Machine,
    Period,
    Report,
    Statistic,
    Withheld,
    last_month,
    make_report,
    parse_month,
    parse_period,
    parse_year,
)
from mailbot.core.reporting.measures import percentile, share
from mailbot.core.reporting.tidy import as_csv, as_object, rows_of
from mailbot.core.reporting.words import say_figure, say_time
from mailbot.core.rulebook import Rulebook
from tests.rulebooks import LEAD, MALI

FEBRUARY = Period(date(2026, 2, 1), date(2026, 2, 28), Calendar("utc"))
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
FIRST = datetime(2026, 2, 3, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
PLAIN = Statistic(1, "protection", "pr_other", "ML", "normal", "ngo", "fr", False, FIRST, FIRST + 24 * HOUR)


@pytest.fixture
def desk(rulebook: Rulebook) -> Desk:
    return rulebook.desk


def made(desk: Desk, *tickets: Statistic, opened: tuple[Statistic, ...] = (), mails: tuple[Machine, ...] = ()) -> Report:
    return make_report(desk, FEBRUARY, NOW, Counted(tickets, opened, mails))


def answered(hours: float, **more: Any) -> Statistic:
    return replace(PLAIN, answered_at=FIRST + timedelta(hours=hours), **more)


def line(report: Report, dimension: str, value: str, subject: str = "requests") -> dict[str, Any]:
    return next(dict(one.figures) for one in report.section(subject, dimension).lines if one.value == value)


def test_times_are_nearest_ranks_in_whole_seconds(desk: Desk) -> None:
    report = made(desk, *(answered(hours) for hours in (1, 2, 3, 4, 5, 6, 7, 8, 9, 100)), PLAIN)
    whole = report.whole("requests")
    assert (whole["requests"], whole["answered"], whole["acknowledged"]) == (11, 10, 0)
    assert (whole["first_answer_median_seconds"], whole["first_answer_p90_seconds"]) == (5 * 3600, 9 * 3600)
    assert (whole["acknowledgement_median_seconds"], whole["closing_p90_seconds"]) == (None, None)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=30), st.sampled_from([50, 90]))
def test_a_percentile_is_the_least_time_that_so_many_do_not_exceed(hours: list[int], percent: int) -> None:
    found = percentile([timedelta(hours=one) for one in hours], percent) / HOUR
    assert found in hours
    assert sum(one <= found for one in hours) * 100 >= percent * len(hours)
    assert sum(one < found for one in hours) * 100 < percent * len(hours)


def test_in_time_is_an_answer_or_an_end_by_the_first_deadline(desk: Desk) -> None:
    tickets = (
        answered(24),
        replace(PLAIN, closed_at=FIRST + 2 * HOUR),
        answered(25),
        PLAIN,
        replace(PLAIN, due_at=NOW + HOUR),
        replace(PLAIN, due_at=None, answered_at=NOW),
    )
    whole = made(desk, *tickets).whole("requests")
    assert (whole["in_time"], whole["late"], whole["within_target_percent"]) == (2, 2, 50)
    assert made(desk, tickets[4]).whole("requests")["within_target_percent"] is None


@pytest.mark.parametrize(("part", "rest", "said"), [(0, 0, None), (1, 2, 33), (2, 1, 67), (1, 7, 13), (5, 0, 100), (0, 3, 0)])
def test_a_share_is_rounded_to_whole_per_cent(part: int, rest: int, said: int | None) -> None:
    assert share(part, rest) == said


def test_what_is_counted_beside_times(desk: Desk) -> None:
    moved = replace(PLAIN, escalations=2, reassignments=1, reopened=1, closed_at=NOW, ending="unmet")
    whole = made(desk, moved, replace(PLAIN, closed_at=NOW, ending="withdrawn")).whole("requests")
    assert [whole[name] for name in ("escalations", "reassignments", "reopened", "unmet", "closed")] == [2, 1, 1, 1, 2]


def test_tickets_are_counted_by_every_dimension(desk: Desk) -> None:
    nowhere = replace(PLAIN, area="mines", topic="mi_find", country="", urgency="low", requester_type="un", language="en")
    report = made(desk, PLAIN, PLAIN, nowhere, replace(PLAIN, country="XX", opened_at=FIRST + timedelta(days=3)))
    counts = {
        (section.dimension, one.value): one.figures["requests"]
        for section in report.sections
        for one in section.lines
        if section.subject == "requests"
    }
    assert counts == {
        ("all", "all"): 4,
        ("area", "protection"): 3,
        ("area", "mines"): 1,
        ("topic", "pr_other"): 3,
        ("topic", "mi_find"): 1,
        ("region", "mali"): 2,
        ("region", "global"): 2,
        ("country", "ML"): 2,
        ("country", "XX"): 1,
        ("country", "none"): 1,
        ("urgency", "normal"): 3,
        ("urgency", "low"): 1,
        ("requester_type", "ngo"): 3,
        ("requester_type", "un"): 1,
        ("language", "fr"): 3,
        ("language", "en"): 1,
        ("month", "2026-02"): 4,
    }


def test_what_is_open_is_counted_by_age_and_by_the_desk_of_its_owner(desk: Desk) -> None:
    young = replace(PLAIN, opened_at=NOW - timedelta(hours=23), due_at=NOW + HOUR, owner=MALI)
    week = replace(PLAIN, opened_at=NOW - timedelta(days=3), due_at=NOW - HOUR, owner=LEAD)
    written = replace(week, answered_at=NOW - 2 * HOUR, owner=MALI)
    report = made(desk, opened=(young, week, written))
    assert report.whole("open") == {"requests": 3, "overdue": 1, "oldest_seconds": 3 * 86_400}
    assert line(report, "age", "under_1_day", "open")["requests"] == 1
    assert line(report, "age", "3_to_7_days", "open") == {"requests": 2, "overdue": 1, "oldest_seconds": 3 * 86_400}
    assert line(report, "desk", "mali", "open")["requests"] == 2
    assert line(report, "desk", "global", "open") == {"requests": 1, "overdue": 1, "oldest_seconds": 3 * 86_400}
    assert "@" not in as_csv(report)


def test_topics_that_are_asked_often_are_named_and_rare_ones_are_not(desk: Desk) -> None:
    rare = [replace(PLAIN, topic=f"pr_{number}") for number in range(4)]
    often = [replace(PLAIN, topic=f"pr_often{number}") for number in range(5) for _ in range(5 + number)]
    found = made(desk, *rare, *often, replace(PLAIN, topic="none")).section("repeated", "topic")
    assert [(one.value, one.figures["requests"]) for one in found.lines] == [("pr_often4", 9), ("pr_often3", 8), ("pr_often2", 7)]


def test_mail_of_machines_is_counted_by_month(desk: Desk) -> None:
    mails = (Machine(FIRST, "automatic"), Machine(FIRST, "bounce"), Machine(FIRST + timedelta(days=30), "automatic"))
    found = made(desk, mails=mails).section("mail", "month")
    assert [(one.value, dict(one.figures)) for one in found.lines] == [
        ("2026-02", {"automatic": 1, "bounce": 1, "discarded": 0, "duplicate": 0}),
        ("2026-03", {"automatic": 1, "bounce": 0, "discarded": 0, "duplicate": 0}),
    ]


def test_a_report_of_nothing(desk: Desk) -> None:
    report = made(desk)
    assert report.whole("requests")["requests"] == 0
    assert report.whole("open") == {"requests": 0, "overdue": 0, "oldest_seconds": None}
    assert report.section("requests", "area").lines == ()


def test_small_numbers_of_restricted_tickets_are_held_back_with_all_that_is_measured_of_them(desk: Desk) -> None:
    case = answered(2, topic="pr_case", restricted=True)
    report = made(desk, *[case] * 2, *[answered(3)] * 6, *[answered(3, area="mines", topic="mi_find")] * 9)
    secret = line(report, "topic", "pr_case")
    assert secret["requests"] is Withheld.UNDER_FIVE
    assert {type(figure) for figure in secret.values()} == {Withheld}
    assert line(report, "topic", "pr_other")["requests"] is Withheld.OTHER  # for it and the area tell what is held back
    assert line(report, "area", "protection")["requests"] == 8
    assert line(report, "topic", "mi_find")["requests"] == 9
    assert {one.figures["requests"] for one in report.section("requests", "language").lines} == {17}


def test_of_too_few_tickets_no_line_is_shown(desk: Desk) -> None:
    report = made(desk, replace(PLAIN, restricted=True), PLAIN)
    assert report.whole("requests")["requests"] is Withheld.UNDER_FIVE
    spread = [section for section in report.sections if section.subject == "requests" and section.dimension != "all"]
    assert {(section.withheld, section.lines) for section in spread} == {(True, ())}
    rows = [row for row in rows_of(report) if row[0] == "requests" and row[4] not in ("withheld", "<5", "0")]
    assert rows == []


def test_a_table_holds_every_figure_and_no_formula(desk: Desk) -> None:
    report = made(desk, replace(PLAIN, language="=cmd|x"), replace(PLAIN, language="@x"))
    text = as_csv(report)
    assert text.startswith("section,dimension,value,measure,figure\r\nreport,period,2026-02,first,2026-02-01\r\n")
    assert "requests,language,'=cmd|x,requests,1\r\n" in text
    assert "requests,language,'@x,requests,1\r\n" in text
    figures = sum(len(one.figures) for section in report.sections for one in section.lines)
    assert text.count("\r\n") == 1 + 4 + figures
    assert sum(len(one["figures"]) for section in as_object(report)["sections"] for one in section["lines"]) == figures


ZURICH = Calendar("zurich", "Europe/Zurich")


def test_a_period_begins_and_ends_on_the_clock_of_the_desk() -> None:
    month = parse_month("2026-10", ZURICH)
    assert (month.since, month.until) == (datetime(2026, 9, 30, 22, tzinfo=UTC), datetime(2026, 10, 31, 23, tzinfo=UTC))
    assert month.name == "2026-10"
    assert parse_year("2026", ZURICH).name == "2026"
    assert parse_period("2026-10-05", "2026-10-11", NOW, ZURICH).name == "2026-10-05 to 2026-10-11"
    assert parse_period("2026-02-01", "", NOW, ZURICH).last == date(2026, 3, 2)
    assert last_month(datetime(2026, 2, 28, 23, 30, tzinfo=UTC), ZURICH).name == "2026-02"
    assert last_month(datetime(2026, 1, 5, tzinfo=UTC), ZURICH).name == "2025-12"


@pytest.mark.parametrize("said", ["2026-13", "2026-1", "Oktober", "", "0000-01", "2026-10-01", "２０２６-10"])
def test_no_month(said: str) -> None:
    with pytest.raises(BadPeriod, match="write it as 2026-10"):
        parse_month(said, ZURICH)


@pytest.mark.parametrize(("since", "until"), [("x", ""), ("2026-02-30", ""), ("2026-02-02", "2026-02-01"), ("0001-01-01", "")])
def test_no_period(since: str, until: str) -> None:
    with pytest.raises(BadPeriod):
        parse_period(since, until, NOW, ZURICH)
    with pytest.raises(BadPeriod, match="write it as 2026"):
        parse_year("26", ZURICH)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 s"), (59, "59 s"), (60, "1 min"), (3_599, "59 min"), (3_600, "1 h"), (5_400, "1 h 30 min"), (36_900, "10 h"),
     (172_799, "47 h"), (172_800, "2 d"), (190_000, "2 d 4 h")],
)  # fmt: skip
def test_a_time_in_words(seconds: int, said: str) -> None:
    assert say_time(seconds) == said


def test_a_figure_in_words() -> None:
    assert say_figure("requests", 12_000) == "12,000"
    assert say_figure("within_target_percent", 84) == "84 %"
    assert say_figure("closing_p90_seconds", 3_600) == "1 h"
    assert (say_figure("unmet", None), say_figure("unmet", Withheld.UNDER_FIVE)) == ("\u2013", "<5")
