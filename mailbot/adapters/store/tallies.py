"""How many automatic mails were owed, by what a budget counts: one row a budget, slot and counting connection."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import Connection, bindparam, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from mailbot.adapters.store.prepared import Prepared
from mailbot.adapters.store.sealed import vault_of
from mailbot.adapters.store.tables import tally, ticket
from mailbot.core.deciding.budget import Budget, Spent
from mailbot.core.ticket import Urgency

NEAR = 64
"""From so many mails below a limit on those who count take turns; more than that are never in hand at once."""

SHARDS = 1_024
COUNTED = (
    select(tally.c.key, tally.c.slot, func.sum(tally.c.number).label("number"))
    .where(tally.c.key.in_(bindparam("keys", expanding=True)))
    .group_by(tally.c.key, tally.c.slot)
)
TAKE_TURN = select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("budget"), 0)))
"""PostgreSQL; SQLite has one writer."""
ABOUT = select(ticket.c.area, ticket.c.urgency).where(ticket.c.id == bindparam("of"))
OVER = delete(tally).where(tally.c.until <= bindparam("now"))
FORGET = delete(tally).where(tally.c.key.in_(bindparam("keys", expanding=True)))


class Tallies:
    """Budgets part of a transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._known: dict[str, Mapping[int, int]] = {}

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
        if not keys:
            return
        vault = vault_of(self.connection)
        hashed = {vault.hash(key).hex(): key for key in keys}
        found: dict[str, dict[int, int]] = {key: {} for key in keys}
        for row in self.connection.execute(COUNTED, {"keys": sorted(keys)}):
            found[hashed[row.key]][row.slot] = int(row.number)
        self._known.update(found)

    def count(self, mails: Sequence[tuple[Budget, datetime]]) -> None:
        """Count mails: under which budget each, and when it may leave."""
        counted = Counter((one.key, one.slot_of(at), one.end_of(one.slot_of(at))) for one, at in mails)
        rows = [
            {"key": key, "slot": slot, "number": number, "until": until} for (key, slot, until), number in sorted(counted.items())
        ]
        if rows:
            _adding(self.connection.dialect.name).run(self.connection, rows)
        for (key, slot, _), number in counted.items():
            if key in self._known:
                known = self._known[key]
                self._known[key] = {**known, slot: known.get(slot, 0) + number}

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
