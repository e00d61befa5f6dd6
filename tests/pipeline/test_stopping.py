"""The process is stopped in any step, for any time: then the desk stands as if it never was, and every mail leaves once."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlalchemy import event, select

from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.engine import database_url
from mailbot.adapters.store.tables import countdown
from mailbot.pipeline.owners import BATCH
from mailbot.pipeline.tick import tick_due
from mailbot.ports import StoreTrouble
from tests.databases import copy_database
from tests.mails import mail, parse, reply
from tests.pipeline.test_ladder import FIND, REF, REQUEST, RULES, at
from tests.pipeline.test_owners import PERSON
from tests.rulebooks import MALI, SECOND
from tests.stage import HOLDER, Stage

WITHOUT_HIM = {
    **RULES,
    "desk.yaml": RULES["desk.yaml"].replace(PERSON, "").replace(f"[{MALI}, {SECOND}]", f"[{SECOND}]"),
}
AWA = "awa@ngo.example.org"


class Killed(BaseException):
    """The process is no more: nothing of ours catches it."""


@contextmanager
def killed_at(stage: Stage, number: int) -> Iterator[Counter[str]]:
    """Let the process die before the statement or commit of that number, counted from 1; how many there were."""
    seen: Counter[str] = Counter()

    def count(*_: Any) -> None:
        seen["all"] += 1
        if seen["all"] == number:
            raise Killed

    engine = stage.store._engine
    event.listen(engine, "before_cursor_execute", count)
    event.listen(engine, "commit", count)
    try:
        with suppress(Killed):
            yield seen
    finally:
        event.remove(engine, "before_cursor_execute", count)
        event.remove(engine, "commit", count)


def tick_all(stage: Stage) -> None:
    while tick_due(stage.ticking()):
        pass


def go_to(stage: Stage, moment: datetime) -> None:
    """Time passes, and nobody looks."""
    stage.clock.move(moment - stage.clock.now())


def unanswered(stage: Stage) -> None:
    stage.arrive_one(mail(REQUEST))  # half on Wednesday, the 4th, 13:30; due on Sunday, the 8th, 9:00


def at_the_top(stage: Stage) -> None:
    unanswered(stage)
    go_to(stage, at("2026-02-08T09:00"))
    tick_all(stage)
    go_to(stage, at("2026-02-10T12:30"))
    tick_all(stage)
    stage.deliver()


def critical(stage: Stage) -> None:
    stage.arrive_one(mail(FIND))


def put_off(stage: Stage) -> None:
    unanswered(stage)
    stage.arrive_one(reply(stage.sent_to(MALI), "#snooze 2026-02-16"))


def waited_for(stage: Stage) -> None:
    unanswered(stage)
    stage.arrive_one(reply(stage.sent_to(MALI), "#wait 2026-02-09\nWhich Gao do you mean?"))


def answered(stage: Stage) -> None:
    unanswered(stage)
    stage.arrive_one(reply(stage.sent_to(MALI), "The cluster is led by UNHCR."))


def warned(stage: Stage) -> None:
    answered(stage)
    go_to(stage, at("2026-02-23T09:00"))
    tick_all(stage)
    stage.deliver()


def without_owner(stage: Stage) -> None:
    unanswered(stage)
    stage.publish(WITHOUT_HIM)


CASES: dict[str, tuple[Callable[[Stage], None], str]] = {
    "half": (unanswered, "2026-02-04T13:30"),
    "late": (unanswered, "2026-02-08T09:00"),
    "still late": (at_the_top, "2026-02-11T17:00"),
    "not taken": (critical, "2026-02-03T09:30"),
    "critical and late": (critical, "2026-02-03T11:00"),
    "put off": (put_off, "2026-02-16T00:00"),
    "wait over": (waited_for, "2026-02-09T00:00"),
    "warned": (answered, "2026-02-23T09:00"),
    "silent": (warned, "2026-03-02T09:00"),
    "nobody there": (without_owner, "2026-02-03T09:01"),
}


def snapshot(stage: Stage) -> Any:
    """All that people can see: tickets, their stories, what is owed under which identity, and what is awaited."""
    rows = [{key: one[key] for key in ("status", "owner", "due_at", "stage", "urgency") if key in one} for one in stage.tickets()]
    story = [(entry["kind"], entry["author"], entry["text"]) for entry in stage.ticket(REF)["entries"]]
    owed = sorted((one["kind"], one["to"], one["message_id"]) for one in stage.outbox())
    with stage.store.connection() as connection:
        clocks = [tuple(row) for row in connection.execute(select(countdown).order_by(countdown.c.ticket))]
    return rows, story, owed, clocks


@pytest.fixture
def undisturbed(migrated_file: Path, quick_folder: Path) -> Iterator[Stage]:
    """The same desk on a database of its own, that is never stopped."""
    with TemporaryDirectory(dir=quick_folder) as folder:
        copy_database(migrated_file, Path(folder, "mailbot.db"))
        opened = SqlStore(database_url(f"sqlite:///{folder}/mailbot.db"))
        yield Stage(opened, rules=RULES)
        opened.close()


@pytest.mark.parametrize("case", CASES)
def test_stopped_at_each_statement_of_a_step_it_ends_the_same(store: SqlStore, undisturbed: Stage, case: str) -> None:
    stage = Stage(store, rules=RULES)
    prepare, moment = CASES[case]
    for one in (stage, undisturbed):
        prepare(one)
        go_to(one, at(moment))
    before, deaths = snapshot(stage), 0
    while snapshot(stage) == before:
        deaths += 1
        with killed_at(stage, deaths):
            tick_due(stage.ticking())
        with stage.store.transaction() as tx:
            tx.jobs.free(HOLDER)  # as it is found that its holder is gone
    assert deaths >= 12, "a step is more than a statement or two"
    for one in (stage, undisturbed):
        tick_all(one)
        one.deliver()
    assert snapshot(stage) == snapshot(undisturbed)
    assert each_once(stage)
    assert (stage.complaints, undisturbed.complaints) == ([], [])


def each_once(stage: Stage) -> bool:
    """Whether every owed mail has left, and no mail left twice."""
    left = Counter(str(parse(parcel.data)["Message-ID"]) for parcel in stage.transport.sent)
    return set(left.values()) == {1} and len(left) == len(stage.outbox())


PAUSES = [timedelta(minutes=5), timedelta(hours=7), timedelta(days=2), timedelta(days=9)]


@pytest.mark.parametrize(
    ("database", "pause"), [*(("sqlite", pause) for pause in PAUSES), ("postgresql", PAUSES[2])], indirect=["database"]
)
@pytest.mark.parametrize("case", [case for case in CASES if case not in ("warned", "silent")])
def test_killed_in_a_step_and_started_after_any_time_it_stands_as_if_it_had_stood_still(
    store: SqlStore, undisturbed: Stage, case: str, pause: timedelta
) -> None:
    stage = Stage(store, rules=RULES)
    prepare, moment = CASES[case]
    for one in (stage, undisturbed):
        prepare(one)
        go_to(one, at(moment))
    with killed_at(stage, 12) as seen:
        tick_due(stage.ticking())
    assert seen["all"] == 12, "it was killed in the step"
    burst = len(stage.outbox())
    for one in (stage, undisturbed):
        go_to(one, at(moment) + pause)
        tick_all(one)
        one.deliver()
    assert snapshot(stage) == snapshot(undisturbed)
    assert len(stage.outbox()) - burst <= 3 + (case == "nobody there"), "no burst"


def test_two_who_look_at_once_take_each_step_once(database: str) -> None:
    stores = [SqlStore(database_url(database)) for _ in range(2)]
    stages = [Stage(one, rules=RULES) for one in stores]
    first = stages[0]
    many = 2 * BATCH
    for number in range(many):
        first.arrive(mail(REQUEST, sender=f"awa{number}@ngo.example.org"))
    done: list[str] = []

    def work(stage: Stage, holder: str) -> None:
        go_to(stage, at("2026-02-08T09:00"))
        for _ in range(30):
            with suppress(StoreTrouble):  # somebody else had it in hand: it is looked again
                tick_due(stage.ticking(holder))
        done.append(holder)

    threads = [threading.Thread(target=work, args=(stage, f"worker{n}")) for n, stage in enumerate(stages)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert sorted(done) == ["worker0", "worker1"]
    assert [stage.complaints for stage in stages] == [[], []]
    owed = Counter((kind, to) for kind, to in first.owed() if kind in ("escalation", "delay"))
    assert owed[("escalation", MALI)] == many
    assert sum(count for (kind, _), count in owed.items() if kind == "delay") == many
    assert all(len([e for e in first.ticket(t["reference"])["entries"] if "in time" in e["text"]]) == 1 for t in first.tickets())
    for one in stores:
        one.close()
