"""How many automatic mails somebody had lately: what the hourly limits count, and letters of the same words."""

from datetime import datetime

from sqlalchemy import Connection, Text, bindparam, func, literal_column, or_, select

from mailbot.adapters.store.prepared import Prepared
from mailbot.adapters.store.rows import clean_text
from mailbot.adapters.store.tables import outbound
from mailbot.core.deciding.context import Lookups
from mailbot.core.decision import MailKind
from mailbot.core.message import person_key

REPLIES = (MailKind.ACK, MailKind.QUESTION, MailKind.RECEIPT, MailKind.CONFIRMATION, MailKind.LEAVING, MailKind.UNDELIVERED)
BY_THE_CLOCK = (MailKind.DELAY, MailKind.WARNING)
AUTOMATIC = [literal_column(f"'{kind}'", Text) for kind in REPLIES + BY_THE_CLOCK]
"""The mails that the hourly limit counts: those that a mail of its recipient caused, and those that nobody did."""

RECENT = select(func.count()).where(
    outbound.c.recipient_key == bindparam("to"),
    or_(outbound.c.created_at > bindparam("since"), outbound.c.leaves_at > bindparam("since")),
    outbound.c.kind.in_(AUTOMATIC),
)
"""A mail that waits for room counts when it is owed and again when it leaves, so that no hour holds too many."""


ECHOES = Prepared(
    select(func.count()).where(
        outbound.c.echo == bindparam("echo"),
        outbound.c.created_at > bindparam("since"),
        outbound.c.sent_at < bindparam("arrived"),
    )
)


def count_recent(connection: Connection, address: str, since: datetime) -> int:
    """How many such mails an address had since a moment."""
    return int(connection.execute(RECENT, {"to": clean_text(person_key(address)), "since": since}).scalar_one())


def count_echoes(connection: Connection, lookups: Lookups, since: datetime) -> int:
    """How many acknowledgements of the same words left since a moment and before the mail came that asks."""
    if not lookups.echo or lookups.arrived_at is None:
        return 0
    asked = {"echo": lookups.echo, "since": since, "arrived": lookups.arrived_at}
    return int(ECHOES.fetch(connection, asked)[0][0])
