"""The database, as the use cases see it."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from mailbot.core.countdown import Countdown
from mailbot.core.deciding.context import Absent, Lookups
from mailbot.core.deciding.record import Record
from mailbot.core.decision import (
    AddParticipant,
    ChangeTicket,
    Decision,
    EditTicket,
    EndAbsence,
    OpenTicket,
    RecordAbsence,
    RemoveParticipant,
    SplitOff,
)
from mailbot.core.message import InboundMessage
from mailbot.core.participant import Participant
from mailbot.core.reporting import Machine, Statistic
from mailbot.core.ticket import Entry, Ticket
from mailbot.ports.auditing import Audit
from mailbot.ports.erasing import Erasures
from mailbot.ports.rows import (
    Correction,
    Cursor,
    Found,
    Job,
    KeptMail,
    NewEntry,
    NewMail,
    NewRevision,
    OpenedTicket,
    OwedMail,
    Past,
    PastMail,
    Pending,
    Revision,
    Settled,
    ThreadMail,
)
from mailbot.ports.tallies import Tallies
from mailbot.ports.watching import Watch


class Ledger(Protocol):
    """The mails that arrived, and how far each mailbox has been read."""

    def cursor(self, mailbox: str) -> Cursor | None:
        """How far the mailbox has been read, None before the first time."""

    def set_cursor(self, mailbox: str, cursor: Cursor) -> None:
        """Remember how far the mailbox has been read."""

    def keep(self, mailbox: str, uidvalidity: int, mails: Sequence[KeptMail], now: datetime) -> int:
        """Write mails into the ledger, each with a job to process it; how many were new.

        A known UID is left alone. A mail of an older UIDVALIDITY, or whose UID was freed, is the same mail where it has the same
        bytes: its row moves to the new UID. A mail without UID whose bytes that mailbox already holds is left alone.
        """

    def newest(self, mailbox: str, uidvalidity: int, below: int | None, most: int) -> Mapping[int, datetime]:
        """The highest UIDs of the ledger, below `below` where that is said, and when these mails came (INTERNALDATE)."""

    def free_uids(self, mailbox: str, uidvalidity: int, above: int) -> None:
        """The rows of UIDs greater than `above` have none any more: the server gives these to other mails."""

    def known_uids(self, mailbox: str, uidvalidity: int, above: int = 0) -> set[int]:
        """The UIDs of the ledger that are greater than `above`."""

    def hasten(self, mailbox: str, uidvalidity: int, uids: Sequence[int]) -> None:
        """Have these mails processed before others, where they wait to be."""

    def pending(self, inbound: Sequence[int], most_bytes: int) -> list[Pending]:
        """The kept mails of the first of these ledger rows, at least one and as many as `most_bytes` allow."""

    def identity_of(self, inbound: int) -> str:
        """What an arrived mail is known by however often it is read: the hash of its dedupe key, else its number."""

    def raw_of(self, inbound: int) -> bytes:
        """The raw mail of a ledger row."""

    def close_inbound(
        self, inbound: int, message: InboundMessage, decision: Decision, ticket: int | None, key: str | None
    ) -> None:
        """End a ledger row: done, or held."""

    def release(self, inbound: int, by: int, now: datetime) -> None:
        """Have a held mail decided again, because the mail `by` confirmed it. Raises Conflict where it is held no more."""

    def discard(self, inbound: int, reason: str) -> None:
        """End a held mail for good, with nothing done. Raises Conflict where it is held no more."""

    def record_decision(self, inbound: int, record: Record, revision: str, now: datetime) -> None:
        """Keep how a decision came about."""


class Archive(Protocol):
    """The mails and decisions of the past, to be looked at again. Nothing here writes."""

    def count(self, wanted: Past) -> int:
        """How many mails there are."""

    def past_mails(self, wanted: Past, after: int) -> list[PastMail]:
        """The next of these mails in the order of the ledger, behind row `after`: some, and none only where there are no more."""

    def revisions_used(self, wanted: Past) -> list[str]:
        """The hashes of the rulebooks that decided these mails."""

    def opened_tickets(self, wanted: Past) -> list[OpenedTicket]:
        """The tickets that these mails opened, as they are now, beside what was decided."""


class Jobs(Protocol):
    """Who may do what, and until when."""

    def take_lease(self, name: str, holder: str, now: datetime, until: datetime) -> bool:
        """Take or renew the named lease; False while another holder has it."""

    def drop_lease(self, name: str, holder: str) -> None:
        """Give the named lease back, if it is ours."""

    def holders(self) -> set[str]:
        """Everybody who holds a job or a lease."""

    def free(self, holder: str, but: str = "") -> None:
        """Take back whatever a holder who is gone, or goes, had in hand, except the jobs of the queue `but`."""

    def claim(self, queue: str, holder: str, now: datetime, until: datetime, limit: int) -> list[Job]:
        """Take at most `limit` due jobs, the oldest first; nobody else gets them before `until`."""

    def next_due(self, queue: str) -> datetime | None:
        """When the next free job of the queue is due, None where none is free."""

    def is_deep(self, queue: str, many: int) -> bool:
        """Whether more than so many free jobs of the queue are there."""

    def in_hand(self, queue: str) -> int:
        """How many jobs of the queue somebody works on."""

    def release(self, jobs: Sequence[Job]) -> None:
        """Give jobs back untried."""

    def finish(self, job: Job) -> bool:
        """The job is done with this transaction; False where it is no longer ours, and nothing may be done in its name."""

    def ensure(self, queue: str, ref: int, at: datetime) -> None:
        """See that a row has a job, due then; one that is there already stays as it is."""

    def put_off(self, job: Job, at: datetime) -> None:
        """Give a job back, to be tried at that time."""

    def count_failure(self, job: Job, reason: str, again_at: datetime | None) -> None:
        """A mail could not be processed: try again at that time, or None to quarantine it."""


class Tickets(Protocol):
    """Tickets and their entries."""

    def look_up(self, lookups: Lookups, recent_since: datetime) -> Found:
        """Answer the questions of one mail."""

    def open_ticket(self, effect: OpenTicket, prefix: str, now: datetime, origin: str = "") -> int:
        """Write a new ticket; its number. `origin` is the name of the mail that opens it."""

    def name_of(self, number: int) -> str:
        """The name that the mails of a ticket are signed for: its origin, else its number."""

    def append_entry(self, entry: NewEntry, now: datetime) -> None:
        """Add a line to a ticket."""

    def change_ticket(self, effect: ChangeTicket, now: datetime) -> None:
        """Set a ticket's state."""

    def edit_ticket(self, effect: EditTicket, inbound: int | None, now: datetime) -> None:
        """Set fields as a person's mail says, or the desk by itself, and note it as an event that can be taken back."""

    def split_off(self, effect: SplitOff, opened: int, inbound: int, now: datetime) -> None:
        """Write a further mail of a requester as the request of the ticket `opened`, and an event on both."""

    def add_participant(self, effect: AddParticipant, inbound: int, now: datetime) -> None:
        """Let a person take part in a ticket; Conflict where he does already."""

    def remove_participant(self, effect: RemoveParticipant, now: datetime) -> None:
        """Let a person take part no more; an answer to him that has not left is never sent."""

    def participants(self, ticket: int) -> tuple[Participant, ...]:
        """Who takes part in a ticket, or did, those who do first, then the newest; at most a hundred."""

    def story(self, ticket: int, most: int) -> tuple[Entry, ...]:
        """The newest lines of a ticket and of those that were merged into it, at most so many, oldest first."""

    def correct_ticket(self, correction: Correction, now: datetime) -> tuple[str, ...]:
        """Set fields that were decided wrongly, and note it as an event of the ticket; the fields that were not so already.

        Raises LookupError where there is no such ticket.
        """


class Countdowns(Protocol):
    """What the time of each ticket runs towards."""

    def take(self, tickets: Collection[int]) -> tuple[tuple[Ticket, Countdown | None], ...]:
        """Tickets with their countdowns, by number, which nobody else can change meanwhile."""

    def set(self, new: Countdown) -> None:
        """Write the countdown of a ticket, with a job at its next moment; the one that it had is replaced."""

    def put_off(self, number: int, at: datetime) -> None:
        """Have a ticket looked at again at that moment; its countdown stays as it is."""

    def stop(self, number: int) -> None:
        """Nothing is awaited of a ticket: neither countdown nor job."""


class Owners(Protocol):
    """Who owns the tickets that are not over."""

    def everybody(self) -> frozenset[str]:
        """The addresses of all who own one."""

    def take(self, owners: Collection[str], most: int) -> tuple[Ticket, ...]:
        """The first tickets of these owners, by number, which nobody else can change; without those in hand elsewhere."""

    def look(self, at: datetime) -> None:
        """Have the owners looked through at that time, by one job for the whole desk."""


class Absences(Protocol):
    """Coordinators who are away, and the tickets that others hold in their place."""

    def everybody(self) -> tuple[Absent, ...]:
        """All who are away."""

    def record(self, effect: RecordAbsence, inbound: int, now: datetime) -> None:
        """Note that somebody is away, with a job at its end; what was known of it before is replaced."""

    def end(self, effect: EndAbsence, now: datetime) -> None:
        """Note that somebody is here again; the job is due now. Of who is not away nothing is noted."""

    def take(self, number: int) -> Absent | None:
        """One absence, which nobody else can end meanwhile; None where it is over."""

    def waiting(self, person: str) -> tuple[Ticket, ...]:
        """The tickets, not closed, that others hold in somebody's place, which nobody else can change meanwhile."""

    def forget(self, number: int, person: str) -> None:
        """An absence is over: nobody stands in any more."""


class Outbox(Protocol):
    """The mails that we owe or sent."""

    def owe(self, mails: Sequence[NewMail], now: datetime) -> None:
        """Write owed mails, each with a job to send it, now or when it may leave; one of a known idem_key is owed already and is
        left out. One that is to be told in a digest has no job of its own, if that digest still takes it in; a follow-up that
        leaves at once takes along what waits of its ticket.
        """

    def owes(self, idem_keys: Sequence[str]) -> bool:
        """Whether all the mails with these identities are owed already, or were sent."""

    def release(self, outbound: int, now: datetime) -> None:
        """Let a mail that is held leave now."""

    def cancel(self, outbound: int) -> None:
        """Never send a mail that has not left."""

    def owed(self, outbound: Sequence[int]) -> list[OwedMail]:
        """Everything that writing these mails needs."""

    def gathered(self, digest: int) -> list[OwedMail]:
        """The mails that a digest is to tell, the oldest first; it takes in no other until the transaction ends."""

    def leave_out(self, outbound: Sequence[int], why: str) -> None:
        """Never tell these gathered mails."""

    def thread(self, ticket: int, recipient: str) -> tuple[ThreadMail, ...]:
        """What went to and came from one person on a ticket, oldest first."""

    def count_recent(self, recipient: str, since: datetime) -> int:
        """How many automatic mails went to somebody since a moment, or are to: what the hourly limit counts."""

    def freeze(self, written: Mapping[int, bytes]) -> None:
        """Fix the bytes of owed mails for good."""

    def settle(self, *tries: Settled) -> Sequence[Settled]:
        """Write down what became of tries, each of another job; those of them that were still ours to settle."""


class Overviews(Protocol):
    """When coordinators are told of all that is theirs, and what that is."""

    def arrange(self, wished: Mapping[str, datetime], now: datetime) -> None:
        """Have a job for each of these people (keys of addresses), due at that moment, and for nobody else. One that is due, in
        hand or to be tried again stays as it is.
        """

    def reader_of(self, work: Job) -> str | None:
        """The key of the address of the coordinator for whom a job is, which nobody else can take; None where it is not ours."""

    def renew(self, work: Job, at: datetime) -> None:
        """The job is done with this transaction, and due again at that moment."""

    def is_owed(self, address: str) -> bool:
        """Whether an overview for this address has not left yet."""

    def is_away(self, person: str, now: datetime) -> bool:
        """Whether the coordinator with this key is away."""

    def owners(self) -> tuple[str, ...]:
        """Whoever owns a ticket that is not closed, each as the tickets say it."""

    def owned(self, owners: Collection[str]) -> tuple[tuple[Ticket, datetime | None], ...]:
        """The tickets of these owners that are not closed, each with the date that its requester was promised first, by that.

        Those that have none come last.
        """

    def late(self, areas: Collection[str], owners: Collection[str], now: datetime) -> tuple[Ticket, ...]:
        """The tickets of these areas that are not closed and whose date is over, of other owners than these, by their date."""

    def tokens(self, tickets: Sequence[int], reader: str) -> Mapping[int, str]:
        """By which token the person with this address answers each of these tickets; nothing of one of which no mail told him."""


class Statistics(Protocol):
    """What is counted of tickets and mails, without text and without people. Nothing here writes."""

    def opened(self, since: datetime, until: datetime) -> tuple[Statistic, ...]:
        """Of the tickets that were opened within a period, but for those that are part of another; also of those long gone."""

    def open_now(self) -> tuple[Statistic, ...]:
        """Of the tickets that are not closed, each with its owner's address."""

    def machine_mail(self, since: datetime, until: datetime) -> tuple[Machine, ...]:
        """The mails of a period that no person had to read."""


class Revisions(Protocol):
    """Published rulebooks: only ever added to; the newest is in force."""

    def active_sha(self) -> str | None:
        """The hash of the rulebook in force."""

    def active_revision(self) -> Revision | None:
        """The rulebook in force."""

    def history(self) -> list[Revision]:
        """All published rulebooks, the newest first."""

    def revision_of(self, sha: str) -> Revision | None:
        """The newest revision with this hash."""

    def publish(self, new: NewRevision, now: datetime) -> int:
        """Put a rulebook in force; its number."""


class Forgetting(Protocol):
    """The keys that are to be forgotten with what they opened."""

    def forget(self, keys: Collection[bytes]) -> None:
        """Forget keys once this transaction is committed: at its end, or at the next start where a crash comes between."""


class Transaction(Protocol):
    """One unit of work: all of it is committed, or nothing. Every call of its parts may raise StoreTrouble."""

    @property
    def ledger(self) -> Ledger:
        """The mails that arrived."""

    @property
    def archive(self) -> Archive:
        """The mails and decisions of the past."""

    @property
    def jobs(self) -> Jobs:
        """The work."""

    @property
    def tickets(self) -> Tickets:
        """The tickets."""

    @property
    def countdowns(self) -> Countdowns:
        """The clocks of the tickets."""

    @property
    def owners(self) -> Owners:
        """The owners of the tickets."""

    @property
    def absences(self) -> Absences:
        """The coordinators who are away."""

    @property
    def outbox(self) -> Outbox:
        """The mails that leave."""

    @property
    def overviews(self) -> Overviews:
        """What coordinators are told of all that is theirs."""

    @property
    def revisions(self) -> Revisions:
        """The rulebooks."""

    @property
    def statistics(self) -> Statistics:
        """The figures."""

    @property
    def erasures(self) -> Erasures:
        """What leaves."""

    @property
    def tallies(self) -> Tallies:
        """The budgets."""

    @property
    def forgetting(self) -> Forgetting:
        """The keys to be forgotten."""

    @property
    def audit(self) -> Audit:
        """Whether it all holds together."""

    @property
    def watch(self) -> Watch:
        """What can be seen of it at work."""


class Store(Protocol):
    """The database."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """The only place that commits: at the end of the block, or nothing at all where it raises."""

    def wipe(self) -> bool:
        """Overwrite what was deleted; False where others read just now, so that it has to be tried again. Raises StoreTrouble."""

    def close(self) -> None:
        """Let go of all connections."""
