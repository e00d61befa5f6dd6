"""Copies what a desk keeps, while it runs: first the content, then the keys, so that what is in the content has its key."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.engine import URL

from mailbot import __version__
from mailbot.adapters.backup.folder import CONTENT, KEYS, keep_newest, name_of, new_copy, nobody_else
from mailbot.adapters.backup.manifest import Manifest, describe, write_manifest
from mailbot.adapters.backup.postgres_copy import VERSION, tables_of, write_tables
from mailbot.adapters.backup.sqlite_copy import save_file
from mailbot.adapters.store.engine import open_engine, troubles
from mailbot.adapters.store.forgetting import known_by
from mailbot.adapters.store.vault.key_store import KEYS as KEY_TABLE

FILE = "database.db"
SCHEMA_OF = f"SELECT version_num FROM {VERSION}"  # noqa: S608 - a name of Alembic's
FINGERPRINT = "SELECT value FROM vault WHERE name = 'keys'"
NOTHING = "there is no database of mailbot here: look at DATABASE_URL"


class NothingToCopy(Exception):
    """There is no database of mailbot where one is to be copied. One line."""


def save_content(url: URL, folder: Path, now: Callable[[], datetime]) -> Path:
    """Copy the content into a folder; the copy. Raises StoreTrouble, NothingToCopy."""
    taken_at = now()
    with nobody_else(folder), new_copy(folder / CONTENT, name_of(taken_at)) as place:
        save = _content_of_file if url.get_backend_name() == "sqlite" else _content_of_server
        write_manifest(place, save(url, place, taken_at))
    return folder / CONTENT / name_of(taken_at)


def save_keys(url: URL, fingerprint: bytes, folder: Path, now: Callable[[], datetime]) -> Path:
    """Copy the keys into a folder, and remove the copies of them from before; the copy. Raises StoreTrouble."""
    taken_at = now()
    kind = url.get_backend_name()
    with nobody_else(folder):
        with new_copy(folder / KEYS, name_of(taken_at)) as place:
            if kind == "sqlite":
                save_file(Path(url.database or ""), place / FILE)
                files = {FILE: describe(place / FILE)}
            else:
                with _snapshot(url) as connection:
                    files = write_tables(connection, [KEY_TABLE.fullname], place)
            write_manifest(place, Manifest(KEYS, kind, __version__, "", fingerprint.hex(), taken_at, files))
        keep_newest(folder / KEYS)
    return folder / KEYS / name_of(taken_at)


def _content_of_file(url: URL, place: Path, taken_at: datetime) -> Manifest:
    source, copy = Path(url.database or ""), place / FILE
    if not source.is_file():
        raise NothingToCopy(f"{source}: {NOTHING}")
    save_file(source, copy)
    with closing(sqlite3.connect(copy)) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if VERSION not in tables:
            raise NothingToCopy(f"{source}: {NOTHING}")
        (schema,) = connection.execute(SCHEMA_OF).fetchone()
        (keys,) = connection.execute(FINGERPRINT).fetchone() if "vault" in tables else (b"",)
    return Manifest(CONTENT, "sqlite", __version__, schema, keys.hex(), taken_at, {FILE: describe(copy)})


def _content_of_server(url: URL, place: Path, taken_at: datetime) -> Manifest:
    with _snapshot(url) as connection:
        names = tables_of(connection)
        if VERSION not in names:
            raise NothingToCopy(f"{url.render_as_string(hide_password=True)}: {NOTHING}")
        schema = connection.execute(text(SCHEMA_OF)).scalar_one()
        keys = (known_by(connection) or b"") if "vault" in names else b""
        files = write_tables(connection, names, place)
    return Manifest(CONTENT, "postgresql", __version__, schema, bytes(keys).hex(), taken_at, files)


@contextmanager
def _snapshot(url: URL) -> Iterator[Connection]:
    """A transaction that sees one moment and writes nothing."""
    engine = open_engine(url, write=False).execution_options(isolation_level="REPEATABLE READ")
    try:
        with troubles(url), engine.begin() as connection:
            connection.execute(text("SET TRANSACTION READ ONLY"))
            yield connection
    finally:
        engine.dispose()
