"""Winds the clocks of the tickets that something happened to, in the same transaction."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from mailbot.core.countdown import Countdown
from mailbot.core.deciding.winding import wind
from mailbot.core.decision import ChangeTicket, EditTicket, Effect
from mailbot.core.desk import Desk
from mailbot.core.ticket import Status, Ticket
from mailbot.ports import Transaction


def wind_clocks(tx: Transaction, desk: Desk, effects: Sequence[Effect], opened: int | None, now: datetime) -> None:
    """Let the clocks of the tickets that effects were about run towards what is awaited now. `opened` is the one they opened."""
    spoken = {effect.ticket for effect in effects if isinstance(effect, ChangeTicket)}
    touched = spoken | {effect.ticket for effect in effects if isinstance(effect, EditTicket)}
    if opened is not None:
        touched.add(opened)
    found = tx.countdowns.take(touched)
    for ticket, before in found:
        note_clock(tx, ticket.id, before, wind(ticket, before, desk, now, spoken=ticket.id in spoken))
    _carry_what_was_told(tx, found)
    here = (ticket for ticket, _ in found if ticket.status is not Status.CLOSED and ticket.merged_into is None)
    if any(desk.coordinator(ticket.owner) is None for ticket in here):
        tx.owners.look(now)  # reopened after its owner left the desk file, or decided by the one before


def _carry_what_was_told(tx: Transaction, found: Sequence[tuple[Ticket, Countdown | None]]) -> None:
    """Whose request became a part of another one, and who knew that it takes longer, knows it of that one."""
    wholes = {ticket.merged_into for ticket, before in found if ticket.merged_into and before is not None and before.told}
    for _, running in tx.countdowns.take({number for number in wholes if number is not None}):
        if running is not None and running.phase.waits_for_us and not running.told:
            tx.countdowns.set(replace(running, told=True))


def note_clock(tx: Transaction, ticket: int, before: Countdown | None, after: Countdown | None) -> None:
    """Write down how the clock of a ticket stands, where it is not as it was."""
    if after is None:
        tx.countdowns.stop(ticket)
    elif after != before:
        tx.countdowns.set(after)
