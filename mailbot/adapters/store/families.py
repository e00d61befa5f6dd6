"""Tickets that were merged: which one they are now, and what belongs to it.

`ticket.merged_into` leads from a part to the ticket into which it was merged. Only tickets that are no parts are merged and
merged into, so that there are no circles; UNION would end in one all the same.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import CTE, Connection, Select, bindparam, or_, select, true, update

from mailbot.adapters.store.rows import clean_text, to_ticket
from mailbot.adapters.store.tables import outbound, ticket
from mailbot.core.deciding.context import Lookups
from mailbot.core.ticket import Ticket


def _with_parts() -> CTE:
    """The numbers of the tickets `roots` and of all their parts, each with that of its root."""
    roots = select(ticket.c.id.label("root"), ticket.c.id).where(ticket.c.id.in_(bindparam("roots", expanding=True)))
    own = roots.cte("family", recursive=True)
    return own.union(select(own.c.root, ticket.c.id).join(own, ticket.c.merged_into == own.c.id))


def _upwards(start: Select[tuple[int, int, int | None]]) -> CTE:
    """From each ticket of `start` (begin, id, merged_into) all that it is a part of."""
    way = start.cte("way", recursive=True)
    return way.union(select(way.c.begin, ticket.c.id, ticket.c.merged_into).join(way, ticket.c.id == way.c.merged_into))


_BEGIN = select(ticket.c.id.label("begin"), ticket.c.id, ticket.c.merged_into)
_WAYS = _upwards(_BEGIN.where(ticket.c.id.in_(bindparam("numbers", expanding=True))))
ROOTS = select(_WAYS.c.begin, ticket).join(ticket, ticket.c.id == _WAYS.c.id).where(_WAYS.c.merged_into.is_(None))

FAMILY = _with_parts()
MEMBERS = select(FAMILY.c.id).order_by(FAMILY.c.id)

NAMED = select(outbound.c.ticket).where(
    or_(
        outbound.c.reply_token.in_(bindparam("tokens", expanding=True)),
        outbound.c.message_id.in_(bindparam("message_ids", expanding=True)),
    )
)
_WAYS_OF_NAMED = _upwards(_BEGIN.where(or_(ticket.c.id.in_(NAMED), ticket.c.id.in_(bindparam("numbers", expanding=True)))))
ONE_AT_A_TIME = (
    select(ticket.c.id, ticket.c.merged_into)
    .where(ticket.c.id.in_(select(_WAYS_OF_NAMED.c.id)))
    .order_by(ticket.c.id)
    .with_for_update(key_share=True)
)
"""PostgreSQL: two workers with mails on one ticket take turns, or one would decide by what the other has changed. Whoever names
a part takes its turn at the ticket that it is by now; all are locked in one order.
"""


def take_turn(connection: Connection, lookups: Lookups) -> None:
    """Wait until nobody else works on the tickets that a mail names, and keep others from them until the transaction ends."""
    named: dict[str, list[Any]] = {
        "tokens": [clean_text(token) for token in lookups.tokens],
        "message_ids": [clean_text(one) for one in lookups.message_ids],
        "numbers": [*lookups.ticket_numbers, *lookups.merges],
    }
    if not any(named.values()):
        return
    locked: set[int] = set()
    while True:
        found = connection.execute(ONE_AT_A_TIME, named).all()
        before, locked = locked, {row.id for row in found}
        merged_meanwhile = {row.merged_into for row in found if row.merged_into is not None} - locked
        if not merged_meanwhile or locked == before:
            return


def roots_of(connection: Connection, numbers: Collection[int]) -> dict[int, Ticket]:
    """Which ticket each of these is by now: itself, where it was not merged. A number without a ticket is left out."""
    if not numbers:
        return {}
    rows = connection.execute(ROOTS, {"numbers": sorted(numbers)}).mappings()
    return {row["begin"]: to_ticket(row) for row in rows}


def members_of(connection: Connection, root: int) -> tuple[int, ...]:
    """The numbers of a ticket and of all its parts."""
    return tuple(connection.execute(MEMBERS, {"roots": [root]}).scalars())


def restrict_parts(connection: Connection, root: int) -> None:
    """What is merged into a restricted ticket is restricted too, and stays so."""
    parts = [number for number in members_of(connection, root) if number != root]
    if parts:
        connection.execute(update(ticket).where(ticket.c.id.in_(parts)).values(restricted=true()))
