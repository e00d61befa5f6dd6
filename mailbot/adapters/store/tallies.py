"""How many automatic mails were owed, by what a budget counts: one row a budget, slot and counting connection."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import Connection, bindparam, delete, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from mailbot.adapters.store.prepared import Prepared
from mailbot.adapters.store.sealed import vault_of
from mailbot.adapters.store.tables import tally, ticket
from mailbot.core.deciding.budget import Budget, Spent
from mailbot.core.ticket import Urgency

NEAR = 64
"""From so many mails below a limit on those who count take turns; more than that are never in hand at once."""

AT_ONCE = 40
"""Keys that one statement asks for."""

SHARDS = 1_024
TAKE_TURN = select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("budget"), 0)))
"""PostgreSQL; SQLite has one writer."""
ABOUT = select(ticket.c.area, ticket.c.urgency).where(ticket.c.id == bindparam("of"))
OVER = delete(tally).where(tally.c.until <= bindparam("now"))
FORGET = delete(tally).where(tally.c.key.in_(bindparam("keys", expanding=True)))


class Tallies:
    """Budgets part of a transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._known: dict[str, dict[int, int]] = {}
        self._new: Counter[tuple[str, int, datetime]] = Counter()

    def spent(self, budgets: Collection[Budget]) -> Spent:
        """What was counted under these budgets, with what this transaction counted; each is read once."""
        self._read({one.key for one in budgets} - self._known.keys())
        return {one.key: self._known[one.key] for one in budgets}

    def spent_in_turn(self, budgets: Collection[Budget], now: datetime) -> Spent:
        """The same; nobody else who asks so counts under one that is nearly used up until the transaction ends (PostgreSQL).

        Who waits so must have taken no ticket yet, or two could wait for each other.
        """
        spent = self.spent(budgets)
        if self.connection.dialect.name != "postgresql":
            return spent
        near = {one.key for one in budgets if one.used(spent, now) > one.limit - NEAR}
        for key in sorted(near):
            self.connection.execute(TAKE_TURN, {"budget": key})
        self._read(near)
        return self.spent(budgets)

    def _read(self, keys: Collection[str]) -> None:
        wanted = sorted(keys)
        for first in range(0, len(wanted), AT_ONCE):
            self._read_some(wanted[first : first + AT_ONCE])

    def _read_some(self, keys: Sequence[str]) -> None:
        hashed = {vault_of(self.connection).hash(key): key for key in keys}
        found: dict[str, dict[int, int]] = {key: {} for key in keys}
        for key, slot, number in _counted(len(keys)).fetch(self.connection, {f"key{n}": key for n, key in enumerate(keys)}):
            found[hashed[bytes(key)]][slot] = int(number)
        for (key, slot, _), number in self._new.items():
            if key in found:
                found[key][slot] = found[key].get(slot, 0) + number
        self._known.update(found)

    def count(self, mails: Sequence[tuple[Budget, datetime]]) -> None:
        """Count mails: under which budget each, and when it may leave. It is written at the end of the transaction."""
        for one, at in mails:
            slot = one.slot_of(at)
            self._new[one.key, slot, one.end_of(slot)] += 1
            known = self._known.get(one.key)
            if known is not None:
                known[slot] = known.get(slot, 0) + 1

    def write(self) -> None:
        """Write what was counted, in one order, lest two wait for each other."""
        rows = [
            {"key": key, "slot": slot, "number": number, "until": until}
            for (key, slot, until), number in sorted(self._new.items())
        ]
        if rows:
            _adding(self.connection.dialect.name).run(self.connection, rows)
        self._new.clear()

    def about(self, number: int) -> tuple[str, Urgency]:
        """The area and the urgency of a ticket."""
        row = self.connection.execute(ABOUT, {"of": number}).one()
        return row.area, Urgency(row.urgency)

    def forget(self, budgets: Collection[Budget]) -> None:
        """Delete what was counted under these budgets."""
        self.connection.execute(FORGET, {"keys": sorted(one.key for one in budgets)})

    def clear(self, now: datetime) -> None:
        """Delete what counts no more."""
        self.connection.execute(OVER, {"now": now})


@cache
def _counted(number: int) -> Prepared:
    """How many mails were counted under each of so many keys, by slot."""
    any_of = or_(*(tally.c.key == bindparam(f"key{n}") for n in range(number)))
    return Prepared(select(tally.c.key, tally.c.slot, func.sum(tally.c.number)).where(any_of).group_by(tally.c.key, tally.c.slot))


@cache
def _adding(dialect: str) -> Prepared:
    """INSERT, or add to the row that is there."""
    if dialect == "sqlite":
        lite = sqlite.insert(tally).values(shard=0)
        return Prepared(lite.on_conflict_do_update(set_={"number": tally.c.number + lite.excluded.number}))
    whole = postgresql.insert(tally).values(shard=func.pg_backend_pid() % SHARDS)
    return Prepared(
        whole.on_conflict_do_update(
            index_elements=list(tally.primary_key.columns), set_={"number": tally.c.number + whole.excluded.number}
        )
    )
