"""Which tickets a decision had before its eyes, in numbers: its context, which tells of them, is sealed."""

import re
from collections.abc import Collection

from sqlalchemy import Connection, Select, delete, select

from mailbot.adapters.store.blobs import insert_or_skip
from mailbot.adapters.store.tables import naming

_TICKET = re.compile(r'"id":(\d{1,18}),"reference":"')
"""How a ticket begins in a context (`core/deciding/record.py`)."""


def note_namings(connection: Connection, inbound: int, context: str) -> None:
    """Note the tickets that a decision keeps something of; what was noted of an earlier one on the same mail stays."""
    numbers = sorted({int(number) for number in _TICKET.findall(context)})
    if numbers:
        insert_or_skip(connection, naming, [{"inbound": inbound, "ticket": number} for number in numbers])


def mails_naming(tickets: Collection[int]) -> Select[tuple[int]]:
    """The arrived mails whose decisions keep something of these tickets."""
    return select(naming.c.inbound).where(naming.c.ticket.in_(tickets))


def drop_namings(connection: Connection, *, tickets: Collection[int] = (), mails: Collection[int] = ()) -> None:
    """These tickets, or these mails, are gone."""
    connection.execute(delete(naming).where(naming.c.ticket.in_(tickets) | naming.c.inbound.in_(mails)))
