"""What a person does by hand: try a mail again, or let one go."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, delete, select, update

from mailbot.adapters.store.digests import lock_digest_of
from mailbot.adapters.store.queue import enqueue, send_again
from mailbot.adapters.store.statistics import recount_answers
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
    """Send an owed mail again now, with the same bytes and Message-ID; what came of it, and the state that it was in.

    One that waits for a digest leaves alone; what a digest tells goes with it.
    """
    digest = lock_digest_of(connection, number)
    state = connection.execute(select(outbound.c.state).where(outbound.c.id == number).with_for_update()).scalar_one_or_none()
    if state is None:
        return Mended.UNKNOWN, ""
    if state == OutboundState.SENT or _in_hand(connection, Queue.SEND, number):
        return Mended.NOT_NOW, state if state == OutboundState.SENT else "being sent just now"
    if digest is not None and digest.leaving and not digest.open:
        return Mended.NOT_NOW, f"told in mail {digest.id}, which is written already"
    fresh = {"state": OutboundState.QUEUED, "error": ""}
    connection.execute(update(outbound).where(outbound.c.id == number).values(digest=None, **fresh))
    _share(connection, number, **fresh)
    send_again(connection, number, now)
    recount_answers(connection, [number])
    return Mended.DONE, state


def cancel_outbound(connection: Connection, number: int) -> tuple[Mended, str]:
    """Never send an owed mail; what came of it, and the state that it was in. What a digest tells goes with it."""
    digest = lock_digest_of(connection, number)
    state = connection.execute(select(outbound.c.state).where(outbound.c.id == number).with_for_update()).scalar_one_or_none()
    if state is None:
        return Mended.UNKNOWN, ""
    if state in (OutboundState.SENT, OutboundState.CANCELLED):
        return Mended.NOT_NOW, state
    if digest is not None and digest.leaving and not digest.open:
        return Mended.NOT_NOW, f"told in mail {digest.id}, which is written already"
    connection.execute(update(outbound).where(outbound.c.id == number).values(state=OutboundState.CANCELLED, digest=None))
    _share(connection, number, state=OutboundState.CANCELLED)
    connection.execute(delete(job).where(job.c.key == f"{Queue.SEND}:{number}"))
    recount_answers(connection, [number])
    return Mended.DONE, state


def _share(connection: Connection, digest: int, **values: str) -> None:
    """What is done to a digest is done to all that it tells."""
    told = update(outbound).where(outbound.c.digest == digest, outbound.c.state != OutboundState.SENT)
    connection.execute(told.values(**values))


def _in_hand(connection: Connection, queue: str, number: int) -> bool:
    """Whether a process works on it; freed now, it would be done twice at once."""
    wanted = select(job.c.state).where(job.c.key == f"{queue}:{number}").with_for_update()
    return connection.execute(wanted).scalar_one_or_none() == "leased"
