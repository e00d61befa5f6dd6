"""What people change of tickets by mail: written down so that it can be told, and taken back."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, and_, bindparam, or_, select, update

from mailbot.adapters.store.restricting import restrict
from mailbot.adapters.store.rows import clean_text
from mailbot.adapters.store.tables import entry, ticket
from mailbot.adapters.store.words import word
from mailbot.core.deciding.context import reference_of
from mailbot.core.message import address_key
from mailbot.core.ticket import PARTICIPANT, Change, Edit

_LATER = entry.alias("later")
_TICKETS: BindParameter[int] = bindparam("tickets", expanding=True)
_MERGED = and_(
    entry.c.ticket.in_(select(ticket.c.id).where(ticket.c.merged_into.in_(_TICKETS))),
    entry.c.changed.contains(word("merged_into"), autoescape=True),
)
LAST_EDITS = (
    select(entry.c.id, entry.c.ticket, entry.c.author, entry.c.changes, entry.c.inbound)
    .where(
        or_(entry.c.ticket.in_(_TICKETS), _MERGED),
        entry.c.author_key == bindparam("author"),
        entry.c.changes.is_not(None),
        entry.c.undoes.is_(None),
        ~select(_LATER.c.id).where(_LATER.c.ticket == entry.c.ticket, _LATER.c.undoes == entry.c.id).exists(),
    )
    .order_by(entry.c.id.desc())
    .limit(20)
)
"""The changes of one person that nobody has taken back, the newest first; also those that made other tickets parts of these."""


def last_edits(connection: Connection, tickets: Collection[int], author: str) -> tuple[Edit, ...]:
    """What `author` changed last of these tickets."""
    if not tickets or not author:
        return ()
    rows = connection.execute(LAST_EDITS, {"tickets": sorted(tickets), "author": address_key(author)})
    return tuple(Edit(row.id, row.ticket, row.author, _changes_from_text(row.changes), row.inbound) for row in rows)


def write_changes(connection: Connection, number: int, changes: Sequence[Change], now: datetime) -> set[int]:
    """Set the changed fields of a ticket; who joined it or left it has a table of its own. The tickets that are others by it."""
    values = {change.field: _value(change) for change in changes if change.field != PARTICIPANT}
    connection.execute(update(ticket).where(ticket.c.id == number).values(**values, updated_at=now))
    return restrict(connection, number) if values.get("restricted") else {number}


def changes_to_text(changes: Sequence[Change]) -> str:
    """Changes as JSON: `[[field, before, after], ...]`."""
    return json.dumps([[change.field, change.before, change.after] for change in changes], ensure_ascii=False)


def references_in(connection: Connection, changes: Sequence[Change]) -> Mapping[str, str]:
    """The references of the tickets that changes name, by their numbers as text."""
    numbers = {int(said) for one in changes if one.field == "merged_into" for said in (one.before, one.after) if said}
    named = select(ticket.c.id, ticket.c.prefix).where(ticket.c.id.in_(numbers))
    return {str(row.id): reference_of(row.prefix, row.id) for row in connection.execute(named)} if numbers else {}


def tell(changes: Sequence[Change], references: Mapping[str, str], undoes: int | None) -> str:
    """Changes as a listing tells them, in English, other tickets by their references."""
    told = [
        f"{one.field}: {references.get(one.before, one.before) or 'none'} -> {references.get(one.after, one.after) or 'none'}"
        for one in changes
    ]
    said = "; ".join(told) or "nothing, for all of it has changed since"
    return f"{'taken back' if undoes is not None else 'changed'}: {said}"


def _changes_from_text(text: str) -> tuple[Change, ...]:
    return tuple(Change(*parts) for parts in json.loads(text))


def _value(change: Change) -> Any:
    """The value of a field as its column holds it."""
    match change.field:
        case "due_at":
            return datetime.fromisoformat(change.after) if change.after else None
        case "restricted":
            return change.after == "true"
        case "merged_into":
            return int(change.after) if change.after else None
    return clean_text(change.after)
