"""What is counted of automatic mail."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from mailbot.core.deciding.budget import Budget, Spent
from mailbot.core.ticket import Urgency


class Tallies(Protocol):
    """How many automatic mails were owed, by what a budget counts."""

    def spent(self, budgets: Collection[Budget]) -> Spent:
        """What was counted under these budgets."""

    def spent_in_turn(self, budgets: Collection[Budget], now: datetime) -> Spent:
        """The same; until the transaction ends nobody else who asks so counts under one that is nearly used up at `now`. To be
        asked before any ticket is taken.
        """

    def count(self, mails: Sequence[tuple[Budget, datetime]]) -> None:
        """Count mails with this transaction: under which budget each, and when it may leave."""

    def about(self, number: int) -> tuple[str, Urgency]:
        """The area and the urgency of a ticket, as it is by now."""

    def forget(self, budgets: Collection[Budget]) -> None:
        """Delete what was counted under these budgets."""

    def clear(self, now: datetime) -> None:
        """Delete what counts no more."""
