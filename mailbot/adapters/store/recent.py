"""How many automatic mails somebody had lately: what the hourly limits count."""

from datetime import datetime

from sqlalchemy import Connection, Text, bindparam, func, literal_column, or_, select

from mailbot.adapters.store.rows import clean_text
from mailbot.adapters.store.tables import outbound
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


def count_recent(connection: Connection, address: str, since: datetime) -> int:
    """How many such mails an address had since a moment."""
    return int(connection.execute(RECENT, {"to": clean_text(person_key(address)), "since": since}).scalar_one())
