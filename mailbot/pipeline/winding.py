"""Winds the clocks of the tickets that something happened to, in the same transaction."""

from collections.abc import Sequence
from datetime import datetime

from mailbot.core.countdown import Countdown
from mailbot.core.deciding.winding import wind
from mailbot.core.decision import ChangeTicket, EditTicket, Effect
from mailbot.core.desk import Desk
from mailbot.ports import Transaction


def wind_clocks(tx: Transaction, desk: Desk, effects: Sequence[Effect], opened: int | None, now: datetime) -> None:
    """Let the clocks of the tickets that effects were about run towards what is awaited now. `opened` is the one they opened."""
    spoken = {effect.ticket for effect in effects if isinstance(effect, ChangeTicket)}
    touched = spoken | {effect.ticket for effect in effects if isinstance(effect, EditTicket)}
    if opened is not None:
        touched.add(opened)
    for ticket, before in tx.countdowns.take(touched):
        note_clock(tx, ticket.id, before, wind(ticket, before, desk, now, spoken=ticket.id in spoken))


def note_clock(tx: Transaction, ticket: int, before: Countdown | None, after: Countdown | None) -> None:
    """Write down how the clock of a ticket stands, where it is not as it was."""
    if after is None:
        tx.countdowns.stop(ticket)
    elif after != before:
        tx.countdowns.set(after)
