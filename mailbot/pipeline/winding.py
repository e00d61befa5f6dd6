"""Winds the clocks of the tickets that something happened to, in the same transaction."""

from collections.abc import Sequence
from datetime import datetime

from mailbot.core.countdown import Countdown
from mailbot.core.deciding.winding import wind
from mailbot.core.decision import ChangeTicket, EditTicket, Effect
from mailbot.core.desk import Desk
from mailbot.core.ticket import Status
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
    here = (ticket for ticket, _ in found if ticket.status is not Status.CLOSED and ticket.merged_into is None)
    if any(desk.coordinator(ticket.owner) is None for ticket in here):
        tx.owners.look(now)  # reopened after its owner left the desk file, or decided by the one before


def note_clock(tx: Transaction, ticket: int, before: Countdown | None, after: Countdown | None) -> None:
    """Write down how the clock of a ticket stands, where it is not as it was."""
    if after is None:
        tx.countdowns.stop(ticket)
    elif after != before:
        tx.countdowns.set(after)
