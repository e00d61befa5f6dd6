"""A ticket and its entries: what a request has become."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mailbot.core.message import Attachment
from mailbot.core.remark import Remark


class Status(StrEnum):
    """Where a ticket stands: nobody has answered, the requester waits, the desk waits for the requester, or it is over."""

    NEW = "new"
    OPEN = "open"
    WAITING = "waiting"
    CLOSED = "closed"

    @property
    def waits_for_us(self) -> bool:
        """Whether somebody waits for the desk; else the date of a ticket is no deadline."""
        return self in (Status.NEW, Status.OPEN)

    def after_requester(self) -> "Status":
        """The state once the requester has written again: a ticket that nobody answered stays new, any other is open (again)."""
        return Status.NEW if self is Status.NEW else Status.OPEN


class EntryKind(StrEnum):
    """What an entry is: the first mail, a later mail of the requester, the desk's answer, an inner note.

    Or something that happened.
    """

    REQUEST = "request"
    REPLY = "reply"
    ANSWER = "answer"
    NOTE = "note"
    EVENT = "event"


class Urgency(StrEnum):
    """How soon a person must answer, in rising order as listed."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    CRITICAL = "critical"


class Stage(StrEnum):
    """What its owner did with a ticket that waits: nothing that is known, he said that he has it, or he put it off."""

    UNSEEN = ""
    TAKEN = "taken"
    PUT_OFF = "put_off"


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket as stored. `owner` is the coordinator's address; times are aware, in UTC.

    `due_at` is None while nobody waits for us; where the desk waits for the requester until a day, or a coordinator put the
    ticket off, it is that moment. `stands_in_for` is the coordinator to whom it goes back when he is no longer away, by the
    key of his address, "" where its owner has it for good.
    `merged_into` is the ticket of which it is a part by now, None for one of its own. `stage` is what its owner did with it.
    `ending` says how a closed one ended where who closed it said so (`unmet`: the need could not be met), else "".
    `origin` is the name of the mail that opened it, "" for one from before there were any.
    """

    id: int
    reference: str
    subject: str
    status: Status
    area: str
    topic: str
    country: str
    urgency: Urgency
    language: str
    requester: str
    requester_name: str
    requester_type: str
    owner: str
    restricted: bool
    created_at: datetime
    updated_at: datetime
    due_at: datetime | None
    stands_in_for: str = ""
    merged_into: int | None = None
    stage: Stage = Stage.UNSEEN
    ending: str = ""
    origin: str = ""

    @property
    def name(self) -> str:
        """What its mails are signed for: a ticket that is opened again by the same mail has another number and this same name."""
        return self.origin or str(self.id)

    @property
    def untaken(self) -> bool:
        """Whether somebody waits for what is critical, and its owner has not said that he has it."""
        return self.urgency is Urgency.CRITICAL and self.status.waits_for_us and self.stage is Stage.UNSEEN


PARTICIPANT = "participant"
"""The field of a Change that says who joined a ticket or left it: no field of the ticket itself."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a ticket that a person changed, before and after, as text: ids and addresses as they are, a moment as ISO 8601,
    `true` and `false`, "" for nothing.
    """

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person changed with one mail; `entry` is the line of the ticket that tells of it, `inbound` that mail."""

    entry: int
    ticket: int
    by: str
    changes: tuple[Change, ...]
    inbound: int | None = None

    def merges_into(self, ticket: int) -> bool:
        """Whether it made its ticket a part of that one."""
        return any(change.field == "merged_into" and change.after == str(ticket) for change in self.changes)


@dataclass(frozen=True, slots=True)
class Answer:
    """That a coordinator answered, without his words. `inbound` is the mail that brought the answer, `mail` the row of the outbox
    that takes it to the requester.

    `held_until` is the moment until which that one was held, None where it never was; `waits` says that it was held and has not
    been handed to a server yet. `restores` are the changes that the answer made to its ticket.
    """

    entry: int
    ticket: int
    by: str
    at: datetime
    inbound: int
    mail: int
    held_until: datetime | None = None
    waits: bool = False
    restores: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a ticket's story; appended, never changed. `inbound` is the ledger row that it came from, if any.

    `remarks` say what an event was in the reader's language, `text` in English; none where it was written before there were any.
    """

    id: int
    ticket: int
    at: datetime
    kind: EntryKind
    author: str
    text: str
    inbound: int | None
    attachments: tuple[Attachment, ...] = ()
    remarks: tuple[Remark, ...] = ()
