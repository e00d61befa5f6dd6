"""Budgets: never more in any window, and the first moment that has room."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.budgets import PROVIDERS, Budgets, Scope, Window
from mailbot.core.deciding.budget import (
    LONGEST_WAIT,
    Budget,
    budgets_of_address,
    budgets_of_domain,
    budgets_of_unproved,
    find_shortage,
)

NOW = datetime(2026, 2, 3, 9, 7, tzinfo=UTC)


class Counted:
    """Mails as they are counted, each at the first moment that has room."""

    def __init__(self, *budgets: Budget) -> None:
        self.budgets = budgets
        self.slots: dict[str, dict[int, int]] = defaultdict(dict)
        self.left: list[datetime] = []

    def owe(self, now: datetime) -> None:
        """One more mail: now, later, or not at all."""
        shortage = find_shortage(self.budgets, self.slots, now)
        at = now if shortage is None else shortage.until
        if at is None:
            return
        self.left.append(at)
        for one in self.budgets:
            slots = self.slots[one.key]
            slots[one.slot_of(at)] = slots.get(one.slot_of(at), 0) + 1

    def fullest(self, span: timedelta) -> int:
        """The most mails in any stretch of this length."""
        return max((sum(at <= other < at + span for other in self.left) for at in self.left), default=0)


@given(
    st.lists(st.integers(0, 5_400), min_size=1, max_size=60),
    st.integers(1, 6),
    st.integers(2, 20),
)
def test_L3_no_window_ever_holds_more_than_its_limit(pauses: list[int], an_hour: int, a_day: int) -> None:
    counted = Counted(
        Budget(Scope.DOMAIN, "x.org", Window.HOUR, an_hour),
        Budget(Scope.ALL, "", Window.DAY, a_day),
    )
    now = NOW
    for pause in pauses:
        now += timedelta(seconds=pause)
        counted.owe(now)
    assert counted.fullest(timedelta(hours=1)) <= an_hour
    assert counted.fullest(timedelta(days=1)) <= a_day


def test_what_has_no_room_waits_for_the_first_moment_that_has() -> None:
    counted = Counted(Budget(Scope.DOMAIN, "x.org", Window.HOUR, 2))
    for _ in range(5):
        counted.owe(NOW)
    assert [at.strftime("%H:%M") for at in counted.left] == ["09:07", "09:07", "10:15", "10:15", "11:30"]


def test_what_would_wait_for_more_than_a_day_has_no_moment() -> None:
    budget = Budget(Scope.ALL, "", Window.WEEK, 1)
    spent = {budget.key: {budget.slot_of(NOW): 1}}
    shortage = find_shortage([budget], spent, NOW)
    assert shortage is not None
    assert (shortage.name, shortage.until) == ("all, 1 a week", None)
    found = find_shortage([budget], spent, NOW, timedelta(days=9))
    assert found is not None
    assert found.until is not None
    assert timedelta(days=7) < found.until - NOW <= timedelta(days=7) * 5 / 4
    assert timedelta(days=1) == LONGEST_WAIT


def test_a_slot_counts_until_it_lies_in_no_window() -> None:
    budget = Budget(Scope.ALL, "", Window.HOUR, 1)
    slot = budget.slot_of(NOW)
    end = budget.end_of(slot)
    assert not budget.has_room({budget.key: {slot: 1}}, end - timedelta(seconds=1))
    assert budget.has_room({budget.key: {slot: 1}}, end)


def test_one_mailbox_is_one_whatever_its_spelling_and_providers_are_many_people() -> None:
    usual = Budgets()
    assert budgets_of_address(usual, "Awa+x@NGO.example.org") == budgets_of_address(usual, "awa@ngo.example.org")
    assert {one.scope for one in budgets_of_domain(usual, "awa@ngo.example.org")} == {Scope.DOMAIN}
    assert {one.scope for one in budgets_of_domain(usual, "awa@GMAIL.com")} == {Scope.PROVIDER}
    assert "gmail.com" in PROVIDERS
    assert [one.key for one in budgets_of_unproved(usual, "A+b@x.org")] == ["unproved:day:a@x.org", "unproved_domain:day:x.org"]
