"""What goes into the store and comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from mailbot.core.deciding.context import Absent, Awaited, Earlier, Evidence, Family, FurtherMail
from mailbot.core.deciding.record import Record
from mailbot.core.decision import MailKind, Role
from mailbot.core.message import Attachment
from mailbot.core.participant import Participant
from mailbot.core.remark import Remark
from mailbot.core.ticket import Answer, Change, Edit, EntryKind, Ticket


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a mailbox has been read.

    All UIDs to `last_uid` are kept, those to `settled_uid` are known to be settled on the server. `unsettled` are UIDs above
    `last_uid` that are kept and may not be settled: what was fetched last from the upper end of a full mailbox.

    Mails that arrived before `since` get no ticket and no answer; None is all.
    """

    uidvalidity: int
    last_uid: int
    settled_uid: int
    since: datetime | None = None
    unsettled: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptMail:
    """A mail to be kept. `uid` is None where it came from no server. `dismissed` says why it is only kept, "" to process it."""

    uid: int | None
    raw: bytes
    sha: str
    received_at: datetime
    size: int
    partial: bool = False
    dismissed: str = ""


class Queue:
    """The names of the queues."""

    PROCESS = "process"
    SEND = "send"
    CLOCK = "clock"
    COUNTDOWN = "countdown"
    OWNERS = "owners"
    OVERVIEW = "overview"
    PURGE = "purge"
    WIPE = "wipe"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Job:
    """Work in hand: `ref` is a row of inbound, outbound, absence or ticket, 0 for neither; `attempts` counts this one.

    Ours while `holder` holds it.
    """

    id: int
    ref: int
    holder: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Pending:
    """A kept mail that waits to be processed. `confirmed`: its sender said, in reply to our question, that it is his.

    `erased`: there is no key to its bytes.
    """

    inbound: int
    mailbox: str
    raw: bytes
    sha: str
    size: int
    partial: bool
    confirmed: bool = False
    erased: bool = False
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FoundMail:
    """A mail of ours that a lookup found, not yet verified. `ticket` is the one for which it was signed, `root` the one of which
    that is a part by now, None where it was not merged. `awaits` is what it asks to confirm, if that is what it does; `inbound`
    is the mail that caused it. `told` are the tickets that a digest tells of, `author` is who wrote an answer that did
    not arrive.
    """

    evidence: Evidence
    token: str
    idem_key: str
    recipient: str
    role: Role
    kind: MailKind
    ticket: Ticket | None
    awaits: Awaited | None = None
    made_at: datetime | None = None
    inbound: int | None = None
    root: Ticket | None = None
    told: tuple[Ticket, ...] = ()
    author: str = ""

    @property
    def now(self) -> Ticket | None:
        """The ticket that it is about by now."""
        return self.root or self.ticket


@dataclass(frozen=True, slots=True)
class Found:
    """The store's answers to Lookups. `recent_mails` counts our automatic replies to the sender since the moment asked about.

    `recent_to_author` counts those to the author of what the mail passes on. `recent_to_team` and
    `unreached`: see Context.
    """

    earlier: Earlier | None
    mails: tuple[FoundMail, ...]
    mentioned: tuple[Ticket, ...]
    recent_mails: int
    edits: tuple[Edit, ...] = ()
    recent_to_author: int = 0
    answers: tuple[Answer, ...] = ()
    absences: tuple[Absent, ...] = ()
    parts: tuple[Ticket, ...] = ()
    families: tuple[Family, ...] = ()
    further_mails: tuple[FurtherMail, ...] = ()
    participants: tuple[Participant, ...] = ()
    recent_to_team: Mapping[str, int] = field(default_factory=dict)
    unreached: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A line to be added to a ticket; `inbound` is the mail that caused it, `remarks` tell an event in its reader's language."""

    ticket: int
    kind: EntryKind
    author: str
    text: str
    inbound: int | None
    attachments: tuple[Attachment, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class NewMail:
    """A mail to be owed, its identity minted. It is sent at once, or held until `not_before`.

    `digest` is the mail in which it is told instead, as long as that one takes it in. `put_off_to` is when it may leave because a
    budget is used up, and `waits` which one; `unproved`: see OweMail.
    """

    kind: MailKind
    recipient: str
    role: Role
    locale: str
    hint: str
    ticket: int | None
    inbound: int | None
    idem_key: str
    message_id: str
    reply_token: str
    remarks: tuple[Remark, ...] = ()
    former_owner: str = ""
    tells: tuple[int, ...] = ()
    not_before: datetime | None = None
    restores: tuple[Change, ...] = ()
    back_on: date | None = None
    others: int = 0
    digest: "NewMail | None" = None
    put_off_to: datetime | None = None
    waits: str = ""
    unproved: bool = False


@dataclass(frozen=True, slots=True)
class OwedMail:
    """A mail to be written and sent. `text` and `attachments` are of the entry that caused it; `data` its bytes, once frozen.

    `remarks` are the lines of a receipt, `former_owner` the name of who had the ticket before, `tells` the arrived mails whose
    answers it repeats, `back_on` when he is back who had the ticket, `others` to how many more people the same answer goes,
    `author` who wrote the entry. `note` is what a coordinator wrote above a mail that he passed on, `noted_by` who he is.
    """

    id: int
    kind: MailKind
    recipient: str
    role: Role
    locale: str
    hint: str
    message_id: str
    reply_token: str
    created_at: datetime
    ticket: Ticket | None
    inbound: int | None
    cause_message_id: str
    cause_reason: str
    text: str
    attachments: tuple[Attachment, ...]
    reasons: tuple[str, ...]
    mentions: tuple[str, ...]
    data: bytes | None
    remarks: tuple[Remark, ...] = ()
    former_owner: str = ""
    tells: tuple[int, ...] = ()
    back_on: date | None = None
    others: int = 0
    author: str = ""
    note: str = ""
    noted_by: str = ""


@dataclass(frozen=True, slots=True)
class ThreadMail:
    """A Message-ID of the conversation with one person; `came` from him, or went to him."""

    message_id: str
    came: bool


class OutboundState:
    """Where an owed mail stands (the words of the contract)."""

    QUEUED = "queued"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    DEAD = "dead"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of one try: the new state, what was said, and when to try again (None: never).

    `kind` is that of the mail: what a digest tells shares its fate.
    """

    job: Job
    state: str
    error: str
    at: datetime
    again_at: datetime | None
    kind: MailKind | None = None


@dataclass(frozen=True, slots=True)
class NewRevision:
    """A rulebook to be put in force: its hash, its files (name -> text), who does it, and what he says of it."""

    sha: str
    files: Mapping[str, str]
    by: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """A published rulebook: file name -> text."""

    id: int
    sha: str
    published_at: datetime
    published_by: str
    note: str
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Past:
    """Which mails of the past: those that arrived since a moment (None: all), those that a revision decided ("": any or none).

    `only` these rows of the ledger, if it names any.
    """

    since: datetime | None = None
    revision: str = ""
    only: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PastMail:
    """A kept mail with the decision on it, if there is one.

    `reference` is that of its ticket, "" without one; `restricted` says whether that ticket's text is the owner's only.
    """

    inbound: int
    mailbox: str
    raw: bytes
    sha: str
    size: int
    partial: bool
    received_at: datetime
    reference: str = ""
    restricted: bool = False
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class OpenedTicket:
    """A ticket as it is now, the mail that opened it and what was decided then.

    `later` are what the rules said of the mails that joined it.
    """

    ticket: Ticket
    inbound: int
    record: Record
    later: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says a ticket really is: field -> value. `inbound` is the mail that said it, if one did.

    `restricted` True restricts it, as a topic may ask for; nothing lifts that.
    """

    ticket: int
    by: str
    fields: Mapping[str, str]
    inbound: int | None = None
    restricted: bool = False

    FIELDS: ClassVar[tuple[str, ...]] = ("area", "topic", "country", "urgency", "requester_type", "owner")
