"""The mail that confirms an erasure: its row holds an address, and goes when the mail is over."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, select, update

from mailbot.adapters.store.erasing import erase_outbound
from mailbot.adapters.store.queue import enqueue
from mailbot.adapters.store.tables import erasure, outbound
from mailbot.core.decision import MailKind
from mailbot.ports import OutboundState, Queue
from mailbot.ports.erasing import Confirmed

ENDS: Mapping[str, Confirmed] = {
    OutboundState.SENT: Confirmed.SENT,
    OutboundState.DEAD: Confirmed.NOT_DELIVERED,
    OutboundState.CANCELLED: Confirmed.CANCELLED,
}


def end_confirmation(connection: Connection, number: int, state: str, now: datetime) -> None:
    """Erase the row of a confirmation that has come to its end, and note which end; any other mail is left alone."""
    kind = connection.execute(select(outbound.c.kind).where(outbound.c.id == number)).scalar_one_or_none()
    if kind != MailKind.ERASURE or state not in ENDS:
        return
    erase_outbound(connection, [number])
    connection.execute(update(erasure).where(erasure.c.confirmation == number).values(confirmed=ENDS[state]))
    enqueue(connection, Queue.WIPE, 0, now)
