"""Which answers a ticket had lately, and which of them are held."""

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, select

from mailbot.adapters.store.families import FAMILY
from mailbot.adapters.store.lines import key_of
from mailbot.adapters.store.particulars import held_from_text
from mailbot.adapters.store.queue import READY
from mailbot.adapters.store.tables import entry, job, outbound
from mailbot.core.decision import MailKind, Role
from mailbot.core.ticket import Answer, EntryKind
from mailbot.ports import OutboundState, Queue

MOST = 20
ANSWERS = (
    select(entry.c.id, FAMILY.c.root.label("ticket"), entry.c.author, entry.c.at, entry.c.inbound)
    .add_columns(outbound.c.id.label("mail"), outbound.c.state, outbound.c.particulars)
    .join(FAMILY, FAMILY.c.id == entry.c.ticket)
    .join(outbound, (outbound.c.ticket == entry.c.ticket) & (outbound.c.inbound == entry.c.inbound))
    .where(
        entry.c.kind == EntryKind.ANSWER,
        outbound.c.kind == MailKind.ANSWER,
        outbound.c.role == Role.REQUESTER,
        outbound.c.state != OutboundState.CANCELLED,
    )
    .order_by(entry.c.id.desc())
    .limit(MOST)
)
"""The last answers on the tickets `roots` and their parts whose mails were not cancelled, the newest first."""
WAITING = select(job.c.ref).where(job.c.key.in_(bindparam("keys", expanding=True)), job.c.state == READY).with_for_update()
"""Which mails nobody has in hand. PostgreSQL: nobody takes them in hand before this transaction ends."""


def last_answers(connection: Connection, tickets: Collection[int]) -> tuple[Answer, ...]:
    """The last answers on these tickets and on those that were merged into them. What is told to wait waits until the transaction
    ends.
    """
    rows = connection.execute(ANSWERS, {"roots": sorted(tickets)}).all()
    held = {row.mail: held_from_text(row.particulars) for row in rows}
    keys = [key_of(Queue.SEND, row.mail) for row in rows if row.state == OutboundState.QUEUED and held[row.mail][0] is not None]
    waiting = set(connection.execute(WAITING, {"keys": keys}).scalars()) if keys else set()
    return tuple(
        Answer(
            row.id,
            row.ticket,
            row.author,
            row.at,
            row.inbound,
            row.mail,
            held[row.mail][0],
            row.mail in waiting,
            held[row.mail][1],
        )
        for row in rows
    )
