"""The mails and decisions of the past, to be looked at again."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from mailbot.adapters.store.blobs import NOTHING_SHA, open_blob
from mailbot.adapters.store.rows import Row, to_ticket
from mailbot.adapters.store.tables import blob, decision, inbound, ticket
from mailbot.core.deciding.context import reference_of
from mailbot.core.deciding.record import Record
from mailbot.core.decision import Disposition
from mailbot.ports import Erased, OpenedTicket, Past, PastMail

MOST_MAILS, MOST_BYTES = 100, 4_000_000
"""Of one turn: transactions are short, so that a desk at work is not kept waiting, and memory stays flat."""

RECORD = (decision.c.revision, decision.c.context, decision.c.outcome, decision.c.classification, decision.c.trace)
OF_TICKET = (ticket.c.prefix, ticket.c.id.label("number"), ticket.c.restricted)
MAILS = (
    select(inbound, blob.c.data, *RECORD, *OF_TICKET)
    .join(blob, blob.c.sha == inbound.c.sha)
    .outerjoin(decision, decision.c.inbound == inbound.c.id)
    .outerjoin(ticket, ticket.c.id == inbound.c.ticket)
)


class Archive:
    """Archive part of a transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def count(self, wanted: Past) -> int:
        """How many mails there are."""
        found = select(func.count()).select_from(_joined()).where(*_those(wanted))
        return int(self.connection.execute(found).scalar_one())

    def past_mails(self, wanted: Past, after: int) -> list[PastMail]:
        """The next of these mails behind row `after`; none only where there are no more."""
        sizes = (
            select(inbound.c.id, blob.c.size)
            .select_from(_joined().join(blob, blob.c.sha == inbound.c.sha))
            .where(inbound.c.id > after, *_those(wanted))
            .order_by(inbound.c.id)
            .limit(MOST_MAILS)
        )
        chosen = within([(row.id, row.size) for row in self.connection.execute(sizes)], MOST_BYTES)
        rows = self.connection.execute(MAILS.where(inbound.c.id.in_(chosen)).order_by(inbound.c.id)).mappings() if chosen else ()
        return [_past_mail(row, self._bytes_of(row)) for row in rows]

    def _bytes_of(self, row: Row) -> bytes:
        """The bytes of a mail; none where there is no key to them: what was decided on it cannot be read either."""
        try:
            return open_blob(self.connection, row["data"])
        except Erased:
            return b""

    def revisions_used(self, wanted: Past) -> list[str]:
        """The hashes of the rulebooks that decided these mails, in the order of their first mail."""
        first = func.min(inbound.c.id)
        found = select(decision.c.revision).select_from(_joined()).where(decision.c.revision.is_not(None), *_those(wanted))
        return list(self.connection.execute(found.group_by(decision.c.revision).order_by(first)).scalars())

    def opened_tickets(self, wanted: Past) -> list[OpenedTicket]:
        """The tickets that these mails opened, as they are now, beside what was decided."""
        joined = _joined().join(ticket, ticket.c.id == inbound.c.ticket)
        opened = select(ticket, inbound.c.id.label("mail"), *RECORD).select_from(joined)
        opened = opened.where(inbound.c.disposition == Disposition.OPENED, decision.c.revision.is_not(None), *_those(wanted))
        later: dict[int, list[str]] = {}
        joining = select(inbound.c.ticket, decision.c.classification).select_from(_joined())
        for number, said in self.connection.execute(joining.where(inbound.c.disposition == Disposition.FOLLOWED_UP)):
            later.setdefault(number, []).append(said or "")
        return [
            OpenedTicket(to_ticket(row), row["mail"], _record(row), tuple(later.get(row["id"], ())))
            for row in self.connection.execute(opened.order_by(inbound.c.id)).mappings()
        ]


def _joined() -> Any:
    return inbound.outerjoin(decision, decision.c.inbound == inbound.c.id)


def _those(wanted: Past) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [inbound.c.sha != NOTHING_SHA]  # of what is erased nothing can be looked at
    if wanted.since is not None:
        conditions.append(inbound.c.received_at >= wanted.since)
    if wanted.revision:
        conditions.append(decision.c.revision == wanted.revision)
    if wanted.only:
        conditions.append(inbound.c.id.in_(wanted.only))
    return conditions


def within(sizes: Sequence[tuple[int, int]], most: int) -> list[int]:
    """The first of these rows (number, octets), at least one, as many as `most` octets allow."""
    chosen: list[int] = []
    total = 0
    for number, size in sizes:
        total += size
        if chosen and total > most:
            break
        chosen.append(number)
    return chosen


def _past_mail(row: Row, raw: bytes) -> PastMail:
    return PastMail(
        inbound=row["id"],
        mailbox=row["mailbox"],
        raw=raw,
        sha=row["sha"],
        size=row["size"],
        partial=bool(row["partial"]),
        received_at=row["received_at"],
        reference=reference_of(row["prefix"], row["number"]) if row["number"] is not None else "",
        restricted=bool(row["restricted"]),
        record=_record(row) if row["revision"] is not None else None,
    )


def _record(row: Row) -> Record:
    return Record(row["context"] or "", row["outcome"] or "", row["classification"], row["trace"])
