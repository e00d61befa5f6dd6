"""What erasing asks of the store, and the values that pass."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from mailbot.core.person import Person
from mailbot.core.ticket import Ticket


class ErasureReason(StrEnum):
    """Why something was erased."""

    PERSON = "person"
    TICKET = "ticket"
    RETENTION = "retention"


class Confirmed(StrEnum):
    """What became of the mail that confirms an erasure."""

    NO = "no"
    OWED = "owed"
    SENT = "sent"
    NOT_DELIVERED = "not delivered"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Gone:
    """The numbers of what was erased: tickets, mails that arrived, mails of the outbox."""

    tickets: tuple[int, ...] = ()
    arrived: tuple[int, ...] = ()
    sent: tuple[int, ...] = ()

    def __add__(self, other: "Gone") -> "Gone":
        """Both, each number once."""
        pairs = ((self.tickets, other.tickets), (self.arrived, other.arrived), (self.sent, other.sent))
        return Gone(*(tuple(sorted({*one, *two})) for one, two in pairs))

    def __bool__(self) -> bool:
        """Whether anything was."""
        return bool(self.tickets or self.arrived or self.sent)


@dataclass(frozen=True, slots=True)
class Request:
    """A ticket with all that was merged into it: what is erased together. `held` is why it must be kept by law, "" if it need
    not.
    """

    root: Ticket
    members: tuple[int, ...]
    held: str = ""


@dataclass(frozen=True, slots=True)
class StoredMail:
    """An arrived mail to be looked through. `waits`: it is not done, so that a person or a process still has to look at it."""

    inbound: int
    ticket: int | None
    waits: bool
    raw: bytes


@dataclass(frozen=True, slots=True)
class Share:
    """What a person has in the tickets of others: their numbers, the mails he wrote there, and mails that repeat him."""

    tickets: tuple[int, ...] = ()
    wrote: tuple[int, ...] = ()
    repeats: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Erasure:
    """An act of erasing: when, who did it, why."""

    at: datetime
    who: str
    reason: ErasureReason


@dataclass(frozen=True, slots=True)
class OnServer:
    """Mails that we erased and that may still lie in a mailbox, by their UIDs."""

    mailbox: str
    uids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many mails wait for a person, and are kept until they are settled."""

    held: int = 0
    quarantined: int = 0


class Erasures(Protocol):
    """Erasing, within a transaction. Nothing here erases what is under a legal hold."""

    def take_turn(self) -> None:
        """Wait until nobody else erases, and keep others from it until the transaction ends."""

    def request(self, reference: str) -> Request | None:
        """The request with this reference, as it is by now; None where there is none."""

    def requests_of(self, person: Person) -> tuple[Request, ...]:
        """The requests whose requester somebody is, the oldest first."""

    def tickets_shared(self, person: Person) -> tuple[int, ...]:
        """The tickets of others, with all parts, in which somebody took part, wrote, or was written to; none that is held."""

    def words_of(self, person: Person, tickets: Sequence[int]) -> tuple[str, ...]:
        """The texts that somebody wrote in these tickets."""

    def stored_mails(self, after: int) -> tuple[StoredMail, ...]:
        """The next arrived mails behind this row that have bytes; none only where there are no more."""

    def erase_requests(self, requests: Sequence[Request], *, waiting: bool) -> Gone:
        """Erase requests whole; `waiting` says whether also mails about them that a person has not looked at yet."""

    def erase_mails(self, inbound: Sequence[int]) -> Gone:
        """Erase arrived mails that belong to no ticket, with the mails that they caused."""

    def erase_share(self, person: Person, share: Share, now: datetime) -> Gone:
        """Erase what somebody has in tickets of others: words, mails, address; and every mail to him but on a held ticket. It is
        wiped, whether or not a whole mail was among it.
        """

    def record(self, act: Erasure, gone: Gone) -> int:
        """Write down what was erased, without a word of it, and see that its bytes are wiped; the number of the erasure."""

    def expect_confirmation(self, erasure: int, message_id: str) -> None:
        """Note which owed mail confirms an erasure."""

    def over_period(self, *, closed: datetime | None, restricted: datetime | None, after: int, most: int) -> tuple[Request, ...]:
        """The next requests behind ticket `after` that were closed before these moments, those that are held too, in order."""

    def loose_before(self, moment: datetime, after: int, most: int) -> tuple[int, ...]:
        """The next mails behind row `after` that came to us before this moment, became no request, and wait for nobody."""

    def drop_digests(self, before: datetime) -> int:
        """Erase the bytes of digests that left before this moment; how many."""

    def waiting(self) -> Waiting:
        """How many mails wait for a person."""

    def on_server(self, inbound: Sequence[int]) -> tuple[OnServer, ...]:
        """Where these mails were read, if they were read from a server."""
