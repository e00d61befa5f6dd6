"""The public holidays of a country under the desk's own table of days."""

import locale
from datetime import date

import pytest

from mailbot.core.rulebook import check, compile_rulebook
from mailbot.core.rulebook.coverage.finding import Kind
from mailbot.core.rulebook.coverage.holidays import without_public_holidays
from mailbot.core.rulebook.public_holidays import FIRST_YEAR, LAST_YEAR, UnknownPlace, public_holidays
from tests.rulebook.small import FILES

TODAY = date(2026, 11, 30)


def files(calendar):
    return FILES | {"desk.yaml": f"{FILES['desk.yaml']}calendars:\n  here: {{timezone: Europe/Zurich, {calendar}}}\n"}


def here(calendar):
    return compile_rulebook(files(calendar)).desk.calendars["here"]


def findings(calendar, today=TODAY):
    rulebook = compile_rulebook(files(calendar))
    return list(without_public_holidays(rulebook.desk, files(calendar), today))


def test_nobody_works_on_the_public_holidays_of_the_country():
    calendar = here("country: KE")
    assert not calendar.is_working_day(date(2026, 12, 12))  # Jamhuri Day, and a Saturday
    assert not calendar.is_working_day(date(2027, 10, 20))
    assert calendar.is_working_day(date(2027, 10, 21))


def test_a_part_of_a_country_has_days_of_its_own():
    fast = date(2027, 9, 9)
    assert fast in here("country: CH, subdivision: GE").holidays
    assert fast not in here("country: CH").holidays


def test_the_desk_s_table_adds_days_and_takes_some_out():
    calendar = here("country: JO, holidays: ['2026-12-24', 12-31], works_on: ['2026-12-25', 05-01]")
    assert [calendar.is_working_day(date(2026, 12, day)) for day in (23, 24, 25, 31)] == [True, False, True, False]
    assert not calendar.is_working_day(date(2028, 12, 25))
    assert all(calendar.is_working_day(date(year, 5, 1)) for year in (2029, 2030))


def test_the_days_are_the_same_whatever_the_language_of_the_machine(monkeypatch):
    monkeypatch.setenv("LC_ALL", "ar_JO.UTF-8")
    monkeypatch.setattr(locale, "getlocale", lambda *_: ("ar_JO", "UTF-8"))
    public_holidays.cache_clear()
    assert public_holidays("JO")[date(2027, 1, 1)] == "New Year's Day"


def test_every_year_to_the_horizon_has_days_and_none_behind_it_does():
    years = {day.year for day in public_holidays("SN")}
    assert set(range(FIRST_YEAR, LAST_YEAR + 1)) <= years
    assert max(years) == LAST_YEAR


def test_a_place_that_nobody_knows_is_refused():
    with pytest.raises(UnknownPlace, match="not known"):
        public_holidays("ZZ")
    with pytest.raises(UnknownPlace, match="GE, "):
        public_holidays("CH", "XX")


@pytest.mark.parametrize(
    ("calendar", "said"),
    [
        ("country: Jordan", "'Jordan' is no country (two capital letters of ISO 3166"),
        ("country: jo", "'jo' is no country (did you mean 'JO'?"),
        ("country: CH, subdivision: Geneva", "CH has no subdivision 'Geneva' (one of AG, "),
        ("country: JO, subdivision: AM", "JO has no subdivision 'AM' (this country has no parts"),
        ("subdivision: GE", "'subdivision' is about the public holidays of a country (country: CH beside it)"),
        ("works_on: [12-25]", "'works_on' is about the public holidays of a country"),
        ("country: CH, works_on: [Christmas]", "'Christmas' is no day"),
        ("country: CH, works_on: [12-25], holidays: [12-25]", "a day stands in 'holidays' and in 'works_on'"),
        ("country: [CH, FR]", "country must be one text"),
    ],
)
def test_what_is_wrong_is_said_with_its_mend(calendar, said):
    assert any(said in str(problem) for problem in check(files(calendar)))


def test_a_country_without_holidays_now_is_told():
    (found,) = findings("country: UA")
    assert (found.kind, found.file, found.line) == (Kind.NO_PUBLIC_HOLIDAYS, "desk.yaml", FILES["desk.yaml"].count("\n") + 2)
    assert "no public holidays of UA are known for 2026 and 2027" in found.message
    assert "under 'holidays'" in found.mend
    assert findings("country: JO") == findings("holidays: [12-25]") == []


def test_the_horizon_is_told_a_year_ahead():
    assert findings("country: JO", date(LAST_YEAR - 1, 12, 31)) == []
    (found,) = findings("country: JO", date(LAST_YEAR, 1, 1))
    assert f"known for {LAST_YEAR + 1}" in found.message
    assert f"looks no further than {LAST_YEAR}: upgrade it" in found.mend
