"""Leaves nothing of what was deleted in the files of a database."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine

from mailbot.ports import StoreTrouble


def overwrite(engine: Engine, tables: Sequence[str]) -> None:
    """Let what was deleted go for good. Raises StoreTrouble where another process keeps that from being done.

    SQLite has overwritten it in the file (secure_delete), and empties its write-ahead log. PostgreSQL writes these tables anew.
    """
    with _bare(engine) as connection:
        if engine.dialect.name == "sqlite":
            _empty_log(connection)
        else:
            _write_anew(connection, tables)


def rewrite(engine: Engine, tables: Sequence[str]) -> None:
    """The same for what was deleted before secure_delete was on: SQLite too writes its file anew."""
    with _bare(engine) as connection:
        if engine.dialect.name == "sqlite":
            connection.execute("PRAGMA temp_store=FILE")  # a copy of the whole, which is sealed, is no load for the memory
            connection.execute("VACUUM")
            connection.execute("PRAGMA temp_store=MEMORY")
            _empty_log(connection)
        else:
            _write_anew(connection, tables)


@contextmanager
def _bare(engine: Engine) -> Iterator[Any]:
    """The driver's connection, in no transaction."""
    raw = engine.raw_connection()
    try:
        yield raw.driver_connection
    finally:
        raw.close()


def _empty_log(connection: Any) -> None:
    ((busy, _, _),) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    if busy:
        raise StoreTrouble("the write-ahead log cannot be emptied: another process has read for a minute; run it again")


def _write_anew(connection: Any, tables: Sequence[str]) -> None:
    connection.autocommit = True
    try:
        for table in tables:
            connection.execute(f"VACUUM FULL {table}")
    finally:
        connection.autocommit = False
