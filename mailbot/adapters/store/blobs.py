"""Bytes by their sha256, compressed: raw mail and what we sent."""

from collections.abc import Sequence
from typing import Any

import zstandard
from sqlalchemy import Connection, Table, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from mailbot.adapters.store.tables import blob

LEVEL = 1
"""zstd's fastest: mail is mostly base64, on which higher levels gain little and cost much."""

OF_BLOB = select(blob.c.data).where(blob.c.sha == bindparam("sha"))


def compress(raw: bytes) -> bytes:
    """One zstd frame. A fresh compressor a call: they may not be shared between threads."""
    return zstandard.ZstdCompressor(level=LEVEL).compress(raw)


def decompress(data: bytes) -> bytes:
    """The bytes of one zstd frame that we made."""
    return zstandard.ZstdDecompressor().decompress(data)


def upsert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that can say ON CONFLICT: both databases can, in one syntax, but SQLAlchemy has one class for each."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def insert_or_skip(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> int:
    """Insert rows, leaving alone those whose key is there; how many of them were new (of one row: 1 or 0)."""
    return connection.execute(upsert(connection, table).on_conflict_do_nothing(), rows).rowcount if rows else 0


def keep_blobs(connection: Connection, datas: Sequence[tuple[str, bytes]]) -> None:
    """Keep bytes under their sha256; the same bytes are kept once."""
    rows = [{"sha": sha, "codec": "zstd", "size": len(data), "data": compress(data)} for sha, data in datas]
    insert_or_skip(connection, blob, rows)


def read_blob(connection: Connection, sha: str) -> bytes:
    """The bytes under a sha256 that the store holds."""
    return decompress(connection.execute(OF_BLOB, {"sha": sha}).scalar_one())
