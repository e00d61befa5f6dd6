"""Nobody may be left unowned when the desk file changes: the tickets of who is no longer in it get other owners."""

from datetime import datetime, timedelta

from mailbot.core.deciding.successors import succeed
from mailbot.core.rulebook import Rulebook
from mailbot.pipeline.apply import Signing, apply_effects
from mailbot.ports import Transaction

BATCH = 20
"""Tickets in one transaction: what is done is done, whatever happens to the next ones."""

SETTLED = timedelta(minutes=2)
"""After that long nobody applies the rules of before any more: a ticket that he gave to somebody who is gone is there by then."""


def find_successors(tx: Transaction, signing: Signing, rulebook: Rulebook, now: datetime) -> int:
    """Give tickets whose owner the desk does not have to others; how many. It is looked again until there is none."""
    gone = [owner for owner in tx.owners.everybody() if rulebook.desk.coordinator(owner) is None]
    tickets = tx.owners.take(gone, BATCH) if gone else ()
    away = {absent.person: absent for absent in tx.absences.everybody() if now < absent.until} if tickets else {}
    for ticket in tickets:
        event = f"gone-{ticket.owner}-{ticket.updated_at.isoformat()}"
        apply_effects(tx, signing, rulebook, None, succeed(ticket, rulebook, away, now), now, ticket=ticket.id, event=event)
    revision = tx.revisions.active_revision()
    if gone:
        tx.owners.look(now)  # for the next ones, and those that somebody else had in hand
    elif revision is not None and now < revision.published_at + SETTLED:
        tx.owners.look(revision.published_at + SETTLED)
    return len(tickets)
