"""What shall follow from a mail: a value that the pipeline applies whole."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from mailbot.core.message import Attachment
from mailbot.core.remark import Remark
from mailbot.core.ticket import Change, EntryKind, Stage, Status, Urgency


class Disposition(StrEnum):
    """What became of a mail (the words of the contract)."""

    OPENED = "opened"
    FOLLOWED_UP = "followed_up"
    ANSWERED = "answered"
    COMMANDED = "commanded"
    BOUNCE = "bounce"
    AUTOMATIC = "automatic"
    DUPLICATE = "duplicate"
    DISCARDED = "discarded"


class MailKind(StrEnum):
    """What an outgoing mail is; which template it is written from says `core/writing/forms.py`."""

    ACK = "ack"
    ROUTE = "route"
    ANSWER = "answer"
    FOLLOW_UP = "follow_up"
    RECEIPT = "receipt"
    QUESTION = "question"
    ALERT = "alert"
    REMINDER = "reminder"
    ESCALATION = "escalation"
    DELAY = "delay"
    CLOSING = "closing"
    HISTORY = "history"
    FILES = "files"
    CONFIRMATION = "confirmation"
    CROSSING = "crossing"
    UNDELIVERED = "undelivered"
    LEAVING = "leaving"
    DIGEST = "digest"
    REPORT = "report"
    WARNING = "warning"
    OVERVIEW = "overview"
    ERASURE = "erasure"
    ERASED = "erased"
    CANARY = "canary"


LANGUAGE_IN_DOUBT = "language_in_doubt"
"""The hint of a mail whose reader may not read its language: English stands below it."""

OF_PARTICIPANT = "participant"
"""The hint of an answer that goes to somebody who takes part, and of a follow-up that he wrote."""


OF_COLLEAGUE = "colleague"
"""The hint of a mail about an answer that did not arrive, where its reader did not write that."""


class Role(StrEnum):
    """Whom an outgoing mail is for; a reply to it speaks in this role."""

    REQUESTER = "requester"
    PARTICIPANT = "participant"
    COORDINATOR = "coordinator"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class RuleHit:
    """A rule that matched: where, on which words, and whether it decided its table. `evidence` is kept in no trace."""

    table: str
    rule: str
    matched: tuple[str, ...]
    won: bool
    evidence: float = 0.0


@dataclass(frozen=True, slots=True)
class GateStep:
    """A gate that the mail came to, and what the gate said."""

    gate: str
    said: str


@dataclass(frozen=True, slots=True)
class Trace:
    """The way to a decision: every gate tried, every rule that matched."""

    gates: tuple[GateStep, ...] = ()
    rules: tuple[RuleHit, ...] = ()


@dataclass(frozen=True, slots=True)
class Classification:
    """What the rule tables made of a mail. `owner` is a desk id or a coordinator's address.

    `noise` says why it is no request, else "".
    """

    area: str = "none"
    topic: str = "none"
    country: str = ""
    urgency: Urgency = Urgency.NORMAL
    requester_type: str = "none"
    restricted: bool = False
    tags: tuple[str, ...] = ()
    owner: str = ""
    noise: str = ""


@dataclass(frozen=True, slots=True)
class OpenTicket:
    """Effect: a new ticket; the effects after it in the same decision are about this one. `stands_in_for`: see Ticket."""

    subject: str
    requester: str
    requester_name: str
    classification: Classification
    owner: str
    language: str
    due_at: datetime
    mentions: tuple[str, ...] = ()
    stands_in_for: str = ""


@dataclass(frozen=True, slots=True)
class SplitOff:
    """Effect: a requester's further mail on a ticket is the request of the one that this decision opens; both tell of it.

    `entry` is the line that holds it; that stays where it is, in the story of `ticket`.
    """

    ticket: int
    entry: int
    by: str


@dataclass(frozen=True, slots=True)
class AppendEntry:
    """Effect: a line on the ticket. `ticket` is None for the ticket that this decision opens.

    `remarks` say in the reader's language what happened; `text` says the same in English, for whoever runs the desk.
    """

    ticket: int | None
    kind: EntryKind
    author: str
    text: str
    attachments: tuple[Attachment, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeTicket:
    """Effect: the ticket's state after this mail. `restricted` True restricts it; nothing that a mail says lifts that."""

    ticket: int
    status: Status
    urgency: Urgency
    due_at: datetime | None
    restricted: bool = False
    stage: Stage = Stage.UNSEEN


@dataclass(frozen=True, slots=True)
class EditTicket:
    """Effect: a person changed fields of a ticket, which its story tells. `undoes` is the line that told of the change before."""

    ticket: int
    by: str
    changes: tuple[Change, ...]
    undoes: int | None = None


OPENED = "\0opened"
"""A value in a remark: the reference of the ticket that the decision opens, which is known only once it is written."""


@dataclass(frozen=True, slots=True)
class AddParticipant:
    """Effect: a person takes part in a ticket from now on, at the word of the coordinator `by`."""

    ticket: int
    address: str
    by: str


@dataclass(frozen=True, slots=True)
class RemoveParticipant:
    """Effect: a person takes part no more. `by` is the address of who ended it, his own where he left."""

    ticket: int
    address: str
    by: str


@dataclass(frozen=True, slots=True)
class OweMail:
    """Effect: one mail to one recipient. `hint` names the reason where the mail has to give one (a key of its template).

    Or it is LANGUAGE_IN_DOUBT, OF_PARTICIPANT or OF_COLLEAGUE. `remarks` are the lines of a receipt, `former_owner` is the name
    of who had the ticket before, or whose it would be; `back_on` the day on which he is back, where he is away and it is known.
    `others` says to how many more people the same answer goes.

    `tells` are the arrived mails whose answers it repeats. A mail with `not_before` is held until then, and `restores` are the
    changes that go back if it is taken back before it leaves. `cause` is the row of the mail that it is about, where that is not
    the one decided. One with `gather_at` is told at that moment, in one mail with all others to its recipient that are.
    `unproved`: it goes to a sender for whom our border server does not vouch.
    """

    kind: MailKind
    to: str
    role: Role
    locale: str
    ticket: int | None = None
    hint: str = ""
    remarks: tuple[Remark, ...] = ()
    former_owner: str = ""
    tells: tuple[int, ...] = ()
    not_before: datetime | None = None
    restores: tuple[Change, ...] = ()
    cause: int | None = None
    others: int = 0
    back_on: date | None = None
    gather_at: datetime | None = None
    unproved: bool = False


@dataclass(frozen=True, slots=True)
class ReleaseHeld:
    """Effect: a mail that was held is decided again, now that its sender confirmed that he wrote it. `inbound` is its row."""

    inbound: int


@dataclass(frozen=True, slots=True)
class DiscardHeld:
    """Effect: a mail that was held is settled for good, and nothing of it is done. `inbound` is its row; `reason` says why."""

    inbound: int
    reason: str


@dataclass(frozen=True, slots=True)
class ReleaseMail:
    """Effect: a mail of the outbox that is held leaves at once. `mail` is its row."""

    mail: int


@dataclass(frozen=True, slots=True)
class CancelMail:
    """Effect: a mail of the outbox that has not left never leaves. `mail` is its row."""

    mail: int


@dataclass(frozen=True, slots=True)
class RecordAbsence:
    """Effect: a coordinator is away until a moment. `back_on` is the first day back where he told it."""

    person: str
    until: datetime
    back_on: date | None


@dataclass(frozen=True, slots=True)
class EndAbsence:
    """Effect: a coordinator is here again, sooner than was known."""

    person: str


Effect = (
    OpenTicket
    | SplitOff
    | AppendEntry
    | ChangeTicket
    | EditTicket
    | AddParticipant
    | RemoveParticipant
    | OweMail
    | ReleaseHeld
    | DiscardHeld
    | ReleaseMail
    | CancelMail
    | RecordAbsence
    | EndAbsence
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a mail is and what follows. `disposition` None means held: a person must look, `reason` says why.

    `ticket` is the existing ticket that the mail belongs to, None where there is none or a new one is opened.
    """

    disposition: Disposition | None
    reason: str
    effects: tuple[Effect, ...] = ()
    ticket: int | None = None
    classification: Classification | None = None
    trace: Trace = field(default_factory=Trace)

    @property
    def held(self) -> bool:
        """Whether the mail waits for a person."""
        return self.disposition is None
