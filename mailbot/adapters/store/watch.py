"""What can be seen of a desk at work, and what alarmed: the questions of whoever watches."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, case, delete, func, insert, literal_column, select, update

from mailbot.adapters.store.blobs import insert_or_skip
from mailbot.adapters.store.queue import READY
from mailbot.adapters.store.tables import alarm, canary, inbound, job, lease, notice, outbound
from mailbot.core.alarm import Alarm, Given, Trouble
from mailbot.ports.watching import Backlog, Canary

FOR_A_PERSON = literal_column("state").in_((literal_column("'held'"), literal_column("'quarantined'")))
NOT_LEFT = literal_column("state").in_((literal_column("'dead'"), literal_column("'uncertain'")))
"""Literal predicates, as those of the partial indexes are."""

REMEMBERED = timedelta(days=2)
"""For how long canaries and notices are kept."""


class Watch:
    """Watching part of a transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def backlog(self, queues: Sequence[str], now: datetime) -> list[Backlog]:
        """How much is due in each of these queues."""
        wanted = select(func.count(), func.min(job.c.run_at)).where(
            job.c.state == READY, job.c.run_at <= now, job.c.behind.is_(None)
        )
        found = []
        for queue in queues:
            due, oldest = self.connection.execute(wanted.where(job.c.queue == queue)).one()
            found.append(Backlog(queue, due, oldest))
        return found

    def waiting(self) -> Mapping[str, int]:
        """How many mails wait for a person."""
        counts = dict.fromkeys(("held", "quarantined", "dead", "uncertain"), 0)
        for table, some in ((inbound, FOR_A_PERSON), (outbound, NOT_LEFT)):
            wanted = select(table.c.state, func.count()).where(some).group_by(table.c.state)
            counts |= {row[0]: row[1] for row in self.connection.execute(wanted)}
        return counts

    def leases(self, now: datetime) -> int:
        """How many leases somebody holds."""
        return int(self.connection.execute(select(func.count()).select_from(lease).where(lease.c.until > now)).scalar_one())

    def alarms(self) -> list[Alarm]:
        """What alarms, the oldest first."""
        rows = self.connection.execute(select(alarm).order_by(alarm.c.since, alarm.c.name))
        return [Alarm(Trouble(row.name, row.said, row.level), row.since, row.seen_at, row.told) for row in rows]

    def see_alarm(self, trouble: Trouble, now: datetime) -> None:
        """Write down that something alarms, now as before; where the level fell, so did that which people were told."""
        seen = {"said": trouble.said, "level": trouble.level, "seen_at": now}
        fallen = case((alarm.c.told > trouble.level, trouble.level), else_=alarm.c.told)
        known = self.connection.execute(update(alarm).where(alarm.c.name == trouble.key).values({**seen, "told": fallen}))
        if known.rowcount == 0:
            insert_or_skip(self.connection, alarm, [{"name": trouble.key, "since": now, "told": 0, **seen}])

    def tell_alarm(self, trouble: Trouble) -> None:
        """People are told of it."""
        self.connection.execute(update(alarm).where(alarm.c.name == trouble.key).values(told=trouble.level))

    def end_alarms(self, keys: Collection[str]) -> None:
        """These are over."""
        self.connection.execute(delete(alarm).where(alarm.c.name.in_(keys)))

    def notices_since(self, since: datetime) -> list[Given]:
        """The notices that were given, the oldest first."""
        rows = self.connection.execute(select(notice.c.at, notice.c.alarms).where(notice.c.at > since).order_by(notice.c.id))
        return [Given(row.at, frozenset(json.loads(row.alarms))) for row in rows]

    def give_notice(self, lines: Sequence[str], keys: Collection[str], at: datetime) -> int:
        """Write down a notice."""
        self.connection.execute(delete(notice).where(notice.c.at < at - REMEMBERED))
        told = {"at": at, "lines": json.dumps(list(lines)), "alarms": json.dumps(sorted(keys))}
        return int(self.connection.execute(insert(notice).values(told).returning(notice.c.id)).scalar_one())

    def notice(self, number: int) -> tuple[datetime, tuple[str, ...]] | None:
        """When a notice was given, and its lines."""
        row = self.connection.execute(select(notice).where(notice.c.id == number)).one_or_none()
        return (row.at, tuple(json.loads(row.lines))) if row is not None else None

    def overdue_canary(self, before: datetime) -> Canary | None:
        """The newest canary that was owed before a moment and is not back."""
        late = select(canary).where(canary.c.came_at.is_(None), canary.c.owed_at < before).order_by(canary.c.id.desc())
        return _canary(self.connection.execute(late.limit(1)).one_or_none())

    def last_canary(self) -> Canary | None:
        """The newest canary."""
        return _canary(self.connection.execute(select(canary).order_by(canary.c.id.desc()).limit(1)).one_or_none())

    def last_back(self) -> Canary | None:
        """The newest canary that came back."""
        back = select(canary).where(canary.c.came_at.is_not(None)).order_by(canary.c.id.desc()).limit(1)
        return _canary(self.connection.execute(back).one_or_none())

    def owe_canary(self, at: datetime) -> int:
        """Write down a canary."""
        self.connection.execute(delete(canary).where(canary.c.owed_at < at - REMEMBERED))
        return int(self.connection.execute(insert(canary).values(owed_at=at).returning(canary.c.id)).scalar_one())

    def canary_came(self, number: int, at: datetime) -> bool:
        """A canary is back, once."""
        first = update(canary).where(canary.c.id == number, canary.c.came_at.is_(None))
        return self.connection.execute(first.values(came_at=at)).rowcount == 1


def _canary(row: Row[*tuple[object, ...]] | None) -> Canary | None:
    return Canary(row.id, row.owed_at, row.came_at) if row is not None else None
