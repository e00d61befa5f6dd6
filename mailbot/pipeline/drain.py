"""Does once whatever is to be done now: drains every mailbox, processes and sends what is due, and returns."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from mailbot.pipeline.deliver import deliver_due
from mailbot.pipeline.housekeeping import keep_house
from mailbot.pipeline.ingest import Intake, TooManyWaiting, leave, poll
from mailbot.pipeline.loops import READING_GRACE
from mailbot.pipeline.parts import Desk
from mailbot.pipeline.process import process_due
from mailbot.pipeline.tick import tick_due
from mailbot.ports import Clock, Mailbox, Queue, Refused, Store, StoreTrouble, Unreachable

PATIENCE = timedelta(seconds=30)
"""How long to wait for what another process has in hand."""


@dataclass(slots=True)
class Report:
    """What happened: counts, and a line for everything that could not be reached, was refused, or was not asked for rightly."""

    batches: list[int] = field(default_factory=list)
    ended: int = 0
    quarantined: int = 0
    sent: int = 0
    dead: int = 0
    unreachable: list[str] = field(default_factory=list)
    no_server: str = ""
    refused: list[str] = field(default_factory=list)
    usage: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)
    crashed: list[Exception] = field(default_factory=list)
    unfetched: list[str] = field(default_factory=list)

    @property
    def kept(self) -> int:
        """How many mails were new."""
        return sum(self.batches)


def drain(desk: Desk, store: Store, clock: Clock, stop: threading.Event | None = None) -> Report:
    """Do all that is due, or what is in hand when `stop` is set.

    Mailboxes are read side by side, while this thread processes and sends. Raises StoreTrouble, and at the end whatever a
    defect of ours raised while a mailbox was read: a mailbox that was not drained is never reported as drained.
    """
    report = Report(stop=stop or threading.Event())
    threads = [
        threading.Thread(target=_drain_mailbox, args=(desk, clock, mailbox, report), name=mailbox.name, daemon=True)
        for mailbox in desk.mailboxes
    ]
    for thread in threads:
        thread.start()
    try:
        while any(thread.is_alive() for thread in threads) and not report.stop.is_set():
            if not _work(desk, report, mails_read=False):
                clock.sleep(0.02)
    finally:
        for thread in threads:
            thread.join(READING_GRACE if report.stop.is_set() else None)
    give_up = clock.now() + PATIENCE
    while not report.stop.is_set():
        if not _work(desk, report) and (clock.now() >= give_up or not _more_to_come(desk, report, store, clock)):
            break
    if desk.delivery is not None:
        desk.delivery.transport.close()
    if report.crashed:
        raise report.crashed[0]
    return report


def _drain_mailbox(desk: Desk, clock: Clock, mailbox: Mailbox, report: Report) -> None:
    """Read one mailbox until nothing in it is new; only the lists of `report` are touched by more than one thread."""
    if desk.intake is None:
        return
    try:
        for kept in _read_all(desk.intake, clock, mailbox, report.stop):
            report.batches.append(kept)
            desk.say.kept(mailbox.name, kept)
        report.unfetched += [f"{mailbox.name}: UID {uid} cannot be fetched: {why}" for uid, why in mailbox.unfetched.items()]
    except (Unreachable, StoreTrouble) as wrong:
        report.unreachable.append(str(wrong))
    except Refused as wrong:
        report.refused.append(str(wrong))
    except TooManyWaiting as wrong:
        report.usage.append(str(wrong))
    except Exception as wrong:  # noqa: BLE001 - handed to the draining thread, which raises it
        report.crashed.append(wrong)
    finally:
        mailbox.close()


def _read_all(intake: Intake, clock: Clock, mailbox: Mailbox, stop: threading.Event) -> Iterator[int]:
    """Poll until nothing is new; how many mails each poll kept."""
    give_up = clock.now() + PATIENCE
    try:
        while not stop.is_set():
            kept = poll(intake, mailbox)
            if kept is None and clock.now() < give_up:  # another process reads it just now
                clock.sleep(0.2)
            elif not kept:
                return
            else:
                yield kept
    finally:
        leave(intake, mailbox)


def _work(desk: Desk, report: Report, *, mails_read: bool = True) -> bool:
    """Process, tick and send what is due; whether anything was. `mails_read`: nothing new lies in the mailboxes."""
    busy = False
    if desk.processing is not None:
        done = process_due(desk.processing, go_on=lambda: not report.stop.is_set())
        report.ended += done.ended
        report.quarantined += done.quarantined
        busy = bool(done.ended or done.quarantined)
    if desk.ticking is not None and not busy:
        busy = bool(tick_due(desk.ticking, mails_read=mails_read))
        busy = keep_house(desk.ticking) or busy
    if desk.delivery is not None and not report.no_server:
        left = deliver_due(desk.delivery, go_on=lambda: not report.stop.is_set())
        report.sent += left.sent
        report.dead += left.dead
        report.no_server = left.no_server
        busy = busy or bool(left.sent or left.dead)
    return busy


def _more_to_come(desk: Desk, report: Report, store: Store, clock: Clock) -> bool:
    """Wait a moment where another process has work in hand or something is due at once; whether to look again."""
    queues = [Queue.PROCESS] if desk.processing is not None else []
    if desk.ticking is not None:
        queues += [Queue.CLOCK, Queue.COUNTDOWN, Queue.OVERVIEW]
    if desk.delivery is not None and not report.no_server:
        queues.append(Queue.SEND)
    with store.transaction() as tx:
        in_hand = sum(tx.jobs.in_hand(queue) for queue in queues)
        due = [tx.jobs.next_due(queue) for queue in queues]
    soon = clock.now() + timedelta(seconds=0.2)
    if not in_hand and not any(at is not None and at <= soon for at in due):
        return False
    clock.sleep(0.05)
    return True
