"""Published rulebooks: immutable, the newest is in force."""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, insert, select

from mailbot.adapters.store.blobs import compress, decompress
from mailbot.adapters.store.tables import revision
from mailbot.ports import Revision

NEWEST = select(revision).order_by(revision.c.id.desc()).limit(1)
NEWEST_SHA = select(revision.c.sha).order_by(revision.c.id.desc()).limit(1)


class Revisions:
    """Rulebook part of a transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def active_sha(self) -> str | None:
        """The hash of the rulebook in force."""
        return self.connection.execute(NEWEST_SHA).scalar_one_or_none()

    def active_revision(self) -> Revision | None:
        """The rulebook in force."""
        row = self.connection.execute(NEWEST).one_or_none()
        return _revision(row.id, row.sha, row.published_at, row.published_by, row.files) if row else None

    def history(self) -> list[Revision]:
        """All published rulebooks, the newest first."""
        rows = self.connection.execute(select(revision).order_by(revision.c.id.desc()))
        return [_revision(row.id, row.sha, row.published_at, row.published_by, row.files) for row in rows]

    def publish(self, sha: str, files: Mapping[str, str], by: str, now: datetime) -> None:
        """Put a rulebook in force."""
        data = compress(json.dumps(dict(files), ensure_ascii=False).encode())
        self.connection.execute(insert(revision).values(sha=sha, files=data, published_by=by, published_at=now))


def _revision(number: int, sha: str, at: datetime, by: str, files: bytes) -> Revision:
    return Revision(number, sha, at, by, json.loads(decompress(files)))
