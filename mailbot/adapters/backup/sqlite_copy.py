"""SQLite: a file is copied while others write to it, and put back in one step."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from mailbot.adapters.backup.folder import sync
from mailbot.adapters.backup.manifest import BadCopy
from mailbot.ports import StoreTrouble

PAGES = 2000
"""Pages a step, 8 MB."""

BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite lays beside a file. Beside another file of that name it would spoil it."""


def save_file(source: Path, target: Path) -> None:
    """Copy a database as it is at one moment, however long it takes; nobody waits for it. Raises StoreTrouble, OSError.

    The open transaction holds that moment: without it the copying would begin anew with each commit of another process.
    """
    try:
        with (
            closing(sqlite3.connect(source, timeout=60, isolation_level=None)) as read,
            closing(sqlite3.connect(target)) as written,
        ):
            read.execute("PRAGMA query_only=ON")
            read.execute("BEGIN")
            read.execute("SELECT count(*) FROM sqlite_master").fetchone()
            read.backup(written, pages=PAGES)
            written.execute("PRAGMA journal_mode=DELETE")
            said = [row[0] for row in written.execute("PRAGMA quick_check")]
    except sqlite3.Error as wrong:
        raise StoreTrouble(f"{source}: cannot be copied to {target.parent}: {wrong}") from wrong
    if said != ["ok"]:
        raise StoreTrouble(f"{source}: the database file is damaged ({said[0]}): restore a backup")


def is_used(path: Path) -> bool:
    """Whether a database file holds an arrived mail, a ticket or a revision of the rules; one that cannot be read may."""
    if not path.exists():
        return False
    try:
        with closing(sqlite3.connect(path, timeout=5)) as connection:
            tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            return any(
                connection.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone()  # noqa: S608 - names of ours
                for name in ("inbound", "ticket", "revision")
                if name in tables
            ) or bool(tables and "alembic_version" not in tables)
    except sqlite3.Error:
        return True


def put_back(copy: Path, target: Path, aside: str, prepare: Callable[[Path], None]) -> None:
    """Put a copy in the place of a database that nobody has open; the one that was there stays under the name `aside`.

    `prepare` works on it before. Until the very end the old one is there, whole. Raises StoreTrouble.
    """
    fresh = target.with_name(f"{target.name}.restoring")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for left in (fresh, *_beside(fresh)):
            left.unlink(missing_ok=True)
        shutil.copyfile(copy, fresh)
        fresh.chmod(0o600)
        prepare(fresh)
        sync(fresh)
        _let_be_alone(target)
        for left in _beside(target):
            left.rename(left.with_name(f"{aside}{left.name.removeprefix(target.name)}"))
        if target.exists():
            os.link(target, target.with_name(aside))
        fresh.replace(target)
        sync(target.parent)
    except OSError as wrong:
        raise StoreTrouble(f"{target}: cannot be restored: {wrong.strerror}; what was there is there still") from wrong


def _beside(path: Path) -> list[Path]:
    found = (path.with_name(f"{path.name}{end}") for end in BESIDE)
    return [one for one in found if one.exists()]


def _let_be_alone(path: Path) -> None:
    """Make sure that no other process has a database open, and fold what lies beside it into it; a damaged one stays as it is."""
    if not path.exists():
        return
    try:
        with closing(sqlite3.connect(path, timeout=1, isolation_level=None)) as connection:
            (mode,) = connection.execute("PRAGMA journal_mode=DELETE").fetchone()
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
    except sqlite3.OperationalError as wrong:
        if wrong.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise StoreTrouble(f"{path}: another process has it open: stop the desk, then run it again") from wrong
        return
    except sqlite3.DatabaseError:
        return
    if mode != "delete":
        raise StoreTrouble(f"{path}: another process has it open: stop the desk, then run it again")


def check_file(path: Path) -> None:
    """Make sure that a copy is whole. Raises BadCopy."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
            said = [row[0] for row in connection.execute("PRAGMA quick_check")]
    except sqlite3.Error as wrong:
        raise BadCopy(f"{path}: cannot be read ({wrong}): use another copy") from wrong
    if said != ["ok"]:
        raise BadCopy(f"{path}: is damaged ({said[0]}): use another copy")
