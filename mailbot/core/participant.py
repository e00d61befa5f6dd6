"""A person who takes part in somebody else's request: a coordinator added him, and he may leave."""

from dataclasses import dataclass
from datetime import datetime

from mailbot.core.message import address_key


@dataclass(frozen=True, slots=True)
class Participant:
    """A person's part in a ticket. Times are aware, in UTC. `left_at` is None while he takes part.

    `left_by` is the address of who ended it: his own where he left, a coordinator's who took him out, `mailbot` where mail to
    him came back; "" while he takes part.
    """

    ticket: int
    address: str
    added_by: str
    added_at: datetime
    left_at: datetime | None = None
    left_by: str = ""

    @property
    def key(self) -> str:
        """The form to compare his address by."""
        return address_key(self.address)

    @property
    def left_by_himself(self) -> bool:
        """Whether he left at his own wish."""
        return self.left_at is not None and address_key(self.left_by) == self.key
