"""Much waits: neither what came last nor what came first has to wait, and what is critical is found wherever it lies."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from mailbot.pipeline import ingest
from mailbot.pipeline.ingest import LEASE, poll
from mailbot.pipeline.process import process_due
from mailbot.pipeline.rulebooks import RulebookInForce
from mailbot.pipeline.triage import MOST_BYTES, Triage
from mailbot.ports import Cursor, FetchedMail, KeptMail, Queue, Unreachable
from tests.fakes import START, FakeMailbox
from tests.mails import mail
from tests.stage import Stage

CRITICAL = "A boy was shot, right now."
"""What the rules of the tests call critical."""


@pytest.fixture(autouse=True)
def small_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest, "ROUND", 20)
    monkeypatch.setattr(ingest, "NEWEST", 5)
    monkeypatch.setattr(ingest, "FLOOD", 10)


def filled(count: int, **critical: int) -> FakeMailbox:
    """A mailbox with so many mails, those with these UIDs critical."""
    mailbox = FakeMailbox(batch=4)
    for uid in range(1, count + 1):
        text = CRITICAL if uid in critical.values() else "Who leads the cluster?"
        mailbox.put(mail(text, sender=f"p{uid}@ngo{uid}.example.org", subject=f"mail {uid}"))
    return mailbox


def kept(stage: Stage) -> list[int]:
    return [row["uid"] for row in stage.inbound()]


def cursor(stage: Stage, mailbox: FakeMailbox) -> Cursor:
    with stage.store.transaction() as tx:
        found = tx.ledger.cursor(mailbox.name)
    assert found is not None
    return found


def test_R1_a_full_mailbox_is_read_from_both_ends_and_looked_into_between(stage: Stage) -> None:
    mailbox = filled(50)
    assert stage.poll(mailbox) == 20
    assert kept(stage) == [*range(46, 51), *range(1, 16)]
    assert (cursor(stage, mailbox).last_uid, cursor(stage, mailbox).settled_uid) == (15, 15)
    mailbox.put(mail(subject="just now"))
    assert stage.poll(mailbox) == 20
    assert kept(stage)[20:] == [42, 43, 44, 45, 51, *range(16, 31)]
    assert stage.poll(mailbox) == 11
    assert stage.poll(mailbox) == 0
    assert sorted(kept(stage)) == [*range(1, 52)]
    assert cursor(stage, mailbox) == Cursor(1, 51, 51)
    assert sorted(mailbox.settled) == [*range(1, 52)]
    assert sorted(mailbox.fetched) == [*range(1, 52)]


@pytest.mark.parametrize("broken_at", range(0, 31, 5))
def test_R2_a_line_that_breaks_in_a_flood_loses_nothing_and_settles_all(stage: Stage, broken_at: int) -> None:
    mailbox = filled(30)
    mailbox.fail_fetch_after = broken_at
    mailbox.fail_settle = True
    for _ in range(6):
        try:
            stage.poll(mailbox)
        except Unreachable:
            assert len(mailbox.settled) <= len(kept(stage)) <= 30
    assert sorted(kept(stage)) == [*range(1, 31)]
    assert sorted(mailbox.settled) == [*range(1, 31)]
    assert cursor(stage, mailbox) == Cursor(1, 30, 30)


def test_the_cursor_never_passes_a_mail_that_could_not_be_fetched_in_a_flood(stage: Stage) -> None:
    mailbox = filled(50)
    mailbox.vanished = {3, 48}
    while stage.poll(mailbox):
        assert cursor(stage, mailbox).last_uid <= 2
    mailbox.vanished = set()
    assert stage.poll(mailbox) == 2
    assert sorted(kept(stage)) == [*range(1, 51)]
    assert cursor(stage, mailbox) == Cursor(1, 50, 50)


def test_what_is_gone_from_the_server_holds_the_cursor_up_for_one_look_alone(stage: Stage) -> None:
    mailbox = filled(50)
    mailbox.vanished = {3}
    while stage.poll(mailbox):
        pass
    del mailbox.mails[3]
    assert stage.poll(mailbox) == 0
    assert cursor(stage, mailbox) == Cursor(1, 50, 50)


def test_since_a_moment_the_first_reading_is_one(stage: Stage) -> None:
    """Or a mail of the very second of the start would be old in one round and new in the next."""
    stage.since = "now"
    stage.clock.move(timedelta(milliseconds=500))
    mailbox = filled(50)
    assert stage.poll(mailbox) == 50
    assert {row["disposition"] for row in stage.inbound()} == {"discarded"}


def test_a_poller_that_was_away_for_too_long_keeps_and_settles_nothing_more(stage: Stage) -> None:
    """As a machine that sleeps: another one reads the mailbox when it wakes up."""
    mailbox, taken = filled(12), FakeMailbox()
    taken.mails = mailbox.mails

    def sleep(uids: Sequence[int]) -> None:
        mailbox.watch = lambda _: None
        stage.clock.move(LEASE)
        assert poll(stage.intake("another machine"), taken) == 8

    mailbox.watch = sleep
    assert stage.poll(mailbox) == 4
    assert mailbox.settled == [1, 2, 3, 4]
    assert taken.settled == [*range(1, 13)]
    assert (kept(stage), cursor(stage, mailbox)) == ([*range(1, 13)], Cursor(1, 12, 12))
    assert stage.poll(mailbox) is None


def with_triage(stage: Stage) -> ingest.Intake:
    return replace(stage.intake(), triage=Triage(stage.store, stage.clock, RulebookInForce()).find_urgent)


@pytest.mark.parametrize("uid", [25, 50])
def test_what_is_critical_is_processed_and_acknowledged_first_wherever_it_lies(stage: Stage, uid: int) -> None:
    mailbox = filled(50, it=uid)
    while poll(with_triage(stage), mailbox):
        pass
    process_due(stage.processing())
    assert uid in [row["uid"] for row in stage.inbound() if row["state"] == "done"]
    stage.deliver()
    assert stage.transport.sent[0].recipient == f"p{uid}@ngo{uid}.example.org"


def test_one_critical_mail_that_arrives_alone_while_the_ledger_is_full_is_found_too(stage: Stage) -> None:
    mailbox = filled(40)
    while poll(with_triage(stage), mailbox):
        pass
    other = FakeMailbox("imap://other@mail.example.org/INBOX")
    for text in ("Who leads the cluster?", CRITICAL):
        other.put(mail(text, sender=f"{len(text)}@x.example.org", subject=text))
    poll(with_triage(stage), other)
    with stage.store.transaction() as tx:
        (job,) = tx.jobs.claim(Queue.PROCESS, "me", stage.clock.now(), stage.clock.now() + LEASE, 1)
        (pending,) = tx.ledger.pending([job.ref], 10**6)
    assert CRITICAL.encode() in pending.raw


def test_a_mail_too_large_to_be_read_twice_and_one_without_a_ticket_to_come_are_passed_over(stage: Stage) -> None:
    large = mail(CRITICAL + "\n" + "x " * (MOST_BYTES // 2))
    mails = [
        KeptMail(1, large, "a", START, len(large)),
        KeptMail(2, mail(CRITICAL), "b", START, 9, dismissed="old"),
        KeptMail(3, mail(CRITICAL), "c", START, 9),
        KeptMail(4, mail("Hello"), "d", START, 9),
    ]
    triage = Triage(stage.store, stage.clock, RulebookInForce())
    assert triage.find_urgent("m", mails) == [3]


def test_F1_without_rules_in_force_mails_are_kept_all_the_same(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mailbot.adapters.store.revisions.Revisions.active_revision", lambda _: None)
    assert poll(with_triage(stage), filled(15)) == 15


def test_while_little_waits_nothing_is_read_twice(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    intake = replace(stage.intake(), triage=lambda _, mails: asked.extend(one.uid or 0 for one in mails) or ())
    mailbox = filled(10)
    poll(intake, mailbox)
    stage.process()
    mailbox.mails[11] = FetchedMail(11, mail(CRITICAL), START, 9, partial=False)
    poll(intake, mailbox)
    assert asked == []
