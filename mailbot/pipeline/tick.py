"""Does what is due at an hour: who was away is here again, and what waited for him comes back; tickets take their next step."""

import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from mailbot.core.deciding.absences import give_back
from mailbot.core.deciding.context import Identity
from mailbot.core.writing.identity import Keys
from mailbot.pipeline.apply import apply_effects
from mailbot.pipeline.countdowns import take_step
from mailbot.pipeline.monthly import owe_monthly, put_off_monthly
from mailbot.pipeline.overviews import owe_overviews
from mailbot.pipeline.owners import find_successors
from mailbot.pipeline.rulebooks import RulebookInForce
from mailbot.ports import Clock, Job, Queue, Store, StoreTrouble, Transaction

BATCH = 20
LEASE = timedelta(seconds=120)
AGAIN = timedelta(minutes=10)
"""After a defect of ours; it is never given up, since somebody's tickets wait for it."""

PATIENCE = timedelta(minutes=10)
"""How long a mail may wait to be processed, and tickets with it."""

Complain = Callable[[str], None]


def complain_to_nobody(problem: str) -> None:
    """Stay silent."""


@dataclass(frozen=True, slots=True)
class Ticking:
    """What the clock needs. `complain` hears of a timer that could not be carried out and is tried again."""

    store: Store
    clock: Clock
    holder: str
    identity: Identity
    keys: Keys
    rulebooks: RulebookInForce
    complain: Complain = field(default=complain_to_nobody)


Act = Callable[[Ticking, Job], None]
"""Carries out one timer."""


def tick_due(work: Ticking, *, mails_read: bool = True) -> int:
    """Carry out the timers that are due, each in one transaction; how many were. Raises StoreTrouble and NoRulebook.

    Tickets wait until the mails that have arrived are read and processed: one of them may be the answer.
    """
    done = _tick(work, Queue.CLOCK, _end_absence) + _report(work)
    done += _tick(work, Queue.OWNERS, _look_through_owners)  # before the steps: each goes from one owner to the next
    return done + _tick(work, Queue.COUNTDOWN, _count_down) + owe_overviews(work) if mails_read else done


def _tick(work: Ticking, queue: str, act: Act) -> int:
    now = work.clock.now()
    with work.store.transaction() as tx:
        if queue == Queue.COUNTDOWN and _mails_first(tx, now):
            return 0
        jobs = tx.jobs.claim(queue, work.holder, now, now + LEASE, BATCH)
        if not jobs:
            return 0
        work.rulebooks.look(tx)  # without one nothing is claimed
    for number, job in enumerate(jobs):
        try:
            act(work, job)
        except StoreTrouble:
            _give_back(work, jobs[number:])
            raise
        except Exception as wrong:  # noqa: BLE001 - whatever it is, one timer may not stop the others
            last = traceback.extract_tb(wrong.__traceback__)[-1]  # the place, for what it says may hold words of a mail
            place = f"{type(wrong).__name__} in {last.name}, line {last.lineno}"
            work.complain(f"the timer {queue} {job.ref} could not be carried out: {place}")
            with work.store.transaction() as tx:
                tx.jobs.put_off(job, work.clock.now() + AGAIN)
    return len(jobs)


def _report(work: Ticking) -> int:
    """Owe the report of the last month, if it is time; to how many. What a defect of ours prevents is tried again later."""
    now = work.clock.now()
    try:
        return owe_monthly(work.store, work, work.rulebooks, now)
    except StoreTrouble:
        raise
    except Exception as wrong:  # noqa: BLE001 - whatever it is, a report may not stop the clock
        work.complain(f"the monthly report could not be made: {type(wrong).__name__}: {wrong}")
        put_off_monthly(work.store, now, now + AGAIN)
        return 0


def _mails_first(tx: Transaction, now: datetime) -> bool:
    """Whether mails wait that came in not long ago; for those that nobody processes, nobody is kept waiting."""
    oldest = tx.jobs.next_due(Queue.PROCESS)
    return oldest is not None and now - PATIENCE < oldest <= now


def _count_down(work: Ticking, job: Job) -> None:
    """The step of a ticket and the end of the timer, whole or not at all."""
    now = work.clock.now()
    with work.store.transaction() as tx:
        if tx.jobs.finish(job):
            take_step(tx, work, work.rulebooks.look(tx), job.ref, now)


def _end_absence(work: Ticking, job: Job) -> None:
    """Tickets, mails and the end of the timer, whole or not at all; a timer that another one overtook does nothing."""
    now = work.clock.now()
    with work.store.transaction() as tx:
        absent = tx.absences.take(job.ref) if tx.jobs.finish(job) else None
        if absent is None or absent.inbound is None:
            return
        rulebook = work.rulebooks.look(tx)
        effects = give_back(absent, tx.absences.waiting(absent.person), rulebook.desk)
        apply_effects(tx, work, rulebook, absent.inbound, effects, now, event=f"absence-{job.ref}")
        tx.absences.forget(job.ref, absent.person)


def _look_through_owners(work: Ticking, job: Job) -> None:
    """The tickets of who is no longer in the desk file, and the end of the timer, whole or not at all."""
    now = work.clock.now()
    with work.store.transaction() as tx:
        if tx.jobs.finish(job):
            find_successors(tx, work, work.rulebooks.look(tx), now)


def _give_back(work: Ticking, jobs: list[Job]) -> None:
    """What the database did not let us do counts as untried."""
    try:
        with work.store.transaction() as tx:
            tx.jobs.release(jobs)
    except StoreTrouble:
        return  # the leases end by themselves
