"""Whether the store holds together: the questions of `mailbot reconcile`."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Connection, Table, Text, and_, cast, exists, func, literal, or_, select

from mailbot.adapters.store.tables import countdown, decision, inbound, job, outbound, ticket
from mailbot.core.decision import Disposition
from mailbot.core.ticket import Status
from mailbot.ports import OutboundState, Queue
from mailbot.ports.auditing import KeptUid, Loose, LooseEnd

ENDS = ("done", "held", "quarantined")
OWED = (OutboundState.QUEUED, OutboundState.UNCERTAIN)
ON_A_TICKET = (Disposition.OPENED, Disposition.FOLLOWED_UP, Disposition.ANSWERED)
WAITS_FOR_US = tuple(status for status in Status if status.waits_for_us)


def _has_job(queue: str, number: ColumnElement[int]) -> ColumnElement[bool]:
    return exists().where(job.c.key == literal(f"{queue}:", Text) + cast(number, Text))


def _job_without(queue: str, there: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(job.c.queue == queue, ~there)


DIGEST = outbound.alias("digest_mail")
NOT_ERASED = inbound.c.key_id.is_not(None)
NOT_OVER = and_(ticket.c.status != Status.CLOSED, ticket.c.merged_into.is_(None))

LOOSE: Mapping[LooseEnd, tuple[Table, ColumnElement[int], ColumnElement[bool]]] = {
    LooseEnd.NO_STATE: (inbound, inbound.c.id, inbound.c.state.not_in(("pending", *ENDS))),
    LooseEnd.PENDING_WITHOUT_JOB: (
        *(inbound, inbound.c.id),
        and_(inbound.c.state == "pending", ~_has_job(Queue.PROCESS, inbound.c.id)),
    ),
    LooseEnd.ENDED_WITH_JOB: (
        *(inbound, inbound.c.id),
        and_(
            inbound.c.state.in_(("done", "held")),
            exists().where(job.c.queue == Queue.PROCESS, job.c.ref == inbound.c.id, job.c.state != "dead"),
        ),
    ),
    LooseEnd.DONE_WITHOUT_DECISION: (
        *(inbound, inbound.c.id),
        and_(
            *(inbound.c.state == "done", NOT_ERASED),
            func.coalesce(inbound.c.disposition, "") != Disposition.DISCARDED,
            ~exists().where(decision.c.inbound == inbound.c.id),
        ),
    ),
    LooseEnd.DONE_WITHOUT_TICKET: (
        *(inbound, inbound.c.id),
        and_(inbound.c.state == "done", NOT_ERASED, inbound.c.disposition.in_(ON_A_TICKET), inbound.c.ticket.is_(None)),
    ),
    LooseEnd.OWED_WITHOUT_JOB: (
        *(outbound, outbound.c.id),
        and_(outbound.c.state.in_(OWED), outbound.c.digest.is_(None), ~_has_job(Queue.SEND, outbound.c.id)),
    ),
    LooseEnd.GATHERED_WITHOUT_DIGEST: (
        *(outbound, outbound.c.id),
        and_(
            *(outbound.c.state.in_(OWED), outbound.c.digest.is_not(None)),
            ~exists().where(DIGEST.c.id == outbound.c.digest, DIGEST.c.state.in_(OWED)),
        ),
    ),
    LooseEnd.JOB_WITHOUT_MAIL: (job, job.c.ref, _job_without(Queue.PROCESS, exists().where(inbound.c.id == job.c.ref))),
    LooseEnd.JOB_WITHOUT_OWED: (job, job.c.ref, _job_without(Queue.SEND, exists().where(outbound.c.id == job.c.ref))),
    LooseEnd.JOB_WITHOUT_COUNTDOWN: (
        *(job, job.c.ref),
        _job_without(Queue.COUNTDOWN, exists().where(countdown.c.ticket == job.c.ref)),
    ),
    LooseEnd.TICKET_WITHOUT_OWNER: (ticket, ticket.c.id, and_(NOT_OVER, ticket.c.owner == "")),
    LooseEnd.TICKET_WITHOUT_COUNTDOWN: (
        *(ticket, ticket.c.id),
        and_(NOT_OVER, ticket.c.status.in_(WAITS_FOR_US), ~exists().where(countdown.c.ticket == ticket.c.id)),
    ),
    LooseEnd.COUNTDOWN_WITHOUT_JOB: (countdown, countdown.c.ticket, ~_has_job(Queue.COUNTDOWN, countdown.c.ticket)),
}
"""Of each sort: the table, what numbers its rows for a person, and what is wrong with a row."""


class Audit:
    """Audit part of a transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def kept_uids(self, mailbox: str, uidvalidity: int, above: int, most: int) -> list[KeptUid]:
        """The mails of a mailbox by rising UID."""
        whole = or_(~inbound.c.partial, inbound.c.key_id.is_(None))
        wanted = (
            select(inbound.c.uid, inbound.c.id, whole, inbound.c.kept_at)
            .where(inbound.c.mailbox == mailbox, inbound.c.uidvalidity == uidvalidity, inbound.c.uid > above)
            .order_by(inbound.c.uid)
            .limit(most)
        )
        return [KeptUid(uid, number, bool(is_whole), at) for uid, number, is_whole, at in self.connection.execute(wanted)]

    def loose(self, kind: LooseEnd, most: int) -> Loose:
        """The rows that hang loose in this way."""
        table, number, wrong = LOOSE[kind]
        total = self.connection.execute(select(func.count()).select_from(table).where(wrong)).scalar_one()
        first = self.connection.execute(select(number).where(wrong).order_by(number).limit(most)).scalars() if total else ()
        return Loose(kind, total, tuple(first))

    def owners_are_looked_through(self) -> bool:
        """Whether a job for that is there."""
        return self.connection.execute(select(job.c.id).where(job.c.queue == Queue.OWNERS).limit(1)).first() is not None
