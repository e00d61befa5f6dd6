"""What follows in the store where a ticket becomes restricted: its parts are too, and nobody beside its requester hears more."""

from sqlalchemy import Connection

from mailbot.adapters.store.families import members_of, restrict_parts
from mailbot.adapters.store.participants import keep_back


def restrict(connection: Connection, number: int) -> set[int]:
    """Restrict what was merged into a ticket, and keep back the answers to participants that have not left; it and its parts."""
    restrict_parts(connection, number)
    members = members_of(connection, number)
    keep_back(connection, list(members))
    return set(members)
