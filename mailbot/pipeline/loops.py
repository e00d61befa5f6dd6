"""The desk at work: a loop a mailbox, one that processes, one that sends, and the clock; each in a thread, until told to stop.

A loop does not end because a server is gone: it says so, waits longer each time, and goes on. What waiting cannot mend (a
password that is refused at the first login) ends the whole desk with a line that says so.
"""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import replace

from mailbot.pipeline.alerting import leave as leave_watch
from mailbot.pipeline.alerting import look
from mailbot.pipeline.deliver import deliver_due
from mailbot.pipeline.handing_over import give_all_back
from mailbot.pipeline.housekeeping import keep_house
from mailbot.pipeline.ingest import Intake, TooManyWaiting, leave, poll
from mailbot.pipeline.parts import Desk, Say, Signals
from mailbot.pipeline.process import process_due
from mailbot.pipeline.pulse import Pulse
from mailbot.pipeline.tick import tick_due
from mailbot.ports import Mailbox, Refused, StoreTrouble, Unreachable

IDLE_SECONDS = 60.0
SLOW_POLL = 5.0
"""Seconds between two looks at a queue that nobody rings for: what was put off is due, a lease is over, news was lost."""

WATCH = 15.0
"""Seconds between two looks at how the desk is."""

TICK = 5.0
"""Seconds between two looks at what is due at an hour."""

ANOTHERS_MAILBOX = 5.0
GRACE = 7.0
"""Seconds in which a stopped desk may finish the mails that it has in hand."""

READING_GRACE = 2.0
"""Seconds in which a poller may finish: what it was just told by a server will be told again."""

HANDING_OVER = 2.0
"""Seconds in which what is left in hand may be given back."""

LISTENING = 1.0
"""Seconds after which the main thread looks up. A signal may reach another thread, which does not wake this one, and Python
handles signals in this one alone (Python's documentation, "signal", execution of signal handlers).
"""

FIRST_WAIT = 2.0
LONGEST_WAIT = 300.0


READING = "poll"


class Patience:
    """How long to wait after each failure in a row: doubling, spread by a quarter, and never silent about the first."""

    def __init__(self, say: Say, where: str, pulse: Pulse) -> None:
        self._say, self._where, self._pulse, self._failures = say, where, pulse, 0
        pulse.begin(where)

    def failed(self, problem: str) -> float:
        """Count a failure; seconds to wait."""
        seconds: float = min(FIRST_WAIT * 2.0**self._failures, LONGEST_WAIT) * (0.75 + random.random() / 2)  # noqa: S311 - spread, no secret
        self._failures += 1
        self._pulse.failed(self._where, seconds)
        self._say.trouble(self._where, problem, seconds)
        return seconds

    def worked(self) -> None:
        """Count a success."""
        self._pulse.worked(self._where)
        if self._failures:
            self._say.recovered(self._where)
        self._failures = 0


def run(desk: Desk, signals: Signals) -> None:
    """Work until `signals.end` is called, here or in another thread; then finish what is in hand, within GRACE, and return.

    A loop that dies of a defect ends the others and its exception is raised here: a process manager starts us again, and
    the store knows what is to be done.
    """
    loops: list[tuple[str, Callable[[], None]]] = [
        (f"{READING} {mailbox.name}", lambda mailbox=mailbox: poll_loop(desk, signals, mailbox))  # type: ignore[misc]  # a bound default
        for mailbox in desk.mailboxes
    ]
    if desk.processing is not None:
        loops.append(("process", lambda: process_loop(desk, signals)))
    if desk.delivery is not None:
        loops.append(("send", lambda: send_loop(desk, signals)))
    if desk.ticking is not None:
        loops.append(("clock", lambda: clock_loop(desk, signals)))
    if desk.news is not None:
        loops.append(("news", lambda: news_loop(desk, signals)))
    if desk.watching is not None:
        loops.append(("watch", lambda: watch_loop(desk, signals)))
    # Daemons: a server that does not answer may not keep a stopped process; the store rolls back what is cut off.
    threads = [threading.Thread(target=_guarded, args=(loop, signals), name=name, daemon=True) for name, loop in loops]
    for thread in threads:
        thread.start()
    while not signals.stop.wait(LISTENING):
        continue
    _interrupt(desk)
    stopped = time.monotonic()
    for thread in threads:
        grace = READING_GRACE if thread.name.startswith(READING) else GRACE
        thread.join(max(0.0, stopped + grace - time.monotonic()))
        if thread.is_alive():
            desk.say.trouble(thread.name, "did not end in time; what it had in hand is taken up by others", 0)
    if any(thread.is_alive() for thread in threads):
        give_all_back(desk, HANDING_OVER)
    if signals.crashed:
        raise signals.crashed[0]


def _interrupt(desk: Desk) -> None:
    """Let nobody wait for a server any longer than he must."""
    for mailbox in desk.mailboxes:
        mailbox.interrupt()
    if desk.delivery is not None:
        desk.delivery.transport.hurry(GRACE - 1)
    if desk.watching is not None and desk.watching.hook is not None:
        desk.watching.hook.hurry()


def _guarded(loop: Callable[[], None], signals: Signals) -> None:
    try:
        loop()
    except BaseException as wrong:  # noqa: BLE001 - handed to the main thread, which raises it
        signals.crashed.append(wrong)
        signals.end()


def poll_loop(desk: Desk, signals: Signals, mailbox: Mailbox) -> None:
    """Read one mailbox again and again."""
    if desk.intake is None:
        return
    intake = replace(desk.intake, beat=signals.pulse.turned)
    patience = Patience(desk.say, mailbox.name, signals.pulse)
    served = False
    told: set[tuple[int, str]] = set()
    while not signals.stop.is_set():
        try:
            kept = poll(intake, mailbox)
            patience.worked()
            served = True
            for uid, why in mailbox.unfetched.items() - told:
                told.add((uid, why))
                desk.say.trouble(mailbox.name, f"UID {uid} cannot be fetched: {why}", IDLE_SECONDS)
            if not kept:
                signals.looked_into.add(mailbox.name)
            if kept:
                desk.say.kept(mailbox.name, kept)
                signals.to_process.ring()
            elif kept is None:
                signals.stop.wait(ANOTHERS_MAILBOX)
            else:
                mailbox.wait(IDLE_SECONDS)
        except (Unreachable, StoreTrouble) as wrong:
            signals.looked_into.add(mailbox.name)
            signals.stop.wait(patience.failed(str(wrong)))
        except Refused as wrong:
            if not served:
                signals.end(str(wrong))
            signals.stop.wait(patience.failed(str(wrong)))
        except TooManyWaiting as wrong:
            signals.end(str(wrong))
    _let_go(intake, mailbox)


def _let_go(intake: Intake, mailbox: Mailbox) -> None:
    mailbox.close()
    try:
        leave(intake, mailbox)
    except StoreTrouble:
        return  # the lease ends by itself


def news_loop(desk: Desk, signals: Signals) -> None:
    """Ring for work that other processes brought."""
    if desk.news is None:
        return
    patience = Patience(desk.say, "news", signals.pulse)
    while not signals.stop.is_set():
        try:
            desk.news.listen(signals.ring, patience.worked, signals.stop)
        except StoreTrouble as wrong:
            signals.stop.wait(patience.failed(str(wrong)))


def process_loop(desk: Desk, signals: Signals) -> None:
    """Decide whatever is kept."""
    if desk.processing is None:
        return
    patience = Patience(desk.say, "process", signals.pulse)
    while not signals.stop.is_set():
        try:
            done = process_due(desk.processing, go_on=lambda: not signals.stop.is_set())
        except StoreTrouble as wrong:
            signals.stop.wait(patience.failed(str(wrong)))
            continue
        patience.worked()
        if done.ended or done.quarantined:
            signals.to_send.ring()
        else:
            signals.to_process.wait(SLOW_POLL)


def clock_loop(desk: Desk, signals: Signals) -> None:
    """Do what is due at an hour. What is due with a ticket waits until each mailbox was looked into: an answer may lie there."""
    if desk.ticking is None:
        return
    mailboxes = {mailbox.name for mailbox in desk.mailboxes}
    patience = Patience(desk.say, "clock", signals.pulse)
    while not signals.stop.is_set():
        try:
            done = tick_due(desk.ticking, mails_read=mailboxes <= signals.looked_into)
            done = keep_house(desk.ticking) or bool(done)
        except StoreTrouble as wrong:
            signals.stop.wait(patience.failed(str(wrong)))
            continue
        patience.worked()
        if done:
            signals.to_send.ring()
        signals.stop.wait(TICK)


def send_loop(desk: Desk, signals: Signals) -> None:
    """Send whatever is owed."""
    if desk.delivery is None:
        return
    patience = Patience(desk.say, "send", signals.pulse)
    while not signals.stop.is_set():
        try:
            left = deliver_due(desk.delivery, go_on=lambda: _goes_on(signals))
        except StoreTrouble as wrong:
            signals.stop.wait(patience.failed(str(wrong)))
            continue
        if left.no_server:
            signals.stop.wait(patience.failed(left.no_server))
            continue
        patience.worked()
        signals.to_send.wait(SLOW_POLL)
    desk.delivery.transport.close()


def _goes_on(signals: Signals) -> bool:
    """Whether to send more; a long turn says that it is one."""
    signals.pulse.turned("send")
    return not signals.stop.is_set()


def watch_loop(desk: Desk, signals: Signals) -> None:
    """See how the desk is, and tell whoever looks after it."""
    if desk.watching is None:
        return
    signals.pulse.begin("watch")
    while not signals.stop.is_set():
        if look(desk.watching):
            signals.to_send.ring()
        signals.pulse.worked("watch")
        signals.stop.wait(WATCH)
    leave_watch(desk.watching)
