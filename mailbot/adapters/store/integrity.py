"""Whether a database is sound: its pages, its references, and the work that hangs on its rows."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, Select, exists, select, text

from mailbot.adapters.store.tables import inbound, job, metadata, outbound
from mailbot.ports import OutboundState, Queue

MOST = 20
"""Problems of one kind that are told."""

INVALID = "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid ORDER BY 1"
UNPROVED = "SELECT conrelid::regclass::text || '.' || conname FROM pg_constraint WHERE NOT convalidated ORDER BY 1"
UNREADABLE = "SELECT count(*), sum(octet_length(t::text)) FROM {table} AS t"


def _without_job(queue: str, number: ColumnElement[int]) -> ColumnElement[bool]:
    return ~exists().where(job.c.queue == queue, job.c.ref == number)


UNDECIDED: Select[tuple[int]] = (
    select(inbound.c.id).where(inbound.c.state == "pending", _without_job(Queue.PROCESS, inbound.c.id)).order_by(inbound.c.id)
)
UNSENT: Select[tuple[int]] = (
    select(outbound.c.id)
    .where(
        outbound.c.state.in_([OutboundState.QUEUED, OutboundState.UNCERTAIN]),
        outbound.c.digest.is_(None),
        _without_job(Queue.SEND, outbound.c.id),
    )
    .order_by(outbound.c.id)
)
LEFT_OVER: Select[tuple[int]] = (
    select(job.c.id)
    .where(
        ((job.c.queue == Queue.PROCESS) & ~exists().where(inbound.c.id == job.c.ref))
        | ((job.c.queue == Queue.SEND) & ~exists().where(outbound.c.id == job.c.ref))
    )
    .order_by(job.c.id)
)
WORK = (
    (UNDECIDED, "is pending, and nothing decides it: restore a backup", "inbound {0}"),
    (UNSENT, "is owed, and nothing sends it: `mailbot outbox retry {0}`", "outbox {0}"),
    (LEFT_OVER, "is about a row that is not there: restore a backup", "job {0}"),
)


def find_faults(connection: Connection, *, full: bool) -> list[str]:
    """What is wrong, a line each with the mend; at most MOST of a kind. `full` reads everything."""
    pages = _pages_of_sqlite if connection.dialect.name == "sqlite" else _state_of_postgresql
    return [*pages(connection, full=full), *_work(connection)]


def _pages_of_sqlite(connection: Connection, *, full: bool) -> Iterator[str]:
    check = "integrity_check" if full else "quick_check"
    for said in connection.execute(text(f"PRAGMA {check}({MOST})")).scalars():
        if said != "ok":
            yield f"the database file is damaged ({said}): restore a backup"
    for table, row, parent, _ in connection.execute(text("PRAGMA foreign_key_check")).fetchmany(MOST):
        yield f"{table} {row} refers to a row of {parent} that is not there: restore a backup"


def _state_of_postgresql(connection: Connection, *, full: bool) -> Iterator[str]:
    for name in connection.execute(text(INVALID)).scalars():
        yield f"the index {name} is not valid: REINDEX INDEX {name}"
    for name in connection.execute(text(UNPROVED)).scalars():
        yield f"the constraint {name} was never checked: ALTER TABLE ... VALIDATE CONSTRAINT"
    for table in metadata.sorted_tables if full else ():
        connection.execute(text(UNREADABLE.format(table=table.name))).all()


def _work(connection: Connection) -> Iterator[str]:
    for wanted, problem, name in WORK:
        for number in connection.execute(wanted.limit(MOST)).scalars():
            yield f"{name.format(number)} {problem.format(number)}"
