"""What the time of each ticket runs towards, a row each, and the job that is due at its end."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select

from mailbot.adapters.store.blobs import insert_or_replace
from mailbot.adapters.store.lines import key_of
from mailbot.adapters.store.prepared import Prepared
from mailbot.adapters.store.queue import enqueue
from mailbot.adapters.store.rows import Row, clean_text, to_ticket
from mailbot.adapters.store.tables import countdown, job, ticket
from mailbot.core.countdown import Countdown, Phase
from mailbot.core.ticket import Ticket
from mailbot.ports import Queue

PREFIX = "of_"
_COLUMNS = [column.label(PREFIX + column.name) for column in countdown.c]
WITH_TICKET = (
    select(ticket, *_COLUMNS)
    .select_from(ticket.outerjoin(countdown, countdown.c.ticket == ticket.c.id))
    .where(ticket.c.id.in_(bindparam("tickets", expanding=True)))
    .order_by(ticket.c.id)
    .with_for_update(of=ticket, key_share=True)
)
STOP = Prepared(delete(countdown).where(countdown.c.ticket == bindparam("of")))
STOP_JOB = Prepared(delete(job).where(job.c.key == bindparam("name")))


class Countdowns:
    """Countdown part of a transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def take(self, tickets: Collection[int]) -> tuple[tuple[Ticket, Countdown | None], ...]:
        """Tickets with their countdowns, which nobody else can change meanwhile."""
        if not tickets:
            return ()
        rows = self.connection.execute(WITH_TICKET, {"tickets": sorted(tickets)}).mappings()
        return tuple((to_ticket(row), _countdown(row)) for row in rows)

    def set(self, new: Countdown) -> None:
        """Write what the time of a ticket runs towards, and when it is to be looked at."""
        values = {
            "ticket": new.ticket,
            "phase": new.phase,
            "since": new.since,
            "until": new.until,
            "owner": clean_text(new.owner),
            "due": new.due,
            "promised": new.promised,
            "remind_at": new.remind_at,
            "told": new.told,
            "called": " ".join(new.called),
        }
        insert_or_replace(self.connection, countdown, values)
        enqueue(self.connection, Queue.COUNTDOWN, new.ticket, new.next_at)

    def put_off(self, number: int, at: datetime) -> None:
        """Look at a ticket again at a later moment; what its time runs towards stays."""
        enqueue(self.connection, Queue.COUNTDOWN, number, at)

    def stop(self, number: int) -> None:
        """Nothing is awaited any more."""
        STOP.run(self.connection, [{"of": number}])
        STOP_JOB.run(self.connection, [{"name": key_of(Queue.COUNTDOWN, number)}])


def _countdown(row: Row) -> Countdown | None:
    if row[PREFIX + "ticket"] is None:
        return None
    return Countdown(
        ticket=row[PREFIX + "ticket"],
        phase=Phase(row[PREFIX + "phase"]),
        since=row[PREFIX + "since"],
        until=row[PREFIX + "until"],
        owner=row[PREFIX + "owner"],
        due=row[PREFIX + "due"],
        promised=row[PREFIX + "promised"],
        remind_at=row[PREFIX + "remind_at"],
        told=bool(row[PREFIX + "told"]),
        called=tuple(row[PREFIX + "called"].split()),
    )
