"""`overview` in the desk file: when a coordinator is told of all that is his."""

from datetime import time

import pytest

from mailbot.core.overview import Rhythm
from mailbot.core.rulebook import check, compile_rulebook
from tests.rulebook.test_desk_file import people

ANA = "address: ana@desk.example.org, name: Ana"
BO = "address: bo@desk.example.org, name: Bo"


@pytest.mark.parametrize(
    ("written", "rhythm"),
    [
        ("'8:05'", Rhythm(time(8, 5))),
        ("{at: '08:00'}", Rhythm(time(8))),
        ("{at: '16:30', days: [thursday, monday]}", Rhythm(time(16, 30), (1, 4))),
        ("{days: monday, at: '16:30'}", Rhythm(time(16, 30), (1,))),
    ],
)
def test_it_is_a_time_of_day_on_all_working_days_or_on_some(written, rhythm):
    assert compile_rulebook(people(f"{ANA}, overview: {written}", BO)).desk.coordinator("ana@desk.example.org").overview == rhythm


def test_who_does_not_ask_has_none():
    assert compile_rulebook(people(ANA, BO)).desk.coordinator("ana@desk.example.org").overview is None


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("weekly", "'weekly' is no time of day (hours and minutes in quotes: '08:30')"),
        ("{days: [monday]}", "overview lacks its time of day (overview: '08:00', or overview: {at: '08:00', days: [monday]})"),
        ("{at: '08:00', days: [lundi]}", "'lundi' is no day (one of monday, tuesday"),
        ("{at: '08:00', day: monday}", "overview has no key 'day' (did you mean 'days'? keys: at, days)"),
        ("['08:00', '16:00']", "overview must be 'key: value' lines"),
    ],
)
def test_what_is_none_is_named_with_its_mend(written, said):
    problems = check(people(f"{ANA}, overview: {written}", BO))
    assert any(said in str(problem) for problem in problems), problems
