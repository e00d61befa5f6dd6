"""Puts copies back: into an empty place, or where whoever restores insists, with what was there set aside.

Numbers go on further up afterwards (`numbers.py`). Each part is restored whole or not at all.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.schema import CreateSchema

from mailbot.adapters.backup.folder import name_of
from mailbot.adapters.backup.manifest import BadCopy, Manifest
from mailbot.adapters.backup.numbers import last_numbers, move_numbers
from mailbot.adapters.backup.postgres_copy import holds_anything, others_at_work, read_tables, set_aside
from mailbot.adapters.backup.saving import FILE
from mailbot.adapters.backup.sqlite_copy import check_file, is_used, put_back
from mailbot.adapters.store.engine import open_engine, troubles
from mailbot.adapters.store.schema import LOCK, migrate, revisions
from mailbot.adapters.store.store import SqlStore
from mailbot.adapters.store.vault.key_store import KEYS as KEY_TABLE
from mailbot.adapters.store.vault.key_store import SCHEMA
from mailbot.ports import StoreTrouble

USED = "holds something already: name an empty one by DATABASE_URL, or say --force to set it aside"
AT_WORK = "connections of mailbot to the database are open: stop the desk on every machine, then run it again"


@dataclass(frozen=True, slots=True)
class Copy:
    """A whole copy: its folder and its manifest."""

    folder: Path
    manifest: Manifest


@dataclass(frozen=True, slots=True)
class Placed:
    """What a restored database begins with: the number of its next ticket, and where the one lies that was there before."""

    next_ticket: int
    aside: str


def refuse_unfit(copy: Copy, url: URL) -> None:
    """Make sure that a copy can be put into this kind of database, by this version. Raises BadCopy."""
    kind = url.get_backend_name()
    if copy.manifest.kind != kind:
        raise BadCopy(
            f"{copy.folder}: is a copy of {copy.manifest.kind}, and the URL names {kind}: use the one that it was made of"
        )
    if copy.manifest.schema and copy.manifest.schema not in revisions():
        raise BadCopy(f"{copy.folder}: was made by a newer mailbot ({copy.manifest.version}): install that version")


def is_free(url: URL) -> bool:
    """Whether nothing is lost if a database is replaced. Raises StoreTrouble."""
    if url.get_backend_name() == "sqlite":
        return not is_used(Path(url.database or ""))
    engine = open_engine(url, write=False)
    try:
        with troubles(url), engine.begin() as connection:
            return not holds_anything(connection)
    finally:
        engine.dispose()


def place_content(store: SqlStore, copy: Copy, lost: int, now: datetime) -> Placed:
    """Put content in the place of what is there, which is set aside. Its keys are there already. Raises StoreTrouble, BadCopy."""
    if store.url.get_backend_name() == "sqlite":
        return _place_file(Path(store.url.database or ""), copy, lost, now)
    with store.connection() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        there = holds_anything(connection)
        given = last_numbers(connection) if there else {}
        aside = _schema_name("before", now)
        moved = set_aside(connection, aside)
        migrate(connection, copy.manifest.schema)
        read_tables(connection, copy.manifest.files, copy.folder)
        return Placed(move_numbers(connection, lost, given), f"the schema {aside}" if moved else "")


def refuse_while_at_work(url: URL) -> None:
    """Make sure that no process of mailbot is connected to a PostgreSQL; of SQLite the file tells it. Raises StoreTrouble."""
    if url.get_backend_name() == "sqlite":
        return
    engine = open_engine(url, write=False)
    try:
        with troubles(url), engine.begin() as connection:
            others = others_at_work(connection)
    finally:
        engine.dispose()
    if others:
        raise StoreTrouble(f"{url.render_as_string(hide_password=True)}: {others} {AT_WORK}")


def place_keys(url: URL, copy: Copy, now: datetime) -> None:
    """Put keys in the place of those that are there, which are set aside. Raises StoreTrouble, BadCopy."""
    if url.get_backend_name() == "sqlite":
        target = Path(url.database or "")
        check_file(copy.folder / FILE)
        put_back(copy.folder / FILE, target, f"{target.name}.before-{name_of(now)}", lambda _fresh: None)
        return
    engine = open_engine(url, write=True)
    try:
        with troubles(url), engine.begin() as connection:
            if connection.execute(text("SELECT to_regnamespace(:name)"), {"name": SCHEMA}).scalar_one() is not None:
                connection.execute(text(f"ALTER SCHEMA {SCHEMA} RENAME TO {_schema_name(f'{SCHEMA}_before', now)}"))
            connection.execute(CreateSchema(SCHEMA))
            KEY_TABLE.metadata.create_all(connection, checkfirst=False)
            read_tables(connection, copy.manifest.files, copy.folder)
    finally:
        engine.dispose()


def _place_file(target: Path, copy: Copy, lost: int, now: datetime) -> Placed:
    check_file(copy.folder / FILE)
    given = _given_in(target)
    aside = f"{target.name}.before-{name_of(now)}"
    there = target.exists()
    begins: list[int] = []

    def prepare(fresh: Path) -> None:
        engine = open_engine(URL.create("sqlite", database=str(fresh)), write=True)
        try:
            with troubles(engine.url), engine.begin() as connection:
                begins.append(move_numbers(connection, lost, given))
        finally:
            engine.dispose()

    put_back(copy.folder / FILE, target, aside, prepare)
    return Placed(begins[0], str(target.with_name(aside)) if there else "")


def _given_in(path: Path) -> dict[str, int]:
    """The numbers that were given in a file that is replaced, as far as it can be read."""
    if not path.exists():
        return {}
    try:
        with closing(sqlite3.connect(path, timeout=5)) as connection:
            return dict(connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
    except sqlite3.Error:
        return {}


def _schema_name(name: str, now: datetime) -> str:
    return f"{name}_{now:%Y%m%dt%H%M%S%f}"
