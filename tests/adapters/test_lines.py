"""Who is next in a queue, on both databases: the urgent, the flows by turns, some of the oldest; a thread in its order."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, update

from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.lines import Leaving, hash_of, line_up_arrived, line_up_mails
from mailbot.adapters.store.tables import job, ticket
from mailbot.ports import Job, OutboundState, Queue, Settled
from tests.fakes import START

HOUR = timedelta(hours=1)
CRITICAL, QUIET = 2, 1
"""Tickets."""


@pytest.fixture(autouse=True)
def tickets(store: SqlStore) -> None:
    texts = dict.fromkeys(("subject", "requester", "requester_name"), b"")
    words = dict.fromkeys(("prefix", "status", "area", "topic", "country", "language", "requester_type", "owner"), "")
    rows = [
        {**texts, **words, "id": number, "urgency": urgency, "restricted": False, "tags": "", "mentions": ""}
        | {"created_at": START, "updated_at": START}
        for number, urgency in ((QUIET, "normal"), (CRITICAL, "critical"), (3, "low"))
    ]
    with store.connection() as connection:
        connection.execute(insert(ticket), rows)


def arrive(store: SqlStore, mailbox: str, rows: range, at: datetime = START) -> None:
    with store.connection() as connection:
        line_up_arrived(connection, mailbox, rows, at)


def owe(store: SqlStore, row: int, number: int | None = QUIET, to: str = "a@x.org", **hours: float) -> None:
    """A mail that is owed, `at` a moment, and may leave `due` hours later."""
    now = START + timedelta(hours=hours.get("at", 0))
    with store.connection() as connection:
        mail = Leaving(row, now + timedelta(hours=hours.get("due", 0)), number, hash_of(connection, to))
        line_up_mails(connection, [mail], now)


def claim(store: SqlStore, queue: str = Queue.SEND, limit: int = 4, hours: float = 0.0, by: str = "me") -> list[Job]:
    now = START + timedelta(hours=hours)
    with store.transaction() as tx:
        return tx.jobs.claim(queue, by, now, now + HOUR, limit)


def refs(jobs: list[Job]) -> list[int]:
    return [one.ref for one in jobs]


def end(store: SqlStore, one: Job, state: str = OutboundState.SENT, again: timedelta | None = None, hours: float = 0.0) -> None:
    now = START + timedelta(hours=hours)
    with store.transaction() as tx:
        tx.outbox.settle(Settled(one, state, "", now, now + again if again else None))


def test_one_mail_of_another_mailbox_comes_before_what_much_else_came_first(store: SqlStore) -> None:
    arrive(store, "full", range(1, 300))
    assert refs(claim(store, Queue.PROCESS, 20)) == [*range(1, 21)]
    arrive(store, "quiet", range(300, 301), START + timedelta(seconds=1))
    assert 300 in refs(claim(store, Queue.PROCESS, 20, 0.01))


def test_mails_of_one_mailbox_are_taken_in_the_order_in_which_they_came(store: SqlStore) -> None:
    arrive(store, "one", range(1, 30))
    arrive(store, "one", range(30, 60), START + timedelta(seconds=5))
    assert [ref for _ in range(3) for ref in refs(claim(store, Queue.PROCESS, 20, 1))] == [*range(1, 60)]


def test_one_mail_of_a_ticket_leaves_before_the_many_of_another(store: SqlStore) -> None:
    for row in range(1, 40):
        owe(store, row, to=f"p{row}@x.org")
    owe(store, 40, 3, at=0.001)
    assert 40 in refs(claim(store, limit=8, hours=0.01))


def test_what_is_critical_leaves_first_even_where_it_was_put_off(store: SqlStore) -> None:
    owe(store, 1, CRITICAL)
    (first,) = claim(store)
    end(store, first, OutboundState.QUEUED, HOUR / 60)
    for row in range(2, 40):
        owe(store, row, to=f"p{row}@x.org")
    owe(store, 40, CRITICAL, to="b@x.org", at=0.01)
    assert refs(claim(store, hours=1))[:2] == [40, 1]


def test_every_fourth_is_the_oldest_so_that_nothing_waits_for_ever(store: SqlStore) -> None:
    owe(store, 1, None, due=0.1)
    for row in range(2, 40):
        owe(store, row, CRITICAL, to=f"p{row}@x.org", at=0.2)
    assert 1 in refs(claim(store, hours=0.3))


def test_a_job_without_a_turn_as_the_version_before_makes_them_is_taken_too(store: SqlStore) -> None:
    row = {"queue": Queue.SEND, "ref": 1, "key": "send:1", "state": "ready", "run_at": START, "holder": "", "attempts": 0}
    with store.connection() as connection:
        connection.execute(insert(job), [row])
    assert refs(claim(store)) == [1]


def test_mails_of_a_ticket_to_one_person_leave_one_after_the_other(store: SqlStore) -> None:
    for row in (1, 2, 3):
        owe(store, row)
    owe(store, 4, to="b@x.org")
    owe(store, 5, 3)
    first, *others = claim(store, limit=9)
    assert (first.ref, refs(others)) == (1, [4, 5])
    assert claim(store, by="another") == []
    end(store, first)
    (second,) = claim(store)
    assert second.ref == 2
    end(store, second, OutboundState.DEAD)
    assert refs(claim(store)) == [3]


def test_a_mail_waits_for_one_that_is_put_off_for_a_moment_but_not_for_long(store: SqlStore) -> None:
    owe(store, 1)
    owe(store, 2)
    (first,) = claim(store)
    end(store, first, OutboundState.QUEUED, HOUR / 4)
    owe(store, 3, at=0.1)
    assert claim(store, hours=0.2) == []
    (first,) = claim(store, hours=0.25)
    end(store, first, OutboundState.QUEUED, HOUR, hours=0.25)
    (second,) = claim(store, hours=0.3)
    assert second.ref == 2
    owe(store, 4, to="a@x.org", at=0.3)
    end(store, second, hours=0.3)
    (third,) = claim(store, hours=0.3)
    assert third.ref == 3
    end(store, third, hours=0.3)
    assert refs(claim(store, hours=0.3)) == [4]


def test_a_mail_that_is_held_until_later_keeps_nobody_waiting(store: SqlStore) -> None:
    owe(store, 1, due=0.2)
    owe(store, 2)
    assert refs(claim(store)) == [2]
    assert refs(claim(store, hours=0.2)) == [1]


def test_a_held_mail_leaves_behind_what_was_owed_before(store: SqlStore) -> None:
    owe(store, 1)
    owe(store, 2, due=0.1)
    (first,) = claim(store)
    end(store, first, OutboundState.QUEUED, HOUR / 5)
    assert refs(claim(store, hours=0.15)) == []
    (first,) = claim(store, hours=0.2)
    end(store, first, hours=0.2)
    assert refs(claim(store, hours=0.2)) == [2]


def test_whoever_deletes_a_job_lets_the_next_one_go(store: SqlStore) -> None:
    owe(store, 1)
    owe(store, 2)
    with store.connection() as connection:
        connection.execute(delete(job).where(job.c.key == "send:1"))
    assert refs(claim(store)) == [2]


def test_what_leaves_before_a_critical_mail_is_as_urgent_as_that(store: SqlStore) -> None:
    owe(store, 1)
    with store.connection() as connection:
        connection.execute(update(ticket).where(ticket.c.id == QUIET).values(urgency="critical"))
    owe(store, 2)
    for row in range(3, 30):
        owe(store, row, 3, to=f"p{row}@x.org")
    with store.connection() as connection:
        assert list(connection.execute(select(job.c.rank).where(job.c.ref < 4).order_by(job.c.ref)).scalars()) == [0, 0, 1]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.data())
def test_whatever_is_owed_claimed_put_off_and_taken_over_each_thread_leaves_in_order(
    store: SqlStore, data: st.DataObject
) -> None:
    """Two workers; a put-off is short, a lease may run out. What a thread is owed leaves in the order of its rows, all of it."""
    with store.connection() as connection:
        connection.execute(delete(job))
    hours, row = 0.0, 0
    left: dict[tuple[int, str], list[int]] = {}
    threads: dict[int, tuple[int, str]] = {}
    in_hand: list[Job] = []
    for step in data.draw(st.lists(st.sampled_from(["owe", "claim", "sent", "defer", "run-out"]), max_size=25)):
        if step == "owe":
            row += 1
            threads[row] = (data.draw(st.sampled_from([QUIET, CRITICAL])), data.draw(st.sampled_from(["a@x.org", "b@x.org"])))
            owe(store, row, *threads[row], at=hours)
        elif step == "claim":
            in_hand += claim(store, limit=data.draw(st.sampled_from([1, 4])), hours=hours, by=data.draw(st.sampled_from("xy")))
            assert len({threads[one.ref] for one in in_hand}) == len(in_hand)  # never two of one thread at once
        elif step == "run-out":
            hours += 1.01
            in_hand = []
        elif in_hand:
            one = in_hand.pop(0)
            if step == "sent":
                left.setdefault(threads[one.ref], []).append(one.ref)
            end(store, one, "sent" if step == "sent" else "queued", None if step == "sent" else HOUR / 10, hours)
        hours += 0.01
    for _ in range(row + 1):
        hours += 1.01
        for one in claim(store, limit=99, hours=hours):
            left.setdefault(threads[one.ref], []).append(one.ref)
            end(store, one, hours=hours)
    assert sum(map(len, left.values())) == row
    assert all(rows == sorted(rows) for rows in left.values())
