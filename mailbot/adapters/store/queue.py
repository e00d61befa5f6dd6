"""Jobs and leases: who may do what, and until when."""

from collections.abc import Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    Text,
    Update,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    select,
    union_all,
    update,
)

from mailbot.adapters.store.blobs import insert_or_skip
from mailbot.adapters.store.keys_of import key_of_inbound
from mailbot.adapters.store.lines import key_of, leaving_again, line_up_mails
from mailbot.adapters.store.prepared import Prepared
from mailbot.adapters.store.sealed import sealing_notes
from mailbot.adapters.store.tables import inbound, job, lease
from mailbot.adapters.store.telling import tell
from mailbot.core.queueing import Rank, share_of_oldest, turn_at
from mailbot.ports import Job, Queue

URGENT: ColumnElement[int] = literal_column(str(int(Rank.URGENT)), Integer)
READY: ColumnElement[str] = literal_column("'ready'", Text)
LEASED: ColumnElement[str] = literal_column("'leased'", Text)
"""Literals, not parameters: only so do the databases see that a partial index serves."""


def _claim(ordered: Select[int]) -> Update:
    """Take the first jobs of a queue in some order."""
    due = (
        ordered.where(job.c.queue == bindparam("of"), job.c.state == READY, job.c.behind.is_(None))
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)  # PostgreSQL; SQLite has one writer and leaves it out
        .cte("due")  # a plain subquery may be run twice by PostgreSQL, and then locks more rows than it gives
    )
    return (
        update(job)
        .where(job.c.id.in_(select(due.c.id)))
        .values(state="leased", lease_until=bindparam("until"), holder=bindparam("by"), attempts=job.c.attempts + 1)
        .returning(job.c.id, job.c.ref, job.c.attempts, job.c.rank, job.c.run_at)
    )


_JOBS = select(job.c.id)
_BY_AGE = _JOBS.where(job.c.run_at <= bindparam("now")).order_by(job.c.run_at, job.c.id)
CLAIM_URGENT = _claim(_BY_AGE.where(job.c.rank == URGENT, job.c.turn.is_(None)))
"""What is critical and was put off: it has no turn any more, and is due."""
CLAIM_IN_TURN = _claim(_JOBS.where(job.c.turn.is_not(None)).order_by(job.c.rank, job.c.turn, job.c.id))
"""Only what is due has a turn. To ask here when it is due would lead SQLite to sort all that waits."""
CLAIM_OLDEST = _claim(_BY_AGE)
TAKE_URGENT, TAKE_IN_TURN, TAKE_OLDEST = Prepared(CLAIM_URGENT), Prepared(CLAIM_IN_TURN), Prepared(CLAIM_OLDEST)
IN_TURNS = frozenset({Queue.PROCESS, Queue.SEND})
"""Queues whose jobs take turns; in the others the oldest is first."""
EXPIRE = (
    update(job)
    .where(job.c.state == LEASED, job.c.lease_until <= bindparam("now"))
    .values(state="ready", holder="", lease_until=None)
)
FREE_EXPIRED = Prepared(EXPIRE)
RELEASE = (
    update(job)
    .where(job.c.id == bindparam("one"), job.c.holder == bindparam("by"))
    .values(state="ready", holder="", lease_until=None, attempts=job.c.attempts - 1)
)
AGAIN = Prepared(
    update(job)
    .where(job.c.key == bindparam("name"))
    .values(state="ready", run_at=bindparam("at"), holder="", lease_until=None, attempts=0, turn=bindparam("place"))
)
FIRST = Prepared(insert(job))
FINISH_OWN = Prepared(
    delete(job).where(
        job.c.id == bindparam("one"), job.c.holder == bindparam("by"), job.c.state == LEASED, job.c.ref == bindparam("about")
    )
)
FINISH_SENT = Prepared(delete(job).where(job.c.id == bindparam("one"), job.c.key == bindparam("name")))
"""Not by the number alone: SQLite gives that of a job which is gone to another one."""


def enqueue(connection: Connection, queue: str, ref: int, now: datetime) -> None:
    """Have a row done now, whether or not it has a job already. A mail to be sent has a line of its own: see `send_again`."""
    if not _again(connection, queue, ref, now):
        fresh = {"queue": queue, "ref": ref, "key": key_of(queue, ref), "state": "ready", "run_at": now}
        FIRST.run(connection, [{**fresh, "holder": "", "attempts": 0, "turn": _turn(queue, now)}])


def send_again(connection: Connection, row: int, now: datetime) -> None:
    """Have a mail of the outbox sent now, whether or not it has a job already; behind those of its thread that are still owed."""
    if not _again(connection, Queue.SEND, row, now):
        line_up_mails(connection, [leaving_again(connection, row, now)], now)


def _again(connection: Connection, queue: str, ref: int, now: datetime) -> bool:
    if queue in IN_TURNS:
        tell(connection, queue)
    return AGAIN.run(connection, [{"name": key_of(queue, ref), "at": now, "place": _turn(queue, now)}]) > 0


def _turn(queue: str, now: datetime) -> int | None:
    return turn_at(now) if queue in IN_TURNS else None


class Jobs:
    """Queue part of a transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def claim(self, queue: str, holder: str, now: datetime, until: datetime, limit: int) -> list[Job]:
        """Take due jobs; those whose lease ran out are due again."""
        FREE_EXPIRED.run(self.connection, [{"now": now}])
        wanted = {"of": queue, "until": until, "by": holder}
        rows: list[tuple[Any, ...]] = []
        if queue in IN_TURNS:
            in_turn = limit - share_of_oldest(limit)
            rows += TAKE_URGENT.fetch(self.connection, {**wanted, "now": now, "most": in_turn})
            rows += TAKE_IN_TURN.fetch(self.connection, {**wanted, "most": in_turn - len(rows)})
        rows += TAKE_OLDEST.fetch(self.connection, {**wanted, "now": now, "most": limit - len(rows)})
        rows.sort(key=itemgetter(3, 4, 0))  # times as the driver gives them sort rightly too
        return [Job(number, ref, holder, attempts) for number, ref, attempts, _, _ in rows]

    def ensure(self, queue: str, ref: int, at: datetime) -> None:
        """See that a row has a job; one that is there stays as it is."""
        fresh = {"state": "ready", "run_at": at, "holder": "", "attempts": 0}
        insert_or_skip(self.connection, job, [{"queue": queue, "ref": ref, "key": key_of(queue, ref), **fresh}])

    def next_due(self, queue: str) -> datetime | None:
        """When the next free job is due."""
        free = (job.c.queue == queue, job.c.state == READY, job.c.behind.is_(None))
        return self.connection.execute(select(job.c.run_at).where(*free).order_by(job.c.run_at).limit(1)).scalar_one_or_none()

    def is_deep(self, queue: str, many: int) -> bool:
        """Whether more than so many free jobs are there; no more of them are counted."""
        some = select(job.c.id).where(job.c.queue == queue, job.c.state == READY, job.c.behind.is_(None)).offset(many).limit(1)
        return self.connection.execute(some).first() is not None

    def in_hand(self, queue: str) -> int:
        """How many jobs somebody works on."""
        wanted = select(func.count()).select_from(job).where(job.c.queue == queue, job.c.state == LEASED)
        return int(self.connection.execute(wanted).scalar_one())

    def release(self, jobs: Sequence[Job]) -> None:
        """Give jobs back untried."""
        rows = [{"one": work.id, "by": work.holder} for work in jobs]
        if rows:
            self.connection.execute(RELEASE, rows)
            self._tell_of_given_back()

    def finish(self, work: Job) -> bool:
        """The job is done with this transaction, if it is still ours."""
        own = {"one": work.id, "by": work.holder, "about": work.ref}
        return FINISH_OWN.run(self.connection, [own]) == 1

    def put_off(self, work: Job, at: datetime) -> None:
        """Give a job back, to be tried at that time."""
        free = {"state": "ready", "run_at": at, "holder": "", "lease_until": None, "turn": None}
        self.connection.execute(update(job).where(job.c.id == work.id, job.c.holder == work.holder).values(free))

    def count_failure(self, work: Job, reason: str, again_at: datetime | None) -> None:
        """Try a mail again, or quarantine it: its job is kept, dead, for `inbound retry`."""
        state = "ready" if again_at else "dead"
        changes: dict[str, Any] = {"state": state, "holder": "", "lease_until": None, "turn": None}
        if again_at:
            changes["run_at"] = again_at
        self.connection.execute(update(job).where(job.c.id == work.id, job.c.holder == work.holder).values(changes))
        note = sealing_notes(self.connection, key_of_inbound(self.connection, work.ref))
        row = {"attempts": work.attempts, "reason": note(reason)}
        if not again_at:
            row["state"] = "quarantined"
        self.connection.execute(update(inbound).where(inbound.c.id == work.ref).values(row))

    def take_lease(self, name: str, holder: str, now: datetime, until: datetime) -> bool:
        """Take or renew a lease."""
        free = (lease.c.holder == holder) | (lease.c.until <= now)
        taken = self.connection.execute(update(lease).where(lease.c.name == name, free).values(holder=holder, until=until))
        if taken.rowcount:
            return True
        return insert_or_skip(self.connection, lease, [{"name": name, "holder": holder, "until": until}]) == 1

    def drop_lease(self, name: str, holder: str) -> None:
        """Give a lease back."""
        self.connection.execute(delete(lease).where(lease.c.name == name, lease.c.holder == holder))

    def holders(self) -> set[str]:
        """Everybody who has something in hand."""
        jobs = select(job.c.holder).where(job.c.state == LEASED)
        return set(self.connection.execute(union_all(jobs, select(lease.c.holder))).scalars())

    def free(self, holder: str, but: str = "") -> None:
        """Take back what a holder had in hand, except in one queue."""
        mine = update(job).where(job.c.state == LEASED, job.c.holder == holder, job.c.queue != but)
        self.connection.execute(mine.values(state="ready", holder="", lease_until=None))
        self.connection.execute(delete(lease).where(lease.c.holder == holder))
        self._tell_of_given_back()

    def _tell_of_given_back(self) -> None:
        for queue in IN_TURNS:
            tell(self.connection, queue)
