"""`mailbot report`: its forms, its period, its exit codes."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.fakes import START
from tests.mails import mail
from tests.stage import Stage

FEBRUARY = ("--month", "2026-02")


@pytest.fixture
def filled(stage: Stage) -> Stage:
    """A desk with a ticket of February 2026."""
    stage.arrive_one(mail())
    return stage


def test_a_table_of_one_figure_a_row(filled: Stage, database: str, mailbot: Command) -> None:
    said = mailbot("report", *FEBRUARY, DATABASE_URL=database)
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0] == "section,dimension,value,measure,figure"
    assert "requests,all,all,requests,1" in lines
    assert "requests,language,en,acknowledged,1" in lines
    assert "awa" not in said.out.lower()
    assert "@" not in said.out


def test_an_object(filled: Stage, database: str, mailbot: Command) -> None:
    said = json.loads(mailbot("report", *FEBRUARY, "--format", "json", DATABASE_URL=database).out)
    assert (said["desk"], said["period"]["name"], said["zone"]) == ("Test Desk", "2026-02", "UTC")
    (whole,) = [one for one in said["sections"] if (one["section"], one["dimension"]) == ("requests", "all")]
    assert whole["lines"][0]["figures"]["requests"] == 1


@pytest.mark.parametrize("name", ["a.html", "a.json", "a.csv", "a"])
def test_a_file_of_the_form_that_its_name_says(filled: Stage, database: str, mailbot: Command, tmp_path: Path, name: str) -> None:
    said = mailbot("report", *FEBRUARY, "--output", str(tmp_path / name), DATABASE_URL=database)
    assert (said.code, said.out) == (0, "")
    begins = {"a.html": "<!DOCTYPE html>", "a.json": '{"desk"'}
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins.get(name, "section,"))


def test_the_form_can_be_said_beside_the_file(filled: Stage, database: str, mailbot: Command, tmp_path: Path) -> None:
    mailbot("report", *FEBRUARY, "--format", "html", "--output", str(tmp_path / "a.txt"), DATABASE_URL=database)
    assert "Test Desk: figures of 2026-02" in (tmp_path / "a.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("period", "counted"),
    [
        (("--year", "2026"), 1),
        (("--since", f"{START:%Y-%m-%d}", "--until", f"{START:%Y-%m-%d}"), 1),
        (("--since", "2026-02-04", "--until", "2026-02-05"), 0),
        (("--month", "2026-01"), 0),
    ],
)
def test_a_period(filled: Stage, database: str, mailbot: Command, period: tuple[str, ...], counted: int) -> None:
    assert f"requests,all,all,requests,{counted}\n" in mailbot("report", *period, DATABASE_URL=database).out.replace("\r", "")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("--month", "October"), "'October' is no month: write it as 2026-10"),
        (("--year", "26"), "'26' is no year: write it as 2026"),
        (("--since", "yesterday"), "'yesterday' is no day: write it as 2026-10-31"),
        (("--until", "2026-02-01"), "--until needs --since: the day on which the period begins"),
        (("--since", "2026-02-02", "--until", "2026-02-01"), "2026-02-02 is after 2026-02-01: a period begins before it ends"),
        (("--month", "2026-02", "--year", "2026"), "--month, --year and --since with --until: name one of them"),
    ],
)
def test_what_is_wrong_is_one_line_with_the_mend(
    filled: Stage, database: str, mailbot: Command, wrong: tuple[str, ...], said: str
) -> None:
    found = mailbot("report", *wrong, DATABASE_URL=database)
    assert (found.code, found.out, found.err) == (2, "", f"mailbot: {said}\n")


def test_a_file_that_cannot_be_written(filled: Stage, database: str, mailbot: Command, tmp_path: Path) -> None:
    found = mailbot("report", *FEBRUARY, "--output", str(tmp_path), DATABASE_URL=database)
    assert found.code == 2
    assert found.err == f"mailbot: {tmp_path}: Is a directory: name another file with --output\n"


def test_without_rules_there_is_no_desk_to_report_on(mailbot: Command, tmp_path: Path) -> None:
    found = mailbot("report", DATABASE_URL=f"sqlite:///{tmp_path}/new.db")
    assert (found.code, found.out) == (2, "")
    assert "mailbot rules publish" in found.err
