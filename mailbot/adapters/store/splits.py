"""Further mails of a requester, and how one of them becomes a ticket of its own."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select

from mailbot.adapters.store.families import FAMILY
from mailbot.adapters.store.remarks import remarks_to_text
from mailbot.adapters.store.rows import clean_text
from mailbot.adapters.store.tables import decision, entry, ticket
from mailbot.core.deciding.context import FurtherMail, reference_of
from mailbot.core.deciding.record import decode_classification
from mailbot.core.decision import SplitOff
from mailbot.core.remark import remark
from mailbot.core.ticket import EntryKind

_REQUEST, _ITS_TICKET = entry.alias("request"), ticket.alias("its")
_OF_FAMILY = (
    select(
        entry.c.id,
        entry.c.inbound,
        entry.c.at,
        select(_REQUEST.c.id)
        .where(_REQUEST.c.inbound == entry.c.inbound, _REQUEST.c.kind == EntryKind.REQUEST)
        .exists()
        .label("split"),
        decision.c.classification,
    )
    .outerjoin(decision, decision.c.inbound == entry.c.inbound)
    .join(_ITS_TICKET, _ITS_TICKET.c.id == entry.c.ticket)
    .where(
        entry.c.ticket.in_(select(FAMILY.c.id)),
        entry.c.kind == EntryKind.REPLY,
        entry.c.inbound.is_not(None),
        entry.c.author == _ITS_TICKET.c.requester,  # not what a participant wrote
    )
    .order_by(entry.c.id.desc())
)
NEWEST = _OF_FAMILY.limit(1)
NAMED = _OF_FAMILY.where(entry.c.inbound.in_(bindparam("rows", expanding=True)))


def further_mails(connection: Connection, root: int, rows: Collection[int]) -> tuple[FurtherMail, ...]:
    """Of the further mails on a ticket and its parts the newest, and those of these ledger rows; the newest first."""
    found = list(connection.execute(NEWEST, {"roots": [root]}))
    if rows:
        found += connection.execute(NAMED, {"roots": [root], "rows": sorted(rows)})
    several = {
        row.id: FurtherMail(row.id, root, row.inbound, row.at, bool(row.split), decode_classification(row.classification or ""))
        for row in found
    }
    return tuple(several[number] for number in sorted(several, reverse=True))


def split_off(connection: Connection, effect: SplitOff, opened: int, inbound: int, now: datetime) -> None:
    """Write the mail as the request of the ticket that was opened, and an event on both tickets. `inbound` asked for it."""
    line = connection.execute(select(entry).where(entry.c.id == effect.entry)).mappings().one()
    both = select(ticket.c.id, ticket.c.prefix).where(ticket.c.id.in_([effect.ticket, opened]))
    names = {row.id: reference_of(row.prefix, row.id) for row in connection.execute(both)}
    request = {**line, "ticket": opened, "kind": EntryKind.REQUEST}
    del request["id"]
    event = {
        "at": now,
        "kind": EntryKind.EVENT,
        "author": clean_text(effect.by),
        "inbound": inbound,
        "attachments": "[]",
        "changes": None,
        "undoes": None,
    }
    old, new = names[effect.ticket], names[opened]
    told = [remarks_to_text((remark("split_from", source=old),)), remarks_to_text((remark("split_to", opened=new),))]
    came = {**event, "ticket": opened, "text": f"split off {old}", "remarks": told[0]}
    went = {**event, "ticket": effect.ticket, "text": f"a mail of the requester is {new} now", "remarks": told[1]}
    connection.execute(insert(entry), [request, came, went])
