"""Bytes by their sha256, compressed and sealed: raw mail and what we sent."""

import hashlib
import threading
from collections.abc import Collection, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

import zstandard
from sqlalchemy import Connection, Table, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from mailbot.adapters.store.prepared import Prepared
from mailbot.adapters.store.sealed import vault_of
from mailbot.adapters.store.tables import blob

LEVEL = 1
"""zstd's fastest: mail is mostly base64, on which higher levels gain little and cost much."""

CODEC = "zstd+seal"
NOTHING_SHA = hashlib.sha256(b"").hexdigest()
"""What a row points to whose bytes are erased: to none."""

OF_BLOB = select(blob.c.data).where(blob.c.sha == bindparam("sha"))
KEYS = select(blob.c.sha, blob.c.key_id).where(blob.c.sha.in_(bindparam("shas", expanding=True)))


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


def keep_blobs(connection: Connection, datas: Sequence[tuple[str, bytes, bytes]]) -> None:
    """Keep bytes under their sha256, sealed: (sha256, key, bytes). The same bytes are kept once, under the key that was first.

    In one order, lest two pollers wait for each other.
    """
    vault = vault_of(connection)
    rows = [
        {"sha": sha, "codec": CODEC, "size": len(data), "data": vault.seal(key, compress(data)), "key_id": key}
        for sha, key, data in sorted(datas, key=itemgetter(0))
    ]
    if rows:
        _keeping(connection.dialect.name).run(connection, rows)


def keys_of_blobs(connection: Connection, shas: Collection[str]) -> dict[str, bytes]:
    """The keys of the bytes that are kept under these sha256, those of erased ones left out."""
    rows = connection.execute(KEYS, {"shas": list(shas)})
    return {row.sha: row.key_id for row in rows if row.key_id is not None}


def keep_nothing(connection: Connection) -> None:
    """Have a row of no bytes, to which rows point whose bytes are erased."""
    insert_or_skip(connection, blob, [{"sha": NOTHING_SHA, "codec": "none", "size": 0, "data": b"", "key_id": None}])


def open_blob(connection: Connection, data: bytes) -> bytes:
    """The bytes that a row of the table holds. Raises Erased."""
    if not data:
        return b""
    return decompress(vault_of(connection).open(data))


def read_blob(connection: Connection, sha: str) -> bytes:
    """The bytes under a sha256 that the store holds. Raises Erased."""
    return open_blob(connection, connection.execute(OF_BLOB, {"sha": sha}).scalar_one())
