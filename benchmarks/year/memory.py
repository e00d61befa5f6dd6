"""What the use cases need of a store, in memory, for a year in minutes: tickets, countdowns, absences, owed mails."""

import heapq
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from mailbot.core.countdown import Countdown
from mailbot.core.deciding.budget import Budget
from mailbot.core.deciding.commands.turn import value_of
from mailbot.core.deciding.context import Absent, reference_of
from mailbot.core.decision import ChangeTicket, EditTicket, EndAbsence, MailKind, OpenTicket, RecordAbsence
from mailbot.core.message import address_key
from mailbot.core.ticket import Status, Ticket, Urgency
from mailbot.ports import NewEntry, NewMail

NEVER = datetime.max.replace(tzinfo=UTC)
CLOCK, OWNERS, STEP = "clock", "owners", "step"
"""What may be due, in the order in which it is done where all is due at once."""

_ORDER = (CLOCK, OWNERS, STEP)


@dataclass
class Agenda:
    """What is due when: moment, place in the order, and what it is about."""

    due: list[tuple[datetime, int, int]] = field(default_factory=list)

    def add(self, at: datetime, what: str, ref: int) -> None:
        heapq.heappush(self.due, (at, _ORDER.index(what), ref))

    @property
    def next_at(self) -> datetime:
        return self.due[0][0] if self.due else NEVER

    def pop(self) -> tuple[datetime, str, int]:
        at, order, ref = heapq.heappop(self.due)
        return at, _ORDER[order], ref


class Memory:
    """A transaction without an end: everything is written at once. `owed` are the mails since somebody looked last."""

    def __init__(self) -> None:
        self.agenda = Agenda()
        self.rows: dict[int, Ticket] = {}
        self.touched: set[int] = set()
        self.owed: list[NewMail] = []
        self.lines: list[NewEntry] = []
        self.published_at = NEVER
        self.tickets = Tickets(self)
        self.countdowns = Countdowns(self)
        self.owners = Owners(self)
        self.absences = Absences(self)
        self.outbox = Outbox(self)
        self.tallies = Tallies(self)
        self.revisions = SimpleNamespace(active_revision=lambda: SimpleNamespace(published_at=self.published_at))

    def put(self, ticket: Ticket, **changes: Any) -> None:
        """Write fields of a ticket."""
        self.rows[ticket.id] = replace(ticket, **changes)
        self.touched.add(ticket.id)


class Tickets:
    """See ports.Tickets."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def name_of(self, number: int) -> str:
        return self.memory.rows[number].name

    def open_ticket(self, effect: OpenTicket, prefix: str, now: datetime, origin: str = "") -> int:
        number, found = len(self.memory.rows) + 1, effect.classification
        new = Ticket(
            id=number,
            reference=reference_of(prefix, number),
            subject=effect.subject,
            status=Status.NEW,
            area=found.area,
            topic=found.topic,
            country=found.country,
            urgency=found.urgency,
            language=effect.language,
            requester=effect.requester,
            requester_name=effect.requester_name,
            requester_type=found.requester_type,
            owner=effect.owner,
            restricted=found.restricted,
            created_at=now,
            updated_at=now,
            due_at=effect.due_at,
            stands_in_for=effect.stands_in_for,
            origin=origin,
        )
        self.memory.put(new)
        return number

    def append_entry(self, entry: NewEntry, _: datetime) -> None:
        self.memory.lines.append(entry)

    def change_ticket(self, effect: ChangeTicket, now: datetime) -> None:
        before = self.memory.rows[effect.ticket]
        state = {"status": effect.status, "urgency": effect.urgency, "due_at": effect.due_at, "stage": effect.stage}
        self.memory.put(before, **state, restricted=before.restricted or effect.restricted, updated_at=now)

    def edit_ticket(self, effect: EditTicket, _: int | None, now: datetime) -> None:
        changes = {change.field: _in_utc(value_of(change.field, change.after)) for change in effect.changes}
        self.memory.put(self.memory.rows[effect.ticket], **changes, updated_at=now)


def _in_utc(value: Any) -> Any:
    """As a database gives moments back."""
    return value.astimezone(UTC) if isinstance(value, datetime) else value


class Countdowns:
    """See ports.Countdowns. Of several jobs of a ticket that one counts whose moment is its countdown's."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.rows: dict[int, Countdown] = {}

    def take(self, tickets: Collection[int]) -> tuple[tuple[Ticket, Countdown | None], ...]:
        return tuple((self.memory.rows[number], self.rows.get(number)) for number in sorted(tickets))

    def set(self, new: Countdown) -> None:
        self.rows[new.ticket] = new
        self.memory.agenda.add(new.next_at, STEP, new.ticket)

    def stop(self, number: int) -> None:
        self.rows.pop(number, None)

    def is_due(self, number: int, at: datetime) -> bool:
        """Whether a job is the one that a ticket has by now."""
        return number in self.rows and self.rows[number].next_at == at


class Owners:
    """See ports.Owners."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def everybody(self) -> frozenset[str]:
        return frozenset(ticket.owner for ticket in self.memory.rows.values() if ticket.status is not Status.CLOSED)

    def take(self, owners: Collection[str], most: int) -> tuple[Ticket, ...]:
        theirs = (t for t in self.memory.rows.values() if t.owner in owners and t.status is not Status.CLOSED)
        return tuple(sorted(theirs, key=lambda ticket: ticket.id)[:most])

    def look(self, at: datetime) -> None:
        self.memory.agenda.add(at, OWNERS, 0)


class Absences:
    """See ports.Absences; an absence has its number until it is over."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.away: dict[str, Absent] = {}
        self.numbers: dict[str, int] = {}
        self.count = 0

    def everybody(self) -> tuple[Absent, ...]:
        return tuple(self.away.values())

    def record(self, effect: RecordAbsence, inbound: int, _: datetime) -> None:
        person = address_key(effect.person)
        if person not in self.away:
            self.count += 1
            self.numbers[person] = self.count
        number = self.numbers[person]
        until = _in_utc(effect.until)
        self.away[person] = Absent(person, until, effect.back_on, inbound)
        self.memory.agenda.add(until, CLOCK, number)

    def end(self, effect: EndAbsence, now: datetime) -> None:
        person = address_key(effect.person)
        if person in self.away:
            self.away[person] = replace(self.away[person], until=now)
            self.memory.agenda.add(now, CLOCK, self.numbers[person])

    def ending(self, number: int, at: datetime) -> Absent | None:
        """The absence that ends at a moment, None where it was over before or was told to last longer."""
        return next((one for one in self.away.values() if self.numbers[one.person] == number and one.until == at), None)

    def waiting(self, person: str) -> tuple[Ticket, ...]:
        return tuple(t for t in self.memory.rows.values() if t.stands_in_for == person and t.status is not Status.CLOSED)

    def forget(self, person: str) -> None:
        for ticket in list(self.memory.rows.values()):
            if ticket.stands_in_for == person:
                self.memory.put(ticket, stands_in_for="")
        del self.away[person]


class Tallies:
    """See ports.Tallies: by slots, as budgets count."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.counted: dict[str, dict[int, int]] = defaultdict(dict)

    def spent(self, budgets: Collection[Budget]) -> dict[str, dict[int, int]]:
        return {one.key: self.counted[one.key] for one in budgets}

    def count(self, mails: Sequence[tuple[Budget, datetime]]) -> None:
        for budget, at in mails:
            slots = self.counted[budget.key]
            slots[budget.slot_of(at)] = slots.get(budget.slot_of(at), 0) + 1

    def about(self, number: int) -> tuple[str, Urgency]:
        ticket = self.memory.rows[number]
        return ticket.area, ticket.urgency


class Outbox:
    """See ports.Outbox: one mail of a key, and who was written to."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.keys: set[str] = set()
        self.written: dict[tuple[int, str], list[SimpleNamespace]] = defaultdict(list)
        self.by_the_clock: dict[str, list[datetime]] = defaultdict(list)

    def owe(self, mails: Sequence[NewMail], now: datetime) -> None:
        for mail in mails:
            if mail.idem_key in self.keys:
                continue
            self.keys.add(mail.idem_key)
            self.memory.owed.append(mail)
            if mail.ticket is not None:
                self.written[mail.ticket, mail.recipient] = [SimpleNamespace(came=False)]
            if mail.kind in (MailKind.DELAY, MailKind.WARNING):
                self.by_the_clock[mail.recipient].append(now)

    def count_recent(self, recipient: str, since: datetime) -> int:
        return sum(moment > since for moment in self.by_the_clock[recipient])

    def thread(self, ticket: int, recipient: str) -> list[SimpleNamespace]:
        return self.written.get((ticket, recipient), [])
