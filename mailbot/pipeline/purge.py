"""Erases what is over the desk's periods: by hand, and once a day by the clock."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from mailbot.core.retention import Retention
from mailbot.pipeline.rehearsing import rehearsal
from mailbot.pipeline.rulebooks import RulebookInForce
from mailbot.pipeline.wipe import wipe_now
from mailbot.ports import Clock, Queue, Store, Transaction
from mailbot.ports.erasing import Erasure, ErasureReason, Gone, Waiting

REQUESTS, MAILS = 10, 200
"""Erased in one transaction: a desk at work waits for no more than these."""

LEASE = timedelta(minutes=30)
DAY = timedelta(days=1)
CLOCK = "mailbot"
"""Who purges where nobody ordered it."""


@dataclass(frozen=True, slots=True)
class Purging:
    """What purging needs. `who` orders it, by name."""

    store: Store
    clock: Clock
    holder: str
    rulebooks: RulebookInForce
    who: str = CLOCK


@dataclass(frozen=True, slots=True)
class Purged:
    """What was erased, or would be: requests and loose mails, and the bytes of `digests` digests. `held` are the references of
    requests over their period that must be kept by law, `waiting` the mails that wait for a person.
    """

    gone: Gone = field(default_factory=Gone)
    digests: int = 0
    held: tuple[str, ...] = ()
    waiting: Waiting = field(default_factory=Waiting)
    wiped: bool = False


def purge(work: Purging) -> Purged:
    """Erase all that is over its period, in short transactions; what a crash leaves the next run erases.

    Raises StoreTrouble and NoRulebook.
    """
    return replace(_go_through(work, work.store.transaction), wiped=wipe_now(work))


def rehearse_purge(work: Purging) -> Purged:
    """Say what `purge` would erase, and change nothing. Raises StoreTrouble and NoRulebook."""
    return _go_through(work, lambda: rehearsal(work.store))


def purge_due(work: Purging) -> bool:
    """Purge, if a day has gone by since the last time; whether it had. Days that were missed are made up for by one run.

    Before a rulebook is published nothing is known of the desk's periods, and nothing is erased. Raises StoreTrouble.
    """
    now = work.clock.now()
    with work.store.transaction() as tx:
        if tx.revisions.active_sha() is None:
            return False
        tx.jobs.ensure(Queue.PURGE, 0, now)
        jobs = tx.jobs.claim(Queue.PURGE, work.holder, now, now + LEASE, 1)
    for job in jobs:
        _go_through(work, work.store.transaction)
        with work.store.transaction() as tx:
            tx.jobs.put_off(job, work.clock.now() + DAY)
    return bool(jobs)


Begin = Callable[[], AbstractContextManager[Transaction]]


def _go_through(work: Purging, begin: Begin) -> Purged:
    now = work.clock.now()
    with work.store.transaction() as tx:
        retention = work.rulebooks.look(tx).desk.retention
    gone, held = _purge_requests(work, begin, retention, now)
    digests = 0
    moment = retention.arrived_before(now)
    if moment is not None:
        gone += _purge_mails(work, begin, moment, now)
        with begin() as tx:
            digests = tx.erasures.drop_digests(moment)
    with begin() as tx:
        tx.tallies.clear(now)
    with work.store.transaction() as tx:
        return Purged(gone, digests, held, tx.erasures.waiting())


def _purge_requests(work: Purging, begin: Begin, retention: Retention, now: datetime) -> tuple[Gone, tuple[str, ...]]:
    """The closed requests; what was erased, and the references of those that must be kept by law."""
    moments = {
        "closed": retention.closed_before(now, restricted=False),
        "restricted": retention.closed_before(now, restricted=True),
    }
    gone, held, after = Gone(), list[str](), 0
    while True:
        with begin() as tx:
            tx.erasures.take_turn()
            found = tx.erasures.over_period(**moments, after=after, most=REQUESTS)
            if not found:
                return gone, tuple(held)
            gone += _note(tx, work, tx.erasures.erase_requests(found, waiting=False), now)
        held += [one.root.reference for one in found if one.held]
        after = max(one.root.id for one in found)


def _purge_mails(work: Purging, begin: Begin, moment: datetime, now: datetime) -> Gone:
    """The mails that became no request."""
    gone, after = Gone(), 0
    while True:
        with begin() as tx:
            tx.erasures.take_turn()
            found = tx.erasures.loose_before(moment, after, MAILS)
            if not found:
                return gone
            gone += _note(tx, work, tx.erasures.erase_mails(found), now)
        after = found[-1]


def _note(tx: Transaction, work: Purging, gone: Gone, now: datetime) -> Gone:
    """Write down what was erased, if anything was."""
    if gone:
        tx.erasures.record(Erasure(now, work.who, ErasureReason.RETENTION), gone)
    return gone
