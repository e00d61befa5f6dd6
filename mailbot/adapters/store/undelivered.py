"""What is asked beside where mails of ours did not arrive: who wrote them, who may be told of it, who had no mail before."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, select

from mailbot.adapters.store.families import FAMILY
from mailbot.adapters.store.recent import count_recent
from mailbot.adapters.store.tables import entry, outbound
from mailbot.core.decision import MailKind, Role
from mailbot.core.message import address_key
from mailbot.core.ticket import EntryKind
from mailbot.ports import Found, OutboundState

AUTHORS = (
    select(outbound.c.message_id, entry.c.author)
    .join(
        entry,
        and_(
            entry.c.inbound == outbound.c.inbound,
            entry.c.ticket == outbound.c.ticket,
            entry.c.kind == EntryKind.ANSWER,
        ),
    )
    .where(outbound.c.kind == MailKind.ANSWER, outbound.c.message_id.in_(bindparam("names", expanding=True)))
)
UNREACHED = (
    select(outbound.c.recipient)
    .join(FAMILY, FAMILY.c.id == outbound.c.ticket)
    .where(outbound.c.role == Role.COORDINATOR, outbound.c.state == OutboundState.DEAD)
)
"""The coordinators to whom a mail about the tickets `roots`, or parts of them, was given up."""


def look_after(connection: Connection, found: Found, since: datetime) -> Found:
    """The found mails with who wrote the answers among them, and what may follow for the team."""
    if not found.mails:
        return found
    names = [mail.token for mail in found.mails if mail.kind is MailKind.ANSWER]
    authors = {row.message_id: row.author for row in connection.execute(AUTHORS, {"names": names})} if names else {}
    mails = tuple(replace(mail, author=authors.get(mail.token, "")) for mail in found.mails)
    tickets = [ticket for mail in mails for ticket in ((mail.now,) if mail.now is not None else mail.told)]
    team = {*authors.values(), *(ticket.owner for ticket in tickets)} if authors else ()
    return replace(
        found,
        mails=mails,
        recent_to_team={address_key(one): count_recent(connection, one, since) for one in team},
        unreached=_unreached(connection, {ticket.id for ticket in tickets}),
    )


def _unreached(connection: Connection, tickets: Collection[int]) -> tuple[str, ...]:
    if not tickets:
        return ()
    recipients = connection.execute(UNREACHED, {"roots": sorted(tickets)}).scalars()
    return tuple(sorted({address_key(one) for one in recipients}))
