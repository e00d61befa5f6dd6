"""After a restore numbers go on further up: no reference that somebody has is given to somebody else.

How many were given since the copy was made nobody can tell any more. So as many are left out as a desk hardly gives, and the next
one begins at a round number, by which people see what came after.
"""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import Connection, select, text

from mailbot.adapters.store.tables import ticket

FEWEST = 10_000
SECONDS_EACH = 10
TABLES = ("ticket", "inbound")
"""Tickets for their references, arrived mails for the questions whether somebody wrote them."""


def numbers_lost(age: timedelta) -> int:
    """More than a desk gave since a copy of this age: one each ten seconds, and 10,000 at least."""
    return max(FEWEST, int(age.total_seconds()) // SECONDS_EACH)


def next_number(last: int, lost: int) -> int:
    """The first number to be given again: at least `lost` above `last`, after full ten thousands."""
    return -(-(last + lost) // FEWEST) * FEWEST + 1


def last_numbers(connection: Connection) -> dict[str, int]:
    """The last number of each table that was given in this database."""
    return {table: _last(connection, table) for table in TABLES}


def move_numbers(connection: Connection, lost: int, given: Mapping[str, int]) -> int:
    """Leave numbers out, above those that are known to be given; the number that the next ticket has."""
    begins = {table: next_number(max(_last(connection, table), given.get(table, 0)), lost) for table in TABLES}
    for table, begin in begins.items():
        if connection.dialect.name == "postgresql":
            move = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :first, false)")
            connection.execute(move, {"name": table, "first": begin})
        else:
            connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table})
            move = text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)")
            connection.execute(move, {"name": table, "last": begin - 1})
    return begins["ticket"]


def _last(connection: Connection, table: str) -> int:
    if connection.dialect.name == "postgresql":
        name = connection.execute(text("SELECT pg_get_serial_sequence(:name, 'id')"), {"name": table}).scalar_one()
        return int(connection.execute(text(f"SELECT last_value FROM {name}")).scalar_one())  # noqa: S608 - a name of the server's
    given = connection.execute(text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table}).scalar_one_or_none()
    return int(given or 0)


def newest_prefix(connection: Connection) -> str:
    """What the references of the newest ticket begin with; "" where there is none."""
    wanted = select(ticket.c.prefix).order_by(ticket.c.id.desc()).limit(1)
    return connection.execute(wanted).scalar_one_or_none() or ""
