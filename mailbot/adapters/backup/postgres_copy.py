"""PostgreSQL: tables are written out by COPY in one snapshot, and read in within one transaction.

So no program of the server is needed, whose version would have to fit, and a copy is whole or not there at all.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, inspect, text

from mailbot.adapters.backup.manifest import BadCopy, Saved, describe
from mailbot.adapters.store.tables import metadata
from mailbot.ports import StoreTrouble

VERSION = "alembic_version"
CHUNK = 1 << 20
OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'mailbot'"
    " AND pid <> pg_backend_pid()"
)


def tables_of(connection: Connection) -> list[str]:
    """Our tables in the order in which they can be read in: what others refer to first."""
    found = inspect(connection).get_sorted_table_and_fkc_names()
    ours = {*metadata.tables, VERSION}
    return [name for name, _ in found if name in ours and name is not None]


def write_tables(connection: Connection, names: Sequence[str], folder: Path) -> dict[str, Saved]:
    """Write tables out, each into a file of its own. Raises OSError, and what the database raises."""
    return {f"{name}.copy": _write(connection, name, folder / f"{name}.copy") for name in names}


def _write(connection: Connection, name: str, path: Path) -> Saved:
    with path.open("wb") as target, _cursor(connection, path) as cursor:
        with cursor.copy(f"COPY {name} ({_columns(connection, name)}) TO STDOUT (FORMAT binary)") as copy:
            for chunk in copy:
                target.write(chunk)
        rows = cursor.rowcount
    return describe(path, rows)


def read_tables(connection: Connection, files: Mapping[str, Saved], folder: Path) -> None:
    """Read tables in, in the order of `files`; what a migration wrote into them goes. Raises BadCopy, OSError."""
    names = {name: name.removesuffix(".copy") for name in files}
    for table in reversed([*names.values()]):
        connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - names of ours
    for name, saved in files.items():
        rows = _read(connection, names[name], folder / name)
        if rows != saved.rows:
            raise BadCopy(f"{folder / name}: holds {rows} rows instead of {saved.rows}: use another copy")
        _count_on(connection, names[name])


def _read(connection: Connection, name: str, path: Path) -> int:
    with path.open("rb") as source, _cursor(connection, path) as cursor:
        with cursor.copy(f"COPY {name} ({_columns(connection, name)}) FROM STDIN (FORMAT binary)") as copy:
            while chunk := source.read(CHUNK):
                copy.write(chunk)
        return cast(int, cursor.rowcount)


def _count_on(connection: Connection, name: str) -> None:
    """The next row has the next number."""
    if '"id"' not in _columns(connection, name):
        return
    sequence = connection.execute(text("SELECT pg_get_serial_sequence(:name, 'id')"), {"name": name}).scalar_one()
    if sequence is not None:
        highest = f"(SELECT max(id) FROM {name})"  # noqa: S608 - names of ours
        connection.execute(text(f"SELECT setval('{sequence}', coalesce({highest}, 1), {highest} IS NOT NULL)"))


def _columns(connection: Connection, name: str) -> str:
    """The columns of a table, in an order that does not hang on its history."""
    schema, _, table = name.rpartition(".")
    found = inspect(connection).get_columns(table, schema=schema or None)
    return ", ".join(sorted(f'"{column["name"]}"' for column in found))


@contextmanager
def _cursor(connection: Connection, path: Path) -> Iterator[Any]:
    """The driver's cursor, for COPY alone. Raises BadCopy where the file is at fault, StoreTrouble where the server is."""
    import psycopg  # noqa: PLC0415 - nobody else needs it who has SQLite

    raw: Any = connection.connection.driver_connection
    try:
        with raw.cursor() as cursor:
            yield cursor
    except psycopg.DataError as wrong:
        raise BadCopy(f"{path}: cannot be read in ({str(wrong).splitlines()[0]}): use another copy") from wrong
    except psycopg.Error as wrong:
        raise StoreTrouble(f"{path}: {str(wrong).splitlines()[0]}; nothing was changed") from wrong


def holds_anything(connection: Connection) -> bool:
    """Whether there is an arrived mail, a ticket or a revision of the rules, or tables of something else by our names."""
    there = set(inspect(connection).get_table_names())
    if there & metadata.tables.keys() and VERSION not in there:
        return True
    return any(
        connection.execute(text(f"SELECT 1 FROM {name} LIMIT 1")).first() is not None  # noqa: S608 - names of ours
        for name in ("inbound", "ticket", "revision")
        if name in there
    )


def others_at_work(connection: Connection) -> int:
    """How many connections other processes of mailbot have to this database."""
    return int(connection.execute(OTHERS).scalar_one())


def set_aside(connection: Connection, schema: str) -> bool:
    """Move our tables into a schema of this name, where nobody looks for them; whether there were any."""
    names = tables_of(connection)
    if not names:
        return False
    connection.execute(text(f"CREATE SCHEMA {schema}"))
    for name in names:
        connection.execute(text(f"ALTER TABLE {name} SET SCHEMA {schema}"))
    if connection.execute(text("SELECT to_regproc('revision_keeps')")).scalar_one() is not None:
        connection.execute(text(f"ALTER FUNCTION revision_keeps() SET SCHEMA {schema}"))
    return True
