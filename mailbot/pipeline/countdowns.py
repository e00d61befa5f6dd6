"""What is done by itself when the time of a ticket is over."""

from datetime import datetime, timedelta

from mailbot.core.deciding.climbing import Place, Step, StepKind, step_due
from mailbot.core.deciding.stepping import Reach, effects_of
from mailbot.core.deciding.winding import wind
from mailbot.core.desk import Desk
from mailbot.core.rulebook import Rulebook
from mailbot.core.ticket import Ticket
from mailbot.pipeline.apply import Signing, apply_effects
from mailbot.pipeline.budgets import has_room
from mailbot.pipeline.winding import note_clock
from mailbot.ports import Transaction

HOUR = timedelta(hours=1)
NEVER_IN_SILENCE = (StepKind.WARNED, StepKind.SILENT)
"""Steps that wait where their mail would be one too many for the requester within an hour: nobody is closed out unwarned."""


def take_step(tx: Transaction, signing: Signing, rulebook: Rulebook, number: int, now: datetime) -> Step | None:
    """Do what is due with a ticket by now, whole; None where nothing is.

    A countdown that a person has overtaken is wound first: it does nothing of what it stood for.
    """
    for ticket, before in tx.countdowns.take({number}):
        current = wind(ticket, before, rulebook.desk, now, spoken=False)
        if current is None or current != before:
            note_clock(tx, number, before, current)
            if current is None or current.next_at > now:
                return None
        away = {absent.person for absent in tx.absences.everybody()}
        step = step_due(ticket, current, Place(rulebook.desk, away, now))
        if step is None:
            tx.countdowns.set(current)  # it came too early: the job is put back
            return None
        room = _has_room(tx, rulebook.desk, ticket, now)
        if step.kind in NEVER_IN_SILENCE and not room:
            tx.countdowns.put_off(number, now + HOUR)
            return None
        reach = Reach(room and _was_written_to(tx, ticket), away)
        effects = effects_of(step, ticket, reach)
        event = f"{step.kind}-{step.at.isoformat()}"
        apply_effects(tx, signing, rulebook, None, effects, now, ticket=number, event=event)
        note_clock(tx, number, None, step.countdown)
        return step
    return None


def _has_room(tx: Transaction, desk: Desk, ticket: Ticket, now: datetime) -> bool:
    """Whether an automatic mail to the requester is within its budgets."""
    recent = tx.outbox.count_recent(ticket.requester, now - HOUR)
    return recent < desk.hourly_limit and has_room(tx, desk, ticket.requester, ticket.id, now)


def _was_written_to(tx: Transaction, ticket: Ticket) -> bool:
    """Whether the requester has had a mail of ours: whom we did not answer at first, we do not write to by ourselves."""
    return bool(ticket.requester) and any(not mail.came for mail in tx.outbox.thread(ticket.id, ticket.requester))
