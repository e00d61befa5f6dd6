"""What a ticket says of itself."""

from dataclasses import replace

import pytest

from mailbot.core.ticket import Stage, Status, Ticket, Urgency
from tests.fakes import START

CRITICAL = Ticket(
    *(1, "TD-10001", "A question", Status.NEW, "protection", "pr_other", "ML", Urgency.CRITICAL, "en"),
    *("awa@ngo.example.org", "Awa Toure", "ngo", "lead@team.example.org", False, START, START, START),
)


@pytest.mark.parametrize("status", [Status.NEW, Status.OPEN])
def test_something_critical_is_untaken_until_its_owner_says_that_he_has_it(status: Status) -> None:
    assert replace(CRITICAL, status=status).untaken


@pytest.mark.parametrize(
    "other",
    [
        replace(CRITICAL, urgency=Urgency.HIGH),
        replace(CRITICAL, stage=Stage.TAKEN),
        replace(CRITICAL, stage=Stage.PUT_OFF),
        replace(CRITICAL, status=Status.WAITING),
        replace(CRITICAL, status=Status.CLOSED),
    ],
    ids=["not critical", "taken", "put off", "answered", "closed"],
)
def test_nobody_is_asked_to_take_anything_else(other: Ticket) -> None:
    assert not other.untaken
