"""Further mails of a requester, and how one of them becomes a ticket of its own."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from mailbot.adapters.store.families import FAMILY
from mailbot.adapters.store.keys_of import key_of_ticket
from mailbot.adapters.store.remarks import remarks_to_text
from mailbot.adapters.store.sealed import sealing
from mailbot.adapters.store.tables import decision, entry, ticket
from mailbot.adapters.store.words import told_remarks
from mailbot.core.deciding.context import FurtherMail, reference_of
from mailbot.core.deciding.record import decode_classification
from mailbot.core.decision import SplitOff
from mailbot.core.message import address_key
from mailbot.core.remark import Remark, remark
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
        entry.c.author_key == _ITS_TICKET.c.requester_key,  # not what a participant wrote
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
    old, new = names[effect.ticket], names[opened]
    request = {name: line[name] for name in ("at", "author", "text", "inbound", "attachments", "remarks", "told")}
    request |= {"ticket": opened, "kind": EntryKind.REQUEST}
    event = {"at": now, "kind": EntryKind.EVENT, "author": effect.by, "inbound": inbound, "attachments": ""}
    came = {**event, "ticket": opened, "text": f"split off {old}"} | _telling(remark("split_from", source=old))
    went = {**event, "ticket": effect.ticket, "text": f"a mail of the requester is {new} now"}
    went |= _telling(remark("split_to", opened=new))
    connection.execute(insert(entry), [_sealed(connection, row) for row in (request, came, went)])


def _telling(one: Remark) -> dict[str, Any]:
    return {"remarks": remarks_to_text((one,)), "told": told_remarks((one,))}


def _sealed(connection: Connection, row: dict[str, Any]) -> dict[str, Any]:
    """A line as the table takes it, with the key of its ticket."""
    seal = sealing(connection, key_of_ticket(connection, row["ticket"]))
    words = {name: seal(row[name] or "") for name in ("author", "text", "attachments", "remarks")}
    return {**row, **words, "author_key": address_key(row["author"])}
