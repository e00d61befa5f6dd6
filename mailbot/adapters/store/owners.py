"""The owners of tickets that are not over, and the job that looks whether the desk still has them."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from mailbot.adapters.store.queue import enqueue
from mailbot.adapters.store.rows import to_ticket
from mailbot.adapters.store.tables import ticket
from mailbot.core.ticket import Status, Ticket
from mailbot.ports import Queue

NOT_OVER = (ticket.c.status != Status.CLOSED) & ticket.c.merged_into.is_(None)
EVERYBODY = select(ticket.c.owner).where(NOT_OVER).distinct()
OWNED = (
    select(ticket)
    .where(NOT_OVER, ticket.c.owner.in_(bindparam("owners", expanding=True)))
    .order_by(ticket.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, key_share=True)
)
THE_JOB = 0
"""It is about no row: there is one for the whole desk."""


class Owners:
    """Owner part of a transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def everybody(self) -> frozenset[str]:
        """The addresses of all who own a ticket that is not over."""
        return frozenset(self.connection.execute(EVERYBODY).scalars())

    def take(self, owners: Collection[str], most: int) -> tuple[Ticket, ...]:
        """The first tickets of these owners that are not over, which nobody else can change meanwhile; without those that
        somebody has in hand.
        """
        rows = self.connection.execute(OWNED, {"owners": sorted(owners), "most": most}).mappings()
        return tuple(to_ticket(row) for row in rows)

    def look(self, at: datetime) -> None:
        """Have the owners looked through at that time."""
        enqueue(self.connection, Queue.OWNERS, THE_JOB, at)
