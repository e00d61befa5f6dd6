"""The outbox: every mail we owe or sent."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, and_, bindparam, case, func, null, or_, select, update

from mailbot.adapters.store.access import ASKED_FOR, note_mail
from mailbot.adapters.store.blobs import keep_blobs, open_blob, skipping
from mailbot.adapters.store.confirmations import end_confirmation
from mailbot.adapters.store.digests import SHARE, find_gathered, has_room, lock_by_key, take_out
from mailbot.adapters.store.keys_of import key_of_inbound, key_of_outbound, key_of_ticket
from mailbot.adapters.store.lines import Leaving, hash_of, key_of, let_go, line_up_mails
from mailbot.adapters.store.mending import cancel_outbound, retry_outbound
from mailbot.adapters.store.particulars import (
    back_on_from_text,
    former_owner_from_text,
    others_from_text,
    particulars_to_text,
    remarks_from_text,
    tells_from_text,
)
from mailbot.adapters.store.prepared import Prepared
from mailbot.adapters.store.queue import FINISH_SENT
from mailbot.adapters.store.recent import count_recent
from mailbot.adapters.store.rows import Row, attachments_from_text, reasons_from_text, to_ticket
from mailbot.adapters.store.sealed import sealing, sealing_notes, vault_of
from mailbot.adapters.store.statistics import note_acks, recount_answers
from mailbot.adapters.store.tables import blob, decision, entry, inbound, job, outbound, ticket
from mailbot.adapters.store.threads import thread
from mailbot.core.decision import MailKind, Role
from mailbot.core.message import person_key
from mailbot.core.queueing import OVERTAKEN_AFTER
from mailbot.core.ticket import EntryKind
from mailbot.ports import ERASED, Erased, NewMail, OutboundState, OwedMail, Queue, Settled, ThreadMail

COVER = entry.alias("cover")
"""The note of a coordinator above a mail that he passed on: for the mail that gives the request to its owner."""
OWED = (
    select(
        outbound.c.id.label("mail"),
        outbound.c.kind,
        outbound.c.recipient,
        outbound.c.role,
        outbound.c.locale,
        outbound.c.hint,
        outbound.c.message_id,
        outbound.c.reply_token,
        outbound.c.created_at.label("owed_at"),
        outbound.c.ticket.label("of"),
        outbound.c.inbound.label("cause"),
        outbound.c.particulars,
        inbound.c.message_id.label("cause_message_id"),
        inbound.c.reason.label("cause_reason"),
        entry.c.text,
        entry.c.author,
        entry.c.attachments,
        COVER.c.text.label("note"),
        COVER.c.author.label("noted_by"),
        decision.c.trace,
        blob.c.data,
        ticket,
    )
    .outerjoin(ticket, ticket.c.id == outbound.c.ticket)
    .outerjoin(inbound, inbound.c.id == outbound.c.inbound)
    .outerjoin(
        entry,
        and_(
            entry.c.inbound == outbound.c.inbound,
            entry.c.ticket == outbound.c.ticket,
            case(
                (outbound.c.kind == MailKind.ANSWER, entry.c.kind == EntryKind.ANSWER),
                else_=entry.c.kind.in_([EntryKind.REQUEST, EntryKind.REPLY]),
            ),
        ),
    )
    .outerjoin(
        COVER,
        and_(
            outbound.c.kind == MailKind.ROUTE,
            COVER.c.inbound == outbound.c.inbound,
            COVER.c.ticket == outbound.c.ticket,
            COVER.c.kind == EntryKind.NOTE,
        ),
    )
    .outerjoin(decision, decision.c.inbound == outbound.c.inbound)
    .outerjoin(blob, blob.c.sha == outbound.c.sha)
    .where(outbound.c.id.in_(bindparam("ids", expanding=True)))
)
WAITING = (
    select(outbound.c.id)
    .where(
        outbound.c.ticket == bindparam("of"),
        outbound.c.recipient_key == bindparam("key"),
        outbound.c.digest.is_not(None),
        outbound.c.state == OutboundState.QUEUED,
    )
    .order_by(outbound.c.id)
)
FREEZE = Prepared(update(outbound).where(outbound.c.id == bindparam("row")).values(sha=bindparam("digest")))
SETTLE = Prepared(
    update(outbound)
    .where(outbound.c.id == bindparam("row"), outbound.c.state != OutboundState.SENT)
    .values(state=bindparam("to"), attempts=bindparam("tries"), error=bindparam("said"), sent_at=bindparam("left_at"))
)
LATER = (
    update(job)
    .where(job.c.id == bindparam("one"), job.c.holder == bindparam("by"))
    .values(
        state="ready",
        run_at=bindparam("at"),
        holder="",
        lease_until=None,
        attempts=bindparam("tries"),
        turn=case((bindparam("waits"), null()), else_=job.c.turn),
    )
)
_ONE = outbound.alias("one")
COPIES = (
    select(outbound.c.id)
    .join(
        _ONE,
        or_(
            outbound.c.id == _ONE.c.id,
            and_(outbound.c.ticket == _ONE.c.ticket, outbound.c.inbound == _ONE.c.inbound, outbound.c.kind == _ONE.c.kind),
        ),
    )
    .where(_ONE.c.id == bindparam("row"), outbound.c.state != OutboundState.CANCELLED)
    .order_by(outbound.c.id)
)


class Outbox:
    """Outbox part of a transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def owe(self, mails: Sequence[NewMail], now: datetime) -> None:
        """Write owed mails, each with a job to send it, or in a digest; one of a known idem_key is owed already."""
        owed: list[Leaving] = []
        for mail in mails:
            digest = self._digest_for(mail.digest, now) if mail.digest is not None else None
            if digest is None and mail.kind is MailKind.FOLLOW_UP:
                self._send_waiting(mail, now)
            written = self._write(mail, now, digest)
            owed += written if digest is None else []
        line_up_mails(self.connection, owed, now)

    def owes(self, idem_keys: Sequence[str]) -> bool:
        """Whether all these are owed already."""
        known = select(func.count()).where(outbound.c.idem_key.in_(idem_keys))
        return int(self.connection.execute(known).scalar_one()) == len(idem_keys)

    def _digest_for(self, mail: NewMail, now: datetime) -> int | None:
        """The row of a digest, made where there is none yet; None where it takes in no more."""
        line_up_mails(self.connection, self._write(mail, now), now)
        digest = lock_by_key(self.connection, mail.idem_key)
        return digest.id if has_room(self.connection, digest) else None

    def _send_waiting(self, mail: NewMail, now: datetime) -> None:
        """Nobody is to read of a request out of order: what waits of this one for a digest leaves before the mail."""
        wanted = {"of": mail.ticket, "key": person_key(mail.recipient)}
        for row in self.connection.execute(WAITING, wanted).scalars().all():
            retry_outbound(self.connection, row, now)

    def _write(self, mail: NewMail, now: datetime, digest: int | None = None) -> list[Leaving]:
        """Write one row; the mail that is to leave, nothing where it is there already."""
        owing = _owing(self.connection.dialect.name)
        row = _new_row(mail, now, digest) | self._sealed(mail, digest)
        recipient = hash_of(self.connection, person_key(mail.recipient))
        leaves_at = mail.put_off_to or mail.not_before or now
        return [Leaving(id_, leaves_at, mail.ticket, recipient) for (id_,) in owing.fetch(self.connection, row)]

    def _sealed(self, mail: NewMail, digest: int | None) -> dict[str, Any]:
        """What is sealed of a row, and with which key: its ticket's, else that of the mail which caused it, else its own."""
        if mail.ticket is not None:
            key = key_of_ticket(self.connection, mail.ticket)
        elif mail.inbound is not None:
            key = key_of_inbound(self.connection, mail.inbound)
        else:
            key = vault_of(self.connection).new_key()
        seal = sealing(self.connection, key)
        return {
            "recipient": seal(mail.recipient),
            "identity": seal(mail.idem_key),
            "particulars": seal(particulars_to_text(mail)),
            "error": seal(mail.waits if digest is None else ""),
            "key_id": key,
        }

    def release(self, row: int, now: datetime) -> None:
        """Let a mail that waits leave now; an answer with its copies to who takes part."""
        for one in self._copies(row):
            retry_outbound(self.connection, one, now)

    def cancel(self, row: int) -> None:
        """Never send a mail that has not left; of an answer not its copies either."""
        for one in self._copies(row):
            cancel_outbound(self.connection, one)

    def _copies(self, row: int) -> list[int]:
        """A mail, and those of its kind that the same mail caused on the same ticket: the copies of an answer."""
        return list(self.connection.execute(COPIES, {"row": row}).scalars())

    def owed(self, ids: Sequence[int]) -> list[OwedMail]:
        """Everything that writing these mails needs, in the order of `ids`."""
        rows = {row["mail"]: row for row in self.connection.execute(OWED, {"ids": list(ids)}).mappings()}
        return [self._owed(rows[id_]) for id_ in ids if id_ in rows]

    def _owed(self, row: Row) -> OwedMail:
        if row["data"] is None:
            return _owed(row, None)
        try:
            return _owed(row, open_blob(self.connection, row["data"]))
        except Erased:
            return _owed({**row, "recipient": ERASED}, None)

    def gathered(self, digest: int) -> list[OwedMail]:
        """The mails that a digest is to tell, the oldest first."""
        return self.owed(find_gathered(self.connection, digest))

    def leave_out(self, outbound: Sequence[int], why: str) -> None:
        """Never tell these gathered mails."""
        for row in outbound:
            seal = sealing(self.connection, key_of_outbound(self.connection, row))
            take_out(self.connection, [row], state=OutboundState.CANCELLED, error=seal(why))

    def thread(self, of: int, recipient: str) -> tuple[ThreadMail, ...]:
        """What went to and came from one person on a ticket, oldest first."""
        return thread(self.connection, of, recipient)

    def count_recent(self, recipient: str, since: datetime) -> int:
        """How many automatic mails somebody had since a moment."""
        return count_recent(self.connection, recipient, since)

    def freeze(self, written: Mapping[int, bytes]) -> None:
        """Fix the bytes of owed mails for good."""
        shas = {row: hashlib.sha256(data).hexdigest() for row, data in written.items()}
        keep_blobs(self.connection, [(shas[row], key_of_outbound(self.connection, row), data) for row, data in written.items()])
        FREEZE.run(self.connection, [{"row": row, "digest": sha} for row, sha in shas.items()])

    def settle(self, *tries: Settled) -> list[Settled]:
        """Write down what became of tries; those that count. A server's yes does even where the lease had run out meanwhile."""
        kept = [one for one in tries if one.state == OutboundState.SENT or not self._lost(one)]
        if not kept:
            return kept
        self._end_jobs(kept)  # first: whoever owes another mail of that ticket takes the job before the figures too
        SETTLE.run(self.connection, [self._outcome_row(one) for one in kept])
        digests = [self._outcome_row(one) for one in kept if one.kind is MailKind.DIGEST]
        if digests:
            self.connection.execute(SHARE, digests)
        sent = [(one.job.ref, one.at) for one in kept if one.state == OutboundState.SENT and one.kind in (MailKind.ACK, None)]
        note_acks(self.connection, sent)
        dead = [one.job.ref for one in kept if one.state == OutboundState.DEAD]
        if dead:
            recount_answers(self.connection, dead)
        for one in kept:
            if one.state == OutboundState.SENT and one.kind in ASKED_FOR:
                note_mail(self.connection, one.job.ref, one.at)
        for one in kept:
            if one.kind is MailKind.ERASURE:
                end_confirmation(self.connection, one.job.ref, one.state, one.at)
        return kept

    def _end_jobs(self, tries: Sequence[Settled]) -> None:
        """Delete the jobs of what is over; have the others tried again, and let nobody wait for one whose next try is far off."""
        over = (OutboundState.SENT, OutboundState.DEAD)
        done = [{"one": one.job.id, "name": key_of(Queue.SEND, one.job.ref)} for one in tries if one.state in over]
        if done:
            FINISH_SENT.run(self.connection, done)
        for one in tries:
            if one.state in over or one.again_at is None:
                continue
            row = {"one": one.job.id, "by": one.job.holder, "at": one.again_at, "tries": one.job.attempts}
            self.connection.execute(LATER, {**row, "waits": one.again_at > one.at})
            if one.again_at - one.at > OVERTAKEN_AFTER:
                let_go(self.connection, one.job.id)

    def _outcome_row(self, one: Settled) -> dict[str, Any]:
        key = key_of_outbound(self.connection, one.job.ref) if one.error else b""
        said = sealing_notes(self.connection, key)(one.error) if one.error else ""
        return {
            "row": one.job.ref,
            "to": one.state,
            "tries": one.job.attempts,
            "said": said,
            "left_at": one.at if one.state == OutboundState.SENT else None,
        }

    def _lost(self, settled: Settled) -> bool:
        holder = self.connection.execute(select(job.c.holder).where(job.c.id == settled.job.id)).scalar_one_or_none()
        return holder != settled.job.holder


@cache
def _owing(dialect: str) -> Prepared:
    return Prepared(skipping(dialect, outbound).returning(outbound.c.id))


def _new_row(mail: NewMail, now: datetime, digest: int | None) -> dict[str, Any]:
    return {
        "ticket": mail.ticket,
        "inbound": mail.inbound,
        "kind": mail.kind,
        "recipient_key": person_key(mail.recipient),
        "role": mail.role,
        "locale": mail.locale,
        "hint": mail.hint,
        "idem_key": mail.idem_key,
        "message_id": mail.message_id,
        "reply_token": mail.reply_token,
        "state": OutboundState.QUEUED,
        "attempts": 0,
        "created_at": now,
        "digest": digest,
        "leaves_at": mail.put_off_to,
    }


def _owed(row: Row, data: bytes | None) -> OwedMail:
    return OwedMail(
        id=row["mail"],
        kind=MailKind(row["kind"]),
        recipient=row["recipient"],
        role=Role(row["role"]),
        locale=row["locale"],
        hint=row["hint"],
        message_id=row["message_id"],
        reply_token=row["reply_token"],
        created_at=row["owed_at"],
        ticket=to_ticket(row) if row["of"] is not None else None,
        inbound=row["cause"],
        cause_message_id=row["cause_message_id"] or "",
        cause_reason=row["cause_reason"] or "",
        text=row["text"] or "",
        attachments=attachments_from_text(row["attachments"]),
        reasons=reasons_from_text(row["trace"]),
        mentions=tuple(row["mentions"].split()) if row["mentions"] else (),
        data=data,
        remarks=remarks_from_text(row["particulars"]),
        former_owner=former_owner_from_text(row["particulars"]),
        tells=tells_from_text(row["particulars"]),
        back_on=back_on_from_text(row["particulars"]),
        others=others_from_text(row["particulars"]),
        author=row["author"] or "",
        note=row["note"] or "",
        noted_by=row["noted_by"] or "",
    )
