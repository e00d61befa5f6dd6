"""What is kept of a ticket and of a mail to be counted: no text, no person."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Statistic:
    """One ticket. `ticket` is its number; times are aware, in UTC, None for what has not happened.

    `due_at` is the first deadline, of which its requester was told. `acked_at` is when a server took the acknowledgement,
    `answered_at` when the first answer was written, `closed_at` the last closing of a ticket that is closed. `ending` is `unmet`
    where it was closed because the need could not be met. `owner` is the address of who has it: known of open ones alone, and
    in no report.
    """

    ticket: int
    area: str
    topic: str
    country: str
    urgency: str
    requester_type: str
    language: str
    restricted: bool
    opened_at: datetime
    due_at: datetime | None = None
    acked_at: datetime | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    ending: str = ""
    escalations: int = 0
    reassignments: int = 0
    reopened: int = 0
    owner: str = ""

    @property
    def ended_at(self) -> datetime | None:
        """When its requester stopped waiting for the first time: with the first answer, or where it was closed without one."""
        return self.answered_at or self.closed_at

    def in_time(self) -> bool:
        """Whether it had an answer, or was closed without one, by its first deadline."""
        return self.due_at is not None and self.ended_at is not None and self.ended_at <= self.due_at

    def is_late(self, now: datetime) -> bool:
        """Whether that came after its first deadline, or has not come and the deadline is over."""
        return self.due_at is not None and (self.ended_at or now) > self.due_at


@dataclass(frozen=True, slots=True)
class Machine:
    """A mail that no person had to read. `disposition` is one of automatic, bounce, discarded and duplicate."""

    received_at: datetime
    disposition: str
