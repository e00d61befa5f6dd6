"""What people look at: tickets, arrived mails and the outbox, as the objects of the contract.

Of a restricted ticket they show number and topic. The words are in the raw mails (`raw`), for who asks for one of them.
"""

import json
from collections.abc import Collection, Iterator
from dataclasses import asdict
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Select, func, select

from mailbot.adapters.store.access import accesses, note_access
from mailbot.adapters.store.blobs import NOTHING_SHA, read_blob
from mailbot.adapters.store.families import members_of, roots_of
from mailbot.adapters.store.holds import held_families, hold_of
from mailbot.adapters.store.numbers import number_in_reference, number_of
from mailbot.adapters.store.rows import Row, attachments_from_text
from mailbot.adapters.store.tables import decision, entry, erased, erasure, inbound, job, outbound, participant, ticket
from mailbot.adapters.store.withholding import withhold
from mailbot.core.deciding.context import reference_of
from mailbot.core.decision import Role
from mailbot.ports import ERASED, Erased

Listed = dict[str, Any]
"""One JSON object, keys as in the contract."""

CARRIES = {"request": "route", "reply": "follow_up", "answer": "answer"}
"""Which mail carried an entry of a kind to its reader."""


class Listings:
    """The reading side, over one connection."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @cached_property
    def _held(self) -> set[int]:
        return held_families(self.connection)

    def tickets(self) -> Iterator[Listed]:
        """All tickets, oldest first."""
        count = select(func.count()).where(entry.c.ticket == ticket.c.id).scalar_subquery()
        for row in self.connection.execute(_TICKETS.add_columns(count.label("entries")).order_by(ticket.c.id)).mappings():
            yield _told(row, _ticket(row) | {"entries": row["entries"], "legal_hold": self._hold(row)})

    def _hold(self, row: Row) -> str | None:
        """Why a ticket must be kept, or one with which it is one request; None where it need not."""
        if row["id"] not in self._held:
            return None
        root = roots_of(self.connection, [row["id"]])[row["id"]]
        held = hold_of(self.connection, members_of(self.connection, root.id))
        return held.reason if held is not None else None

    def ticket(self, reference: str) -> Listed | None:
        """One ticket with its entries and its mails, those of its parts too; None where there is none of this reference."""
        number = number_of(self.connection, reference)
        if number is None:
            return None
        row = self.connection.execute(_TICKETS.where(ticket.c.id == number)).mappings().one()
        family = members_of(self.connection, number)
        mails = list(self._outbound(_OUTBOUND.where(outbound.c.ticket.in_(family))))
        carried = {
            (mail.ticket, mail.inbound, mail.kind): mail.id
            for mail in self.connection.execute(
                select(outbound.c.id, outbound.c.ticket, outbound.c.inbound, outbound.c.kind).where(
                    outbound.c.ticket.in_(family), outbound.c.role != Role.PARTICIPANT
                )
            )
        }
        lines = self.connection.execute(select(entry).where(entry.c.ticket.in_(family)).order_by(entry.c.id))
        entries = [
            {
                "at": line.at,
                "kind": line.kind,
                "author": line.author,
                "text": line.text,
                "inbound": line.inbound,
                "outbox": carried.get((line.ticket, line.inbound, CARRIES.get(line.kind, ""))),
                "attachments": [asdict(file) for file in attachments_from_text(line.attachments)],
            }
            for line in lines
        ]
        more = {
            "tags": row["tags"].split(),
            "mentions": row["mentions"].split(),
            "participants": list(self._participants(family)),
            "entries": entries,
            "mails": mails,
            "legal_hold": self._hold(row),
        }
        return _told(row, _ticket(row) | more)

    def _participants(self, family: Collection[int]) -> Iterator[Listed]:
        """Everybody who takes part in a ticket or its parts, or did, in the order of joining."""
        people = select(participant).where(participant.c.ticket.in_(family)).order_by(participant.c.id)
        for row in self.connection.execute(people).mappings():
            yield {name: row[name] for name in ("address", "added_by", "added_at", "left_at")} | {
                "left_by": row["left_by"] or None
            }

    def erased(self, what: str, number: int) -> Listed | None:
        """When and why something was erased (`ticket`, `inbound`, `outbound`); None where it was not."""
        wanted = select(erasure.c.at, erasure.c.reason).join(erased, erased.c.erasure == erasure.c.id)
        row = self.connection.execute(wanted.where(erased.c.what == what, erased.c.number == number)).one_or_none()
        return {"erased_at": row.at, "why": row.reason} if row is not None else None

    def erased_ticket(self, reference: str) -> Listed | None:
        """The same of the ticket that had this reference."""
        number = number_in_reference(reference)
        return self.erased("ticket", number) if number is not None else None

    def accesses(self, reference: str) -> list[Listed] | None:
        """Who was shown what of a restricted ticket, of one that is erased too; None where there never was one."""
        number = number_in_reference(reference)
        known = number_of(self.connection, reference) is not None or self.erased_ticket(reference) is not None
        return list(accesses(self.connection, number)) if known and number is not None else None

    def note_access(self, reference: str, who: str, what: str, now: datetime) -> None:
        """Write down that somebody was shown something of a restricted ticket."""
        number = number_in_reference(reference)
        if number is not None:
            note_access(self.connection, number, who, what, now)

    def inbound(self) -> Iterator[Listed]:
        """Every mail that ever arrived, in the order of arrival."""
        for row in self.connection.execute(_INBOUND.order_by(inbound.c.id)).mappings():
            yield _told(row, _inbound(row))

    def inbound_one(self, number: int) -> Listed | None:
        """One arrived mail with the decision on it."""
        row = self.connection.execute(_INBOUND.where(inbound.c.id == number)).mappings().one_or_none()
        if row is None:
            return None
        made = self.connection.execute(select(decision).where(decision.c.inbound == number)).one_or_none()
        owed = list(self._outbound(_OUTBOUND.where(outbound.c.inbound == number)))
        judged = None
        if made is not None:
            judged = {
                "revision": made.revision,
                "decided_at": made.decided_at,
                "classification": json.loads(made.classification) if made.classification else None,
                "trace": json.loads(made.trace),
            }
            judged = _told(row, judged)
        gone = self.erased("inbound", number)
        return _told(row, _inbound(row)) | {"decision": judged, "mails": owed, "erased_at": gone["erased_at"] if gone else None}

    def raw(self, number: int) -> bytes | None:
        """The raw bytes of an arrived mail."""
        sha = self.connection.execute(select(inbound.c.sha).where(inbound.c.id == number)).scalar_one_or_none()
        return read_blob(self.connection, sha) if sha else None

    def outbox(self) -> Iterator[Listed]:
        """Every mail we owe or sent, in the order in which it was owed."""
        yield from self._outbound(_OUTBOUND)

    def outbox_one(self, number: int) -> Listed | None:
        """One mail that we owe or sent, with its bytes as text once it is written."""
        mail = next(iter(self._outbound(_OUTBOUND.where(outbound.c.id == number))), None)
        if mail is None:
            return None
        sha = self.connection.execute(select(outbound.c.sha).where(outbound.c.id == number)).scalar_one()
        return _told(mail, mail | {"sha256": sha, "raw": self._written(sha) if sha else None})

    def _written(self, sha: str) -> str:
        try:
            return read_blob(self.connection, sha).decode("ascii", "replace")
        except Erased:
            return ERASED

    def _outbound(self, wanted: Select[Any]) -> Iterator[Listed]:
        for row in self.connection.execute(wanted.order_by(outbound.c.id)).mappings():
            mail = {
                "id": row["id"],
                "ticket": _reference(row["prefix"], row["ticket"]),
                "kind": row["kind"],
                "to": row["recipient"],
                "role": row["role"],
                "locale": row["locale"],
                "message_id": row["message_id"],
                "state": row["state"],
                "attempts": row["attempts"],
                "due_at": row["due_at"],
                "sent_at": row["sent_at"],
                "error": row["error"] or None,
                "inbound": row["inbound"],
                "hint": row["hint"] or None,
                "restricted": bool(row["restricted"]),
                "digest": row["digest"],
            }
            yield _told(row, mail)


_TARGET = ticket.alias("target")
_TICKETS = select(ticket, _TARGET.c.prefix.label("target_prefix")).outerjoin(_TARGET, _TARGET.c.id == ticket.c.merged_into)
_INBOUND = select(inbound, ticket.c.prefix, ticket.c.restricted).outerjoin(ticket, ticket.c.id == inbound.c.ticket)
_OUTBOUND = (
    select(outbound, ticket.c.prefix, ticket.c.restricted, job.c.run_at.label("due_at"))
    .outerjoin(ticket, ticket.c.id == outbound.c.ticket)
    .outerjoin(job, (job.c.ref == func.coalesce(outbound.c.digest, outbound.c.id)) & (job.c.queue == "send"))
)


def _told(row: Row, found: Listed) -> Listed:
    """The object, as it may be shown."""
    return withhold(found) if row["restricted"] else found


def _reference(prefix: str | None, number: int | None) -> str | None:
    return reference_of(prefix, number) if prefix and number else None


def _ticket(row: Row) -> Listed:
    return {
        "reference": reference_of(row["prefix"], row["id"]),
        "subject": row["subject"],
        "status": row["status"],
        "area": row["area"],
        "topic": row["topic"],
        "country": row["country"],
        "urgency": row["urgency"],
        "language": row["language"],
        "requester": row["requester"],
        "requester_name": row["requester_name"],
        "requester_type": row["requester_type"],
        "owner": row["owner"],
        "restricted": bool(row["restricted"]),
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "due_at": row["due_at"],
        "stands_in_for": row["stands_in_for"] or None,
        "merged_into": _reference(row["target_prefix"], row["merged_into"]),
    }


def _inbound(row: Row) -> Listed:
    return {
        "id": row["id"],
        "mailbox": row["mailbox"],
        "uidvalidity": row["uidvalidity"] if row["uid"] is not None else None,
        "uid": row["uid"],
        "message_id": row["message_id"],
        "sha256": row["sha"],
        "size": row["size"],
        "received_at": row["received_at"],
        "state": row["state"],
        "disposition": row["disposition"],
        "reason": "erased" if row["sha"] == NOTHING_SHA else row["reason"],
        "ticket": _reference(row["prefix"], row["ticket"]),
        "attempts": row["attempts"],
        "partial": bool(row["partial"]),
        "restricted": bool(row["restricted"]),
    }
