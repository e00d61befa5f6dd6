"""Legal holds: tickets that must be kept whatever anybody asks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select

from mailbot.adapters.store.blobs import insert_or_replace
from mailbot.adapters.store.families import members_of, roots_of
from mailbot.adapters.store.rows import clean_text
from mailbot.adapters.store.tables import legal_hold


@dataclass(frozen=True, slots=True)
class Hold:
    """A legal hold: since when, by whom, why."""

    at: datetime
    who: str
    reason: str


def hold(connection: Connection, number: int, ordered: Hold) -> None:
    """Keep a ticket from being erased; a hold that is there already is given the new reason."""
    values = {"ticket": number, "at": ordered.at, "who": clean_text(ordered.who), "reason": clean_text(ordered.reason)}
    insert_or_replace(connection, legal_hold, values)


def release(connection: Connection, number: int) -> bool:
    """Take the hold from a ticket and from all that is one request with it; whether there was one."""
    root = roots_of(connection, [number])[number]
    return connection.execute(delete(legal_hold).where(legal_hold.c.ticket.in_(members_of(connection, root.id)))).rowcount > 0


def hold_of(connection: Connection, family: Sequence[int]) -> Hold | None:
    """The oldest hold of a request, which holds all of it."""
    wanted = select(legal_hold).where(legal_hold.c.ticket.in_(family)).order_by(legal_hold.c.at, legal_hold.c.ticket).limit(1)
    row = connection.execute(wanted).one_or_none()
    return Hold(row.at, row.who, row.reason) if row is not None else None


def held_families(connection: Connection) -> set[int]:
    """The tickets that must be kept, each with all that is one request with it."""
    named: Collection[int] = list(connection.execute(select(legal_hold.c.ticket)).scalars())
    roots = {root.id for root in roots_of(connection, named).values()}
    return {number for root in roots for number in members_of(connection, root)}
