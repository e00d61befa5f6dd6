"""Who is told to stop gives back what he has in hand; what is not given back is taken over when its lease is over."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from mailbot.pipeline import loops
from mailbot.pipeline.deliver import LEASE as SENDING
from mailbot.pipeline.deliver import deliver_due
from mailbot.pipeline.handing_over import give_all_back
from mailbot.pipeline.loops import run
from mailbot.pipeline.parts import Desk, Signals
from mailbot.pipeline.process import LEASE as PROCESSING
from mailbot.pipeline.process import process_due
from mailbot.ports import Outcome, Parcel, Queue, Sent, StoreTrouble
from tests.fakes import FakeTransport, SilentSay
from tests.mails import mail
from tests.stage import Stage


def ask(stage: Stage, count: int) -> None:
    for number in range(count):
        stage.mailbox.put(mail(subject=f"mail {number}", sender=f"p{number}@ngo.example.org"))
    stage.poll()


def in_hand(stage: Stage, queue: str) -> int:
    with stage.store.transaction() as tx:
        return tx.jobs.in_hand(queue)


def test_who_is_told_to_stop_finishes_the_mail_in_hand_and_gives_the_others_back(stage: Stage) -> None:
    ask(stage, 5)
    done = process_due(stage.processing(), go_on=lambda: not stage.told)
    assert done.ended == 1
    assert in_hand(stage, Queue.PROCESS) == 0
    assert process_due(stage.processing("another")).ended == 4
    assert {row["attempts"] for row in stage.inbound()} == {1}


def test_what_a_thread_that_hangs_has_in_hand_is_given_back_but_for_mails_at_their_server(stage: Stage) -> None:
    ask(stage, 3)
    process_due(stage.processing(), go_on=lambda: not stage.told)
    now = stage.clock.now()
    with stage.store.transaction() as tx:
        assert len(tx.jobs.claim(Queue.SEND, "stage", now, now + SENDING, 1)) == 1
        assert len(tx.jobs.claim(Queue.PROCESS, "stage", now, now + PROCESSING, 1)) == 1
        tx.jobs.take_lease("poll:x", "stage", now, now + SENDING)
    give_all_back(Desk(SilentSay(), processing=stage.processing()), 60)
    assert (in_hand(stage, Queue.PROCESS), in_hand(stage, Queue.SEND)) == (0, 1)
    with stage.store.transaction() as tx:
        assert tx.jobs.take_lease("poll:x", "another", now, now + SENDING)
        assert tx.jobs.holders() == {"stage", "another"}


def test_a_desk_that_only_sends_gives_nothing_back_and_a_database_that_is_gone_keeps_nobody(stage: Stage) -> None:
    ask(stage, 1)
    now = stage.clock.now()
    with stage.store.transaction() as tx:
        assert len(tx.jobs.claim(Queue.PROCESS, "stage", now, now + PROCESSING, 1)) == 1
    give_all_back(Desk(SilentSay(), delivery=stage.delivery()), 60)
    assert in_hand(stage, Queue.PROCESS) == 1
    asked: list[str] = []

    class Gone:
        def transaction(self) -> Any:
            asked.append("transaction")
            raise StoreTrouble("gone")

    give_all_back(Desk(SilentSay(), processing=replace(stage.processing(), store=Gone())), 60)  # type: ignore[arg-type]  # no more of it is asked
    assert asked == ["transaction"]
    assert in_hand(stage, Queue.PROCESS) == 1


def test_a_desk_whose_thread_hangs_at_the_end_lets_others_have_its_mailboxes(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loops, "GRACE", 0.2)
    monkeypatch.setattr(loops, "READING_GRACE", 0.1)
    began, hang = threading.Event(), threading.Event()

    def silent(uids: Sequence[int]) -> None:
        began.set()
        hang.wait(60)

    stage.mailbox.put(mail())
    stage.mailbox.watch = silent
    say, signals = SilentSay(), Signals()
    desk = Desk(say, (stage.mailbox,), stage.intake())
    thread = threading.Thread(target=run, args=(desk, signals))
    thread.start()
    assert began.wait(60)
    signals.end()
    thread.join(60)
    with stage.store.transaction() as tx:
        assert tx.jobs.holders() == set()
    hang.set()
    for poller in [one for one in threading.enumerate() if one.name.startswith(loops.READING)]:
        poller.join(60)
    assert say.said[0][0] == "trouble"


class Slow(FakeTransport):
    """A server during whose answer we are stopped for longer than any lease, while another worker does our work."""

    def __init__(self, stage: Stage, answer: Outcome) -> None:
        super().__init__()
        self.stage, self.answer, self.tried_by_us = stage, answer, 0

    def send(self, parcels: Sequence[Parcel]) -> list[Outcome]:
        if not self.tried_by_us:
            self.tried_by_us = len(parcels)
            self.stage.clock.move(SENDING + timedelta(seconds=1))
            deliver_due(replace(self.stage.delivery(), holder="another machine"))
        return [self.answer for _ in parcels]


def test_R2_a_worker_that_sleeps_through_its_lease_settles_nothing_twice(stage: Stage) -> None:
    ask(stage, 1)
    stage.process()
    slow = Slow(stage, Sent("250 ok"))
    deliver_due(stage.delivery(transport=slow))
    assert slow.tried_by_us == len(stage.transport.sent) == 2
    assert [row["state"] for row in stage.outbox()] == ["sent", "sent"]
    assert [job for job in stage.jobs() if job.queue == Queue.SEND] == []


def test_R2_two_pollers_one_of_which_dies_on_another_machine(stage: Stage) -> None:
    ask(stage, 1)
    stage.mailbox.put(mail(subject="one more"))
    other = stage.intake("machine-b/1/1")
    assert loops.poll(other, stage.mailbox) is None
    stage.clock.move(timedelta(seconds=181))
    assert loops.poll(other, stage.mailbox) == 1
