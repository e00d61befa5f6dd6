"""What is not as it should be: in the loops of this process, in its surroundings, and in the database."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from mailbot.core.alarm import Trouble
from mailbot.pipeline.pulse import Pulse
from mailbot.ports import Queue, Transaction

AWAY_FOR = timedelta(minutes=15)
"""How long a server may be away, or due work lie, before somebody is told."""

TEMPLATE_FOR = timedelta(hours=1)
SOON = timedelta(days=14)
WATCHED = (Queue.PROCESS, Queue.SEND, Queue.COUNTDOWN, Queue.CLOCK, Queue.OWNERS, Queue.OVERVIEW)
QUARANTINED = "database:quarantined"
"""Each of these mails has its own mail to the admin; the webhook hears of their number."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What only the outside knows: how many bytes are free by folder, below which that alarms, and what ends when."""

    free: Callable[[], Mapping[str, int]] = dict
    least_free: int = 0
    ends: Callable[[], Mapping[str, datetime]] = dict
    canary_within: timedelta | None = None
    """Within which time a canary must be back, None where none flies."""


def of_loops(pulse: Pulse, now: datetime) -> Iterator[Trouble]:
    """Loops that do not get on, or do not turn. What a server said of it stands in the log."""
    for beat in pulse.beats():
        if not beat.turns(now):
            yield Trouble(f"loop:{beat.name}", f"{beat.name}: hangs since {beat.at:%Y-%m-%d %H:%M} UTC; start mailbot anew")
        elif beat.failing_since is not None and now - beat.failing_since >= AWAY_FOR:
            since = f"{beat.failing_since:%Y-%m-%d %H:%M} UTC"
            said = f"{beat.name}: cannot be done since {since}; the log says why, or `mailbot doctor`"
            yield Trouble(f"loop:{beat.name}", said)


def of_surroundings(around: Surroundings, pulse: Pulse, now: datetime) -> Iterator[Trouble]:
    """Disks, certificates, consents and templates, as this process sees them."""
    for folder, free in around.free().items():
        if free < around.least_free:
            yield Trouble(f"disk:{folder}", f"the disk of {folder} is nearly full; free some space, or the desk stops")
    for name, end in around.ends().items():
        if end - now < SOON:
            yield Trouble(f"end:{name}", f"{name} ends on {end:%Y-%m-%d}; have it renewed")
    bad = pulse.bad_template_at
    if bad is not None and now - bad < TEMPLATE_FOR:
        yield Trouble("template:own", "a template of the desk cannot be used; `mailbot templates check` says why")


def of_database(tx: Transaction, canary_within: timedelta | None, now: datetime) -> Iterator[Trouble]:
    """What waits, and what waits for a person."""
    for one in tx.watch.backlog(WATCHED, now):
        if one.oldest is not None and now - one.oldest >= AWAY_FOR:
            since = f"{one.oldest:%Y-%m-%d %H:%M} UTC"
            due = _count(one.due, f"job of {one.queue} is", f"jobs of {one.queue} are")
            said = f"{due} due, the oldest since {since}; is that role running?"
            yield Trouble(f"database:late:{one.queue}", said)
    waiting = tx.watch.waiting()
    if waiting["quarantined"]:
        said = f"{_count(waiting['quarantined'], 'mail', 'mails')} could not be processed; see `mailbot inbound list`"
        yield Trouble(QUARANTINED, said, waiting["quarantined"])
    if waiting["dead"]:
        said = f"{_count(waiting['dead'], 'mail of the desk is', 'mails of the desk are')} dead; see `mailbot outbox list`"
        yield Trouble("database:dead", said, waiting["dead"])
    if canary_within is not None:
        yield from _of_canary(tx, canary_within, now)


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _of_canary(tx: Transaction, within: timedelta, now: datetime) -> Iterator[Trouble]:
    """Whether the newest canary that has had time enough is back, or any after it."""
    back = tx.watch.last_back()
    late = tx.watch.overdue_canary(now - within)
    if late is not None and (back is None or back.number < late.number):
        said = (
            f"the desk's mail to itself of {late.owed_at:%Y-%m-%d %H:%M} UTC is not back: mail does not leave, or does not arrive"
        )
        yield Trouble("database:canary", said)
