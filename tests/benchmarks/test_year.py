"""A small year is clean, and each sort of mistake in it is found."""

import json
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from benchmarks.year import checker, expected, organisation, working
from benchmarks.year.checker import find_violations
from benchmarks.year.people import Year
from benchmarks.year.plan import HLP, MINES
from benchmarks.year.story import Story
from mailbot.core.countdown import Countdown, Phase
from mailbot.core.deciding import climbing
from mailbot.core.deciding.climbing import Place, Step, StepKind, step_due
from mailbot.core.desk import Coordinator, Desk
from mailbot.core.ticket import Ticket, Urgency

ROOT = Path(__file__).parents[2]
REQUESTS = 300
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


@pytest.fixture(scope="module")
def clean() -> Story:
    return Year(REQUESTS, seed=7).run()


@pytest.fixture
def story(clean: Story) -> Story:
    """The same year, to be spoilt."""
    return deepcopy(clean)


def test_a_year_is_clean_and_much_happens_in_it(clean: Story) -> None:
    assert find_violations(clean) == []
    assert len(clean.requests) == REQUESTS
    assert {step.kind for step in clean.steps} >= set(StepKind) - {StepKind.NOBODY_TAKES}
    assert {"nobody_there", "late", "not_taken"} <= {mail.hint for mail in clean.mails}
    assert {deed.verb for deed in clean.deeds} == {
        *("open", "more", "answer", "take", "to", "urgency", "snooze", "wait", "close", "reopen", "notice")
    }


def test_the_figures_are_printed() -> None:
    command = [sys.executable, "-m", "benchmarks.year", "--requests", "40", "--seed", "3", "--json"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    told = json.loads(ran.stdout)
    assert (told["requests"], told["violations"]) == (40, 0)


@pytest.mark.parametrize("module", [checker, expected, organisation, working])
def test_the_checker_asks_no_part_of_the_program(module: object) -> None:
    text = Path(module.__file__).read_text()  # type: ignore[attr-defined]  # a module has one
    assert "import mailbot" not in text
    assert "from mailbot" not in text


def late_by_a_second(story: Story) -> None:
    story.steps[10] = replace(story.steps[10], at=story.steps[10].at + SECOND)


def left_out(story: Story) -> None:
    story.steps.pop(10)


def twice(story: Story) -> None:
    story.mails.append(next(mail for mail in story.mails if mail.kind == "reminder"))


def two_reasons_at_once(story: Story) -> None:
    reminder = next(mail for mail in story.mails if mail.kind == "reminder")
    story.mails.append(replace(reminder, hint="again"))


def told_again(story: Story) -> None:
    delay = next(mail for mail in story.mails if mail.kind == "delay")
    story.mails.append(replace(delay, at=delay.at + SECOND))


def no_deadline(story: Story) -> None:
    at = next(number for number, stand in enumerate(story.stands) if stand.status == "new")
    story.stands[at] = replace(story.stands[at], due=None)


def nobody(story: Story) -> None:
    at = next(number for number, stand in enumerate(story.stands) if stand.status == "new")
    story.stands[at] = replace(story.stands[at], owner="nobody@team.example.org")


def another_owner(story: Story) -> None:
    at = next(number for number, step in enumerate(story.steps) if step.kind == "late")
    story.steps[at] = replace(story.steps[at], owner=HLP[1])


def woken(story: Story) -> None:
    """Somebody who is on no rota, on a Sunday."""
    of_others = (number for number, step in enumerate(story.steps) if story.requests[step.ticket].area == "protection")
    at = next(of_others)
    sunday = datetime.fromisoformat("2026-03-01T03:00+00:00")
    story.steps[at] = replace(story.steps[at], kind="not_taken", at=sunday, owner=MINES[1])


def to_somebody_else(story: Story) -> None:
    at = next(number for number, mail in enumerate(story.mails) if mail.kind == "escalation")
    story.mails[at] = replace(story.mails[at], to=HLP[1])


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (late_by_a_second, "a step that was not due"),
        (left_out, "a step that was left out"),
        (twice, "twice: "),
        (two_reasons_at_once, "2 reminders"),
        (told_again, "told 2 times of a delay"),
        (no_deadline, "without a deadline"),
        (nobody, "without an owner"),
        (another_owner, "a step that was not due"),
        (woken, "woken out of the rota"),
        (to_somebody_else, "a mail that was left out"),
    ],
)
def test_a_mistake_in_the_story_is_found(story: Story, spoil: Callable[[Story], None], said: str) -> None:
    spoil(story)
    assert any(line.startswith(said) for line in find_violations(story))


def hours_of_the_wall(desk: Desk, _: str, urgency: Urgency, since: datetime) -> datetime:
    target = desk.targets[urgency]
    return since + timedelta(hours=target.hours, days=target.days)


def straight_to_the_lead(ticket: Ticket, desk: Desk, away: set[str]) -> Coordinator | None:
    return climbing.last_resort(ticket, desk, away)


def reminded_again(ticket: Ticket, countdown: Countdown, place: Place) -> Step | None:
    step = step_due(ticket, countdown, place)
    if step is None or step.kind is not StepKind.HALF or step.countdown is None:
        return step
    return replace(step, countdown=replace(step.countdown, remind_at=min(step.at + HOUR, step.countdown.until)))


def delay_forgotten(ticket: Ticket, countdown: Countdown, place: Place) -> Step | None:
    step = step_due(ticket, countdown, place)
    if step is None or step.countdown is None or step.countdown.phase is not Phase.ANSWER:
        return step
    return replace(step, countdown=replace(step.countdown, told=False))


@pytest.mark.parametrize(
    ("where", "broken", "said"),
    [
        ("mailbot.core.deciding.climbing.deadline_of", hours_of_the_wall, "stands otherwise"),
        ("mailbot.core.deciding.climbing.next_above", straight_to_the_lead, "a step that was not due"),
        ("mailbot.pipeline.countdowns.step_due", reminded_again, "a step that was not due"),
        ("mailbot.pipeline.countdowns.step_due", delay_forgotten, "told 2 times of a delay"),
    ],
)
def test_a_mistake_in_the_program_is_found(
    monkeypatch: pytest.MonkeyPatch, where: str, broken: Callable[..., object], said: str
) -> None:
    monkeypatch.setattr(where, broken)
    found = find_violations(Year(REQUESTS, seed=7).run())
    assert any(line.startswith(said) for line in found)
