"""What deciding needs to know of the world: the questions a mail raises, and their answers as a value."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import islice

from mailbot.core.deciding.commands.script import arguments_of, asks_to_undo
from mailbot.core.deciding.commands.verbs import Verb
from mailbot.core.decision import Classification, MailKind, Role
from mailbot.core.message import Address, InboundMessage, Kind
from mailbot.core.participant import Participant
from mailbot.core.ticket import Answer, Edit, Ticket

MAX_IDS = 30
"""How many Message-IDs of a mail are looked up: the first ones and the last ones count, not a thousand between them."""


class Evidence(StrEnum):
    """By what a mail names a ticket, the strongest first (the words of the contract)."""

    TOKEN = "token"  # noqa: S105 - a word of the contract, no password
    MESSAGE_ID = "message_id"
    SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class Awaited:
    """The mail whose confirmation we asked for at `asked_at`, by its row in the ledger; `held`: it still waits for that."""

    inbound: int
    held: bool
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class KnownMail:
    """A mail of ours that an arrived one refers to, its signature verified. Speaks for `recipient` alone.

    `ticket` is the one that it was about, or of which that is a part by now. `awaits` is what it asks to confirm, if that is what
    it does. `made_at` is when it was owed: what was written later cannot stand in it. `inbound` is the mail that caused it.
    `told` are the tickets that it tells of where it is a digest, which itself belongs to none. `author` is who wrote it, where it
    is an answer that did not arrive.
    """

    evidence: Evidence
    recipient: str
    role: Role
    kind: MailKind
    ticket: Ticket | None
    awaits: Awaited | None = None
    made_at: datetime | None = None
    inbound: int | None = None
    told: tuple[Ticket, ...] = ()
    author: str = ""

    @property
    def about(self) -> tuple[Ticket, ...]:
        """The tickets that it is about: its own, or those that a digest tells of."""
        return (self.ticket,) if self.ticket is not None else self.told


@dataclass(frozen=True, slots=True)
class Family:
    """A ticket with all that were merged into it, and into those: `members` are their numbers, its own among them."""

    ticket: Ticket
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FurtherMail:
    """A further mail of a requester: `entry` is the line in the story of `ticket` that holds it, `inbound` its row, `at` when it
    came, `classification` what the rules said of it, None if nothing. `split` says whether it is a ticket of its own already.
    """

    entry: int
    ticket: int
    inbound: int
    at: datetime
    split: bool
    classification: Classification | None


@dataclass(frozen=True, slots=True)
class Earlier:
    """The mail in the ledger that an arrived one repeats."""

    inbound: int
    ticket: int | None


@dataclass(frozen=True, slots=True)
class Absent:
    """A coordinator who is away until a moment; `person` is his address as addresses are compared.

    `back_on` is the first day back where he told it, `inbound` the mail that told of his absence, once that is recorded.
    """

    person: str
    until: datetime
    back_on: date | None
    inbound: int | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """Who we are on the wire: our addresses (case folded, the first is our From) and the servers whose verdicts we believe."""

    addresses: tuple[str, ...] = ()
    trusted_authserv: frozenset[str] = frozenset()

    def is_ours(self, address: Address) -> bool:
        """Whether mail from or to this address is ours, with any plus-tag."""
        return self.tag_of(address) is not None

    def tag_of(self, address: Address) -> str | None:
        """The plus-tag of one of our addresses, "" without one; None for an address that is not ours."""
        local, _, domain = address.key.rpartition("@")
        for own in self.addresses:
            own_local, _, own_domain = own.rpartition("@")
            if domain == own_domain and (local == own_local or local.startswith(own_local + "+")):
                return local[len(own_local) + 1 :]
        return None


@dataclass(frozen=True, slots=True)
class Lookups:
    """The questions of one mail to the store. Everything is bounded, whatever the mail holds.

    `undoes`: the mail would take back what its sender changed last, which has to be known then. `author` is the address of who
    wrote a mail that this one passes on, "" where it passes on none. `absences`: somebody may get a ticket because of it, so
    who is away has to be known. `merges` are the numbers of tickets that it would merge with, `splits` whether it would make a
    further mail of a requester a ticket of its own. `undelivered`: the mails of ours that it names may not have arrived.
    """

    dedupe_key: str
    message_ids: tuple[str, ...]
    tokens: tuple[str, ...]
    ticket_numbers: tuple[int, ...]
    sender: str
    undoes: bool = False
    author: str = ""
    absences: bool = False
    merges: tuple[int, ...] = ()
    splits: bool = False
    undelivered: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """The answers, and the moment of deciding. Together with the mail and the rulebook it determines the decision.

    `edits` are the last changes, not yet taken back, that the sender made to the tickets which the mail names, and those by
    which he merged others into them; `parts` are these others. `recent_mails` counts our automatic mails to the sender within
    the hour, `recent_to_author` those to the author of what is passed on.
    `confirmed`: the sender said, by a reply to our question, that the mail is his.
    `answers` are the last answers on those tickets on which he speaks as a coordinator, the newest first, without those that
    were taken back.
    `absences` are the coordinators who are away.
    `families` are the tickets that the mail names, and that it would merge with. `further_mails` are those of the requester that
    the mail may mean to split off, the newest first.
    `participants` are the people who take part in the tickets that the mail names, or did, the newest first.
    Where a mail of ours did not arrive, `recent_to_team` counts our automatic mails within the hour to those of the team who may
    be told, and `unreached` are the coordinators to whom a mail about its tickets was given up before; by the keys of addresses.
    `used_up` names the budgets of automatic mail that leave no room, by whose they are (`withholding.py`).
    """

    now: datetime
    identity: Identity
    mailbox: str = ""
    earlier: Earlier | None = None
    known: tuple[KnownMail, ...] = ()
    mentioned: tuple[Ticket, ...] = ()
    recent_mails: int = 0
    edits: tuple[Edit, ...] = ()
    recent_to_author: int = 0
    confirmed: bool = False
    answers: tuple[Answer, ...] = ()
    absences: tuple[Absent, ...] = ()
    parts: tuple[Ticket, ...] = ()
    families: tuple[Family, ...] = ()
    further_mails: tuple[FurtherMail, ...] = ()
    participants: tuple[Participant, ...] = ()
    recent_to_team: Mapping[str, int] = field(default_factory=dict)
    unreached: tuple[str, ...] = ()
    used_up: Mapping[str, str] = field(default_factory=dict)

    @property
    def away(self) -> Mapping[str, Absent]:
        """The coordinators who are away now, by the key of their address."""
        return {absent.person: absent for absent in self.absences if self.now < absent.until}

    def family_of(self, number: int) -> Family | None:
        """The family of a ticket, None where there is no such ticket or it was not asked about."""
        return next((family for family in self.families if number in family.members), None)


OWNED = (Kind.REQUEST, Kind.REPLY, Kind.EMPTY, Kind.BOUNCE)
"""The kinds because of which somebody may get a ticket."""

_NUMBER = r"[-\u2010-\u2015 ]?(\d{5,9})"
FIRST_NUMBER = 10_000
"""Ticket 1 is PREFIX-10001: five digits from the first day, as long over a radio as the last."""


def reference_of(prefix: str, ticket: int) -> str:
    """The reference of a ticket for people: `GPC-10001`."""
    return f"{prefix}-{FIRST_NUMBER + ticket}"


def number_in(word: str, prefix: str) -> int | None:
    """The ticket of a reference that stands alone, as numbers_in reads it, perhaps in the brackets of a subject; else None."""
    found = re.fullmatch(rf"\[?{re.escape(prefix)}{_NUMBER}\]?", word.strip(" .,;:"), re.IGNORECASE)
    return int(found[1]) - FIRST_NUMBER if found else None


def numbers_in(text: str, prefix: str) -> tuple[int, ...]:
    """The tickets whose reference stands in `text`, in order, each once, at most five."""
    found = re.findall(rf"(?<![^\W_]){re.escape(prefix)}{_NUMBER}(?!\d)", text, re.IGNORECASE)
    return tuple(dict.fromkeys(int(digits) - FIRST_NUMBER for digits in found))[:5]


def dedupe_key(message: InboundMessage) -> str:
    """The identity of a mail across mailboxes: its Message-ID with the digest of what it says."""
    return f"{message.message_id or ''}#{message.digest}"[-500:]


def name_lookups(message: InboundMessage, identity: Identity, prefix: str) -> Lookups:
    """What has to be looked up before `message` can be decided."""
    returned = (message.bounce.original_message_id or "",) if message.bounce else ()
    named = tuple(filter(None, dict.fromkeys(returned + message.in_reply_to + message.references[::-1])))
    tags = (identity.tag_of(address) for address in message.recipients)
    return Lookups(
        dedupe_key=dedupe_key(message),
        message_ids=named[:MAX_IDS],
        tokens=tuple(dict.fromkeys(tag.rpartition(".")[2] for tag in tags if tag))[:5],
        ticket_numbers=numbers_in(message.subject, prefix),
        sender=message.sender.address if message.sender else "",
        undoes=asks_to_undo(message.reply),
        author=message.forwarded.author.address if message.forwarded and message.forwarded.author else "",
        absences=message.absence is not None or message.kind in OWNED,
        merges=_merges(message.reply, prefix),
        splits=any(True for _ in arguments_of(message.reply, Verb.SPLIT)),
        undelivered=message.bounce is not None,
    )


def name_undelivered(message_id: str) -> Lookups:
    """What has to be looked up before it can be decided what follows where a mail of ours is given up."""
    return Lookups("", (message_id,), (), (), "", absences=True, undelivered=True)


def _merges(text: str, prefix: str) -> tuple[int, ...]:
    """The tickets that a reply may want to merge with: one is allowed, and two are enough to refuse them."""
    numbers = (number_in(argument, prefix) for argument in arguments_of(text, Verb.MERGE))
    return tuple(islice((number for number in numbers if number is not None and number > 0), 2))
