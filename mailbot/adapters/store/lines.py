"""Where a job stands in its line: its rank, its turn, and which mail leaves before it.

Mails of one ticket to one recipient, a thread, leave in the order in which they were owed: each new job points to the last one of
its thread (`behind`), and is not to be claimed before the database empties that, when the other job is gone. So nothing is looked
for when jobs are claimed. A mail whose next try is far off keeps nobody waiting, nor does one that is held until later.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zlib import crc32

from sqlalchemy import ColumnElement, Connection, Text, and_, bindparam, exists, insert, literal_column, or_, select, update

from mailbot.adapters.store.prepared import Prepared
from mailbot.adapters.store.sealed import vault_of
from mailbot.adapters.store.tables import job, outbound, ticket
from mailbot.adapters.store.telling import tell
from mailbot.core.queueing import OVERTAKEN_AFTER, Rank, next_turns, rank_of
from mailbot.ports import Queue

SENDING: ColumnElement[str] = literal_column(f"'{Queue.SEND}'", Text)

LINE_UP = Prepared(insert(job))
_LAST = select(job.c.turn).where(job.c.queue == bindparam("of"), job.c.flow == bindparam("in"), job.c.turn.is_not(None))
LAST_TURN = Prepared(_LAST.order_by(job.c.turn.desc()).limit(1))
ABOUT = Prepared(
    select(
        ticket.c.urgency,
        exists().where(job.c.queue == SENDING, job.c.flow == bindparam("of")).label("waited_for"),
    ).where(ticket.c.id == bindparam("of"))
)
LAST_OF_THREAD = Prepared(
    select(job.c.id)
    .where(
        job.c.thread == bindparam("with"),
        or_(job.c.run_at <= bindparam("due"), and_(job.c.attempts > 0, job.c.run_at <= bindparam("soon"))),
    )
    .order_by(job.c.id.desc())
    .limit(1)
    .with_for_update(read=True, key_share=True)  # PostgreSQL: one that is being ended just now is waited for, and not found
)
HASTEN_THREAD = Prepared(
    update(job)
    .where(job.c.thread == bindparam("with"), job.c.rank > Rank.URGENT)
    .values(rank=literal_column(str(int(Rank.URGENT))))
)
HASTEN = Prepared(update(job).where(job.c.key == bindparam("name")).values(rank=literal_column(str(int(Rank.URGENT)))))
LET_GO = Prepared(update(job).where(job.c.behind == bindparam("one")).values(behind=None))
THREAD_OF = select(outbound.c.ticket, outbound.c.recipient_key)


@dataclass(frozen=True, slots=True)
class Leaving:
    """A mail that is to leave: its row, when it may, its ticket, and the keyed hash of its recipient in hexadecimal."""

    row: int
    due: datetime
    ticket: int | None
    recipient: str


@dataclass(slots=True)
class _Flow:
    """The line of a ticket's mails while some are added to it."""

    rank: Rank
    last: int | None
    waited_for: bool


def key_of(queue: str, ref: int) -> str:
    """The key of a job: one row is in one queue once."""
    return f"{queue}:{ref}"


def flow_of(mailbox: str) -> int:
    """The flow of a mailbox; that two share one does no harm."""
    return crc32(mailbox.encode())


def hash_of(connection: Connection, person: str) -> str:
    """The keyed hash of a person's key, as a row of the outbox has it."""
    return vault_of(connection).hash(person).hex()


def line_up_arrived(connection: Connection, mailbox: str, rows: Sequence[int], now: datetime) -> None:
    """Have mails of a mailbox processed, each in its turn."""
    if not rows:
        return
    tell(connection, Queue.PROCESS)
    flow = flow_of(mailbox)
    turns = next_turns(now, _last_turn(connection, Queue.PROCESS, flow), len(rows))
    fresh = {"queue": Queue.PROCESS, "state": "ready", "run_at": now, "holder": "", "attempts": 0}
    place = {"rank": Rank.ORDINARY, "flow": flow, "thread": None, "behind": None}
    lined_up = zip(rows, turns, strict=True)
    LINE_UP.run(
        connection, [{**fresh, **place, "ref": row, "key": key_of(Queue.PROCESS, row), "turn": turn} for row, turn in lined_up]
    )


def hasten_arrived(connection: Connection, rows: Sequence[int]) -> None:
    """Have mails processed before those that are not urgent."""
    if rows:
        HASTEN.run(connection, [{"name": key_of(Queue.PROCESS, row)} for row in rows])


def line_up_mails(connection: Connection, mails: Sequence[Leaving], now: datetime) -> None:
    """Have mails sent, each in its turn and behind those of its thread that are still owed."""
    flows: dict[int, _Flow] = {}
    for mail in mails:
        due_now = mail.due <= now
        if due_now:
            tell(connection, Queue.SEND)
        fresh = {"queue": Queue.SEND, "state": "ready", "run_at": mail.due, "holder": "", "attempts": 0}
        place: dict[str, Any] = {"rank": Rank.ORDINARY, "flow": mail.ticket, "turn": None, "thread": None, "behind": None}
        if mail.ticket is not None:
            flow = flows.get(mail.ticket) or flows.setdefault(mail.ticket, _flow(connection, mail.ticket))
            thread = thread_of(mail.ticket, mail.recipient)
            behind = _last_of(connection, thread, mail.due, flow.rank) if flow.waited_for else None
            flow.waited_for = True
            place |= {"rank": flow.rank, "thread": thread, "behind": behind}
            if due_now:
                (flow.last,) = next_turns(now, flow.last, 1)
                place["turn"] = flow.last
        elif due_now:
            (place["turn"],) = next_turns(now, None, 1)
        LINE_UP.run(connection, [{**fresh, **place, "ref": mail.row, "key": key_of(Queue.SEND, mail.row)}])


def thread_of(number: int, recipient: str) -> str:
    """The thread of a ticket's mails to one recipient, who is told by his keyed hash."""
    return f"{number} {recipient}"


def leaving_again(connection: Connection, row: int, now: datetime) -> Leaving:
    """A mail of the outbox that has no job, as one that is to leave now."""
    found = connection.execute(THREAD_OF.where(outbound.c.id == row)).one()
    return Leaving(row, now, found.ticket, found.recipient_key)


def let_go(connection: Connection, job_id: int) -> None:
    """The mails behind this one wait for it no longer."""
    LET_GO.run(connection, [{"one": job_id}])


def _flow(connection: Connection, number: int) -> _Flow:
    ((urgency, waited_for),) = ABOUT.fetch(connection, {"of": number})
    last = _last_turn(connection, Queue.SEND, number) if waited_for else None
    return _Flow(rank_of(urgency), last, bool(waited_for))


def _last_turn(connection: Connection, queue: str, flow: int) -> int | None:
    found = LAST_TURN.fetch(connection, {"of": queue, "in": flow})
    return found[0][0] if found else None


def _last_of(connection: Connection, thread: str, due: datetime, rank: Rank) -> int | None:
    """The job of the mail that leaves before this one. Of an urgent one all that leave before are urgent too."""
    found = LAST_OF_THREAD.fetch(connection, {"with": thread, "due": due, "soon": due + OVERTAKEN_AFTER})
    if found and rank is Rank.URGENT:
        HASTEN_THREAD.run(connection, [{"with": thread}])
    return found[0][0] if found else None
