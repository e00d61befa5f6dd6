"""The database and the key store."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from mailbot.adapters.clock import SystemClock
from mailbot.adapters.store.health import StoreHealth, look_at
from mailbot.adapters.store.schema import SchemaState, state_of
from mailbot.adapters.store.store import SqlStore
from mailbot.core.examination import Finding, away, bad, ok, warn
from mailbot.ports import KeysUnusable, StoreTrouble
from mailbot.settings import BadSettings, Settings
from mailbot.wiring.doctor.clocks import judge_clock
from mailbot.wiring.stores import bare_store

SAFE_SQLITE = (3, 51, 3)
OTHERS = 0o007


@contextmanager
def opened_if_current(settings: Settings) -> Iterator[SqlStore | None]:
    """The database for looking, None where it cannot be used as it is; nothing is made, and nothing is said of it."""
    try:
        store = bare_store(settings)
    except (BadSettings, StoreTrouble):
        yield None
        return
    try:
        usable = not _is_missing(store) and state_of(store) is SchemaState.CURRENT
    except StoreTrouble:
        usable = False
    try:
        yield store if usable else None
    finally:
        store.close()


def _is_missing(store: SqlStore) -> bool:
    """Whether it is a file of SQLite that is not there yet: to look into it would make it."""
    return store.url.get_backend_name() == "sqlite" and not Path(store.url.database or "").is_file()


def examine_storage(settings: Settings) -> Iterator[Finding]:
    """Whether the database can be used, is whole and has its keys."""
    try:
        store = bare_store(settings)
    except (BadSettings, StoreTrouble) as wrong:
        yield bad("database", str(wrong), "set DATABASE_URL, or MAILBOT_KEYS_URL, to one that can be used")
        return
    try:
        if _is_missing(store):
            yield _judge_place(Path(store.url.database or ""))
        else:
            yield from _examine_store(settings, store)
    except KeysUnusable as wrong:
        yield bad("database.keys", str(wrong), "see The keys in docs/operations.md")
    except StoreTrouble as wrong:
        yield away("database", str(wrong))
    finally:
        store.close()


def _examine_store(settings: Settings, store: SqlStore) -> Iterator[Finding]:
    state = state_of(store)
    yield _judge_schema(state)
    health = look_at(store)
    yield from _judge_health(health, SystemClock().now())
    if state is SchemaState.CURRENT:
        store.verify_keys()
        yield ok("database.keys", "the keys are those of this database, and can be opened")
    if not settings.master_key:
        yield from _judge_files(store)


def _judge_place(file: Path) -> Finding:
    if os.access(file.resolve().parent, os.W_OK):
        return ok("database.schema", "the database is not there yet: `mailbot run` makes it", str(file))
    mend = "make its folder, and give this user the right to it"
    return bad("database.schema", "the database cannot be made there", mend, str(file))


def _judge_schema(state: SchemaState) -> Finding:
    match state:
        case SchemaState.CURRENT:
            return ok("database.schema", "the database is of this version")
        case SchemaState.EMPTY:
            return ok("database.schema", "the database is empty: `mailbot run` makes its tables")
        case SchemaState.OLDER:
            return bad("database.schema", "the database is of an older version", "back it up, then run `mailbot db upgrade`")
        case SchemaState.NEWER:
            return warn(
                "database.schema", "the database was upgraded already, and this version may go on", "install the new one soon"
            )
        case SchemaState.UNKNOWN:
            return bad("database.schema", "the database is of a newer mailbot, or of something else", "use another DATABASE_URL")


def _judge_health(health: StoreHealth, now: datetime) -> Iterator[Finding]:
    said = f"{health.kind} {health.version}"
    if health.broken:
        yield bad("database.whole", f"{said} is damaged: {health.broken}", "stop the desk and restore a backup")
    elif not health.lasting:
        yield bad("database.whole", f"{said} may lose a commit in a power cut", "set synchronous_commit=on for this database")
    elif health.kind == "sqlite" and sqlite3.sqlite_version_info < SAFE_SQLITE:
        yield ok("database.whole", f"{said}; before 3.51.3 let one process alone use it")
    else:
        yield ok("database.whole", said)
    if health.now is not None:
        yield judge_clock("the database server", health.now, now)


def _judge_files(store: SqlStore) -> Iterator[Finding]:
    """Keys that nothing wraps, beside what they open."""
    files = [Path(f"{store.url.database}{ending}") for ending in ("", ".keys")] if store.url.database else []
    for file in files:
        if file.is_file() and file.stat().st_mode & OTHERS:
            mend = f"set MAILBOT_MASTER_KEY, or chmod 600 {file}"
            yield warn("database.files", "everybody on this machine may read it, and nothing wraps the keys", mend, str(file))
