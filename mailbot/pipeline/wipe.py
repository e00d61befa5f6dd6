"""Makes what was deleted leave the disk, once it is committed that it is deleted."""

from datetime import timedelta
from typing import Protocol

from mailbot.ports import Clock, Queue, Store

LEASE = timedelta(minutes=30)
"""Writing a large database anew takes minutes."""

AGAIN = timedelta(minutes=1)
LOOK_AGAIN = 0.2
"""Seconds."""

PATIENCE = timedelta(minutes=2)
"""How long a person waits for another process that wipes just now."""


class Wiping(Protocol):
    """What wiping needs."""

    @property
    def store(self) -> Store:
        """The database."""

    @property
    def clock(self) -> Clock:
        """The time."""

    @property
    def holder(self) -> str:
        """Who we are."""


def wipe_due(work: Wiping) -> bool:
    """Wipe what waits for it; whether anything did. What others keep from being wiped is tried again. Raises StoreTrouble.

    That there is something to wipe is committed with every erasure, so that no crash in between leaves its bytes.
    """
    now = work.clock.now()
    with work.store.transaction() as tx:
        jobs = tx.jobs.claim(Queue.WIPE, work.holder, now, now + LEASE, 1)
    for job in jobs:
        done = work.store.wipe()
        with work.store.transaction() as tx:
            if done:
                tx.jobs.finish(job)
            else:
                tx.jobs.put_off(job, work.clock.now() + AGAIN)
    return bool(jobs)


def wipe_now(work: Wiping) -> bool:
    """Wipe, or wait for who does; whether nothing waits for it any more. Raises StoreTrouble."""
    give_up = work.clock.now() + PATIENCE
    while True:
        wipe_due(work)
        with work.store.transaction() as tx:
            waits, in_hand = tx.jobs.next_due(Queue.WIPE) is not None, tx.jobs.in_hand(Queue.WIPE)
        if not in_hand or work.clock.now() >= give_up:
            return not (waits or in_hand)
        work.clock.sleep(LOOK_AGAIN)
