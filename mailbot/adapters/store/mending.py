"""What a person does by hand: try a mail again, or let one go."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, delete, select, update

from mailbot.adapters.store.queue import enqueue
from mailbot.adapters.store.tables import inbound, job, outbound
from mailbot.ports import OutboundState, Queue


class Mended(StrEnum):
    """What came of it."""

    DONE = "done"
    UNKNOWN = "unknown"
    NOT_NOW = "not now"


def retry_inbound(connection: Connection, number: int, now: datetime) -> tuple[Mended, str]:
    """Process a held or quarantined mail again; what came of it, and the state that the mail was in."""
    state = connection.execute(select(inbound.c.state).where(inbound.c.id == number).with_for_update()).scalar_one_or_none()
    if state is None:
        return Mended.UNKNOWN, ""
    if state not in ("held", "quarantined"):
        return Mended.NOT_NOW, state
    # A held mail carries its own dedupe_key; left there, the mail would be found to repeat itself.
    fresh = {"state": "pending", "disposition": None, "attempts": 0, "dedupe_key": None, "ticket": None}
    connection.execute(update(inbound).where(inbound.c.id == number).values(**fresh))
    enqueue(connection, Queue.PROCESS, number, now)
    return Mended.DONE, state


def retry_outbound(connection: Connection, number: int, now: datetime) -> tuple[Mended, str]:
    """Send an owed mail again now, with the same bytes and Message-ID; what came of it, and the state that it was in."""
    state = connection.execute(select(outbound.c.state).where(outbound.c.id == number).with_for_update()).scalar_one_or_none()
    if state is None:
        return Mended.UNKNOWN, ""
    if state == OutboundState.SENT or _in_hand(connection, Queue.SEND, number):
        return Mended.NOT_NOW, state if state == OutboundState.SENT else "being sent just now"
    connection.execute(update(outbound).where(outbound.c.id == number).values(state=OutboundState.QUEUED, error=""))
    enqueue(connection, Queue.SEND, number, now)
    return Mended.DONE, state


def cancel_outbound(connection: Connection, number: int) -> tuple[Mended, str]:
    """Never send an owed mail; what came of it, and the state that it was in."""
    state = connection.execute(select(outbound.c.state).where(outbound.c.id == number).with_for_update()).scalar_one_or_none()
    if state is None:
        return Mended.UNKNOWN, ""
    if state in (OutboundState.SENT, OutboundState.CANCELLED):
        return Mended.NOT_NOW, state
    connection.execute(update(outbound).where(outbound.c.id == number).values(state=OutboundState.CANCELLED))
    connection.execute(delete(job).where(job.c.key == f"{Queue.SEND}:{number}"))
    return Mended.DONE, state


def _in_hand(connection: Connection, queue: str, number: int) -> bool:
    """Whether a process works on it; freed now, it would be done twice at once."""
    wanted = select(job.c.state).where(job.c.key == f"{queue}:{number}").with_for_update()
    return connection.execute(wanted).scalar_one_or_none() == "leased"
