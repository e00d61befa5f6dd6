"""What is counted of each ticket, written in the transaction that changes it, so that the two never differ.

A row is read anew from ticket, lines and outbox at the end of every transaction that touched the ticket; only the moment of the
acknowledgement is written where that is settled. Who changes a ticket holds its row, so that two never write of one at once
(PostgreSQL; SQLite has one writer). A row stays as it is when its ticket is gone.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    case,
    func,
    literal,
    literal_column,
    not_,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from mailbot.adapters.store.prepared import Prepared
from mailbot.adapters.store.tables import entry, inbound, outbound, statistic, ticket
from mailbot.adapters.store.words import CLOSED, word
from mailbot.core.deciding.standing_in import DESK
from mailbot.core.deciding.stepping import HANDED_ON
from mailbot.core.decision import Disposition, MailKind, Role
from mailbot.core.reporting import Machine, Statistic
from mailbot.core.ticket import EntryKind, Status
from mailbot.ports import OutboundState

_LATER, _STEP = entry.alias("later"), entry.alias("step")

_ANSWERED = (
    select(func.min(entry.c.at))
    .where(
        entry.c.ticket == ticket.c.id,
        entry.c.kind == EntryKind.ANSWER,
        ~select(outbound.c.id)
        .where(
            outbound.c.ticket == entry.c.ticket,
            outbound.c.inbound == entry.c.inbound,
            outbound.c.kind == MailKind.ANSWER,
            outbound.c.role == Role.REQUESTER,
            or_(outbound.c.state == OutboundState.CANCELLED, outbound.c.state == OutboundState.DEAD),
        )
        .exists(),
    )
    .correlate(ticket)
    .scalar_subquery()
)
"""When the first answer was written that was neither taken back nor given up."""


def _changes(what: str) -> Any:
    """Whether an event tells that this field was changed, or that this became of it."""
    return entry.c.changed.contains(word(what), autoescape=True)


_CLOSED = (
    select(func.max(entry.c.at))
    .where(
        entry.c.ticket == ticket.c.id,
        _changes(CLOSED),
    )
    .correlate(ticket)
    .scalar_subquery()
)
"""The last event that closed it."""


def _moves(*how: Any) -> Any:
    """How many times the ticket changed its owner so, what was taken back left out."""
    return (
        select(func.count())
        .where(
            entry.c.ticket == ticket.c.id,
            entry.c.kind == EntryKind.EVENT,
            entry.c.undoes.is_(None),
            _changes("owner"),
            ~select(_LATER.c.id).where(_LATER.c.ticket == entry.c.ticket, _LATER.c.undoes == entry.c.id).exists(),
            *how,
        )
        .correlate(ticket)
        .scalar_subquery()
    )


_LADDER = (
    select(_STEP.c.id)
    .where(
        _STEP.c.ticket == entry.c.ticket,
        _STEP.c.at == entry.c.at,
        _STEP.c.author_key == DESK,
        or_(*(_STEP.c.told.contains(word(step), autoescape=True) for step in HANDED_ON)),
    )
    .exists()
)
_ESCALATIONS = _moves(entry.c.author_key == DESK, or_(not_(_changes("stands_in_for")), _LADDER))
"""The desk gave it to another person by itself. That somebody stands in for who is away, and gives it back, is none."""

_CLOSED_NOW = ticket.c.status == Status.CLOSED
COUNTED: Select[Any] = select(
    ticket.c.id,
    *(ticket.c[name] for name in ("area", "topic", "country", "urgency", "requester_type", "language", "restricted")),
    ticket.c.merged_into.is_not(None),
    ticket.c.created_at,
    ticket.c.due_at,
    _ANSWERED,
    case((_CLOSED_NOW, func.coalesce(_CLOSED, ticket.c.updated_at)), else_=null()),
    case((_CLOSED_NOW, ticket.c.ending), else_=""),
    _ESCALATIONS,
    _moves(entry.c.author_key != DESK),
    literal_column("0"),
).where(ticket.c.id == bindparam("number"))
_NAMES = (
    *("ticket", "area", "topic", "country", "urgency", "requester_type", "language", "restricted", "merged", "opened_at"),
    *("due_at", "answered_at", "closed_at", "ending", "escalations", "reassignments", "reopened"),
)
_FIXED = ("ticket", "opened_at", "due_at", "reopened")
"""What is written once: the first deadline is the one that the requester was told."""

ACKED = Prepared(
    update(statistic)
    .where(
        statistic.c.acked_at.is_(None),
        statistic.c.ticket
        == select(outbound.c.ticket).where(outbound.c.id == bindparam("row"), outbound.c.kind == MailKind.ACK).scalar_subquery(),
    )
    .values(acked_at=bindparam("at"))
)


@cache
def _counting(dialect: str) -> Prepared:
    """INSERT ... SELECT ... ON CONFLICT DO UPDATE, built once."""
    made = (sqlite.insert(statistic) if dialect == "sqlite" else postgresql.insert(statistic)).from_select(_NAMES, COUNTED)
    fresh: dict[str, Any] = {name: made.excluded[name] for name in _NAMES if name not in _FIXED}
    again = and_(statistic.c.closed_at.is_not(None), made.excluded.closed_at.is_(None))
    fresh["reopened"] = statistic.c.reopened + case((again, 1), else_=0)
    return Prepared(made.on_conflict_do_update(index_elements=[statistic.c.ticket], set_=fresh))


def count_tickets(connection: Connection, tickets: Collection[int]) -> None:
    """Write what is counted of these tickets, which this transaction has changed."""
    for number in sorted(tickets):
        _counting(connection.dialect.name).run(connection, [{"number": number}])


def note_acks(connection: Connection, accepted: Sequence[tuple[int, datetime]]) -> None:
    """Of those of these mails that are acknowledgements: when a server took them."""
    if accepted:
        ACKED.run(connection, [{"row": row, "at": at} for row, at in accepted])


def recount_answers(connection: Connection, mails: Collection[int]) -> None:
    """Count the tickets anew of those of these mails that are answers: one was given up, taken back or is tried again."""
    wanted = select(outbound.c.ticket).where(outbound.c.id.in_(mails), outbound.c.kind == MailKind.ANSWER)
    tickets = set(connection.execute(wanted.where(outbound.c.ticket.is_not(None))).scalars())
    if tickets:
        connection.execute(
            select(ticket.c.id).where(ticket.c.id.in_(tickets)).order_by(ticket.c.id).with_for_update(key_share=True)
        )
        count_tickets(connection, tickets)


class Statistics:
    """Statistic part of a transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def opened(self, since: datetime, until: datetime) -> tuple[Statistic, ...]:
        """What is counted of the tickets that were opened within a period, but for those that are part of another."""
        return self._rows(literal(""), statistic.c.opened_at >= since, statistic.c.opened_at < until)

    def open_now(self) -> tuple[Statistic, ...]:
        """What is counted of the tickets that are not closed, each with its owner's address."""
        return self._rows(func.coalesce(ticket.c.owner, ""), statistic.c.closed_at.is_(None))

    def _rows(self, owner: ColumnElement[str], *wanted: ColumnElement[bool]) -> tuple[Statistic, ...]:
        found = (
            select(statistic, owner.label("owner"))
            .outerjoin(ticket, ticket.c.id == statistic.c.ticket)
            .where(statistic.c.merged.is_(False), *wanted)
            .order_by(statistic.c.ticket)
        )
        names = Statistic.__dataclass_fields__.keys()
        return tuple(Statistic(**{name: row[name] for name in names}) for row in self.connection.execute(found).mappings())

    def machine_mail(self, since: datetime, until: datetime) -> tuple[Machine, ...]:
        """When each mail arrived within a period that no person had to read, and what became of it."""
        kinds = (Disposition.AUTOMATIC, Disposition.BOUNCE, Disposition.DISCARDED, Disposition.DUPLICATE)
        found = select(inbound.c.received_at, inbound.c.disposition).where(
            inbound.c.received_at >= since, inbound.c.received_at < until, inbound.c.disposition.in_(kinds)
        )
        return tuple(Machine(row.received_at, row.disposition) for row in self.connection.execute(found.order_by(inbound.c.id)))
