"""The report of the last month leaves on the first working day, once to each, whatever happens."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest

from mailbot.adapters.store import SqlStore
from mailbot.adapters.templates import TemplateRenderer
from mailbot.core.desk import LANGUAGES
from mailbot.core.rulebook import check
from tests.fakes import PlainRenderer
from tests.mails import mail, parse, reply, text_of
from tests.rulebooks import LEAD, MALI, SMALL
from tests.stage import Stage

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
"""The first working day of March: the first is a Sunday."""


def rules(report: str = f"report: {{monthly: [{LEAD}, {MALI}]}}\n", language: str = "fr") -> Mapping[str, str]:
    text = SMALL["desk.yaml"] + report
    return {**SMALL, "desk.yaml": text.replace("language: fr}", f"language: {language}}}")}


@pytest.fixture
def stage(store: SqlStore) -> Stage:
    made = Stage(store, rules=rules())
    made.arrive_one(mail())
    return made


def at(stage: Stage, moment: datetime) -> None:
    """It is that time, and the clock looks."""
    stage.clock.move(moment - stage.clock.now())
    stage.tick()


def raw_reports(stage: Stage, to: str = LEAD) -> list[bytes]:
    return [raw for raw in stage.transport.to(to) if list(parse(raw).iter_attachments())]


def reports(stage: Stage, to: str = LEAD) -> list[EmailMessage]:
    return [parse(raw) for raw in raw_reports(stage, to)]


def test_it_leaves_on_the_first_working_day_and_once(stage: Stage) -> None:
    at(stage, MONDAY - timedelta(minutes=1))
    assert reports(stage) == []
    for moment in (MONDAY, MONDAY + timedelta(minutes=1), MONDAY + timedelta(days=20)):
        at(stage, moment)
        assert (len(reports(stage)), len(reports(stage, MALI))) == (1, 1)
    at(stage, datetime(2026, 4, 1, 8, tzinfo=UTC))
    assert len(reports(stage)) == 2


def test_the_page_is_attached_and_the_mail_says_what_tells_most(stage: Stage) -> None:
    at(stage, MONDAY)
    (message,) = reports(stage)
    (page,) = message.iter_attachments()
    assert (page.get_filename(), page.get_content_type()) == ("report-2026-02.html", "text/html")
    assert page.get_content().startswith("<!DOCTYPE html>")
    assert "Test Desk: figures of 2026-02" in page.get_content()
    text = text_of(*raw_reports(stage))
    assert "- Period: 2026-02\n- Requests that came in: 1\n- Answered within target: 0 %\n" in text
    assert (message["Subject"], message["Auto-Submitted"]) == ("Test Desk: the figures of the month", "auto-generated")
    assert "Période\u00a0: 2026-02" in text_of(*raw_reports(stage, MALI))
    assert "awa" not in (text + page.get_content()).lower()


def test_of_months_that_were_missed_only_the_newest_is_sent(stage: Stage) -> None:
    at(stage, datetime(2026, 6, 9, tzinfo=UTC))
    (message,) = reports(stage)
    assert [page.get_filename() for page in message.iter_attachments()] == ["report-2026-05.html"]


def test_two_clocks_owe_it_once(stage: Stage) -> None:
    stage.clock.move(MONDAY - stage.clock.now())
    stage.tick()
    stage.tick()
    assert [kind for kind, to in stage.owed() if kind == "report"] == ["report", "report"]


def test_a_desk_that_wants_none_gets_none(store: SqlStore) -> None:
    stage = Stage(store)
    at(stage, MONDAY)
    assert stage.owed() == []


def test_a_defect_is_told_and_tried_again_later(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("oh")

    with monkeypatch.context() as patch:
        patch.setattr("mailbot.pipeline.monthly.compile_report", broken)
        at(stage, MONDAY)
        at(stage, MONDAY + timedelta(minutes=5))
    told = [one for one in stage.complaints if "report" in one]
    assert [one.partition(", line")[0] for one in told] == ["the monthly report could not be made: ZeroDivisionError in broken"]
    at(stage, MONDAY + timedelta(minutes=9))
    assert reports(stage) == []
    at(stage, MONDAY + timedelta(minutes=10))
    assert len(reports(stage)) == 1


def test_a_reply_to_it_goes_to_nobody_and_is_asked_back(stage: Stage) -> None:
    at(stage, MONDAY)
    row = stage.arrive_one(reply(*raw_reports(stage), "Well done, all of you.", minutes=900))
    assert row["state"] == "held"
    assert row["reason"] == "a coordinator replied to a mail of ours that belongs to no single request"
    assert len(stage.tickets()) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_written_in_every_language(store: SqlStore, language: str) -> None:
    stage = Stage(store, rules=rules(language=language), renderer=TemplateRenderer(None))
    at(stage, MONDAY)
    assert stage.complaints == []
    text = text_of(*raw_reports(stage, MALI))
    assert text.count("\n- ") == 9
    assert "report_" not in text


def test_the_renderer_is_asked_for_the_page(store: SqlStore) -> None:
    stage = Stage(store, rules=rules(), renderer=PlainRenderer())
    at(stage, MONDAY)
    (message,) = reports(stage)
    assert [page.get_content() for page in message.iter_attachments()] == ["<!DOCTYPE html><p>Test Desk 2026-02"]


@pytest.mark.parametrize(
    ("report", "wrong"),
    [
        ("report: {monthly: [nobody@team.example.org]}\n", "there is no coordinator 'nobody@team.example.org'"),
        ("report: {monthly: []}\n", "report needs monthly, with 1 to 10 addresses"),
        ("report: {}\n", "report needs monthly, with 1 to 10 addresses"),
        (f"report: {{monthly: [{LEAD}, {LEAD}]}}\n", "is listed twice in monthly"),
        (f"report: {{weekly: [{LEAD}]}}\n", "weekly"),
        (f"report: [{LEAD}]\n", "report"),
    ],
)
def test_what_is_wrong_in_the_desk_file_is_told(report: str, wrong: str) -> None:
    problems = check(rules(report))
    assert any(wrong in str(problem) for problem in problems)
