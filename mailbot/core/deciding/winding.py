"""Winds the clock of a ticket after somebody has done something with it: what its time runs towards from now on."""

from dataclasses import replace
from datetime import datetime

from mailbot.core.countdown import Countdown, Phase
from mailbot.core.deciding.deadlines import deadline_of, half_of
from mailbot.core.desk import Desk
from mailbot.core.message import address_key
from mailbot.core.ticket import Stage, Status, Ticket, Urgency


def wind(ticket: Ticket, before: Countdown | None, desk: Desk, now: datetime, *, spoken: bool) -> Countdown | None:
    """The countdown of a ticket as it is now, None where nothing is awaited. `before` is the one that it had.

    `spoken`: the desk or the requester has written, so that a silence begins anew. What nobody changed runs on.
    """
    if ticket.status is Status.CLOSED or ticket.merged_into is not None:
        return None
    if ticket.status.waits_for_us:
        return _towards_an_answer(ticket, before, desk, now)
    if ticket.due_at is not None:
        same = before is not None and before.phase is Phase.WAIT and before.due == ticket.due_at
        return before if same else _stretch(ticket, Phase.WAIT, now, ticket.due_at)
    if desk.silence is None or not ticket.requester:
        return None
    silent = before is not None and before.phase in (Phase.SILENCE, Phase.WARNED)
    return before if silent and not spoken else _stretch(ticket, Phase.SILENCE, now, now + desk.silence.until_warning)


def _towards_an_answer(ticket: Ticket, before: Countdown | None, desk: Desk, now: datetime) -> Countdown:
    """The countdown of who waits for us: the one that ran, if nothing has changed that it depends on."""
    waited = before if before is not None and before.phase.waits_for_us else None
    known = ticket.due_at or (waited.due if waited is not None else None)
    due = known or deadline_of(desk, ticket.owner, ticket.urgency, now)
    if waited is not None and waited.due == due and _phase_holds(ticket, waited, now):
        if address_key(waited.owner) == address_key(ticket.owner):
            return waited
        if waited.phase is Phase.ANSWER and waited.until == due and now < due:
            return replace(waited, owner=ticket.owner)  # what the requester was promised holds for the next owner too
    fresh = _stretch(ticket, Phase.PUT_OFF, now, due)
    if ticket.stage is not Stage.PUT_OFF:
        fresh = start(ticket, desk, now, due, late=waited is not None and waited.told)
    if waited is not None and fresh.phase is Phase.ANSWER and _is_first(waited) and waited.due == due > now:
        half = _half(ticket, desk, waited.since, due)  # taken at once: half of the time is that of the whole
        fresh = replace(fresh, since=waited.since, remind_at=half if half is not None and half > now else None)
    return fresh if waited is None else _carry(fresh, waited)


def _is_first(waited: Countdown) -> bool:
    """Whether a critical ticket is still with the one who was asked first to take it."""
    return waited.phase is Phase.TAKE and len(waited.called) == 1


def _phase_holds(ticket: Ticket, waited: Countdown, now: datetime) -> bool:
    """Whether a countdown runs towards what is awaited of the owner as his ticket is now."""
    put_off = ticket.stage is Stage.PUT_OFF
    if Phase.PUT_OFF is waited.phase or put_off:
        return waited.phase is Phase.PUT_OFF and put_off
    unseen = ticket.urgency is Urgency.CRITICAL and ticket.stage is Stage.UNSEEN
    if waited.phase is Phase.TAKE:
        return unseen
    return not unseen or waited.told or now >= (waited.due or now)


def start(ticket: Ticket, desk: Desk, now: datetime, due: datetime, *, late: bool = False) -> Countdown:
    """The countdown of somebody who waits from now on; one whose deadline is over waits a whole target again.

    `late`: a deadline was missed before, so that nobody on duty is called any more: the ticket is on its way up.
    """
    if ticket.urgency is Urgency.CRITICAL and ticket.stage is Stage.UNSEEN and now < due and not late:
        _, owner = desk.owner_of(ticket.owner)
        return replace(_stretch(ticket, Phase.TAKE, now, min(now + desk.take_within, due)), due=due, called=(owner.key,))
    until = due if due > now else deadline_of(desk, ticket.owner, ticket.urgency, now)
    return replace(_stretch(ticket, Phase.ANSWER, now, until), due=due, remind_at=_half(ticket, desk, now, until))


def _half(ticket: Ticket, desk: Desk, since: datetime, until: datetime) -> datetime | None:
    """When half of the time is over; None where that is no moment of its own."""
    half = half_of(since, until, desk.targets[ticket.urgency], desk.working_time_of(ticket.owner))
    return half if since < half < until else None


def _stretch(ticket: Ticket, phase: Phase, since: datetime, until: datetime) -> Countdown:
    return Countdown(ticket.id, phase, since, until, ticket.owner, ticket.due_at, ticket.due_at if phase.waits_for_us else None)


def _carry(fresh: Countdown, before: Countdown) -> Countdown:
    """What stays known of somebody who has waited before: what he was promised first, and told."""
    put_off = Phase.PUT_OFF in (fresh.phase, before.phase)
    return replace(fresh, promised=fresh.promised if put_off else before.promised, told=before.told)
