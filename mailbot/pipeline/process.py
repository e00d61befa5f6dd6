"""Turns kept mails into decisions, and applies each of them whole or not at all."""

import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from mailbot.core.deciding.case import PEOPLE
from mailbot.core.deciding.context import Context, Identity, KnownMail, dedupe_key, name_lookups
from mailbot.core.deciding.gates import decide
from mailbot.core.deciding.record import record_of
from mailbot.core.decision import Decision, Disposition
from mailbot.core.message import InboundMessage
from mailbot.core.ticket import Edit
from mailbot.core.writing.identity import (
    Keys,
    name_mail,
    recognise_confirmation_token,
    recognise_message_id,
    recognise_reply_token,
)
from mailbot.core.writing.retry import MAX_PROCESSING
from mailbot.pipeline.apply import apply, owe_alert
from mailbot.pipeline.budgets import look
from mailbot.pipeline.canary import note_canary
from mailbot.pipeline.kept_mail import read_kept
from mailbot.pipeline.rulebooks import RulebookInForce
from mailbot.ports import Clock, Conflict, Found, FoundMail, Job, Pending, Queue, Store, StoreTrouble, Transaction

BATCH = 20
MOST_BYTES = 8_000_000
LEASE = timedelta(seconds=120)
RECENT = timedelta(hours=1)

Told = Callable[[int, InboundMessage, Decision], None]


def tell_nobody(inbound: int, message: InboundMessage, decision: Decision) -> None:
    """Stay silent."""


@dataclass(frozen=True, slots=True)
class Processing:
    """What processing needs. `told` hears of every decision after it is committed."""

    store: Store
    clock: Clock
    holder: str
    identity: Identity
    keys: Keys
    rulebooks: RulebookInForce
    told: Told = field(default=tell_nobody)


@dataclass(frozen=True, slots=True)
class Processed:
    """How many mails were ended, and how many were set aside for a person."""

    ended: int = 0
    quarantined: int = 0


def process_due(work: Processing, go_on: Callable[[], bool] = lambda: True) -> Processed:
    """Take a batch of kept mails and decide each, while `go_on` says so; what is not done is given back for others to do.

    Raises StoreTrouble and NoRulebook.
    """
    now = work.clock.now()
    with work.store.transaction() as tx:
        jobs = tx.jobs.claim(Queue.PROCESS, work.holder, now, now + LEASE, BATCH)
        if not jobs:
            return Processed()
        work.rulebooks.look(tx)  # without one nothing is claimed
        jobs = _alone_if_suspect(tx, jobs)
    ended = quarantined = 0
    try:
        while jobs and go_on():
            with work.store.transaction() as tx:
                mails = tx.ledger.pending([job.ref for job in jobs], MOST_BYTES)
            if not mails:
                raise StoreTrouble(f"inbound {jobs[0].ref}: its bytes are not in the store; restore a backup")  # noqa: TRY301 - to give the jobs back
            for mail in mails:
                job = next(job for job in jobs if job.ref == mail.inbound)
                outcome = _process(work, job, mail)
                ended += outcome.ended
                quarantined += outcome.quarantined
                jobs = [other for other in jobs if other is not job]
                if not go_on():
                    break
    except StoreTrouble:
        _give_back(work, jobs)
        raise
    if jobs:
        _give_back(work, jobs)
    return Processed(ended, quarantined)


def _give_back(work: Processing, jobs: list[Job]) -> None:
    """What was not decided counts as untried, or a full disk would set good mails aside."""
    try:
        with work.store.transaction() as tx:
            tx.jobs.release(jobs)
    except StoreTrouble:
        return  # the leases end by themselves


def _alone_if_suspect(tx: Transaction, jobs: list[Job]) -> list[Job]:
    """A mail that was in hand when a process died is tried alone, so that it cannot take its neighbours with it again."""
    suspect = next((job for job in jobs if job.attempts > 1), None)
    if suspect is None:
        return jobs
    tx.jobs.release([job for job in jobs if job is not suspect])
    return [suspect]


NO_KEY = "there is no key to its bytes: it was forgotten, or the keys are older than the database"
"""Why a mail is set aside that a restored database holds."""


def _process(work: Processing, job: Job, mail: Pending) -> Processed:
    if job.attempts > MAX_PROCESSING:
        return _fail(work, job, mail, "the process died each time this mail was processed")
    if mail.erased:
        return _fail(work, job, mail, NO_KEY)
    try:
        try:
            return _decide(work, job, mail)
        except Conflict:
            return _decide(work, job, mail)  # the other worker's row is there now, and is found
    except Exception as wrong:  # whatever it is, it may not stop the line; the mail is counted and set aside
        if isinstance(wrong, StoreTrouble) and not isinstance(wrong, Conflict):
            raise
        last = traceback.extract_tb(wrong.__traceback__)[-1]
        return _fail(work, job, mail, f"{type(wrong).__name__} in {last.name}, line {last.lineno}")


def _decide(work: Processing, job: Job, mail: Pending) -> Processed:
    message = read_kept(mail)
    now = work.clock.now()
    with work.store.transaction() as tx:
        if not tx.jobs.finish(job):
            return Processed()
        rulebook = work.rulebooks.look(tx)
        lookups = name_lookups(message, work.identity, rulebook.desk.prefix)
        guarded = bool(work.identity.trusted_authserv)
        used_up = look(tx, rulebook.desk, lookups, now, guarded=guarded) if message.kind in PEOPLE else {}
        found = tx.tickets.look_up(lookups, now - RECENT)
        # a mail that is decided again is no repetition of itself
        earlier = found.earlier if found.earlier is not None and found.earlier.inbound != mail.inbound else None
        context = Context(
            now=now,
            identity=work.identity,
            mailbox=mail.mailbox,
            earlier=earlier,
            known=known_mails(work.keys, found),
            mentioned=found.mentioned,
            recent_mails=found.recent_mails,
            edits=edits_before(mail, found.edits),
            recent_to_author=found.recent_to_author,
            confirmed=mail.confirmed,
            answers=found.answers,
            absences=found.absences,
            parts=found.parts,
            families=found.families,
            further_mails=found.further_mails,
            participants=found.participants,
            recent_to_team=found.recent_to_team,
            unreached=found.unreached,
            used_up=used_up,
        )
        decision = decide(message, context, rulebook)
        ticket = apply(tx, work, rulebook, mail.inbound, decision, now, name_mail(work.keys, dedupe_key(message)))
        key = dedupe_key(message) if earlier is None else None  # the earlier one holds it, whatever was decided here
        tx.ledger.close_inbound(mail.inbound, message, decision, ticket, key)
        if decision.disposition is Disposition.AUTOMATIC:
            note_canary(tx, work.keys, work.identity, message, now)
        tx.ledger.record_decision(mail.inbound, record_of(message, context, decision), rulebook.sha, now)
    work.told(mail.inbound, message, decision)
    return Processed(ended=1)


def edits_before(mail: Pending, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The changes that the writer of a mail can have meant: one that was confirmed late knows nothing of those of later mails."""
    return tuple(edit for edit in edits if not mail.confirmed or edit.inbound is None or edit.inbound < mail.inbound)


def known_mails(keys: Keys, found: Found) -> tuple[KnownMail, ...]:
    """Those of the found mails whose identity really carries our signature, which was made for the ticket as it was then."""
    return tuple(known_mail(mail) for mail in found.mails if _signed(keys, mail))


def known_mail(mail: FoundMail) -> KnownMail:
    """A found mail as deciding knows it: one that is verified, or that was found without a stranger's naming it."""
    return KnownMail(
        *(mail.evidence, mail.recipient, mail.role, mail.kind, mail.now),
        *(mail.awaits, mail.made_at, mail.inbound, mail.told, mail.author),
    )


def _signed(keys: Keys, mail: FoundMail) -> bool:
    if mail.token.startswith("<"):
        return recognise_message_id(keys, mail.token, mail.idem_key)
    if mail.awaits is not None:
        return recognise_confirmation_token(keys, mail.token, mail.awaits.inbound, mail.recipient)
    return mail.ticket is not None and recognise_reply_token(keys, mail.token, mail.ticket.name, mail.recipient)


def _fail(work: Processing, job: Job, mail: Pending, reason: str) -> Processed:
    """Count the failure in a transaction of its own; the third one sets the mail aside and tells the desk."""
    now = work.clock.now()
    over = job.attempts >= MAX_PROCESSING
    with work.store.transaction() as tx:
        tx.jobs.count_failure(job, reason, None if over else now)
        if over:
            owe_alert(tx, work, work.rulebooks.look(tx), mail, now)
    return Processed(quarantined=int(over))
