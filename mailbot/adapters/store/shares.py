"""What a person has in the tickets of others, and how it leaves them: words, mails, the address."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Table, and_, delete, or_, select, update

from mailbot.adapters.store.blobs import open_blob
from mailbot.adapters.store.erasing import empty_bytes, empty_mails, erase_outbound, find_numbers, keys_of, thaw, thaw_overviews
from mailbot.adapters.store.families import members_of, roots_of
from mailbot.adapters.store.holds import held_families
from mailbot.adapters.store.keys_of import key_of_inbound, key_of_outbound, key_of_ticket
from mailbot.adapters.store.rekeying import give_up
from mailbot.adapters.store.sealed import sealing
from mailbot.adapters.store.tables import blob, decision, entry, inbound, outbound, participant, ticket
from mailbot.core.decision import MailKind, Role
from mailbot.core.person import Person
from mailbot.ports import Erased
from mailbot.ports.erasing import Gone, Share

AT_ONCE = 500
"""Decisions that are looked through at a time."""


def tickets_shared(connection: Connection, person: Person) -> tuple[int, ...]:
    """The tickets, with all parts, in which somebody took part, wrote, or was written to; none that is held."""
    took_part = connection.execute(select(participant.c.ticket, participant.c.address)).all()
    wrote = select(entry.c.ticket).where(entry.c.author_key == person.key)
    near = {
        *(row.ticket for row in took_part if person.has(row.address)),
        *connection.execute(wrote.distinct()).scalars(),
        *connection.execute(select(outbound.c.ticket).where(_to(person), outbound.c.ticket.is_not(None))).scalars(),
    }
    families = [members_of(connection, root.id) for root in roots_of(connection, near).values()]
    held = held_families(connection)
    return tuple(sorted({number for family in families if held.isdisjoint(family) for number in family}))


def words_of(connection: Connection, person: Person, tickets: Sequence[int]) -> tuple[str, ...]:
    """The texts that somebody wrote in these tickets."""
    rows = connection.execute(select(entry.c.author, entry.c.text).where(entry.c.ticket.in_(tickets)))
    return tuple(row.text for row in rows if person.has(row.author))


def erase_share(connection: Connection, person: Person, share: Share) -> Gone:
    """Erase what somebody has in tickets of others, and every mail to him but the one that confirms an erasure."""
    wrote = sorted({*share.wrote, *_mails_written(connection, person, share.tickets)})
    held = held_families(connection)
    free = or_(outbound.c.ticket.is_(None), outbound.c.ticket.not_in(held))
    going = and_(free, outbound.c.kind != MailKind.ERASURE, or_(_to(person), outbound.c.inbound.in_(wrote)))
    sent = erase_outbound(connection, find_numbers(connection, outbound, going))
    _leave(connection, person, share.tickets)
    empty_mails(connection, wrote)
    empty_bytes(connection, share.repeats)
    _blank_out(connection, person, entry, ("text", "changes", "remarks"), share.tickets)
    _blank_out(connection, person, outbound, ("particulars", "error"), share.tickets)
    _thaw_copies(connection, person, share.tickets)
    if share.tickets:
        thaw_overviews(connection)
    changed = _blank_out_decisions(connection, person, held)
    give_up(connection, keys_of(connection, ticket, share.tickets) | keys_of(connection, inbound, changed))
    return Gone((), tuple(sorted({*wrote, *share.repeats})), tuple(sent))


def _to(person: Person) -> Any:
    return outbound.c.recipient_key == person.key


def _mails_written(connection: Connection, person: Person, tickets: Sequence[int]) -> set[int]:
    """The mails behind the lines that somebody wrote in these tickets."""
    rows = connection.execute(
        select(entry.c.author, entry.c.inbound).where(entry.c.ticket.in_(tickets), entry.c.inbound.is_not(None))
    )
    return {row.inbound for row in rows if person.has(row.author)}


def _leave(connection: Connection, person: Person, tickets: Sequence[int]) -> None:
    """Delete his lines, and that he took part."""
    for table, address in ((entry, "author"), (participant, "address")):
        rows = connection.execute(select(table.c.id, table.c[address].label("written")).where(table.c.ticket.in_(tickets)))
        his = [row.id for row in rows if person.has(row.written)]
        connection.execute(delete(table).where(table.c.id.in_(his)))


def _blank_out(connection: Connection, person: Person, table: Table, names: Sequence[str], tickets: Sequence[int]) -> None:
    """Take the address out of texts that stay. A change that names it can no longer be taken back."""
    for row in connection.execute(select(table).where(table.c.ticket.in_(tickets))).mappings().all():
        found = {name: row[name] for name in names if row[name] and person.stands_in(row[name])}
        key = key_of_outbound(connection, row["id"]) if table is outbound else key_of_ticket(connection, row["ticket"])
        seal = sealing(connection, key)
        changed = {name: None if name == "changes" else seal(person.blank_out(text)) for name, text in found.items()}
        if changed:
            connection.execute(update(table).where(table.c.id == row["id"]).values(changed))


def _thaw_copies(connection: Connection, person: Person, tickets: Sequence[int]) -> None:
    """Erase the bytes of mails that may repeat him: all that went to the team or to others who take part, and those to the
    requester that name him.
    """
    rows = connection.execute(
        select(outbound.c.id, outbound.c.role, blob.c.data)
        .join(blob, blob.c.sha == outbound.c.sha)
        .where(outbound.c.ticket.in_(tickets))
    ).all()
    thaw(
        connection,
        [row.id for row in rows if row.role != Role.REQUESTER or _names(connection, person, row.data)],
    )


def _names(connection: Connection, person: Person, data: bytes) -> bool:
    """Whether a mail names somebody, as far as there is a key to it."""
    try:
        return person.stands_in_bytes(open_blob(connection, data))
    except Erased:
        return False


def _blank_out_decisions(connection: Connection, person: Person, held: Collection[int]) -> list[int]:
    """No decision keeps the address, but on held tickets: one that was made with it before its eyes cannot be made again. The
    mails of those that did.
    """
    free = or_(inbound.c.ticket.is_(None), inbound.c.ticket.not_in(held))
    made = select(inbound.c.id, inbound.c.reason, decision.c.context, decision.c.outcome, decision.c.trace)
    made = made.outerjoin(decision, decision.c.inbound == inbound.c.id).where(free, inbound.c.key_id.is_not(None))
    changed: list[int] = []
    last = 0
    while rows := connection.execute(made.where(inbound.c.id > last).order_by(inbound.c.id).limit(AT_ONCE)).all():
        last = rows[-1].id
        naming = [row for row in rows if any(text and person.stands_in(text) for text in row[1:])]
        for row in naming:
            seal = sealing(connection, key_of_inbound(connection, row.id))
            blank = {"context": None, "outcome": None, "trace": seal(person.blank_out(row.trace or ""))}
            connection.execute(update(decision).where(decision.c.inbound == row.id).values(**blank))
            reason = seal(person.blank_out(row.reason))
            connection.execute(update(inbound).where(inbound.c.id == row.id).values(reason=reason))
            changed.append(row.id)
    return changed
