"""Deletes what people wrote: tickets whole, arrived mails down to a row that says that there was one, bytes that nothing needs.

A row of the ledger stays, empty, so that its mail is not fetched again and machine mail can still be counted.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Connection, Table, case, delete, exists, func, or_, select, update

from mailbot.adapters.store.blobs import NOTHING_SHA, keep_nothing
from mailbot.adapters.store.lines import key_of
from mailbot.adapters.store.namings import drop_namings, mails_naming
from mailbot.adapters.store.rekeying import give_up
from mailbot.adapters.store.tables import blob, countdown, decision, entry, inbound, job, outbound, participant, ticket
from mailbot.core.decision import Disposition, MailKind
from mailbot.core.ticket import EntryKind
from mailbot.ports import Queue
from mailbot.ports.erasing import Gone

WAITING = ("pending", "held", "quarantined")
TELLS_WORDS = or_(entry.c.kind.in_((EntryKind.REQUEST, EntryKind.REPLY, EntryKind.ANSWER)), entry.c.attachments != "")
"""Lines whose mail is needed for as long as they stand: its files lie in it alone."""


def erase_tickets(connection: Connection, tickets: Sequence[int], *, waiting: bool) -> Gone:
    """Delete tickets with all that belongs to them. What another ticket tells too, since it was split off, stays with that one.

    `waiting` says whether mails about them go as well that a person has not settled.
    """
    arrived = _mails_of(connection, tickets, waiting=waiting)
    caused = outbound.c.inbound.in_(arrived) & outbound.c.ticket.is_(None)
    sent = find_numbers(connection, outbound, outbound.c.ticket.in_(tickets) | caused)
    keys = _delete_outbound(connection, sent)
    for table in (entry, participant, countdown):
        connection.execute(delete(table).where(table.c.ticket.in_(tickets)))
    connection.execute(delete(job).where(job.c.key.in_([key_of(Queue.COUNTDOWN, number) for number in tickets])))
    thaw_overviews(connection)
    empty_mails(connection, arrived)
    _reattach(connection, tickets)
    keys |= _forget_contexts(connection, tickets) | keys_of(connection, ticket, tickets)
    connection.execute(delete(ticket).where(ticket.c.id.in_(tickets)))
    give_up(connection, keys)
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


def keys_of(connection: Connection, table: Table, rows: Collection[int]) -> set[bytes]:
    """The keys of these rows."""
    found = connection.execute(select(table.c.key_id).where(table.c.id.in_(rows), table.c.key_id.is_not(None)))
    return {bytes(key) for key in found.scalars()}


def _mails_of(connection: Connection, tickets: Sequence[int], *, waiting: bool) -> list[int]:
    """The mails that arrived about these tickets and that no other ticket needs: those on them, and of those on no ticket what
    stands in their story, what caused a mail of theirs, and what named them when it was decided, such as a report of a bounce.
    """
    told = select(entry.c.inbound).where(entry.c.ticket.in_(tickets))
    caused = select(outbound.c.inbound).where(outbound.c.ticket.in_(tickets))
    near = or_(inbound.c.id.in_(told), inbound.c.id.in_(caused), inbound.c.id.in_(mails_naming(tickets)))
    needed = exists().where(entry.c.inbound == inbound.c.id, entry.c.ticket.not_in(tickets), TELLS_WORDS)
    about = inbound.c.ticket.in_(tickets) | (inbound.c.ticket.is_(None) & near)
    settled = ~inbound.c.state.in_(() if waiting else WAITING)
    return find_numbers(connection, inbound, about & ~needed & settled)


def _forget_contexts(connection: Connection, tickets: Collection[int]) -> set[bytes]:
    """Decisions on other mails keep nothing of these tickets, and can no longer be made again; the keys of those mails."""
    others = [row.inbound for row in connection.execute(mails_naming(tickets))]
    connection.execute(update(decision).where(decision.c.inbound.in_(others)).values(context=None, outcome=None))
    drop_namings(connection, tickets=tickets)
    return keys_of(connection, inbound, others)


def _reattach(connection: Connection, tickets: Sequence[int]) -> None:
    """What stays of the mails of these tickets belongs to the ticket that still tells it, or to none."""
    other = select(func.min(entry.c.ticket)).where(entry.c.inbound == inbound.c.id, TELLS_WORDS).scalar_subquery()
    connection.execute(update(inbound).where(inbound.c.ticket.in_(tickets)).values(ticket=other))


def erase_outbound(connection: Connection, rows: Sequence[int]) -> list[int]:
    """Delete mails of the outbox with their bytes and jobs, and the bytes of digests that told them; what was deleted."""
    give_up(connection, _delete_outbound(connection, rows))
    return sorted(rows)


def _delete_outbound(connection: Connection, rows: Sequence[int]) -> set[bytes]:
    """Delete mails of the outbox; the keys that they had.

    The jobs first (PostgreSQL): who writes one of these mails just now has its job, and its bytes are there when he is done.
    """
    if not rows:
        return set()
    these = outbound.c.id.in_(rows)
    connection.execute(delete(job).where(job.c.key.in_([key_of(Queue.SEND, row) for row in rows])))
    there = connection.execute(
        select(outbound.c.sha, outbound.c.digest).where(these).order_by(outbound.c.id).with_for_update()
    ).all()
    thaw(connection, sorted({row.digest for row in there if row.digest is not None}))
    shas = {row.sha for row in there if row.sha is not None}
    keys = keys_of(connection, outbound, rows)
    connection.execute(update(outbound).where(outbound.c.digest.in_(rows)).values(digest=None))
    connection.execute(delete(outbound).where(these))
    drop_blobs(connection, shas)
    return keys


def thaw(connection: Connection, rows: Sequence[int]) -> None:
    """Erase the bytes of mails of the outbox; one that is still to leave is written anew, without what is gone."""
    these = outbound.c.id.in_(rows)
    locked = select(outbound.c.sha).where(these).order_by(outbound.c.id).with_for_update()
    shas = {sha for sha in connection.execute(locked).scalars() if sha is not None} if rows else set()
    if shas:
        connection.execute(update(outbound).where(these).values(sha=None))
        drop_blobs(connection, shas)
        give_up(connection, keys_of(connection, outbound, rows))


def thaw_overviews(connection: Connection) -> None:
    """Erase the bytes of overviews: which requests each told is written down nowhere, and who reads one has the next tomorrow."""
    kept = (outbound.c.kind == MailKind.OVERVIEW) & outbound.c.sha.is_not(None)
    thaw(connection, find_numbers(connection, outbound, kept))


def empty_mails(connection: Connection, rows: Sequence[int]) -> None:
    """Erase arrived mails but for a row each that says so."""
    if not rows:
        return
    connection.execute(delete(decision).where(decision.c.inbound.in_(rows)))
    drop_namings(connection, mails=rows)
    connection.execute(delete(job).where(job.c.key.in_([key_of(Queue.PROCESS, row) for row in rows])))
    waits = inbound.c.state.in_(WAITING)
    ended = {
        "message_id": None,
        "dedupe_key": None,
        "ticket": None,
        "key_id": None,
        "disposition": case((waits, Disposition.DISCARDED), else_=inbound.c.disposition),
        "state": case((waits, "done"), else_=inbound.c.state),
    }
    keys = keys_of(connection, inbound, rows)
    connection.execute(update(inbound).where(inbound.c.id.in_(rows)).values(**ended))
    _drop_bytes(connection, rows)
    give_up(connection, keys)


def empty_bytes(connection: Connection, rows: Sequence[int]) -> None:
    """Erase the bytes of arrived mails; what a ticket tells of them stands there still, and is sealed anew."""
    if rows:
        _drop_bytes(connection, rows)
        give_up(connection, keys_of(connection, inbound, rows))


def _drop_bytes(connection: Connection, rows: Sequence[int]) -> None:
    these = inbound.c.id.in_(rows)
    shas = set(connection.execute(select(inbound.c.sha).where(these)).scalars())
    keep_nothing(connection)
    connection.execute(update(inbound).where(these).values(sha=NOTHING_SHA, size=0, partial=False, reason=""))
    drop_blobs(connection, shas)


def drop_blobs(connection: Connection, shas: Collection[str]) -> None:
    """Delete bytes that no mail has any more."""
    arrived = exists().where(inbound.c.sha == blob.c.sha)
    sent = exists().where(outbound.c.sha == blob.c.sha)
    connection.execute(delete(blob).where(blob.c.sha.in_(sorted(shas)), ~arrived, ~sent))
