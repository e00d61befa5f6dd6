"""Coming in: every mail is kept once, before its server hears of it."""

from datetime import UTC, datetime, timedelta

import pytest

from mailbot.pipeline.ingest import DISMISSED, LEASE, MANY, TooManyWaiting, keep_mails, leave, poll
from mailbot.ports import StoreTrouble, Unreachable
from tests.fakes import START, FakeMailbox
from tests.mails import mail
from tests.stage import Stage


def test_kept_before_flagged(stage: Stage) -> None:
    committed: list[int] = []
    mailbox = FakeMailbox(batch=2)
    mailbox.watch = lambda uids: committed.append(len([r for r in stage.inbound() if r["uid"] in uids]) - len(uids))
    for n in range(5):
        mailbox.put(mail(subject=f"mail {n}"))
    assert stage.poll(mailbox) == 5
    assert committed == [0, 0, 0]
    assert mailbox.settled == [1, 2, 3, 4, 5]


def test_kept_before_flagged_even_where_the_database_fails(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.mailbox.put(mail())

    def full(*_: object) -> None:
        raise StoreTrouble("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr("mailbot.adapters.store.ledger.Ledger.set_cursor", full)
        with pytest.raises(StoreTrouble):
            stage.poll()
    assert stage.mailbox.settled == []
    assert stage.inbound() == []
    assert stage.poll() == 1


def test_counted_once(stage: Stage) -> None:
    stage.mailbox.put(mail())
    assert [stage.poll(), stage.poll()] == [1, 0]
    stage.process()
    assert [(r["uid"], r["attempts"]) for r in stage.inbound()] == [(1, 1)]
    assert len(stage.told) == 1


def test_counted_once_when_the_line_breaks_after_keeping(stage: Stage) -> None:
    stage.mailbox.put(mail())
    stage.mailbox.fail_settle = True
    with pytest.raises(Unreachable):
        stage.poll()
    assert len(stage.inbound()) == 1
    assert stage.poll() == 0
    assert stage.mailbox.settled == [1]
    assert len(stage.inbound()) == 1


def test_R2_a_line_that_breaks_amid_a_fetch_loses_nothing(stage: Stage) -> None:
    mailbox = FakeMailbox(batch=2)
    for n in range(7):
        mailbox.put(mail(subject=f"mail {n}"))
    mailbox.fail_fetch_after = 5
    with pytest.raises(Unreachable):
        stage.poll(mailbox)
    assert [r["uid"] for r in stage.inbound()] == [1, 2, 3, 4]
    assert stage.poll(mailbox) == 3
    assert [r["uid"] for r in stage.inbound()] == [1, 2, 3, 4, 5, 6, 7]
    assert mailbox.settled == [1, 2, 3, 4, 5, 6, 7]


def test_a_mail_that_could_not_be_fetched_is_asked_for_again(stage: Stage) -> None:
    mailbox = FakeMailbox(batch=1)
    for n in range(3):
        mailbox.put(mail(subject=f"mail {n}"))
    mailbox.vanished = {2}
    assert stage.poll(mailbox) == 2
    mailbox.vanished = set()
    assert stage.poll(mailbox) == 1
    assert sorted(r["uid"] for r in stage.inbound()) == [1, 2, 3]
    assert stage.poll(mailbox) == 0


def test_R2_a_rebuilt_mailbox_is_read_again_without_doubling(stage: Stage) -> None:
    for n in range(3):
        stage.mailbox.put(mail(subject=f"mail {n}"))
    stage.poll()
    stage.process()
    stage.mailbox.rebuild(uidvalidity=7, first_uid=100)
    stage.mailbox.put(mail(subject="the new one"))
    assert stage.poll() == 1
    stage.process()
    assert [(r["uidvalidity"], r["uid"]) for r in stage.inbound()] == [(7, 100), (7, 101), (7, 102), (7, 103)]
    assert len(stage.tickets()) == 4
    assert stage.mailbox.settled == [100, 101, 102, 103]


def test_since_now_keeps_old_mails_without_ticket_or_answer(stage: Stage) -> None:
    stage.since = "now"
    stage.mailbox.put(mail(subject="old"), received_at=START - timedelta(days=400))
    stage.poll()
    stage.clock.move(timedelta(minutes=5))
    stage.arrive(mail(subject="new"))
    old, new = stage.inbound()
    assert (old["state"], old["disposition"], old["reason"]) == ("done", "discarded", DISMISSED)
    assert (new["state"], new["disposition"]) == ("done", "opened")
    assert [t["subject"] for t in stage.tickets()] == ["new"]


def test_since_now_a_mail_of_the_very_second_of_the_start_is_new_unless_it_was_there(stage: Stage) -> None:
    """Servers tell whole seconds only (RFC 3501, 2.3.3)."""
    stage.since = "now"
    stage.clock.move(timedelta(milliseconds=700))
    stage.mailbox.put(mail(subject="there"), received_at=START)
    stage.poll()
    stage.mailbox.put(mail(subject="new"), received_at=START)
    stage.mailbox.put(mail(subject="copied from elsewhere"), received_at=START - timedelta(seconds=1))
    stage.poll()
    stage.process()
    assert [t["subject"] for t in stage.tickets()] == ["new"]


def test_since_a_date(stage: Stage) -> None:
    stage.since = datetime(2026, 1, 1, tzinfo=UTC)
    stage.mailbox.put(mail(subject="before"), received_at=datetime(2025, 12, 31, 23, 59, tzinfo=UTC))
    stage.mailbox.put(mail(subject="after"), received_at=datetime(2026, 1, 1, tzinfo=UTC))
    stage.poll()
    stage.process()
    assert [t["subject"] for t in stage.tickets()] == ["after"]


def test_since_unset_refuses_a_full_mailbox_and_keeps_nothing(stage: Stage) -> None:
    stage.since = None
    raw = mail()
    for _ in range(MANY):
        stage.mailbox.put(raw)
    stage.mailbox.put(raw)
    with pytest.raises(TooManyWaiting, match="MAILBOT_SINCE"):
        stage.poll()
    assert stage.inbound() == []
    assert stage.mailbox.settled == []


def test_since_unset_takes_an_ordinary_mailbox(stage: Stage) -> None:
    stage.since = None
    stage.mailbox.put(mail(), received_at=START - timedelta(days=3))
    assert stage.poll() == 1


def test_one_poller_a_mailbox_at_a_time_with_takeover(stage: Stage) -> None:
    stage.mailbox.put(mail())
    assert poll(stage.intake("first"), stage.mailbox) == 1
    assert poll(stage.intake("second"), stage.mailbox) is None
    stage.clock.move(LEASE + timedelta(seconds=1))
    assert poll(stage.intake("second"), stage.mailbox) == 0
    assert poll(stage.intake("first"), stage.mailbox) is None
    leave(stage.intake("second"), stage.mailbox)
    assert poll(stage.intake("first"), stage.mailbox) == 0


def test_mails_without_a_server_are_kept_once(stage: Stage) -> None:
    raw, other = mail(), mail(subject="other")
    assert keep_mails(stage.intake(), [raw, other, raw]) == 2
    assert keep_mails(stage.intake(), [raw]) == 0
    assert [r["uid"] for r in stage.inbound()] == [None, None]
    assert stage.process().ended == 2


def test_A1_every_mail_comes_back_byte_for_byte(stage: Stage) -> None:
    raws = [b"", b"\x00\xff\x80 not a mail", b"From: a@b.example\n\nbare line feeds\n", mail()]
    for raw in raws:
        stage.mailbox.put(raw)
    stage.poll()
    stage.process()
    assert [stage.listed(lambda listings, row=row: listings.raw(row["id"])) for row in stage.inbound()] == raws
    assert {r["state"] for r in stage.inbound()} <= {"done", "held"}


def test_a_mail_too_large_to_fetch_is_decided_by_its_head(stage: Stage) -> None:
    stage.mailbox.put(mail(), size=99_000_000, partial=True)
    stage.poll()
    stage.process()
    (row,) = stage.inbound()
    assert (row["state"], row["size"], row["partial"]) == ("done", 99_000_000, True)
