"""Carries out jobs whose time is an hour: each in a transaction of its own, and none of them stops another."""

import traceback
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Protocol

from mailbot.pipeline.apply import Signing
from mailbot.pipeline.rulebooks import RulebookInForce
from mailbot.ports import Clock, Job, Store, StoreTrouble

BATCH = 20
LEASE = timedelta(seconds=120)
AGAIN = timedelta(minutes=10)
"""After a defect of ours; a timer is never given up, since somebody's tickets wait for it."""


class Timing(Signing, Protocol):
    """What the clock has in hand."""

    @property
    def store(self) -> Store:
        """The database."""

    @property
    def clock(self) -> Clock:
        """The time."""

    @property
    def holder(self) -> str:
        """Who works."""

    @property
    def rulebooks(self) -> RulebookInForce:
        """The rules in force."""

    @property
    def complain(self) -> Callable[[str], None]:
        """Who hears of what could not be done and is tried again."""


Act = Callable[[Job], None]
"""Carries out one timer, with the end of its job."""


def run_timers(work: Timing, queue: str, act: Act) -> int:
    """Carry out the timers of a queue that are due, at most BATCH; how many were. Raises StoreTrouble and NoRulebook."""
    now = work.clock.now()
    with work.store.transaction() as tx:
        jobs = tx.jobs.claim(queue, work.holder, now, now + LEASE, BATCH)
        if not jobs:
            return 0
        work.rulebooks.look(tx)  # without one nothing is claimed
    for number, job in enumerate(jobs):
        try:
            act(job)
        except StoreTrouble:
            _give_back(work, jobs[number:])
            raise
        except Exception as wrong:  # noqa: BLE001 - whatever it is, one timer may not stop the others
            work.complain(f"the timer {queue} {job.ref} could not be carried out: {place_of(wrong)}")
            with work.store.transaction() as tx:
                tx.jobs.put_off(job, work.clock.now() + AGAIN)
    return len(jobs)


def place_of(wrong: Exception) -> str:
    """What went wrong and where: not what it says, for that may hold words of a mail."""
    last = traceback.extract_tb(wrong.__traceback__)[-1]
    return f"{type(wrong).__name__} in {last.name}, line {last.lineno}"


def _give_back(work: Timing, jobs: Sequence[Job]) -> None:
    """What the database did not let us do counts as untried."""
    try:
        with work.store.transaction() as tx:
            tx.jobs.release(jobs)
    except StoreTrouble:
        return  # the leases end by themselves
