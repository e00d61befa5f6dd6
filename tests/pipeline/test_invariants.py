"""The promises of the design that hold for every mail. Others of the same name stand beside what they are about."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import func, select

from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.tables import decision, entry, job, outbound, ticket
from mailbot.pipeline import kept_mail
from mailbot.pipeline import process as processing
from mailbot.pipeline.process import LEASE, process_due
from tests.mails import AWA, authenticated, mail, reply
from tests.rulebooks import DESK, LEAD, MALI, SMALL
from tests.stage import Stage


class Broken(Exception):
    """What the faulty store raises."""


class FaultyStore:
    """A store whose n-th call does its work and then fails. `calls` counts them."""

    def __init__(self, store: SqlStore, fail_at: int) -> None:
        self._store, self.fail_at, self.calls = store, fail_at, 0

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Any]:
        with self._store.transaction() as tx:
            yield Part(self, tx, depth=1)

    def close(self) -> None:
        """Left to the owner."""


class Part:
    """A transaction, or a part of it."""

    def __init__(self, store: FaultyStore, real: object, depth: int) -> None:
        self._store, self._real, self._depth = store, real, depth

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._real, name)
        if self._depth:
            return Part(self._store, found, depth=0)

        def call(*args: Any, **kwargs: Any) -> Any:
            result = found(*args, **kwargs)
            self._store.calls += 1
            if self._store.calls == self._store.fail_at:
                raise Broken(name)
            return result

        return call


def counts(stage: Stage) -> tuple[int, ...]:
    with stage.store.connection() as connection:
        tables = (ticket, entry, outbound, decision)
        return tuple(connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables)


def a_request(stage: Stage, n: int) -> bytes:
    return mail(f"Question number {n}", subject=f"q {n}", sender=f"p{n}@ngo.example.org")


def an_answer(stage: Stage, n: int) -> bytes:
    stage.arrive_one(a_request(stage, n))
    return reply(stage.sent_to(LEAD), f"Answer number {n}")


def a_follow_up(stage: Stage, n: int) -> bytes:
    stage.arrive_one(a_request(stage, n))
    return reply(stage.sent_to(f"p{n}@ngo.example.org"), f"More of number {n}")


@pytest.mark.parametrize(("made", "adds"), [(a_request, (1, 1, 2, 1)), (an_answer, (0, 1, 1, 1)), (a_follow_up, (0, 1, 1, 1))])
def test_all_or_nothing(stage: Stage, made: Callable[[Stage, int], bytes], adds: tuple[int, ...]) -> None:
    fail_at = broken = 0
    while True:
        fail_at += 1
        raw = made(stage, fail_at)
        before = counts(stage)
        stage.mailbox.put(raw)
        stage.poll()
        faulty = FaultyStore(stage.store, fail_at)
        work = stage.processing()
        with contextlib.suppress(Broken):
            process_due(processing.Processing(faulty, work.clock, work.holder, work.identity, work.keys, work.rulebooks))
        if faulty.calls < fail_at:
            break
        row = stage.inbound()[-1]
        if row["state"] == "pending":  # it failed before the commit
            broken += 1
            assert counts(stage) == before
            assert (row["disposition"], row["ticket"]) == (None, None)
            stage.clock.move(LEASE)
            assert stage.process().ended == 1
        assert tuple(after - was for after, was in zip(counts(stage), before, strict=True)) == adds
        assert stage.inbound()[-1]["state"] == "done"
    assert broken >= 10


def test_nothing_vanishes(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    from mailbot.core.reading import read

    def poisoned(raw: bytes, **known: str) -> Any:
        if b"poison" in raw:
            raise MemoryError
        return read(raw)

    monkeypatch.setattr(kept_mail, "read", poisoned)
    stage.trust()
    stage.arrive(
        mail(),
        mail(),
        mail(subject="poison"),
        mail("", subject=""),
        mail("cheap backlinks"),
        mail(sender="a@b.example, c@d.example"),
        mail(sender=LEAD, subject="[TD-10001]"),
        mail(sender=""),
        b"",
        b"\0" * 5000,
        b"\xff\xfe" + b"x" * 4000,
        authenticated(mail(subject="forged"), "fail"),
        mail(extra=[("Auto-Submitted", "auto-replied")]),
        mail(trace=[("Received", "x")] * 70),
        mail(subject="=?utf-8?q?=00=ED=A0=80?=", message_id=f"<{'x' * 5000}@y>"),
        b"From: \xc3\x28@\x00\r\nSubject: \x00\r\n\r\n\x00",
    )
    rows = stage.inbound()
    assert len(rows) == len(stage.mailbox.mails)
    assert {row["state"] for row in rows} == {"done", "held", "quarantined"}
    for row in rows:
        assert row["reason"].isprintable()
        assert row["reason"]
        assert (row["disposition"] is None) == (row["state"] != "done")
    with stage.store.connection() as connection:
        waiting = connection.execute(select(job.c.ref).where(job.c.queue == "process", job.c.state != "dead")).all()
    assert waiting == []


@pytest.mark.parametrize("owner", ["global", "mali", MALI])
def test_nobody_unowned(stage: Stage, owner: str) -> None:
    rule = f"{{name: all, when: {{words: [question]}}, then: {{owner: {owner}}}}}"
    routing = f"table: routing\ndecides: [owner]\npolicy: first\nrules:\n  - {rule}\n"
    stage.publish({**SMALL, "desk.yaml": DESK.replace("topic, urgency]", "topic, urgency, routing]"), "routing.yaml": routing})
    stage.arrive(mail("A question"), mail("Nothing that a rule knows", subject="?"), mail("x", sender="", subject="question"))
    stage.arrive_one(reply(stage.sent_to(AWA), "More") if stage.deliver().sent else b"")
    owners = {LEAD, MALI}
    for one in stage.tickets():
        assert one["owner"] in owners
        assert one["due_at"] is not None
        assert one["due_at"] > one["created_at"]
    assert len(stage.tickets()) == 3
    assert stage.tickets()[0]["owner"] == (LEAD if owner == "global" else MALI)
