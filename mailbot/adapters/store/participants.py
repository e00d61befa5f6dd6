"""Who takes part in tickets."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from mailbot.adapters.store.families import FAMILY, members_of
from mailbot.adapters.store.keys_of import key_of_ticket
from mailbot.adapters.store.queue import READY
from mailbot.adapters.store.sealed import sealing
from mailbot.adapters.store.tables import job, outbound, participant
from mailbot.core.decision import AddParticipant, MailKind, RemoveParticipant, Role
from mailbot.core.message import address_key, person_key
from mailbot.core.participant import Participant
from mailbot.ports import OutboundState, Queue

OF_TICKETS = (
    select(FAMILY.c.root, participant)
    .join(participant, participant.c.ticket == FAMILY.c.id)
    .order_by(participant.c.left_at.is_not(None), participant.c.id.desc())
    .limit(100)
)
"""Those who take part first: however many left, everybody who gets mail is among them."""

LEAVE = (
    update(participant)
    .where(
        participant.c.ticket == bindparam("of"),
        participant.c.address_key == bindparam("who"),
        participant.c.left_at.is_(None),
    )
    .values(left_at=bindparam("now"), left_by=bindparam("by"))
)
STILL_HERE = (
    select(outbound.c.id)
    .join(job, (job.c.ref == outbound.c.id) & (job.c.queue == Queue.SEND))
    .where(
        outbound.c.ticket.in_(bindparam("of", expanding=True)),
        outbound.c.role == Role.PARTICIPANT,
        outbound.c.kind == MailKind.ANSWER,
        outbound.c.state == OutboundState.QUEUED,
        job.c.state == READY,
    )
    .with_for_update(skip_locked=True, of=job)  # what a process has just taken leaves
)


def of_tickets(connection: Connection, tickets: Collection[int]) -> tuple[Participant, ...]:
    """Who takes part in these tickets or in parts of them, or did, the newest first."""
    if not tickets:
        return ()
    rows = connection.execute(OF_TICKETS, {"roots": sorted(tickets)})
    return tuple(Participant(row.root, row.address, row.added_by, row.added_at, row.left_at, row.left_by) for row in rows)


def add(connection: Connection, effect: AddParticipant, inbound: int, now: datetime) -> None:
    """Let a person take part."""
    seal = sealing(connection, key_of_ticket(connection, effect.ticket))
    values = {
        "ticket": effect.ticket,
        "address": seal(effect.address),
        "address_key": address_key(effect.address),
        "added_by": seal(effect.by),
        "inbound": inbound,
        "added_at": now,
        "left_by": "",
    }
    connection.execute(insert(participant).values(values))


def remove(connection: Connection, effect: RemoveParticipant, now: datetime) -> None:
    """Let a person take part no more; an answer to him that is still here is cancelled."""
    family = list(members_of(connection, effect.ticket))
    for number in family:
        by = sealing(connection, key_of_ticket(connection, number))(effect.by)
        connection.execute(LEAVE, {"of": number, "who": address_key(effect.address), "now": now, "by": by})
    keep_back(connection, family, person_key(effect.address))


def keep_back(connection: Connection, family: Sequence[int], person: str = "") -> None:
    """Never send the answers on these tickets that have not left: those to one person, or to all who take part."""
    wanted = STILL_HERE.where(outbound.c.recipient_key == person) if person else STILL_HERE
    waiting = list(connection.execute(wanted, {"of": family}).scalars())
    if waiting:
        connection.execute(update(outbound).where(outbound.c.id.in_(waiting)).values(state=OutboundState.CANCELLED))
        connection.execute(delete(job).where(job.c.queue == Queue.SEND, job.c.ref.in_(waiting)))
