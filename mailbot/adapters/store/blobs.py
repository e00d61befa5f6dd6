"""Bytes by their sha256, compressed: raw mail and what we sent."""

import threading
from collections.abc import Sequence
from functools import cache
from typing import Any

import zstandard
from sqlalchemy import Connection, Table, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from mailbot.adapters.store.prepared import Prepared
from mailbot.adapters.store.tables import blob

LEVEL = 1
"""zstd's fastest: mail is mostly base64, on which higher levels gain little and cost much."""

OF_BLOB = select(blob.c.data).where(blob.c.sha == bindparam("sha"))


class _Codec(threading.local):
    """A thread's own: they may not be shared, and a fresh one a call costs more than its work on a small mail."""

    def __init__(self) -> None:
        self.compressor = zstandard.ZstdCompressor(level=LEVEL)
        self.decompressor = zstandard.ZstdDecompressor()


_CODEC = _Codec()


def compress(raw: bytes) -> bytes:
    """One zstd frame."""
    return _CODEC.compressor.compress(raw)


def decompress(data: bytes) -> bytes:
    """The bytes of one zstd frame that we made."""
    return _CODEC.decompressor.decompress(data)


@cache
def skipping(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """INSERT ... ON CONFLICT DO NOTHING, built once: building a statement costs more than running it."""
    made = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    return made.on_conflict_do_nothing().execution_options(preserve_rowcount=True)  # of an INSERT it is forgotten otherwise


@cache
def _replacing(dialect: str, table: Table) -> Prepared:
    """INSERT ... ON CONFLICT of the primary key DO UPDATE of every other column, built once."""
    made = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    keys = list(table.primary_key.columns)
    changes = {column.name: made.excluded[column.name] for column in table.columns if not column.primary_key}
    return Prepared(made.on_conflict_do_update(index_elements=keys, set_=changes))


@cache
def _keeping(dialect: str) -> Prepared:
    return Prepared(skipping(dialect, blob))


def insert_or_skip(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> int:
    """Insert rows, leaving alone those whose key is there; how many of them were new (of one row: 1 or 0)."""
    return connection.execute(skipping(connection.dialect.name, table), rows).rowcount if rows else 0


def insert_or_replace(connection: Connection, table: Table, row: dict[str, Any]) -> None:
    """Insert a row, or give the one of the same primary key these values."""
    _replacing(connection.dialect.name, table).run(connection, [row])


def keep_blobs(connection: Connection, datas: Sequence[tuple[str, bytes]]) -> None:
    """Keep bytes under their sha256; the same bytes are kept once. In one order, lest two pollers wait for each other."""
    rows = [{"sha": sha, "codec": "zstd", "size": len(data), "data": compress(data)} for sha, data in sorted(datas)]
    if rows:
        _keeping(connection.dialect.name).run(connection, rows)


def read_blob(connection: Connection, sha: str) -> bytes:
    """The bytes under a sha256 that the store holds."""
    return decompress(connection.execute(OF_BLOB, {"sha": sha}).scalar_one())
