"""Who was shown the text of restricted tickets."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from mailbot.adapters.store.rows import clean_text
from mailbot.adapters.store.tables import access, outbound, ticket
from mailbot.core.decision import MailKind

ASKED_FOR = (MailKind.HISTORY, MailKind.FILES)
"""Mails that carry the text of a restricted ticket to its owner (`pipeline.material`)."""


def note_access(connection: Connection, number: int, who: str, what: str, now: datetime) -> None:
    """Write down that somebody was shown something of a ticket."""
    values = {"at": now, "who": clean_text(who), "ticket": number, "what": clean_text(what)}
    connection.execute(insert(access).values(values))


def note_mail(connection: Connection, sent: int, now: datetime) -> None:
    """Write down to whom a mail brought the text of a restricted ticket, now that it left."""
    carried = (
        select(outbound.c.recipient, outbound.c.kind, outbound.c.ticket)
        .join(ticket, ticket.c.id == outbound.c.ticket)
        .where(outbound.c.id == sent, outbound.c.kind.in_(ASKED_FOR), ticket.c.restricted)
    )
    for row in connection.execute(carried).all():
        note_access(connection, row.ticket, row.recipient, f"mail {row.kind}", now)


def accesses(connection: Connection, number: int) -> Iterator[dict[str, Any]]:
    """All that was written down of a ticket, the oldest first; of an erased one too."""
    for row in connection.execute(select(access).where(access.c.ticket == number).order_by(access.c.id)):
        yield {"at": row.at, "who": row.who, "what": row.what}
