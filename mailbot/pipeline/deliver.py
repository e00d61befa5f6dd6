"""Sends what is owed: write, freeze, send, note what became of it."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from mailbot.core.deciding.context import Identity
from mailbot.core.desk import Desk
from mailbot.core.message import Address
from mailbot.core.writing.retry import next_try
from mailbot.pipeline.letters import Letter, Material, address_parcel, gather, write
from mailbot.pipeline.rulebooks import RulebookInForce
from mailbot.ports import (
    Clock,
    Deferred,
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
    """What delivering needs. `told` hears of every try, `complain` of a template that could not be used."""

    store: Store
    clock: Clock
    holder: str
    identity: Identity
    rulebooks: RulebookInForce
    renderer: Renderer
    transport: Transport
    told: Told = field(default=tell_nobody)
    complain: Complain = field(default=complain_to_nobody)
    chance: Callable[[], float] = field(default=random.random)


@dataclass(frozen=True, slots=True)
class Delivered:
    """How many mails left, how many died, and why the server could not be reached, "" if it could."""

    sent: int = 0
    dead: int = 0
    no_server: str = ""


@dataclass(frozen=True, slots=True)
class _Try:
    job: Job
    owed: OwedMail
    outcome: Outcome


def deliver_due(work: Delivery, go_on: Callable[[], bool] = lambda: True) -> Delivered:
    """Send all that is due, as many side by side as there are slots, until nothing is due or the server is gone.

    The transaction that settles what was sent claims what comes next, so that a crash can leave at most one mail a slot
    in doubt. Raises StoreTrouble and NoRulebook; a mail whose fate could not be written down is sent again, with the same bytes.
    """
    tries: list[_Try] = []
    sent = dead = 0
    no_server = ""
    while True:
        now = work.clock.now()
        settled = [_settle(work, one) for one in tries]
        sent += sum(one.state == OutboundState.SENT for one in settled)
        dead += sum(one.state == OutboundState.DEAD for one in settled)
        with work.store.transaction() as tx:
            if settled:
                tx.outbox.settle(*settled)
            jobs = []
            if not no_server and go_on():
                jobs = tx.jobs.claim(Queue.SEND, work.holder, now, now + LEASE, work.transport.slots)
            desk = work.rulebooks.look(tx).desk if jobs else None
            owed = {mail.id: mail for mail in tx.outbox.owed([job.ref for job in jobs])} if jobs else {}
            materials = [gather(tx, mail) for mail in owed.values() if mail.data is None]
        for one in tries:
            work.told(one.owed, one.outcome)
        if not jobs or desk is None:
            return Delivered(sent, dead, no_server)
        ready, failed = _write(work, desk, materials)
        parcels = []
        going = []
        tries = []
        for job in jobs:
            mail = owed[job.ref]
            data = mail.data or ready.get(mail.id)
            wrong = failed.get(mail.id) or _unsendable(work.identity, mail)
            if data is None or wrong:
                tries.append(_Try(job, mail, Rejected(wrong)))
            else:
                going.append((job, mail))
                parcels.append(address_parcel(mail, data, work.identity))
        outcomes = work.transport.send(parcels) if parcels else []
        tries += [_Try(job, mail, outcome) for (job, mail), outcome in zip(going, outcomes, strict=True)]
        no_server = next((outcome.error for outcome in outcomes if isinstance(outcome, NoServer)), "")


def _write(work: Delivery, desk: Desk, materials: list[Material]) -> tuple[dict[int, bytes], dict[int, str]]:
    """Write the mails that have no bytes yet and freeze them before anything is sent.

    The bytes, and what could not be written.
    """
    letters: list[Letter] = []
    failed: dict[int, str] = {}
    for material in materials:
        try:
            letter = write(material, desk, work.identity, work.renderer)
        except RenderFailed as wrong:
            failed[material.owed.id] = f"template: {wrong}"
        except Exception as wrong:  # noqa: BLE001 - whatever it is, one mail that cannot be written may not stop the others
            failed[material.owed.id] = f"could not be written: {type(wrong).__name__}: {wrong}"
        if material.owed.id in failed:
            work.complain(f"outbox {material.owed.id}: {failed[material.owed.id]}")
            continue
        if letter.problem:
            work.complain(letter.problem)
        letters.append(letter)
    written = {letter.owed.id: letter.data for letter in letters}
    if written:
        with work.store.transaction() as tx:
            tx.outbox.freeze(written)
    return written, failed


def _unsendable(identity: Identity, mail: OwedMail) -> str:
    """Why a mail may never leave, "" if it may; the last line against mailing ourselves."""
    if identity.is_ours(Address("", mail.recipient)):
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
