"""Sees that something is not as it should be, and tells the admins: by mail and by webhook, once until it is over."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from mailbot.core.alarm import A_DAY, Notice, Trouble, next_notice
from mailbot.core.deciding.context import Identity
from mailbot.core.decision import MailKind, OweMail, Role
from mailbot.core.remark import remark
from mailbot.core.rulebook import RulebookBroken
from mailbot.core.writing.identity import Keys
from mailbot.core.writing.retry import next_try
from mailbot.pipeline.apply import Cause, mint
from mailbot.pipeline.pulse import Pulse
from mailbot.pipeline.rulebooks import NoRulebook, RulebookInForce
from mailbot.pipeline.timers import place_of
from mailbot.pipeline.troubles import QUARANTINED, Surroundings, of_database, of_loops, of_surroundings
from mailbot.ports import Clock, Job, Queue, Store, StoreTrouble, Transaction, Unreachable

LEASE = timedelta(minutes=2)
LAST_TODAY = "this is the last notice within 24 hours: what follows is told with the next one"
WATCHING = "watch"
"""The lease of who looks at the database for all."""

BEGUN, OVER = "trouble", "over"
"""The hints of the mail."""


class Hook(Protocol):
    """Whom a webhook tells."""

    def post(self, told: Mapping[str, object]) -> None:
        """Hand over one object, within seconds. Raises Unreachable."""

    def hurry(self) -> None:
        """Wait for no answer any more: the desk stops. From any thread."""


@dataclass(slots=True)
class Watching:
    """What watching needs. `hook` is None where no webhook is set."""

    store: Store
    clock: Clock
    holder: str
    identity: Identity
    keys: Keys
    rulebooks: RulebookInForce
    pulse: Pulse
    complain: Callable[[str], None]
    surroundings: Surroundings = field(default_factory=Surroundings)
    hook: Hook | None = None
    told_of_store: bool = False


def look(work: Watching) -> Notice:
    """See what is wrong, tell what is new or over, and hand over what waits for the webhook; what was told.

    Never raises. While the database is away the webhook alone is told, once.
    """
    try:
        return _look_and_tell(work)
    except Exception as wrong:  # noqa: BLE001 - whatever it is, who watches may not stop what is watched
        work.complain(f"the desk could not be looked at: {place_of(wrong)}")
        return Notice()


def leave(work: Watching) -> None:
    """Let another process look at the database for all."""
    try:
        with work.store.transaction() as tx:
            tx.jobs.drop_lease(WATCHING, work.holder)
    except StoreTrouble:
        return  # the lease ends by itself


def _look_and_tell(work: Watching) -> Notice:
    try:
        notice = _look(work)
        _hand_over(work)
    except StoreTrouble:
        _tell_of_store(work, away=True)
        return Notice()
    _tell_of_store(work, away=False)
    return notice


def _look(work: Watching) -> Notice:
    """Every process writes down what it sees; one of them tells it, and what nobody sees any more is over."""
    now = work.clock.now()
    seen = [*of_loops(work.pulse, now), *of_surroundings(work.surroundings, work.pulse, now)]
    with work.store.transaction() as tx:
        leads = tx.jobs.take_lease(WATCHING, work.holder, now, now + LEASE)
        if leads:
            seen += of_database(tx, work.surroundings.canary_within, now)
        for trouble in seen:
            tx.watch.see_alarm(trouble, now)
        if not leads:
            return Notice()
        notice = next_notice(tx.watch.alarms(), now, tx.watch.notices_since(now - A_DAY))
        for trouble in notice.begun:
            tx.watch.tell_alarm(trouble)
        if notice.ended:
            tx.watch.end_alarms(notice.ended)
        if notice:
            _give(tx, work, notice, now)
    return notice


def _give(tx: Transaction, work: Watching, notice: Notice, now: datetime) -> None:
    """Owe the webhook and the mail of a notice."""
    lines = _lines(notice)
    number = tx.watch.give_notice(lines, [trouble.key for trouble in notice.begun], now)
    if work.hook is not None:
        tx.jobs.ensure(Queue.NOTICE, number, now)
    told = replace(notice, begun=_without_mail(notice.begun), over=_without_mail(notice.over))
    try:
        rulebook = work.rulebooks.look(tx)
    except (NoRulebook, RulebookBroken):
        return  # nobody knows yet who the admins are; the webhook tells it
    if not told:
        return
    _, admin = rulebook.desk.owner_of(rulebook.desk.global_desk)
    said = tuple(remark("notice", line=line) for line in _lines(told))
    hint = BEGUN if told.begun else OVER
    mail = OweMail(MailKind.ALERT, admin.address, Role.ADMIN, admin.language, None, hint, said)
    tx.outbox.owe([mint(work, rulebook, mail, Cause(f"notice-{number}-{now.isoformat()}"))], now)


def _lines(notice: Notice) -> list[str]:
    over, begun = [f"over: {one.said}" for one in notice.over], [one.said for one in notice.begun]
    return [*over, *begun, *((LAST_TODAY,) if notice.last else ())]


def _without_mail(troubles: Sequence[Trouble]) -> tuple[Trouble, ...]:
    """Those of which no mail was written already."""
    return tuple(one for one in troubles if one.key != QUARANTINED)


def _hand_over(work: Watching) -> None:
    """Hand notices to the webhook, each until it takes it or the time is over. No transaction is open meanwhile."""
    if work.hook is None:
        return
    now = work.clock.now()
    with work.store.transaction() as tx:
        jobs = tx.jobs.claim(Queue.NOTICE, work.holder, now, now + LEASE, 1)
        given = [(job, tx.watch.notice(job.ref)) for job in jobs]
    for job, notice in given:
        failed = ""
        if notice is not None:
            failed = _post(work.hook, {"desk": work.identity.addresses[0], "at": notice[0].isoformat(), "lines": list(notice[1])})
        _settle(work, job, failed)


def _settle(work: Watching, job: Job, failed: str) -> None:
    wait = next_try(job.attempts, 0.5) if failed else None
    with work.store.transaction() as tx:
        if wait is not None:
            tx.jobs.put_off(job, work.clock.now() + wait)
        else:
            tx.jobs.finish(job)
    if failed:
        work.complain(failed if wait is not None else f"{failed}; it is given up")


def _tell_of_store(work: Watching, *, away: bool) -> None:
    """The database cannot be used, so that nothing can be written down: the webhook hears it once, and once that it is over."""
    if work.hook is None or away is work.told_of_store:
        return
    lines = ["the database cannot be used; the log says why"] if away else ["over: the database cannot be used"]
    told = {"desk": work.identity.addresses[0], "at": work.clock.now().isoformat(), "lines": lines}
    failed = _post(work.hook, told)
    if failed:
        work.complain(failed)
    else:
        work.told_of_store = away


def _post(hook: Hook, told: Mapping[str, object]) -> str:
    """Why it could not be handed over, "" if it was."""
    try:
        hook.post(told)
    except Unreachable as wrong:
        return str(wrong)
    return ""
