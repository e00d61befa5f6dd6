"""`budgets:` of the desk file."""

import pytest

from mailbot.core.budgets import PROVIDERS, USUAL, Scope, Window
from mailbot.core.rulebook import check, compile_rulebook
from tests.rulebook.small import FILES


def files(more: str = "") -> dict[str, str]:
    """A rulebook whose desk file says a little more."""
    return {**FILES, "desk.yaml": FILES["desk.yaml"] + more}


def test_what_is_not_said_is_as_usual() -> None:
    assert compile_rulebook(files()).desk.budgets.limits == USUAL
    said = "budgets: {domain: {hour: 40}, all: {day: 99, week: 200}, providers: [Mail.Example.ORG]}\n"
    budgets = compile_rulebook(files(more=said)).desk.budgets
    assert budgets.limits[Scope.DOMAIN] == {Window.HOUR: 40}
    assert budgets.limits[Scope.ALL] == {Window.DAY: 99, Window.WEEK: 200}
    assert budgets.limits[Scope.TEAM] == USUAL[Scope.TEAM]
    assert budgets.providers == PROVIDERS | {"mail.example.org"}


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ("{domain: {hour: 0}}", "'0' cannot be hour"),
        ("{domain: {day: many}}", "a whole number from 1 to 99999"),
        ("{domain: {}}", "the budget 'domain' has no window"),
        ("{domain: 40}", "the budget 'domain' must be 'key: value' lines"),
        ("{domain: {minute: 3}}", "the budget 'domain' has no key 'minute'"),
        ("{address: {hour: 3}}", "the budget 'address' has no key 'hour'"),
        ("{country: {hour: 3}}", "budgets has no key 'country'"),
        ("{providers: [a.org, a.org]}", "'a.org' is listed twice in providers"),
        ("{providers: gmail}", "'gmail' in providers is no domain"),
        ("{providers: ['@x.org']}", "'@x.org' in providers is no domain"),
    ],
)
def test_a_wrong_budget_is_named(said: str, complaint: str) -> None:
    (problem, *_) = check(files(more=f"budgets: {said}\n"))
    assert problem.file == "desk.yaml"
    assert complaint in str(problem)
