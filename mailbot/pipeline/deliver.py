"""Sends what is owed: write, freeze, send, note what became of it."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from mailbot.core.deciding.context import Identity
from mailbot.core.decision import MailKind
from mailbot.core.desk import Desk
from mailbot.core.message import Address
from mailbot.core.server_error import code_alone
from mailbot.core.writing.identity import Keys, recognise_canary
from mailbot.core.writing.retry import next_try
from mailbot.pipeline.letters import address_parcel, write
from mailbot.pipeline.material import Material, gather
from mailbot.pipeline.rulebooks import RulebookInForce
from mailbot.pipeline.timers import place_of
from mailbot.pipeline.undelivered import GivenUp, give_up
from mailbot.ports import (
    ERASED,
    Clock,
    Deferred,
    Erased,
    Job,
    NoServer,
    OutboundState,
    Outcome,
    OwedMail,
    Queue,
    Rejected,
    Renderer,
    RenderFailed,
    Sent,
    Settled,
    Store,
    StoreTrouble,
    Transaction,
    Transport,
    Uncertain,
)

LEASE = timedelta(seconds=600)
"""Longer than a server may take for one mail (RFC 5321, 4.5.3.2, gives it 10 minutes after the data, we give it less)."""

Told = Callable[[OwedMail, Outcome], None]
Complain = Callable[[str], None]


def tell_nobody(owed: OwedMail, outcome: Outcome) -> None:
    """Stay silent."""


def complain_to_nobody(problem: str) -> None:
    """Stay silent."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What delivering needs. `told` hears of every try, `complain` of a template that could not be used, `alarm` of a request
    whose owner no mail reaches where nobody is left to stand in.
    """

    store: Store
    clock: Clock
    holder: str
    identity: Identity
    keys: Keys
    rulebooks: RulebookInForce
    renderer: Renderer
    transport: Transport
    told: Told = field(default=tell_nobody)
    complain: Complain = field(default=complain_to_nobody)
    alarm: Complain = field(default=complain_to_nobody)
    chance: Callable[[], float] = field(default=random.random)


@dataclass(frozen=True, slots=True)
class Delivered:
    """How many mails left, how many died, and why the server could not be reached, "" if it could."""

    sent: int = 0
    dead: int = 0
    no_server: str = ""


@dataclass(frozen=True, slots=True)
class _Ready:
    """A mail in hand, its bytes frozen; `wrong` says why it cannot leave, "" if it can."""

    job: Job
    owed: OwedMail
    data: bytes
    wrong: str


@dataclass(frozen=True, slots=True)
class _Try:
    """What became of a mail in hand. `unsent`: no server was asked."""

    job: Job
    owed: OwedMail
    outcome: Outcome
    unsent: bool = False


def deliver_due(work: Delivery, go_on: Callable[[], bool] = lambda: True) -> Delivered:
    """Send all that is due, as many side by side as there are slots, until nothing is due or the server is gone.

    One transaction settles what was sent, claims what comes next and freezes its bytes, so that a crash can leave at most one
    mail a slot in doubt. A mail that is given up is settled in one of its own, with all that follows; what was sent beside it is
    written down before. Raises StoreTrouble and NoRulebook; a mail whose fate could not be written down is sent again, with
    the same bytes.
    """
    tries: list[_Try] = []
    sent = dead = 0
    no_server = ""
    while True:
        settled = [replace(_settle(work, one), kind=one.owed.kind) for one in tries]
        lost = [
            GivenUp(one.owed, one.outcome, end, one.unsent)
            for one, end in zip(tries, settled, strict=True)
            if end.state == OutboundState.DEAD
        ]
        others = [end for end in settled if end.state != OutboundState.DEAD]
        if lost:
            _turn(work, others, take_more=False)
            others = []
        for mail in lost:
            _give_up(work, mail)
        ready = _turn(work, others, take_more=not no_server and go_on())
        sent += sum(one.state == OutboundState.SENT for one in settled)
        dead += len(lost)
        for one in tries:
            work.told(one.owed, one.outcome)
        if not ready:
            return Delivered(sent, dead, no_server)
        tries = _send(work, ready)
        no_server = next((one.outcome.error for one in tries if isinstance(one.outcome, NoServer)), "")


def _turn(work: Delivery, settled: list[Settled], *, take_more: bool) -> list[_Ready]:
    """Settle what was tried, take what is due, and see that its bytes are frozen: all of it, or nothing."""
    now = work.clock.now()
    with work.store.transaction() as tx:
        if settled:
            tx.outbox.settle(*settled)
        ready: list[_Ready] = []
        while take_more and not ready:
            jobs = tx.jobs.claim(Queue.SEND, work.holder, now, now + LEASE, work.transport.slots)
            if not jobs:
                return []
            desk = work.rulebooks.look(tx).desk
            owed = {mail.id: mail for mail in tx.outbox.owed([job.ref for job in jobs])}
            found = [(job, _gather(tx, owed[job.ref], desk, now)) for job in jobs]
            ready = [_make_ready(work, desk, job, material) for job, material in found if material is not None]
        written = {one.owed.id: one.data for one in ready if one.owed.data is None and not one.wrong}
        if written:
            tx.outbox.freeze(written)
    return ready


def _gather(tx: Transaction, owed: OwedMail, desk: Desk, now: datetime) -> Material | None:
    """What a mail needs; where there is no key to some of it, it is a mail to nobody."""
    try:
        return gather(tx, owed, desk, now) if owed.recipient != ERASED else Material(owed)
    except Erased:
        return Material(replace(owed, recipient=ERASED))


def _give_up(work: Delivery, mail: GivenUp) -> None:
    """Settle a mail that never arrives, with what follows. Where a defect of ours prevents that, it ends all the same."""
    now = work.clock.now()
    try:
        with work.store.transaction() as tx:
            problems = give_up(tx, work, work.rulebooks.look(tx), mail, now)
    except StoreTrouble:
        raise  # all of it is done when the lease is over
    except Exception as wrong:  # noqa: BLE001 - whatever it is, a mail that was refused is not tried for ever
        with work.store.transaction() as tx:
            tx.outbox.settle(mail.settled)
        problems = (f"outbox {mail.owed.id}: it was given up, and what should follow could not be done: {place_of(wrong)}",)
    for problem in problems:
        work.alarm(problem)


def _make_ready(work: Delivery, desk: Desk, job: Job, material: Material) -> _Ready:
    """The bytes of a mail: frozen before, or written now."""
    owed = material.owed
    wrong = _unsendable(work, owed)
    if wrong or owed.data is not None:
        return _Ready(job, owed, owed.data or b"", wrong)
    try:
        letter = write(material, desk, work.identity, work.renderer)
    except RenderFailed as failure:
        wrong = f"template: {failure}"
    except Exception as failure:  # noqa: BLE001 - whatever it is, one mail that cannot be written may not stop the others
        wrong = f"could not be written: {place_of(failure)}"
    if wrong:
        work.complain(f"outbox {owed.id}: {wrong}")
        return _Ready(job, owed, b"", wrong)
    if letter.problem:
        work.complain(letter.problem)
    return _Ready(job, owed, letter.data, "")


def _send(work: Delivery, ready: list[_Ready]) -> list[_Try]:
    """Hand over what can leave, side by side, outside any transaction."""
    going = [one for one in ready if not one.wrong]
    outcomes = work.transport.send([address_parcel(one.owed, one.data, work.identity) for one in going]) if going else []
    tries = [_Try(one.job, one.owed, _told_of(one.owed, outcome)) for one, outcome in zip(going, outcomes, strict=True)]
    return tries + [_Try(one.job, one.owed, Rejected(one.wrong), unsent=True) for one in ready if one.wrong]


def _told_of(owed: OwedMail, outcome: Outcome) -> Outcome:
    """What became of a try, as it may be written down: what a server said may repeat a mail, and of a restricted one does not."""
    if owed.ticket is None or not owed.ticket.restricted or isinstance(outcome, Sent):
        return outcome
    return replace(outcome, error=code_alone(outcome.error))


def _unsendable(work: Delivery, mail: OwedMail) -> str:
    """Why a mail may never leave, "" if it may; the last line against mailing ourselves, where a canary alone passes."""
    if mail.recipient == ERASED:
        return "there is no key to it: it was forgotten, or the keys are older than the database"
    tag = work.identity.tag_of(Address("", mail.recipient))
    if tag is not None and not (mail.kind is MailKind.CANARY and recognise_canary(work.keys, tag) is not None):
        return "the recipient is one of the desk's own addresses"
    if not mail.recipient.isascii():
        return "the recipient's address is not ASCII (RFC 6531), which we do not write to"
    return ""


def _settle(work: Delivery, one: _Try) -> Settled:
    now = work.clock.now()
    match one.outcome:
        case Sent():
            return Settled(one.job, OutboundState.SENT, "", now, None)
        case Rejected(error):
            return Settled(one.job, OutboundState.DEAD, error, now, None)
        case NoServer(error):
            untried = replace(one.job, attempts=one.job.attempts - 1)
            return Settled(untried, OutboundState.QUEUED, error, now, now)
        case Deferred(error) | Uncertain(error):
            wait = next_try(one.job.attempts, work.chance())
            if wait is None:
                return Settled(one.job, OutboundState.DEAD, f"given up after {one.job.attempts} tries: {error}", now, None)
            state = OutboundState.UNCERTAIN if isinstance(one.outcome, Uncertain) else OutboundState.QUEUED
            return Settled(one.job, state, error, now, now + wait)
