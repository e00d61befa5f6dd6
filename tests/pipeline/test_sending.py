"""Going out: each owed mail leaves once, with the bytes that were fixed first."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from mailbot.adapters.store.mending import Mended, cancel_outbound, retry_outbound
from mailbot.core.decision import MailKind
from mailbot.core.writing.retry import DELAYS, MAX_ATTEMPTS
from mailbot.pipeline.deliver import LEASE, deliver_due
from mailbot.ports import Deferred, NoServer, Outcome, Parcel, Queue, Rejected, Sent, Settled, StoreTrouble, Uncertain
from tests.fakes import FakeTransport, PlainRenderer
from tests.mails import AWA, mail, parse
from tests.rulebooks import LEAD
from tests.stage import Stage


def state_of(stage: Stage, number: int) -> tuple[str, int, str | None]:
    found = next(m for m in stage.outbox() if m["id"] == number)
    return found["state"], found["attempts"], found["error"]


def test_R2_a_server_that_is_gone_costs_no_try(stage: Stage) -> None:
    stage.arrive(mail())
    stage.transport.default = NoServer("connection refused")
    for _ in range(3):
        assert stage.deliver().no_server == "connection refused"
    assert [state_of(stage, n) for n in (1, 2)] == [("queued", 0, "connection refused")] * 2
    stage.transport.default = Sent("250 ok")
    assert stage.deliver().sent == 2
    assert [parcel.recipient for parcel in stage.transport.sent] == [AWA, LEAD]
    assert [state_of(stage, n) for n in (1, 2)] == [("sent", 1, None)] * 2
    assert stage.jobs() == []


def test_no_server_claims_no_more_mails(stage: Stage) -> None:
    stage.arrive(*[mail(subject=f"q {n}") for n in range(6)])
    stage.transport.default = NoServer("connection refused")
    stage.deliver()
    assert len(stage.transport.tried) == stage.transport.slots


def test_deferred_is_tried_again_by_schedule(stage: Stage) -> None:
    stage.arrive(mail())
    stage.transport.say(AWA, Deferred("451 greylisted"), Deferred("451 greylisted"))
    assert stage.deliver().sent == 1
    assert state_of(stage, 1) == ("queued", 1, "451 greylisted")
    assert stage.deliver().sent == 0
    stage.clock.move(timedelta(seconds=DELAYS[0]))
    stage.deliver()
    assert state_of(stage, 1) == ("queued", 2, "451 greylisted")
    assert stage.outbox()[0]["due_at"] == stage.clock.now() + timedelta(seconds=DELAYS[1])
    stage.clock.move(timedelta(seconds=DELAYS[1]))
    assert stage.deliver().sent == 1
    assert state_of(stage, 1) == ("sent", 3, None)
    first, second, third = [p for p in stage.transport.tried if p.recipient == AWA]
    assert first == second == third


def test_deferred_for_days_is_given_up(stage: Stage) -> None:
    stage.arrive(mail())
    stage.transport.say(AWA, *[Deferred("451 no")] * (MAX_ATTEMPTS + 5))
    for _ in range(MAX_ATTEMPTS + 5):
        stage.deliver()
        stage.clock.move(timedelta(seconds=DELAYS[-1]))
    assert state_of(stage, 1) == ("dead", MAX_ATTEMPTS, f"given up after {MAX_ATTEMPTS} tries: 451 no")
    assert len([p for p in stage.transport.tried if p.recipient == AWA]) == MAX_ATTEMPTS


def test_R2_rejected_is_dead_at_once_and_hurts_no_other(stage: Stage) -> None:
    stage.arrive(mail())
    stage.transport.say(AWA, Rejected("550 no such user"))
    done = stage.deliver()
    assert (done.sent, done.dead) == (1, 1)
    assert state_of(stage, 1) == ("dead", 1, "550 no such user")
    assert state_of(stage, 2)[0] == "sent"
    stage.clock.move(timedelta(days=9))
    stage.deliver()
    assert len(stage.transport.tried) == 2


def test_uncertain_is_sent_again_with_the_same_bytes(stage: Stage) -> None:
    stage.arrive(mail())
    stage.transport.say(AWA, Uncertain("the line broke after DATA"))
    stage.deliver()
    assert state_of(stage, 1) == ("uncertain", 1, "the line broke after DATA")
    stage.clock.move(timedelta(seconds=DELAYS[0]))
    stage.deliver()
    first, second = [p for p in stage.transport.tried if p.recipient == AWA]
    assert first.data == second.data
    assert parse(first.data)["Message-ID"] == stage.outbox()[0]["message_id"]
    assert state_of(stage, 1)[0] == "sent"


def test_the_bytes_are_fixed_before_the_first_try(stage: Stage) -> None:
    plain = PlainRenderer()
    stage.renderer = plain
    stage.arrive(mail())
    stage.transport.default = NoServer("down")
    stage.deliver()
    plain.broken = set(MailKind)
    stage.transport.default = Sent("250 ok")
    assert stage.deliver().sent == 2
    assert len(plain.views) == 2


class Dies(FakeTransport):
    """The process dies while the server has the mail."""

    def send(self, parcels: Sequence[Parcel]) -> list[Outcome]:
        super().send(parcels)
        raise KeyboardInterrupt


def test_R2_a_death_while_sending_repeats_at_most_what_was_in_hand(stage: Stage) -> None:
    stage.arrive(*[mail(subject=f"q {n}", sender=f"p{n}@ngo.example.org") for n in range(6)])
    dying = Dies(slots=3)
    with pytest.raises(KeyboardInterrupt):
        deliver_due(stage.delivery(transport=dying))
    stage.deliver()
    stage.clock.move(LEASE)
    stage.deliver()
    assert [m["state"] for m in stage.outbox()] == ["sent"] * 12
    assert len(dying.tried) == 3
    everything = [p.data for p in (*dying.tried, *stage.transport.sent)]
    assert len(everything) == 15
    assert len(set(everything)) == 12


def test_a_result_that_could_not_be_written_down_is_a_repeat_of_the_same_mail(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.arrive(mail())

    def full(*_: object) -> None:
        raise StoreTrouble("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr("mailbot.adapters.store.outbox.Outbox.settle", full)
        with pytest.raises(StoreTrouble):
            stage.deliver()
    stage.clock.move(LEASE)
    assert stage.deliver().sent == 2
    assert len({p.data for p in stage.transport.tried}) == 2
    assert len(stage.transport.tried) == 4


def test_a_servers_yes_counts_though_the_lease_ran_out(stage: Stage) -> None:
    stage.arrive(mail())
    late = stage.clock.now()
    with stage.store.transaction() as tx:
        slow = tx.jobs.claim(Queue.SEND, "slow", late, late + LEASE, 2)
    stage.clock.move(LEASE)
    stage.transport.default = Deferred("451 later")
    stage.deliver()
    with stage.store.transaction() as tx:
        tx.outbox.settle(Settled(slow[0], "sent", "", stage.clock.now(), None))
        tx.outbox.settle(Settled(slow[1], "dead", "550", stage.clock.now(), None))
    assert state_of(stage, 1)[0] == "sent"
    assert state_of(stage, 2) == ("queued", 2, "451 later")
    stage.clock.move(timedelta(days=1))
    stage.transport.default = Sent("250 ok")
    assert stage.deliver().sent == 1


def test_a_dead_mail_is_sent_again_by_hand(stage: Stage) -> None:
    stage.arrive(mail())
    stage.transport.say(AWA, Rejected("550 full"))
    stage.deliver()
    with stage.store.connection() as connection:
        assert retry_outbound(connection, 1, stage.clock.now()) == (Mended.DONE, "dead")
        assert retry_outbound(connection, 2, stage.clock.now()) == (Mended.NOT_NOW, "sent")
        assert retry_outbound(connection, 99, stage.clock.now()) == (Mended.UNKNOWN, "")
    assert stage.deliver().sent == 1
    first, second = [p for p in stage.transport.tried if p.recipient == AWA]
    assert first == second


def test_a_cancelled_mail_never_leaves(stage: Stage) -> None:
    stage.arrive(mail())
    with stage.store.connection() as connection:
        assert cancel_outbound(connection, 1) == (Mended.DONE, "queued")
        assert cancel_outbound(connection, 1) == (Mended.NOT_NOW, "cancelled")
    stage.deliver()
    assert [p.recipient for p in stage.transport.sent] == [LEAD]
    assert state_of(stage, 1)[0] == "cancelled"
    with stage.store.connection() as connection:
        assert retry_outbound(connection, 1, stage.clock.now()) == (Mended.DONE, "cancelled")
    assert stage.deliver().sent == 1


def test_a_mail_cancelled_while_it_is_in_hand_stays_cancelled(stage: Stage) -> None:
    stage.arrive(mail())
    now = stage.clock.now()
    with stage.store.transaction() as tx:
        (held, _) = tx.jobs.claim(Queue.SEND, "slow", now, now + LEASE, 2)
    with stage.store.connection() as connection:
        assert cancel_outbound(connection, 1) == (Mended.DONE, "queued")
    with stage.store.transaction() as tx:
        tx.outbox.settle(Settled(held, "queued", "451", now, now))
    stage.clock.move(LEASE)
    stage.deliver()
    assert state_of(stage, 1)[0] == "cancelled"
    assert stage.transport.to(AWA) == []
