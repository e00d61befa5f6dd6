"""The desk as a whole: once, and until it is told to stop."""

import threading
from dataclasses import replace
from typing import Any

import pytest

from mailbot.adapters.clock import SystemClock
from mailbot.pipeline import loops
from mailbot.pipeline.bell import Bell
from mailbot.pipeline.drain import drain
from mailbot.pipeline.ingest import MANY
from mailbot.pipeline.loops import Patience, run
from mailbot.pipeline.parts import Desk, Signals
from mailbot.pipeline.pulse import Pulse
from mailbot.ports import MailboxState, NoServer, Outcome, OwedMail, Refused, Sent
from tests.fakes import FakeMailbox, SilentSay
from tests.mails import AWA, mail
from tests.pipeline.test_absences import BACK, notice
from tests.rulebooks import LEAD, MALI
from tests.stage import Stage


def desk(stage: Stage, *mailboxes: FakeMailbox, say: SilentSay | None = None, **changes: Any) -> Desk:
    made = Desk(say or SilentSay(), mailboxes or (stage.mailbox,), stage.intake(), stage.processing(), stage.delivery())
    return replace(made, **changes)


def test_once_does_all_that_is_due_and_nothing_a_second_time(stage: Stage) -> None:
    other = FakeMailbox("imap://info@mail.example.org/INBOX", batch=2)
    for n in range(5):
        stage.mailbox.put(mail(subject=f"a {n}", sender=f"a{n}@ngo.example.org"))
        other.put(mail(subject=f"b {n}", sender=f"b{n}@ngo.example.org"))
    report = drain(desk(stage, stage.mailbox, other), stage.store, stage.clock)
    assert (report.kept, report.ended, report.sent, report.dead, report.quarantined) == (10, 10, 20, 0, 0)
    assert (report.unreachable, report.no_server, report.refused, report.usage) == ([], "", [], [])
    assert (stage.mailbox.closed, other.closed, stage.transport.closed) == (1, 1, 1)
    again = drain(desk(stage, stage.mailbox, other), stage.store, stage.clock)
    assert (again.kept, again.ended, again.sent) == (0, 0, 0)
    assert len(stage.outbox()) == 20


def test_once_without_a_mailbox_serves_what_was_ingested(stage: Stage) -> None:
    from mailbot.pipeline.ingest import keep_mails

    keep_mails(stage.intake(), [mail()])
    report = drain(desk(stage, mailboxes=()), stage.store, stage.clock)
    assert (report.ended, report.sent) == (1, 2)


def test_R2_once_with_the_way_out_closed_keeps_all_mails_owed(stage: Stage) -> None:
    stage.mailbox.put(mail())
    stage.transport.default = NoServer("connection refused")
    report = drain(desk(stage), stage.store, stage.clock)
    assert (report.ended, report.sent, report.no_server) == (1, 0, "connection refused")
    assert {m["state"] for m in stage.outbox()} == {"queued"}
    stage.transport.default = Sent("250 ok")
    assert drain(desk(stage), stage.store, stage.clock).sent == 2


def away_since(stage: Stage) -> None:
    """Somebody's absence ends in a moment, and a request waits for him."""
    stage.arrive_one(mail("Who leads the cluster in Mali?"))
    stage.arrive_one(notice(stage.sent_to(MALI)))
    stage.clock.move(BACK - stage.clock.now())


def test_once_does_what_is_due_at_an_hour(stage: Stage) -> None:
    away_since(stage)
    report = drain(desk(stage, ticking=stage.ticking()), stage.store, stage.clock)
    assert report.sent == 2
    assert stage.ticket("TD-10001")["owner"] == MALI


def test_the_clock_does_what_is_due_until_it_is_told_to_stop(stage: Stage) -> None:
    away_since(stage)
    signals = Signals()
    clock = replace(stage.ticking(), complain=signals.end)
    thread = threading.Thread(target=run, args=(Desk(SilentSay(), ticking=clock), signals))
    thread.start()
    while stage.ticket("TD-10001")["owner"] != MALI and not signals.stop.is_set():
        signals.stop.wait(0.02)
    signals.end()
    thread.join()
    assert stage.ticket("TD-10001")["owner"] == MALI
    assert [mail["state"] for mail in stage.outbox()[-2:]] == ["queued", "queued"]


class Refusing(FakeMailbox):
    """A server that does not take the password."""

    def open(self) -> MailboxState:
        raise Refused(f"{self.name}: the password is wrong")


def test_once_names_every_mailbox_that_failed_and_serves_the_others(stage: Stage) -> None:
    gone, refusing, full = FakeMailbox("imap://gone"), Refusing("imap://refusing"), FakeMailbox("imap://full")
    gone.unreachable = True
    raw = mail()
    for _ in range(MANY + 1):
        full.put(raw)
    stage.since = None
    stage.mailbox.put(mail())
    report = drain(desk(stage, gone, refusing, full, stage.mailbox), stage.store, stage.clock)
    assert report.unreachable == ["imap://gone: cannot be reached"]
    assert report.refused == ["imap://refusing: the password is wrong"]
    assert "MAILBOT_SINCE" in report.usage[0]
    assert report.kept == 1
    assert len(stage.tickets()) == 1
    assert [m.closed for m in (gone, refusing, full, stage.mailbox)] == [1, 1, 1, 1]


def test_A2_once_goes_on_behind_a_mail_that_cannot_be_processed(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    from mailbot.core.reading import read

    def poisoned(raw: bytes, **known: str) -> Any:
        if b"poison" in raw:
            raise RecursionError
        return read(raw)

    monkeypatch.setattr("mailbot.pipeline.kept_mail.read", poisoned)
    stage.mailbox.put(mail(subject="poison"))
    stage.mailbox.put(mail(subject="sound"))
    report = drain(desk(stage), stage.store, stage.clock)
    assert (report.kept, report.ended, report.quarantined, report.sent) == (2, 1, 1, 3)


class Running:
    """A desk at work in a thread of its own, with the machine's clock."""

    def __init__(self, stage: Stage, *mailboxes: FakeMailbox) -> None:
        self.sent = threading.Event()
        self.say = SilentSay()
        self.signals = Signals()
        stage.clock = SystemClock()  # type: ignore[assignment]  # loops wait in real time
        whole = desk(stage, *mailboxes, say=self.say)
        assert whole.delivery is not None
        self.desk = replace(whole, delivery=replace(whole.delivery, told=self._told))
        self.raised: list[BaseException] = []
        self.thread = threading.Thread(target=self._run)

    def _told(self, owed: OwedMail, outcome: Outcome) -> None:
        if owed.kind == "route" and isinstance(outcome, Sent):
            self.sent.set()

    def _run(self) -> None:
        try:
            run(self.desk, self.signals)
        except Exception as wrong:  # noqa: BLE001 - looked at by the test
            self.raised.append(wrong)

    def __enter__(self) -> "Running":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.signals.end()
        self.thread.join(30)
        assert not self.thread.is_alive()


def test_a_mail_that_arrives_while_the_desk_runs_is_answered(stage: Stage) -> None:
    with Running(stage) as running:
        stage.mailbox.put(mail())
        assert running.sent.wait(30)
    assert (running.raised, running.signals.fatal) == ([], [])
    assert {m["state"] for m in stage.outbox()} == {"sent"}
    assert stage.mailbox.closed == 1
    assert stage.transport.closed == 1
    with stage.store.transaction() as tx:
        assert tx.jobs.holders() == set()


def test_R2_a_mailbox_that_is_gone_for_a_while_delays_no_other(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loops, "FIRST_WAIT", 0.01)
    gone = FakeMailbox("imap://gone")
    gone.unreachable = True
    with Running(stage, gone, stage.mailbox) as running:
        stage.mailbox.put(mail())
        assert running.sent.wait(30)
        running.sent.clear()
        gone.put(mail(subject="late"))
        gone.unreachable = False
        assert running.sent.wait(30)
    said = [what[:2] for what in running.say.said]
    assert ("trouble", "imap://gone") in said
    assert ("recovered", "imap://gone") in said
    assert len(stage.tickets()) == 2


def test_a_password_that_is_refused_at_the_first_login_ends_the_desk(stage: Stage) -> None:
    running = Running(stage, Refusing("imap://refusing"))
    running.thread.start()
    running.thread.join(30)
    assert running.signals.fatal == ["imap://refusing: the password is wrong"]


class Changing(FakeMailbox):
    """Serves, and refuses to where it is told so: a folder that was renamed, a certificate that changed, a token that ended."""

    refusal = ""

    def _reach(self) -> None:
        if self.refusal:
            raise Refused(self.refusal)
        super()._reach()


def test_R2_a_mailbox_that_refuses_us_later_delays_no_other_and_is_read_when_it_is_mended(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loops, "FIRST_WAIT", 0.01)
    changing = Changing("imap://changing")
    with Running(stage, changing, stage.mailbox) as running:
        changing.put(mail(subject="before"))
        assert running.sent.wait(30)
        running.sent.clear()
        changing.refusal = "imap://changing: its certificate is not to be trusted"
        changing.put(mail(subject="kept by its server"))
        stage.mailbox.put(mail(subject="of another mailbox"))
        assert running.sent.wait(30)
        assert len(stage.tickets()) == 2
        running.sent.clear()
        changing.refusal = ""
        changing.interrupt()
        assert running.sent.wait(30)
    assert running.signals.fatal == []
    assert ("trouble", "imap://changing") in [what[:2] for what in running.say.said]
    assert sorted(ticket["subject"] for ticket in stage.tickets()) == ["before", "kept by its server", "of another mailbox"]


def test_a_full_mailbox_at_the_first_start_ends_the_desk(stage: Stage) -> None:
    stage.since = None
    raw = mail()
    for _ in range(MANY + 1):
        stage.mailbox.put(raw)
    running = Running(stage)
    running.thread.start()
    running.thread.join(30)
    assert "MAILBOT_SINCE" in running.signals.fatal[0]
    assert stage.inbound() == []


def test_a_defect_of_ours_ends_all_loops_and_is_raised(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def defect(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(loops, "process_due", defect)
    running = Running(stage)
    running.thread.start()
    running.thread.join(30)
    assert [type(wrong) for wrong in running.raised] == [ZeroDivisionError]


def test_patience_grows_and_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    say = SilentSay()
    patience = Patience(say, "imap://x", Pulse())
    patience.worked()
    waits = [patience.failed("no") for _ in range(20)]
    assert 1.5 <= waits[0] <= 2.5
    assert max(waits) <= loops.LONGEST_WAIT * 1.25
    assert waits[-1] >= loops.LONGEST_WAIT * 0.75
    patience.worked()
    assert [what[0] for what in say.said] == ["trouble"] * 20 + ["recovered"]


def test_a_bell_that_rang_before_the_wait_is_heard() -> None:
    bell = Bell()
    bell.ring()
    bell.wait(60)
    waited = threading.Event()
    thread = threading.Thread(target=lambda: (bell.wait(60), waited.set()))
    thread.start()
    assert not waited.is_set()
    bell.ring()
    thread.join(30)
    assert waited.is_set()


def test_what_is_owed_to_whom(stage: Stage) -> None:
    stage.arrive_one(mail())
    assert stage.owed() == [("ack", AWA), ("route", LEAD)]


class Defective(FakeMailbox):
    """A mailbox whose adapter has a defect."""

    def open(self) -> MailboxState:
        raise ZeroDivisionError("a defect of ours")


def test_once_never_reports_a_mailbox_as_drained_that_was_not(stage: Stage) -> None:
    stage.mailbox.put(mail())
    with pytest.raises(ZeroDivisionError, match="a defect of ours"):
        drain(desk(stage, stage.mailbox, Defective("imap://info@mail.example.org/INBOX")), stage.store, stage.clock)
    assert {m["state"] for m in stage.outbox()} == {"sent"}  # the other mailbox was served all the same
