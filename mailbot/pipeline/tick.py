"""Does what is due at an hour: who was away is here again, and what waited for him comes back; tickets take their next step."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from mailbot.core.deciding.absences import give_back
from mailbot.core.deciding.context import Identity
from mailbot.core.writing.identity import Keys
from mailbot.pipeline.apply import apply_effects
from mailbot.pipeline.countdowns import take_step
from mailbot.pipeline.monthly import owe_monthly, put_off_monthly
from mailbot.pipeline.overviews import owe_overviews
from mailbot.pipeline.owners import find_successors
from mailbot.pipeline.rulebooks import RulebookInForce
from mailbot.pipeline.timers import AGAIN, place_of, run_timers
from mailbot.ports import Clock, Job, Queue, Store, StoreTrouble

PATIENCE = timedelta(minutes=10)
"""How long a mail may wait to be processed, and tickets with it."""

Complain = Callable[[str], None]


def complain_to_nobody(problem: str) -> None:
    """Stay silent."""


@dataclass(frozen=True, slots=True)
class Ticking:
    """What the clock needs. `complain` hears of a timer that could not be carried out and is tried again.

    `canary` is how often the desk mails itself, None for never.
    """

    store: Store
    clock: Clock
    holder: str
    identity: Identity
    keys: Keys
    rulebooks: RulebookInForce
    complain: Complain = field(default=complain_to_nobody)
    canary: timedelta | None = None


def tick_due(work: Ticking, *, mails_read: bool = True) -> int:
    """Carry out the timers that are due, each in one transaction; how many were. Raises StoreTrouble and NoRulebook.

    Tickets wait until the mails that have arrived are read and processed: one of them may be the answer.
    """
    done = run_timers(work, Queue.CLOCK, partial(_end_absence, work)) + _report(work)
    done += run_timers(work, Queue.OWNERS, partial(_look_through_owners, work))  # before the steps: from one owner to the next
    if not mails_read:
        return done
    if not _mails_first(work):
        done += run_timers(work, Queue.COUNTDOWN, partial(_count_down, work))
    return done + owe_overviews(work)


def _report(work: Ticking) -> int:
    """Owe the report of the last month, if it is time; to how many. What a defect of ours prevents is tried again later."""
    now = work.clock.now()
    try:
        return owe_monthly(work.store, work, work.rulebooks, now)
    except StoreTrouble:
        raise
    except Exception as wrong:  # noqa: BLE001 - whatever it is, a report may not stop the clock
        work.complain(f"the monthly report could not be made: {place_of(wrong)}")
        put_off_monthly(work.store, now, now + AGAIN)
        return 0


def _mails_first(work: Ticking) -> bool:
    """Whether mails wait that came in not long ago; for those that nobody processes, nobody is kept waiting."""
    now = work.clock.now()
    with work.store.transaction() as tx:
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
        apply_effects(
            tx, work, rulebook, absent.inbound, effects, now, event=f"absence-{absent.person}-{absent.until.isoformat()}"
        )
        tx.absences.forget(job.ref, absent.person)


def _look_through_owners(work: Ticking, job: Job) -> None:
    """The tickets of who is no longer in the desk file, and the end of the timer, whole or not at all."""
    now = work.clock.now()
    with work.store.transaction() as tx:
        if tx.jobs.finish(job):
            find_successors(tx, work, work.rulebooks.look(tx), now)
