"""Published rulebooks: immutable, the newest is in force."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, text

from mailbot.adapters.store.blobs import compress, decompress
from mailbot.adapters.store.prepared import Prepared
from mailbot.adapters.store.rows import clean_text
from mailbot.adapters.store.tables import revision
from mailbot.ports import NewRevision, Revision

NEWEST_FIRST = select(revision).order_by(revision.c.id.desc())
NEWEST = NEWEST_FIRST.limit(1)
NEWEST_SHA = Prepared(select(revision.c.sha).where(revision.c.id == select(func.max(revision.c.id)).scalar_subquery()))
"""Asked at each mail."""


class Revisions:
    """Rulebook part of a transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def active_sha(self) -> str | None:
        """The hash of the rulebook in force."""
        found = NEWEST_SHA.fetch(self.connection, {})
        return str(found[0][0]) if found else None

    def active_revision(self) -> Revision | None:
        """The rulebook in force."""
        row = self.connection.execute(NEWEST).one_or_none()
        return _revision(row) if row else None

    def history(self) -> list[Revision]:
        """All published rulebooks, the newest first."""
        return [_revision(row) for row in self.connection.execute(NEWEST_FIRST)]

    def revision_of(self, sha: str) -> Revision | None:
        """The newest revision with this hash."""
        row = self.connection.execute(NEWEST_FIRST.where(revision.c.sha == sha).limit(1)).one_or_none()
        return _revision(row) if row else None

    def publish(self, new: NewRevision, now: datetime) -> int:
        """Put a rulebook in force; its number. One after the other: the newest shall be the one that was published last."""
        if self.connection.dialect.name == "postgresql":
            self.connection.execute(ONE_AFTER_THE_OTHER)
        values = {
            "sha": new.sha,
            "files": compress(json.dumps(dict(new.files), ensure_ascii=False).encode()),
            "published_by": clean_text(new.by),
            "published_at": now,
            "note": clean_text(new.note),
        }
        return int(self.connection.execute(insert(revision).values(values).returning(revision.c.id)).scalar_one())


ONE_AFTER_THE_OTHER = text("LOCK TABLE revision IN SHARE ROW EXCLUSIVE MODE")
"""PostgreSQL gives a number before it commits: without it a lower one could become visible after a higher one."""


def _revision(row: Row[Any]) -> Revision:
    files = json.loads(decompress(row.files))
    return Revision(row.id, row.sha, row.published_at, row.published_by, row.note, files)
