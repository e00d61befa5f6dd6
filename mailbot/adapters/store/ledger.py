"""The ledger: every mail that ever arrived, raw, and how far each mailbox has been read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, literal_column, select, update

from mailbot.adapters.store.blobs import insert_or_replace, keep_blobs, keys_of_blobs, open_blob, read_blob
from mailbot.adapters.store.keys_of import key_of_inbound
from mailbot.adapters.store.lines import hasten_arrived, line_up_arrived
from mailbot.adapters.store.namings import note_namings
from mailbot.adapters.store.prepared import Prepared
from mailbot.adapters.store.queue import enqueue
from mailbot.adapters.store.rows import clean_text
from mailbot.adapters.store.sealed import sealing, vault_of
from mailbot.adapters.store.tables import blob, cursor, decision, inbound
from mailbot.core.deciding.record import Record
from mailbot.core.decision import Decision, Disposition
from mailbot.core.message import InboundMessage
from mailbot.ports import Conflict, Cursor, Erased, KeptMail, Pending, Queue

PENDING = (
    select(
        inbound.c.id,
        inbound.c.mailbox,
        inbound.c.sha,
        inbound.c.size,
        inbound.c.partial,
        inbound.c.confirmed_by,
        inbound.c.received_at,
        blob.c.data,
    )
    .join(blob, blob.c.sha == inbound.c.sha)
    .where(inbound.c.id.in_(bindparam("ids", expanding=True)))
)
SIZES = (
    select(inbound.c.id, blob.c.size)
    .join(blob, blob.c.sha == inbound.c.sha)
    .where(inbound.c.id.in_(bindparam("ids", expanding=True)))
)
ROWS = select(inbound.c.id).where(
    inbound.c.mailbox == bindparam("mailbox"),
    inbound.c.uidvalidity == bindparam("uidvalidity"),
    inbound.c.uid.in_(bindparam("uids", expanding=True)),
)
CLOSE = Prepared(
    update(inbound)
    .where(inbound.c.id == bindparam("row"))
    .values(
        state=bindparam("new_state"),
        disposition=bindparam("new_disposition"),
        reason=bindparam("new_reason"),
        message_id=bindparam("new_message_id"),
        dedupe_key=bindparam("new_key"),
        ticket=bindparam("new_ticket"),
        attempts=inbound.c.attempts + 1,
    )
)
RELEASE = Prepared(
    update(inbound)
    .where(inbound.c.id == bindparam("row"), inbound.c.state == literal_column("'held'"))
    .values(state="pending", disposition=None, attempts=0, confirmed_by=bindparam("by"))
)
DISCARD = Prepared(
    update(inbound)
    .where(inbound.c.id == bindparam("row"), inbound.c.state == literal_column("'held'"))
    .values(state="done", disposition=bindparam("new_disposition"), reason=bindparam("why"))
)


class Ledger:
    """Ledger part of a transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def cursor(self, mailbox: str) -> Cursor | None:
        """How far the mailbox has been read."""
        row = self.connection.execute(select(cursor).where(cursor.c.mailbox == mailbox)).one_or_none()
        if row is None:
            return None
        return Cursor(row.uidvalidity, row.last_uid, row.settled_uid, row.since, tuple(map(int, row.unsettled.split())))

    def set_cursor(self, mailbox: str, place: Cursor) -> None:
        """Remember how far the mailbox has been read."""
        values = {
            "uidvalidity": place.uidvalidity,
            "last_uid": place.last_uid,
            "settled_uid": place.settled_uid,
            "since": place.since,
            "unsettled": " ".join(map(str, place.unsettled)),
        }
        changed = self.connection.execute(update(cursor).where(cursor.c.mailbox == mailbox).values(values))
        if changed.rowcount == 0:
            self.connection.execute(insert(cursor).values(mailbox=mailbox, **values))

    def newest(self, mailbox: str, uidvalidity: int, below: int | None, most: int) -> dict[int, datetime]:
        """The highest UIDs of the ledger, and when these mails came."""
        there = (inbound.c.mailbox == mailbox) & (inbound.c.uidvalidity == uidvalidity) & inbound.c.uid.is_not(None)
        if below is not None:
            there &= inbound.c.uid < below
        wanted = select(inbound.c.uid, inbound.c.received_at).where(there).order_by(inbound.c.uid.desc()).limit(most)
        return {row.uid: row.received_at for row in self.connection.execute(wanted)}

    def free_uids(self, mailbox: str, uidvalidity: int, above: int) -> None:
        """Take their UIDs from the rows above `above`, which the server gives to other mails."""
        there = (inbound.c.mailbox == mailbox) & (inbound.c.uidvalidity == uidvalidity) & (inbound.c.uid > above)
        self.connection.execute(update(inbound).where(there).values(uid=None))

    def known_uids(self, mailbox: str, uidvalidity: int, above: int = 0) -> set[int]:
        """The UIDs of the ledger that are greater than `above`."""
        wanted = select(inbound.c.uid).where(inbound.c.mailbox == mailbox, inbound.c.uidvalidity == uidvalidity)
        return set(self.connection.execute(wanted.where(inbound.c.uid > above)).scalars())

    def keep(self, mailbox: str, uidvalidity: int, mails: Sequence[KeptMail], now: datetime) -> int:
        """Write mails into the ledger, each with a job; see ports.Transaction."""
        new = self._unknown(mailbox, uidvalidity, mails)
        if not new:
            return 0
        vault = vault_of(self.connection)
        keep_blobs(self.connection, [(sha, vault.new_key(), raw) for sha, raw in {mail.sha: mail.raw for mail in new}.items()])
        keys = keys_of_blobs(self.connection, {mail.sha for mail in new})
        rows = [self._row(mailbox, uidvalidity, mail, now) | self._sealed(mail, keys[mail.sha]) for mail in new]
        made = insert(inbound).returning(inbound.c.id, sort_by_parameter_order=True)
        ids = self.connection.execute(made, rows).scalars().all()
        wanted = [id_ for id_, mail in zip(ids, new, strict=True) if not mail.dismissed]
        line_up_arrived(self.connection, mailbox, wanted, now)
        return len(new)

    @staticmethod
    def _row(mailbox: str, uidvalidity: int, mail: KeptMail, now: datetime) -> dict[str, Any]:
        return {
            "mailbox": mailbox,
            "uidvalidity": uidvalidity,
            "uid": mail.uid,
            "sha": mail.sha,
            "size": mail.size,
            "partial": mail.partial,
            "received_at": mail.received_at,
            "kept_at": now,
            "state": "done" if mail.dismissed else "pending",
            "disposition": Disposition.DISCARDED if mail.dismissed else None,
            "attempts": 0,
        }

    def _sealed(self, mail: KeptMail, key: bytes) -> dict[str, Any]:
        return {"reason": sealing(self.connection, key)(mail.dismissed), "key_id": key}

    def _unknown(self, mailbox: str, uidvalidity: int, mails: Sequence[KeptMail]) -> list[KeptMail]:
        """The mails that the ledger does not hold; rows of an older UIDVALIDITY or without UID move to the new one on the way."""
        wanted = select(inbound.c.id, inbound.c.uidvalidity, inbound.c.uid, inbound.c.sha).where(inbound.c.mailbox == mailbox)
        uids = [mail.uid for mail in mails if mail.uid is not None]
        by_uid = (
            self.connection.execute(wanted.where(inbound.c.uidvalidity == uidvalidity, inbound.c.uid.in_(uids))) if uids else ()
        )
        known = {row.uid for row in by_uid}
        twins: dict[str, list[Any]] = {}
        for row in self.connection.execute(wanted.where(inbound.c.sha.in_({mail.sha for mail in mails})).order_by(inbound.c.id)):
            twins.setdefault(row.sha, []).append(row)
        new = []
        seen_here: set[str] = set()
        for mail in mails:
            same = twins.get(mail.sha, [])
            if mail.uid is None:
                if not same and mail.sha not in seen_here:
                    new.append(mail)
                seen_here.add(mail.sha)
                continue
            if mail.uid in known:
                continue
            known.add(mail.uid)
            older = next((row for row in same if row.uidvalidity != uidvalidity or row.uid is None), None)
            if older is None:
                new.append(mail)
                continue
            same.remove(older)
            moved = (
                update(inbound)
                .where(inbound.c.id == older.id)
                .values(uidvalidity=uidvalidity, uid=mail.uid, received_at=mail.received_at)
            )
            self.connection.execute(moved)
        return new

    def hasten(self, mailbox: str, uidvalidity: int, uids: Sequence[int]) -> None:
        """Have these mails processed before others."""
        if uids:
            rows = self.connection.execute(ROWS, {"mailbox": mailbox, "uidvalidity": uidvalidity, "uids": list(uids)}).scalars()
            hasten_arrived(self.connection, list(rows))

    def pending(self, ids: Sequence[int], most_bytes: int) -> list[Pending]:
        """The kept mails of the first of these rows, within `most_bytes`, at least one."""
        sizes = {row.id: row.size for row in self.connection.execute(SIZES, {"ids": list(ids)})}
        chosen: list[int] = []
        total = 0
        for id_ in ids:
            total += sizes.get(id_, 0)
            if chosen and total > most_bytes:
                break
            chosen.append(id_)
        rows = {row.id: row for row in self.connection.execute(PENDING, {"ids": chosen})}
        return [self._pending(rows[i]) for i in chosen if i in rows]

    def _pending(self, row: Row[*tuple[Any, ...]]) -> Pending:
        try:
            raw, erased = open_blob(self.connection, row.data), False
        except Erased:
            raw, erased = b"", True
        return Pending(
            row.id, row.mailbox, raw, row.sha, row.size, row.partial, row.confirmed_by is not None, erased, row.received_at
        )

    def identity_of(self, row: int) -> str:
        """What an arrived mail is known by however often it is read: the hash of its dedupe key, else its number."""
        found = self.connection.execute(select(inbound.c.dedupe_key).where(inbound.c.id == row)).scalar_one_or_none()
        return found or str(row)

    def raw_of(self, row: int) -> bytes:
        """The raw mail of a row."""
        sha = self.connection.execute(select(inbound.c.sha).where(inbound.c.id == row)).scalar_one()
        return read_blob(self.connection, sha)

    def close_inbound(self, row: int, message: InboundMessage, result: Decision, ticket: int | None, key: str | None) -> None:
        """End a row: done, or held."""
        seal = sealing(self.connection, key_of_inbound(self.connection, row))
        values = {
            "row": row,
            "new_state": "held" if result.held else "done",
            "new_disposition": result.disposition,
            "new_reason": seal(result.reason),
            "new_message_id": seal(message.message_id) if message.message_id else None,
            "new_key": clean_text(key) if key else None,
            "new_ticket": ticket,
        }
        CLOSE.run(self.connection, [values])

    def release(self, row: int, by: int, now: datetime) -> None:
        """Have a held mail decided again; once, whoever else confirms it at the same time."""
        if RELEASE.run(self.connection, [{"row": row, "by": by}]) != 1:
            raise Conflict(f"inbound {row} is held no more")
        enqueue(self.connection, Queue.PROCESS, row, now)

    def discard(self, row: int, reason: str) -> None:
        """End a held mail for good; once, whoever else settles it at the same time."""
        seal = sealing(self.connection, key_of_inbound(self.connection, row))
        values = {"row": row, "new_disposition": Disposition.DISCARDED, "why": seal(reason)}
        if DISCARD.run(self.connection, [values]) != 1:
            raise Conflict(f"inbound {row} is held no more")

    def record_decision(self, row: int, record: Record, revision: str, now: datetime) -> None:
        """Keep how a decision came about; a mail that is decided again replaces it."""
        seal = sealing(self.connection, key_of_inbound(self.connection, row))
        values = {
            "inbound": row,
            "revision": revision,
            "decided_at": now,
            "classification": record.classification,
            "trace": seal(record.trace),
            "context": seal(record.context),
            "outcome": seal(record.outcome),
        }
        insert_or_replace(self.connection, decision, values)
        note_namings(self.connection, row, record.context)
