"""Deletes what people wrote: tickets whole, arrived mails down to a row that says that there was one, bytes that nothing needs.

A row of the ledger stays, empty, so that its mail is not fetched again and machine mail can still be counted.
"""

import hashlib
from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Connection, Table, case, delete, exists, func, or_, select, update

from mailbot.adapters.store.blobs import keep_blobs
from mailbot.adapters.store.queue import key_of
from mailbot.adapters.store.tables import blob, countdown, decision, entry, inbound, job, outbound, participant, ticket
from mailbot.core.deciding.context import reference_of
from mailbot.core.decision import Disposition, MailKind
from mailbot.core.ticket import EntryKind
from mailbot.ports import Queue
from mailbot.ports.erasing import Gone

ERASED = "erased"
"""The reason of a row of the ledger whose mail is gone."""

NOTHING = b""
NOTHING_SHA = hashlib.sha256(NOTHING).hexdigest()
"""What such a row points to instead of its bytes."""

WAITING = ("pending", "held", "quarantined")
TELLS_WORDS = or_(entry.c.kind.in_((EntryKind.REQUEST, EntryKind.REPLY, EntryKind.ANSWER)), entry.c.attachments != "[]")
"""Lines whose mail is needed for as long as they stand: its files lie in it alone."""


def erase_tickets(connection: Connection, tickets: Sequence[int], *, waiting: bool) -> Gone:
    """Delete tickets with all that belongs to them. What another ticket tells too, since it was split off, stays with that one.

    `waiting` says whether mails about them go as well that a person has not settled.
    """
    arrived = _mails_of(connection, tickets, waiting=waiting)
    caused = outbound.c.inbound.in_(arrived) & outbound.c.ticket.is_(None)
    sent = erase_outbound(connection, find_numbers(connection, outbound, outbound.c.ticket.in_(tickets) | caused))
    for table in (entry, participant, countdown):
        connection.execute(delete(table).where(table.c.ticket.in_(tickets)))
    connection.execute(delete(job).where(job.c.key.in_([key_of(Queue.COUNTDOWN, number) for number in tickets])))
    thaw_overviews(connection)
    empty_mails(connection, arrived)
    _reattach(connection, tickets)
    named = connection.execute(select(ticket.c.prefix, ticket.c.id).where(ticket.c.id.in_(tickets)))
    _forget_contexts(connection, [reference_of(row.prefix, row.id) for row in named])
    connection.execute(delete(ticket).where(ticket.c.id.in_(tickets)))
    return Gone(tuple(sorted(tickets)), tuple(arrived), tuple(sent))


def erase_loose(connection: Connection, arrived: Sequence[int]) -> Gone:
    """Empty mails that belong to no ticket, and delete the mails that they alone caused."""
    caused = outbound.c.inbound.in_(arrived) & outbound.c.ticket.is_(None)
    sent = erase_outbound(connection, find_numbers(connection, outbound, caused))
    empty_mails(connection, arrived)
    return Gone((), tuple(sorted(arrived)), tuple(sent))


def find_numbers(connection: Connection, table: Table, where: ColumnElement[bool]) -> list[int]:
    """The numbers of the rows for which something holds, in order."""
    return list(connection.execute(select(table.c.id).where(where).order_by(table.c.id)).scalars())


def _mails_of(connection: Connection, tickets: Sequence[int], *, waiting: bool) -> list[int]:
    """The mails that arrived about these tickets and that no other ticket needs: those on them, and of those on no ticket what
    stands in their story, what caused a mail of theirs, and what named them when it was decided, such as a report of a bounce.
    """
    references = [reference_of(row.prefix, row.id) for row in connection.execute(select(ticket).where(ticket.c.id.in_(tickets)))]
    told = select(entry.c.inbound).where(entry.c.ticket.in_(tickets))
    caused = select(outbound.c.inbound).where(outbound.c.ticket.in_(tickets))
    naming = select(decision.c.inbound).where(_names(references))
    near = or_(inbound.c.id.in_(told), inbound.c.id.in_(caused), inbound.c.id.in_(naming))
    needed = exists().where(entry.c.inbound == inbound.c.id, entry.c.ticket.not_in(tickets), TELLS_WORDS)
    about = inbound.c.ticket.in_(tickets) | (inbound.c.ticket.is_(None) & near)
    settled = ~inbound.c.state.in_(() if waiting else WAITING)
    return find_numbers(connection, inbound, about & ~needed & settled)


def _names(references: Collection[str]) -> ColumnElement[bool]:
    """Whether a decision was made with one of these tickets before its eyes."""
    return or_(*(decision.c.context.contains(f'"{reference}"', autoescape=True) for reference in references))


def _forget_contexts(connection: Connection, references: Collection[str]) -> None:
    """Decisions on other mails keep nothing of these tickets; they can no longer be made again."""
    connection.execute(update(decision).where(_names(references)).values(context=None, outcome=None))


def _reattach(connection: Connection, tickets: Sequence[int]) -> None:
    """What stays of the mails of these tickets belongs to the ticket that still tells it, or to none."""
    other = select(func.min(entry.c.ticket)).where(entry.c.inbound == inbound.c.id, TELLS_WORDS).scalar_subquery()
    connection.execute(update(inbound).where(inbound.c.ticket.in_(tickets)).values(ticket=other))


def erase_outbound(connection: Connection, rows: Sequence[int]) -> list[int]:
    """Delete mails of the outbox with their bytes and jobs, and the bytes of digests that told them; what was deleted.

    The jobs first (PostgreSQL): who writes one of these mails just now has its job, and its bytes are there when he is done.
    """
    if not rows:
        return []
    these = outbound.c.id.in_(rows)
    connection.execute(delete(job).where(job.c.key.in_([key_of(Queue.SEND, row) for row in rows])))
    there = connection.execute(
        select(outbound.c.sha, outbound.c.digest).where(these).order_by(outbound.c.id).with_for_update()
    ).all()
    thaw(connection, sorted({row.digest for row in there if row.digest is not None}))
    shas = {row.sha for row in there if row.sha is not None}
    connection.execute(update(outbound).where(outbound.c.digest.in_(rows)).values(digest=None))
    connection.execute(delete(outbound).where(these))
    drop_blobs(connection, shas)
    return sorted(rows)


def thaw(connection: Connection, rows: Sequence[int]) -> None:
    """Erase the bytes of mails of the outbox; one that is still to leave is written anew, without what is gone."""
    these = outbound.c.id.in_(rows)
    locked = select(outbound.c.sha).where(these).order_by(outbound.c.id).with_for_update()
    shas = {sha for sha in connection.execute(locked).scalars() if sha is not None} if rows else set()
    if shas:
        connection.execute(update(outbound).where(these).values(sha=None))
        drop_blobs(connection, shas)


def thaw_overviews(connection: Connection) -> None:
    """Erase the bytes of overviews: which requests each told is written down nowhere, and who reads one has the next tomorrow."""
    kept = (outbound.c.kind == MailKind.OVERVIEW) & outbound.c.sha.is_not(None)
    thaw(connection, find_numbers(connection, outbound, kept))


def empty_mails(connection: Connection, rows: Sequence[int]) -> None:
    """Erase arrived mails but for a row each that says so."""
    if not rows:
        return
    connection.execute(delete(decision).where(decision.c.inbound.in_(rows)))
    connection.execute(delete(job).where(job.c.key.in_([key_of(Queue.PROCESS, row) for row in rows])))
    waits = inbound.c.state.in_(WAITING)
    ended = {
        "message_id": None,
        "dedupe_key": None,
        "ticket": None,
        "disposition": case((waits, Disposition.DISCARDED), else_=inbound.c.disposition),
        "state": case((waits, "done"), else_=inbound.c.state),
    }
    connection.execute(update(inbound).where(inbound.c.id.in_(rows)).values(**ended))
    empty_bytes(connection, rows)


def empty_bytes(connection: Connection, rows: Sequence[int]) -> None:
    """Erase the bytes of arrived mails; what a ticket tells of them stands there still."""
    these = inbound.c.id.in_(rows)
    shas = set(connection.execute(select(inbound.c.sha).where(these)).scalars()) if rows else set()
    if shas:
        keep_blobs(connection, [(NOTHING_SHA, NOTHING)])
        connection.execute(update(inbound).where(these).values(sha=NOTHING_SHA, size=0, partial=False, reason=ERASED))
        drop_blobs(connection, shas)


def drop_blobs(connection: Connection, shas: Collection[str]) -> None:
    """Delete bytes that no mail has any more."""
    arrived = exists().where(inbound.c.sha == blob.c.sha)
    sent = exists().where(outbound.c.sha == blob.c.sha)
    connection.execute(delete(blob).where(blob.c.sha.in_(sorted(shas)), ~arrived, ~sent))
