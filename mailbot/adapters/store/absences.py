"""Coordinators who are away, and what waits for them."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, insert, literal_column, select, update

from mailbot.adapters.store.prepared import Prepared
from mailbot.adapters.store.queue import enqueue
from mailbot.adapters.store.rows import Row, clean_text, to_ticket
from mailbot.adapters.store.tables import absence, ticket
from mailbot.core.deciding.context import Absent
from mailbot.core.decision import EndAbsence, RecordAbsence
from mailbot.core.message import address_key
from mailbot.core.ticket import Status, Ticket
from mailbot.ports import Queue

HOW_MANY = Prepared(select(func.count(absence.c.id)))
"""Mostly nobody is away, and every mail of a person asks."""
ALL = select(absence).order_by(absence.c.id).with_for_update(read=True, key_share=True)
"""PostgreSQL: none of them ends before the transaction does that asked, or a ticket would wait for somebody who is back."""
HELD = ticket.c.stands_in_for != literal_column("''")
"""A literal: only so do the databases see that the partial index serves."""
WAITING = (
    select(ticket)
    .where(HELD, ticket.c.stands_in_for == bindparam("person"), ticket.c.status != Status.CLOSED)
    .order_by(ticket.c.id)
    .with_for_update(key_share=True)
)


def all_absent(connection: Connection) -> tuple[Absent, ...]:
    """Who is away."""
    ((some,),) = HOW_MANY.fetch(connection, {})
    return tuple(_absent(row) for row in connection.execute(ALL).mappings()) if some else ()


class Absences:
    """Absence part of a transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def everybody(self) -> tuple[Absent, ...]:
        """All who are away."""
        return all_absent(self.connection)

    def record(self, effect: RecordAbsence, inbound: int, now: datetime) -> None:
        """Note that somebody is away, and when that ends; what was known of it before is replaced."""
        told = {"until": effect.until, "back_on": effect.back_on, "inbound": inbound}
        person = clean_text(address_key(effect.person))
        again = update(absence).where(absence.c.person == person).values(told).returning(absence.c.id)
        number = self.connection.execute(again).scalar_one_or_none()
        if number is None:
            first = insert(absence).values(person=person, since=now, **told).returning(absence.c.id)
            number = self.connection.execute(first).scalar_one()
        enqueue(self.connection, Queue.CLOCK, number, effect.until)

    def end(self, effect: EndAbsence, now: datetime) -> None:
        """Note that somebody is here again; what waits for him comes back when the clock looks next."""
        over = update(absence).where(absence.c.person == clean_text(address_key(effect.person))).values(until=now)
        number = self.connection.execute(over.returning(absence.c.id)).scalar_one_or_none()
        if number is not None:
            enqueue(self.connection, Queue.CLOCK, number, now)

    def take(self, number: int) -> Absent | None:
        """One absence, which nobody else can end meanwhile; None where it is over."""
        row = self.connection.execute(select(absence).where(absence.c.id == number).with_for_update()).mappings().one_or_none()
        return _absent(row) if row is not None else None

    def waiting(self, person: str) -> tuple[Ticket, ...]:
        """The tickets, not closed, that others hold in somebody's place, which nobody else can change meanwhile."""
        return tuple(to_ticket(row) for row in self.connection.execute(WAITING, {"person": person}).mappings())

    def forget(self, number: int, person: str) -> None:
        """An absence is over: nobody stands in any more."""
        self.connection.execute(update(ticket).where(HELD, ticket.c.stands_in_for == person).values(stands_in_for=""))
        self.connection.execute(delete(absence).where(absence.c.id == number))


def _absent(row: Row) -> Absent:
    return Absent(row["person"], row["until"], row["back_on"], row["inbound"])
