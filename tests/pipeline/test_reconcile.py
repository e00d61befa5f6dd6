"""Invariant 5, nothing vanishes: whatever is missing between a mailbox, the ledger and the work is found, and nothing else."""

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest
from sqlalchemy import Connection, delete, insert, update

from mailbot.adapters.store.audit import Audit
from mailbot.adapters.store.tables import countdown, cursor, decision, inbound, job, outbound, ticket
from mailbot.pipeline.ingest import poll
from mailbot.pipeline.reconcile import DATABASE, Reconciled, reconcile
from mailbot.ports.auditing import LooseEnd
from tests.fakes import START, FakeMailbox
from tests.mails import mail
from tests.stage import Stage


def look(stage: Stage, *mailboxes: FakeMailbox, mend: bool = False, moves: bool = False) -> Reconciled:
    return reconcile(stage.intake(), stage.identity, mailboxes or (stage.mailbox,), moves=moves, mend=mend)


def gaps(found: Reconciled) -> list[tuple[str, int, tuple[int, ...]]]:
    return [(gap.kind, gap.count, gap.numbers) for gap in found.gaps]


def several(stage: Stage, count: int) -> None:
    stage.arrive(*(mail(f"We need signs, {n}", sender=f"p{n}@ngo.example.org", message_id=f"<m{n}@x>") for n in range(count)))


def test_invariant_5_a_desk_at_work_has_no_gap(stage: Stage) -> None:
    several(stage, 4)
    assert gaps(look(stage)) == []
    stage.deliver()
    stage.mailbox.put(mail("just now"), received_at=stage.clock.now())
    found = look(stage)
    (compared,) = found.mailboxes
    assert gaps(found) == []
    assert (compared.on_server, compared.kept, compared.not_read_yet, compared.gone) == (5, 4, 1, 0)


def test_what_was_kept_and_left_the_server_is_no_gap(stage: Stage) -> None:
    several(stage, 3)
    del stage.mailbox.mails[1], stage.mailbox.mails[3]
    found = look(stage)
    assert gaps(found) == []
    assert (found.mailboxes[0].kept, found.mailboxes[0].gone) == (1, 2)


def test_a_mail_that_was_passed_over_is_named_and_can_be_read(stage: Stage) -> None:
    several(stage, 4)
    stage.mailbox.put(mail("never kept", message_id="<lost@x>"), received_at=stage.clock.now())
    with stage.store.connection() as connection:
        connection.execute(update(cursor).values(last_uid=5, settled_uid=5))
    stage.poll()
    assert gaps(look(stage)) == [("never_kept", 1, (5,))]
    found = look(stage, mend=True)
    assert (found.mended, gaps(found)) == (1, [])
    assert stage.process().ended == 1
    assert 5 in stage.mailbox.settled


def test_a_mailbox_that_somebody_has_in_hand_is_not_mended(stage: Stage) -> None:
    several(stage, 1)
    stage.mailbox.put(mail("never kept"), received_at=stage.clock.now())
    with stage.store.connection() as connection:
        connection.execute(update(cursor).values(last_uid=2, settled_uid=2))
    assert poll(stage.intake("another"), stage.mailbox) is None
    stage.clock.sleep(600)
    assert poll(stage.intake("another"), stage.mailbox) == 0
    found = look(stage, mend=True)
    assert (found.mended, gaps(found)) == (0, [("never_kept", 1, (2,))])


def test_what_nobody_has_read_for_long_is_a_gap(stage: Stage) -> None:
    several(stage, 1)
    stage.mailbox.put(mail("waits"), received_at=stage.clock.now())
    stage.clock.sleep(599)
    assert gaps(look(stage)) == []
    stage.clock.sleep(2)
    assert gaps(look(stage)) == [("not_read", 1, (2,))]
    stage.poll()
    assert gaps(look(stage)) == []


def test_a_mailbox_that_was_never_read_waits_whole(stage: Stage) -> None:
    stage.mailbox.put(mail("waits"), received_at=stage.clock.now())
    assert (gaps(look(stage)), look(stage).mailboxes[0].not_read_yet) == ([], 1)


def test_new_numbers_are_told_until_they_are_read(stage: Stage) -> None:
    several(stage, 2)
    stage.mailbox.rebuild(uidvalidity=7, first_uid=11)
    assert gaps(look(stage)) == [("uidvalidity_changed", 2, ())]
    stage.poll()
    assert gaps(look(stage)) == []


def test_a_large_mail_of_which_the_head_is_kept_is_missed_once_it_is_gone(stage: Stage) -> None:
    stage.mailbox.put(mail("large"), received_at=stage.clock.now(), size=90 << 20, partial=True)
    stage.poll()
    stage.process()
    assert gaps(look(stage)) == []
    stage.mailbox.mails.clear()
    assert gaps(look(stage)) == [("only_head_kept", 1, (1,))]
    assert gaps(look(stage, moves=True)) == []


def test_a_server_that_is_away_hides_no_other(stage: Stage) -> None:
    away, other = FakeMailbox(name="imap://away@mail.example.org/INBOX"), FakeMailbox(name="imap://b@mail.example.org/INBOX")
    away.unreachable = True
    found = look(stage, away, other)
    assert len(found.unreachable) == 1
    assert [one.mailbox for one in found.mailboxes] == [other.name]


def test_a_long_ledger_is_compared_page_by_page(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mailbot.pipeline.reconcile.PAGE", 2)
    several(stage, 7)
    del stage.mailbox.mails[4]
    with stage.store.connection() as connection:
        connection.execute(delete(job))
        connection.execute(delete(decision).where(decision.c.inbound.in_((2, 7))))
        connection.execute(update(inbound).where(inbound.c.id.in_((2, 7))).values(uid=None))
    found = look(stage)
    assert ("never_kept", 2, (2, 7)) in gaps(found)
    assert (found.mailboxes[0].kept, found.mailboxes[0].gone) == (4, 1)


Plant = Callable[[Connection], object]
A_JOB = {"state": "ready", "run_at": START, "holder": "", "attempts": 0}
PLANTED: Mapping[LooseEnd, Plant] = {
    LooseEnd.NO_STATE: lambda c: c.execute(update(inbound).where(inbound.c.id == 1).values(state="lost")),
    LooseEnd.PENDING_WITHOUT_JOB: lambda c: c.execute(update(inbound).where(inbound.c.id == 1).values(state="pending")),
    LooseEnd.ENDED_WITH_JOB: lambda c: c.execute(insert(job).values(queue="process", ref=1, key="process:1", **A_JOB)),
    LooseEnd.DONE_WITHOUT_DECISION: lambda c: c.execute(delete(decision).where(decision.c.inbound == 1)),
    LooseEnd.DONE_WITHOUT_TICKET: lambda c: c.execute(update(inbound).where(inbound.c.id == 1).values(ticket=None)),
    LooseEnd.OWED_WITHOUT_JOB: lambda c: c.execute(delete(job).where(job.c.key == "send:1")),
    LooseEnd.GATHERED_WITHOUT_DIGEST: lambda c: c.execute(update(outbound).where(outbound.c.id == 1).values(digest=99)),
    LooseEnd.JOB_WITHOUT_MAIL: lambda c: c.execute(insert(job).values(queue="process", ref=99, key="p", **A_JOB)),
    LooseEnd.JOB_WITHOUT_OWED: lambda c: c.execute(insert(job).values(queue="send", ref=99, key="s", **A_JOB)),
    LooseEnd.JOB_WITHOUT_COUNTDOWN: lambda c: c.execute(insert(job).values(queue="countdown", ref=99, key="c", **A_JOB)),
    LooseEnd.TICKET_WITHOUT_OWNER: lambda c: c.execute(update(ticket).values(owner="")),
    LooseEnd.TICKET_WITHOUT_COUNTDOWN: lambda c: (
        c.execute(delete(countdown)),
        c.execute(delete(job).where(job.c.queue == "countdown")),
    ),
    LooseEnd.COUNTDOWN_WITHOUT_JOB: lambda c: c.execute(delete(job).where(job.c.queue == "countdown")),
}


def test_invariant_5_each_loose_end_is_found_and_no_other(stage: Stage) -> None:
    several(stage, 1)
    assert sorted(PLANTED) == sorted(LooseEnd)
    with stage.store.connection() as connection:
        for planted, plant in PLANTED.items():
            with connection.begin_nested() as undo:
                plant(connection)
                found = {kind for kind in LooseEnd if Audit(connection).loose(kind, 5).total}
                undo.rollback()
            assert found == {planted}
        assert {kind for kind in LooseEnd if Audit(connection).loose(kind, 5).total} == set()


def test_invariant_7_an_owner_whom_the_desk_file_does_not_have_is_told(stage: Stage) -> None:
    several(stage, 1)
    with stage.store.connection() as connection:
        connection.execute(update(ticket).values(owner="gone@desk.example.org"))
    (gap,) = look(stage).gaps
    assert (gap.where, gap.kind, gap.about) == (DATABASE, "owner_unknown", ("gone@desk.example.org",))


def test_rows_without_their_job_are_given_one(stage: Stage) -> None:
    several(stage, 2)
    stage.mailbox.put(mail("third", sender="c@ngo.example.org", message_id="<third@x>"), received_at=stage.clock.now())
    stage.poll()
    with stage.store.connection() as connection:
        connection.execute(delete(job))
    assert {gap.kind for gap in look(stage).gaps} == {"pending_without_job", "owed_without_job", "countdown_without_job"}
    found = look(stage, mend=True)
    assert gaps(found) == []
    assert found.mended == 1 + len(stage.outbox()) + 2
    assert stage.process().ended == 1
    assert stage.deliver().sent == len(stage.outbox())


def test_what_was_erased_is_no_gap(stage: Stage) -> None:
    from mailbot.pipeline.forget import Forgetting, Order, forget_person
    from mailbot.pipeline.rulebooks import RulebookInForce

    several(stage, 2)
    stage.deliver()
    work = Forgetting(stage.store, stage.clock, "tests", stage.identity, stage.keys, RulebookInForce(), "tester")
    stage.clock.sleep(timedelta(hours=1).total_seconds())
    forget_person(work, "p1@ngo.example.org", Order())
    assert gaps(look(stage)) == []
