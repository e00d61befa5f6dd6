"""`mailbot rules calendar`: what an edit of a calendar will do."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.test_rules import folder
from tests.rulebook.small import FILES

CALENDARS = """\
calendars:
  amman: {timezone: Asia/Amman, hours: '08:00-16:00', weekend: [friday, saturday], country: JO, holidays: [12-27]}
  geneva: {timezone: Europe/Zurich, hours: '09:00-17:00'}
"""


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_environment: Path) -> Path:
    desk = FILES["desk.yaml"].replace("name: Bo, language: fr", "name: Bo, calendar: amman")
    desk = desk.replace("countries: [SD, SS]", "calendar: geneva, countries: [SD, SS]")
    return folder(tmp_path / "rules", FILES | {"desk.yaml": desk + CALENDARS}, monkeypatch)


def test_the_days_and_the_deadlines_of_a_calendar_are_shown(mailbot: Command, rules: Path) -> None:
    said = mailbot("rules", "calendar", "amman", "--from", "2026-12-24", "--days", "5")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        "amman: Asia/Amman, public holidays of JO",
        "  Thu 2026-12-24  08:00-16:00",
        "  Fri 2026-12-25  Christmas Day; weekend",
        "  Sat 2026-12-26  weekend",
        "  Sun 2026-12-27  holiday",
        "  Mon 2026-12-28  08:00-16:00",
        "  A request that arrives Thu 2026-12-24 08:00 is to be answered by",
        "    critical  Thu 2026-12-24 10:00",
        "    high      Thu 2026-12-24 16:00",
        "    normal    Tue 2026-12-29 16:00",
        "    low       Sun 2027-01-10 16:00",  # and nobody works on 5 January
    ]


def test_a_coordinator_has_his_own_days_and_the_deadlines_of_his_desk(mailbot: Command, rules: Path) -> None:
    said = mailbot("rules", "calendar", "bo@desk.example.org", "--from", "2026-12-25", "--days", "1", "--json")
    shown = json.loads(said.out)
    assert shown["days"] == [{"day": "2026-12-25", "weekday": "Fri", "hours": None, "off": "Christmas Day; weekend"}]
    assert shown["due"]["high"] == "2026-12-25T19:00+03:00"  # a Friday in Geneva, in his local time


def test_a_desk_may_be_named_and_without_a_name_all_calendars_are_shown(mailbot: Command, rules: Path) -> None:
    assert mailbot("rules", "calendar", "africa", "--days", "1").out.startswith("africa: Europe/Zurich\n")
    both = mailbot("rules", "calendar", "--json", "--days", "3").out.splitlines()
    assert [(json.loads(line)["name"], len(json.loads(line)["days"])) for line in both] == [("amman", 3), ("geneva", 3)]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("genava",), "there is no calendar 'genava': did you mean 'geneva'? known are amman, geneva, global, africa, "),
        (("geneva", "--from", "21.12.2026"), "--from: '21.12.2026' is no day: write it as 2026-12-21"),
        (("geneva", "--from", "9999-12-31"), "--from: '9999-12-31' is no day"),
    ],
)
def test_a_wrong_question_is_one_line(mailbot: Command, rules: Path, arguments: tuple[str, ...], said: str) -> None:
    answer = mailbot("rules", "calendar", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"mailbot: {said}")
    assert answer.err.count("\n") == 1
