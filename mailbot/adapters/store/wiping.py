"""Makes deleted rows leave the disk.

SQLite overwrites what is deleted (`secure_delete`), but when it divides and joins pages, copies of rows stay behind in their
unused parts: in trials 4 of 3,000 deleted texts could still be read. VACUUM writes the file anew from what is still there, and
the checkpoint empties the write-ahead file, which holds pages as they were.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal

from sqlalchemy import Engine

from mailbot.adapters.store.tables import metadata
from mailbot.ports import StoreTrouble

PATIENCE_SECONDS = 5
"""How long others may take to end what they read just now."""

BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)

By = Literal["MEMORY", "FILE"]
"""By way of what SQLite writes a file anew: a large one by way of another file, and what nobody may read by way of the memory."""


def wipe_sqlite(connection: sqlite3.Connection, usual_patience: int) -> bool:
    """Write the file anew and empty its write-ahead file; False where others read just now. Outside any transaction.

    Raises StoreTrouble.
    """
    connection.execute(f"PRAGMA busy_timeout={PATIENCE_SECONDS * 1000}")
    try:
        return _vacuum(connection, "FILE")
    except sqlite3.OperationalError as wrong:
        if wrong.sqlite_errorcode & 0xFF in BUSY:
            return False
        raise StoreTrouble(f"what was erased could not be wiped from the disk, and is tried again: {wrong}") from wrong
    finally:
        connection.execute(f"PRAGMA busy_timeout={usual_patience * 1000}")


def wipe_postgresql(engine: Engine) -> bool:
    """Have the server reuse the room of deleted rows, in which they lie until then."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"VACUUM {', '.join(sorted(metadata.tables))}")
    return True


def rewrite(engine: Engine, tables: Sequence[str], *, by: By = "MEMORY") -> None:
    """Write a database anew without what was deleted. Raises StoreTrouble where another process keeps that from being done.

    SQLite: the whole file. PostgreSQL: these tables, each locked while it is written.
    """
    with _bare(engine) as connection:
        if engine.dialect.name != "sqlite":
            _write_anew(connection, tables)
        elif not _vacuum(connection, by):
            raise StoreTrouble("the write-ahead log cannot be emptied: another process has read for a minute; run it again")


def _vacuum(connection: sqlite3.Connection, by: By) -> bool:
    connection.execute(f"PRAGMA temp_store={by}")
    try:
        return _checkpoint(connection) and bool(connection.execute("VACUUM")) and _checkpoint(connection)
    finally:
        connection.execute("PRAGMA temp_store=MEMORY")


def _checkpoint(connection: sqlite3.Connection) -> bool:
    busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


@contextmanager
def _bare(engine: Engine) -> Iterator[Any]:
    """The driver's connection, in no transaction."""
    raw = engine.raw_connection()
    try:
        yield raw.driver_connection
    finally:
        raw.close()


def _write_anew(connection: Any, tables: Sequence[str]) -> None:
    connection.autocommit = True
    try:
        for table in tables:
            connection.execute(f"VACUUM FULL {table}")
    finally:
        connection.autocommit = False
