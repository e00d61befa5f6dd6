"""What is looked at to prove that nothing vanished: the ledger beside its mailboxes, and rows that no work leads to."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class LooseEnd(StrEnum):
    """Rows that can only be there where something was lost; none is ever written on purpose."""

    NO_STATE = "no_state"
    PENDING_WITHOUT_JOB = "pending_without_job"
    ENDED_WITH_JOB = "ended_with_job"
    DONE_WITHOUT_DECISION = "done_without_decision"
    DONE_WITHOUT_TICKET = "done_without_ticket"
    OWED_WITHOUT_JOB = "owed_without_job"
    GATHERED_WITHOUT_DIGEST = "gathered_without_digest"
    JOB_WITHOUT_MAIL = "job_without_mail"
    JOB_WITHOUT_OWED = "job_without_owed"
    JOB_WITHOUT_COUNTDOWN = "job_without_countdown"
    TICKET_WITHOUT_OWNER = "ticket_without_owner"
    TICKET_WITHOUT_COUNTDOWN = "ticket_without_countdown"
    COUNTDOWN_WITHOUT_JOB = "countdown_without_job"


@dataclass(frozen=True, slots=True)
class Loose:
    """How many rows hang loose in one way, and the numbers of the first of them."""

    kind: LooseEnd
    total: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class KeptUid:
    """A mail of the ledger by its UID. `whole`: all of its bytes were kept, or it was erased on purpose."""

    uid: int
    inbound: int
    whole: bool
    kept_at: datetime


class Audit(Protocol):
    """The store, asked whether it holds together. Nothing here writes."""

    def kept_uids(self, mailbox: str, uidvalidity: int, above: int, most: int) -> list[KeptUid]:
        """The mails of a mailbox by rising UID, the first `most` above `above`."""

    def loose(self, kind: LooseEnd, most: int) -> Loose:
        """The rows that hang loose in this way; the numbers of the first `most`."""

    def owners_are_looked_through(self) -> bool:
        """Whether the owners of tickets are soon compared with the desk file, or just now."""
