"""Leaves nothing of what was deleted in the files of a database."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal

from sqlalchemy import Engine

from mailbot.ports import StoreTrouble


def rewrite(engine: Engine, tables: Sequence[str], *, by: Literal["MEMORY", "FILE"] = "MEMORY") -> None:
    """Write a database anew without what was deleted. Raises StoreTrouble where another process keeps that from being done.

    SQLite: the whole file, by way of the memory or a temporary file, and its write-ahead log is emptied. To overwrite what is
    deleted (secure_delete) is not enough: where pages are divided and joined, copies of rows stay behind in their unused parts.
    PostgreSQL: these tables, each locked while it is written.
    """
    with _bare(engine) as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(f"PRAGMA temp_store={by}")
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
