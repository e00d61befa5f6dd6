"""Jobs and leases, on both databases."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, text

from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.lines import LAST_OF_THREAD, LAST_TURN, LET_GO
from mailbot.adapters.store.queue import CLAIM_IN_TURN, CLAIM_OLDEST, CLAIM_URGENT, EXPIRE
from mailbot.adapters.store.tables import inbound, job
from mailbot.ports import Job, Queue
from tests.fakes import START

LATER = START + timedelta(minutes=2)


def enqueue(store: SqlStore, *refs: int, queue: str = Queue.SEND, minutes: int = 0) -> None:
    rows = [
        {
            "queue": queue,
            "ref": ref,
            "key": f"{queue}:{ref}",
            "state": "ready",
            "run_at": START + timedelta(minutes=minutes),
            "holder": "",
            "attempts": 0,
        }
        for ref in refs
    ]
    with store.connection() as connection:
        connection.execute(insert(job), rows)


def claim(store: SqlStore, holder: str = "me", limit: int = 9, now: timedelta = timedelta()) -> list[Job]:
    with store.transaction() as tx:
        return tx.jobs.claim(Queue.SEND, holder, START + now, LATER + now, limit)


def test_the_oldest_are_claimed_first_and_only_those_due(store: SqlStore) -> None:
    enqueue(store, 3, minutes=-1)
    enqueue(store, 1, 2)
    enqueue(store, 4, minutes=1)
    enqueue(store, 9, queue=Queue.PROCESS, minutes=-9)
    assert [(j.ref, j.attempts, j.holder) for j in claim(store, limit=2)] == [(3, 1, "me"), (1, 1, "me")]
    assert [j.ref for j in claim(store)] == [2]
    assert claim(store) == []


def test_a_job_released_untried_counts_no_attempt(store: SqlStore) -> None:
    enqueue(store, 1, 2)
    jobs = claim(store)
    with store.transaction() as tx:
        assert tx.jobs.in_hand(Queue.SEND) == 2
        tx.jobs.release(jobs)
        tx.jobs.release([])
        assert tx.jobs.in_hand(Queue.SEND) == 0
        assert tx.jobs.next_due(Queue.SEND) == START
    assert [(j.ref, j.attempts) for j in claim(store, "other")] == [(1, 1), (2, 1)]
    with store.transaction() as tx:
        tx.jobs.release(jobs)  # no longer ours
        assert tx.jobs.in_hand(Queue.SEND) == 2


def test_a_job_is_owned_until_its_lease_is_taken_over(store: SqlStore) -> None:
    enqueue(store, 1)
    (mine,) = claim(store)
    (theirs,) = claim(store, "other", now=timedelta(minutes=2))
    assert theirs.attempts == 2
    with store.transaction() as tx:
        assert not tx.jobs.finish(mine)
        assert tx.jobs.finish(theirs)
        assert not tx.jobs.finish(theirs)
    assert claim(store, now=timedelta(days=1)) == []


def test_what_a_holder_had_in_hand_is_freed(store: SqlStore) -> None:
    enqueue(store, 1, 2)
    claim(store, "dead", limit=1)
    claim(store, "alive", limit=1)
    with store.transaction() as tx:
        tx.jobs.take_lease("poll:x", "dead", START, LATER)
        assert tx.jobs.holders() == {"dead", "alive"}
        tx.jobs.free("dead")
        assert tx.jobs.holders() == {"alive"}
        assert tx.jobs.take_lease("poll:x", "alive", START, LATER)
    assert [j.ref for j in claim(store, "next")] == [1]


def test_a_lease_has_one_holder(store: SqlStore) -> None:
    with store.transaction() as tx:
        assert tx.jobs.take_lease("x", "a", START, LATER)
        assert not tx.jobs.take_lease("x", "b", START, LATER)
        assert tx.jobs.take_lease("y", "b", START, LATER)
        assert tx.jobs.take_lease("x", "a", START, LATER + timedelta(minutes=5))
        tx.jobs.drop_lease("x", "b")
        assert not tx.jobs.take_lease("x", "b", LATER, LATER)
        assert tx.jobs.take_lease("x", "b", LATER + timedelta(minutes=5), LATER + timedelta(minutes=9))
        tx.jobs.drop_lease("x", "b")
        assert tx.jobs.take_lease("x", "a", START, LATER)


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        (CLAIM_URGENT, "ix_job_urgent"),
        (CLAIM_IN_TURN, "ix_job_turn"),
        (CLAIM_OLDEST, "ix_job_due"),
        (EXPIRE, "ix_job_leased"),
        (LAST_TURN.statement, "ix_job_flow"),
        (LAST_OF_THREAD.statement, "ix_job_thread"),
        (LET_GO.statement, "ix_job_behind"),
    ],
)
def test_the_partial_indexes_serve(store: SqlStore, statement: Any, index: str) -> None:
    enqueue(store, *range(1, 400))
    with store.connection() as connection:
        dialect = connection.dialect
        compiled = statement.compile(dialect=dialect)
        values = {"of": Queue.SEND, "now": START, "most": 5, "until": LATER, "by": "me", "in": 7, "one": 7}
        values |= {"with": b"1", "due": START, "soon": START}
        wanted = compiled.construct_params({k: v for k, v in values.items() if k in compiled.params})
        if dialect.name == "sqlite":
            names = compiled.positiontup or []
            said = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", tuple(_plain(wanted[n]) for n in names)).all()
        else:
            connection.execute(text("ANALYZE job"))
            connection.execute(text("SET LOCAL enable_seqscan = off"))
            said = connection.exec_driver_sql(f"EXPLAIN {compiled}", wanted).all()
    assert index in str(said)


def _plain(value: object) -> object:
    return str(value) if hasattr(value, "isoformat") else value


def test_a_failed_mail_is_tried_again_or_set_aside_with_its_reason(store: SqlStore) -> None:
    from mailbot.ports import KeptMail

    with store.transaction() as tx:
        assert tx.ledger.keep("m", 1, [KeptMail(1, b"x", "s" * 64, START, 1)], START) == 1
        (mine,) = tx.jobs.claim(Queue.PROCESS, "me", START, LATER, 1)
        tx.jobs.count_failure(mine, "no", LATER)
        assert tx.jobs.next_due(Queue.PROCESS) == LATER
        (mine,) = tx.jobs.claim(Queue.PROCESS, "me", LATER, LATER + timedelta(minutes=1), 1)
        tx.jobs.count_failure(mine, "never", None)
        assert tx.jobs.next_due(Queue.PROCESS) is None
    with store.connection() as connection:
        row = connection.execute(inbound.select()).one()
    assert (row.state, row.attempts, row.reason) == ("quarantined", 2, "never")
