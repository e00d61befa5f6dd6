"""What is seen of a desk from outside: what its servers hold, what its tables hold (by SQL of our own), what its commands say."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.rows import dict_row
from sqlalchemy import make_url

from mailbot.demo.smtp_sink import Received

Row = Mapping[str, Any]

TABLES = {
    "inbound": "id, mailbox, uidvalidity, uid, sha, size, state, disposition, ticket, attempts",
    "blob": "sha, size, length(data) AS octets",
    "cursor": "mailbox, last_uid, settled_uid",
    "decision": "inbound, revision",
    "ticket": "id, status, owner, due_at, restricted",
    "entry": "id, ticket, kind, inbound",
    "outbound": "id, ticket, inbound, kind, message_id, state, sha",
    "job": "queue, ref, state, holder",
    "lease": "name, holder",
    "countdown": "ticket, owner",
    "statistic": "ticket",
    "revision": "id, sha",
}
"""What is read of each table: no text of people, which is sealed."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the commands say: `inbound`, `outbox` and `tickets` (each with its entries), the raw mails by their numbers, and the
    exit code and words of `rules replay`.
    """

    inbound: Sequence[Row]
    outbox: Sequence[Row]
    tickets: Sequence[Row]
    raws: Mapping[int, bytes]
    replay: tuple[int, str]


@dataclass(frozen=True, slots=True)
class Facts:
    """One look. `delivered` by UID, `flags` by UID, `sent` as the sink has it; `told` only when all is over."""

    delivered: Mapping[int, bytes]
    flags: Mapping[int, frozenset[str]]
    tables: Mapping[str, Sequence[Row]]
    sent: Sequence[Received]
    told: Told | None = None

    def rows(self, table: str, **wanted: object) -> list[Row]:
        """The rows of a table that have these values."""
        return [row for row in self.tables[table] if all(row[name] == value for name, value in wanted.items())]


def read_tables(database: str) -> dict[str, list[Row]]:
    """All tables in one transaction."""
    url = make_url(database)
    if url.get_backend_name() == "sqlite":
        with closing(sqlite3.connect(f"file:{url.database}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute("BEGIN")
            return {
                table: [dict(row) for row in connection.execute(f"SELECT {columns} FROM {table} ORDER BY 1")]
                for table, columns in TABLES.items()
            }
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, row_factory=dict_row) as connection:
        return {
            table: connection.execute(f"SELECT {columns} FROM {table} ORDER BY 1".encode()).fetchall()
            for table, columns in TABLES.items()
        }


def is_quiet(facts: Facts) -> bool:
    """Whether nothing is left to do: all kept, all decided, all sent, nothing in hand."""
    kept = {row["uid"] for row in facts.rows("inbound")}
    return (
        set(facts.delivered) <= kept
        and not facts.rows("inbound", state="pending")
        and not facts.rows("outbound", state="queued")
        and not facts.rows("outbound", state="uncertain")
        and not facts.rows("job", state="leased")
        and not facts.rows("lease")
    )


def read_lines(said: bytes) -> list[Row]:
    """The objects of a listing."""
    return [json.loads(line) for line in said.splitlines()]
