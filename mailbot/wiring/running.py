"""Runs a desk: until it is told to stop, or once."""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import FrameType

from mailbot.adapters.clock import SystemClock
from mailbot.adapters.log import LogSay, open_log
from mailbot.adapters.store.news import DatabaseNews
from mailbot.adapters.store.store import SqlStore
from mailbot.pipeline.alerting import leave, look
from mailbot.pipeline.drain import Report, drain
from mailbot.pipeline.loops import GRACE, run
from mailbot.pipeline.parts import Desk, Signals
from mailbot.pipeline.pulse import Pulse
from mailbot.settings import Settings, require
from mailbot.wiring.auto_publish import publish_at_start, publishing
from mailbot.wiring.desk import ROLES, character_of, join, open_ways
from mailbot.wiring.stores import open_store, take_back
from mailbot.wiring.watching import open_door, watch_over

__all__ = ["ROLES", "Log", "run_desk", "run_once"]


@dataclass(frozen=True, slots=True)
class Log:
    """How to log: JSON lines for a machine, and a line for each mail that goes well."""

    machine: bool = False
    each_mail: bool = False


def run_desk(settings: Settings, roles: tuple[str, ...], log: Log) -> list[str]:
    """Serve until SIGTERM or SIGINT; why it had to stop by itself, empty if it was told to.

    Raises BadSettings, StoreTrouble, WrongSchema, RuleFilesUnreadable, RulebookBroken before anything is served.
    """
    _ask_for(settings, roles)
    open_log(machine=log.machine, each_mail=log.each_mail)
    say = LogSay()
    ways = open_ways(settings, roles)
    signals = Signals()
    with open_store(settings) as store:
        _warn_of_readable_keys(settings)
        take_back(store)
        with (
            open_door(settings, store, signals.pulse, say) as counted,
            _told_to_stop(signals.end),
            publishing(settings, store, counted),
        ):
            watching = watch_over(settings, store, ways, counted, signals.pulse)
            desk = join(character_of(settings), store, ways, counted, roles, watching=watching)
            run(replace(desk, news=DatabaseNews(store.url)), signals)
    return signals.fatal


@contextmanager
def _told_to_stop(stop: Callable[[], None]) -> Iterator[None]:
    """Call `stop` at SIGTERM and SIGINT."""

    def told(_signal: int, _frame: FrameType | None) -> None:
        stop()

    before = {number: signal.signal(number, told) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def run_once(settings: Settings, roles: tuple[str, ...], log: Log) -> Report:
    """Do all that is due, and return. Raises as run_desk."""
    _ask_for(settings, roles)
    open_log(machine=log.machine, each_mail=log.each_mail)
    say = LogSay()
    ways = open_ways(settings, roles)
    with open_store(settings) as store:
        _warn_of_readable_keys(settings)
        take_back(store)
        publish_at_start(settings, store, say)
        report = _drain_until_told(join(character_of(settings), store, ways, say, roles), store)
        if "clock" in roles:
            watching = watch_over(settings, store, ways, say, Pulse())
            look(watching)
            leave(watching)
        return report


def _drain_until_told(desk: Desk, store: SqlStore) -> Report:
    """Drain in a thread of its own, so that a server that hangs cannot keep us longer than GRACE once we are told to stop."""
    told = threading.Event()
    reports: list[Report] = []
    wrongs: list[BaseException] = []

    def work() -> None:
        try:
            reports.append(drain(desk, store, SystemClock(), told))
        except BaseException as wrong:  # noqa: BLE001 - raised below, in the main thread
            wrongs.append(wrong)

    def stop() -> None:
        told.set()
        if desk.delivery is not None:
            desk.delivery.transport.hurry(GRACE - 1)

    thread = threading.Thread(target=work, name="drain", daemon=True)
    with _told_to_stop(stop):
        thread.start()
        while thread.is_alive() and not told.is_set():
            thread.join(0.5)
        thread.join(GRACE)
    if wrongs:
        raise wrongs[0]
    return reports[0] if reports else Report(stop=told)


def _warn_of_readable_keys(settings: Settings) -> None:
    if not settings.master_key:
        sys.stderr.write("mailbot: MAILBOT_MASTER_KEY is not set: the keys of what is kept lie readable in the key store\n")


def _ask_for(settings: Settings, roles: tuple[str, ...]) -> None:
    """Refuse to start without what the roles need; a desk without a mailbox lives by `ingest` alone, and is told so."""
    needed = ["MAILBOT_ADDRESS", "MAILBOT_SECRET"]
    if "send" in roles:
        needed.append("MAILBOT_SMTP_URL")
    if "poll" in roles and not (settings.smtp and settings.addresses and settings.secret):
        needed.append("MAILBOT_IMAP_URL")
    require(settings, *needed)
    if "poll" in roles and not settings.imap:
        sys.stderr.write("mailbot: MAILBOT_IMAP_URL is not set: only what `mailbot ingest` keeps is served\n")
