"""What fails is counted, set aside and can be tried again; the line moves on."""

from datetime import timedelta
from typing import Any

import pytest

from mailbot.adapters.store.mending import Mended, retry_inbound
from mailbot.core.reading import read
from mailbot.core.writing.retry import MAX_PROCESSING
from mailbot.pipeline import kept_mail
from mailbot.pipeline import process as processing
from mailbot.pipeline.process import LEASE, process_due
from mailbot.ports import Conflict, Queue, StoreTrouble
from mailbot.wiring.stores import take_back
from tests.fakes import START
from tests.mails import mail
from tests.rulebooks import LEAD
from tests.stage import Stage


def poisoned(raw: bytes, **known: str) -> Any:
    """A reader that fails on one mail."""
    if b"poison" in raw:
        raise RuntimeError("a defect of ours")
    return read(raw)


def test_a_mail_that_cannot_be_processed_is_quarantined_and_the_line_moves_on(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_mail, "read", poisoned)
    sick, sound = stage.arrive(mail(subject="poison"), mail(subject="sound"))
    assert (sick["state"], sick["attempts"], sick["disposition"]) == ("quarantined", 3, None)
    assert sick["reason"].startswith("RuntimeError in poisoned")
    assert (sound["state"], sound["disposition"]) == ("done", "opened")
    assert [m for m in stage.owed() if m[0] == "alert"] == [("alert", LEAD)]
    stage.deliver()
    assert any(b"RuntimeError" in data for data in stage.transport.to(LEAD))


def test_a_mail_in_quarantine_is_processed_after_the_fix(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(kept_mail, "read", poisoned)
        (sick,) = stage.arrive(mail(subject="poison"))
    with stage.store.connection() as connection:
        assert retry_inbound(connection, sick["id"], stage.clock.now()) == (Mended.DONE, "quarantined")
    assert stage.process().ended == 1
    (row,) = stage.inbound()
    assert (row["state"], row["disposition"], row["attempts"]) == ("done", "opened", 1)
    assert stage.jobs()[-1].queue == Queue.SEND
    with stage.store.connection() as connection:
        assert retry_inbound(connection, sick["id"], stage.clock.now()) == (Mended.NOT_NOW, "done")
        assert retry_inbound(connection, 4711, stage.clock.now()) == (Mended.UNKNOWN, "")


def test_a_mail_that_fails_again_after_a_retry_is_quarantined_again(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_mail, "read", poisoned)
    (sick,) = stage.arrive(mail(subject="poison"))
    with stage.store.connection() as connection:
        retry_inbound(connection, sick["id"], stage.clock.now())
    stage.process()
    (row,) = stage.inbound()
    assert (row["state"], row["attempts"]) == ("quarantined", 3)


def test_a_held_mail_can_be_decided_again(stage: Stage) -> None:
    stage.trust()
    (held,) = stage.arrive(b"Authentication-Results: mx.desk.example.org; dmarc=fail header.from=ngo.example.org\r\n" + mail())
    assert held["state"] == "held"
    stage.trusted = frozenset()
    with stage.store.connection() as connection:
        assert retry_inbound(connection, held["id"], stage.clock.now()) == (Mended.DONE, "held")
    stage.process()
    (row,) = stage.inbound()
    assert (row["state"], row["disposition"]) == ("done", "opened")


def test_R2_a_failure_of_the_database_is_nobodys_fault(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise StoreTrouble("the disk is full")

    stage.mailbox.put(mail(subject="one"))
    stage.mailbox.put(mail(subject="two"))
    stage.poll()
    with monkeypatch.context() as broken:
        broken.setattr("mailbot.adapters.store.ledger.Ledger.close_inbound", full)
        for _ in range(MAX_PROCESSING + 2):
            with pytest.raises(StoreTrouble):
                process_due(stage.processing())
            stage.clock.move(LEASE)
    assert [(row["state"], row["attempts"]) for row in stage.inbound()] == [("pending", 0)] * 2
    assert stage.process().ended == 2
    assert {row["disposition"] for row in stage.inbound()} == {"opened"}


def test_A2_a_conflict_that_does_not_end_is_counted(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def clash(*_: object) -> None:
        raise Conflict("another worker wrote the same thing first")

    monkeypatch.setattr("mailbot.adapters.store.ledger.Ledger.record_decision", clash)
    stage.arrive(mail())
    (row,) = stage.inbound()
    assert (row["state"], row["attempts"]) == ("quarantined", 3)
    assert "wrote the same thing" in row["reason"] or "Conflict" in row["reason"]
    assert stage.tickets() == []


def test_a_held_mail_that_told_its_sender_can_be_decided_again(stage: Stage) -> None:
    stage.arrive_one(mail())
    (held,) = stage.arrive(mail("An answer", sender=LEAD, subject="[TD-10001]"))
    assert held["state"] == "held"
    for _ in range(2):
        with stage.store.connection() as connection:
            retry_inbound(connection, held["id"], stage.clock.now())
        stage.process()
    assert stage.inbound()[1]["state"] == "held"
    assert stage.owed().count(("confirmation", LEAD)) == 1


def claim(stage: Stage, holder: str, limit: int = 20) -> list[int]:
    now = stage.clock.now()
    with stage.store.transaction() as tx:
        return [job.ref for job in tx.jobs.claim(Queue.PROCESS, holder, now, now + LEASE, limit)]


def test_A2_a_mail_in_hand_when_a_process_died_is_tried_alone(stage: Stage) -> None:
    for n in range(4):
        stage.mailbox.put(mail(subject=f"mail {n}"))
    stage.poll()
    assert claim(stage, "dead", 2) == [1, 2]
    stage.clock.move(LEASE)
    assert process_due(stage.processing()).ended == 1
    assert [(r["id"], r["state"]) for r in stage.inbound() if r["state"] == "done"] == [(1, "done")]
    assert process_due(stage.processing()).ended == 1
    assert process_due(stage.processing()).ended == 2
    assert len(stage.tickets()) == 4


def test_A2_a_mail_that_kills_the_process_each_time_is_set_aside(stage: Stage) -> None:
    stage.mailbox.put(mail(subject="deadly"))
    stage.mailbox.put(mail(subject="sound"))
    stage.poll()
    for holder in ("one", "two", "three"):
        claim(stage, holder, 1)
        stage.clock.move(LEASE)
    done = stage.process()
    assert (done.ended, done.quarantined) == (1, 1)
    deadly, sound = stage.inbound()
    assert (deadly["state"], deadly["reason"]) == ("quarantined", "the process died each time this mail was processed")
    assert sound["state"] == "done"


def test_a_lease_that_ran_out_is_free_again(stage: Stage) -> None:
    stage.mailbox.put(mail())
    stage.poll()
    assert claim(stage, "slow") == [1]
    assert claim(stage, "other") == []
    stage.clock.move(LEASE - timedelta(seconds=1))
    assert claim(stage, "other") == []
    stage.clock.move(timedelta(seconds=1))
    assert claim(stage, "other") == [1]


def test_a_worker_who_lost_his_lease_changes_nothing(stage: Stage) -> None:
    stage.mailbox.put(mail())
    stage.poll()
    now = stage.clock.now()
    with stage.store.transaction() as tx:
        (late,) = tx.jobs.claim(Queue.PROCESS, "late", now, now + LEASE, 1)
        (pending,) = tx.ledger.pending([late.ref], 1)
    stage.clock.move(LEASE)
    assert stage.process().ended == 1
    assert processing._process(stage.processing("late"), late, pending).ended == 0
    assert len(stage.tickets()) == 1
    assert len(stage.owed()) == 2


def test_what_a_dead_process_of_this_machine_had_in_hand_is_taken_back(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.mailbox.put(mail())
    stage.poll()
    assert claim(stage, "gone") == [1]
    monkeypatch.setattr("mailbot.wiring.stores.is_alive", lambda holder: holder != "gone")
    take_back(stage.store)
    assert claim(stage, "next") == [1]
    take_back(stage.store)
    assert claim(stage, "another") == []


def test_a_batch_is_read_within_bounds(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processing, "MOST_BYTES", 1_000)
    for n in range(5):
        stage.mailbox.put(mail("word " * 150, subject=f"mail {n}"), received_at=START)
    stage.poll()
    assert process_due(stage.processing()).ended == 5
