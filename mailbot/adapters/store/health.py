"""How the database itself is: its kind, its clock, whether it is whole."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, text

from mailbot.adapters.store.store import SqlStore


@dataclass(frozen=True, slots=True)
class StoreHealth:
    """`now` is the server's clock, None where it has none of its own. `broken` is what a quick look found damaged, "" if nothing.

    `lasting`: a commit is on the disk when it returns.
    """

    kind: str
    version: str
    now: datetime | None
    broken: str
    lasting: bool


def look_at(store: SqlStore) -> StoreHealth:
    """Look at the database. On SQLite every page is read, some seconds a gigabyte. Raises StoreTrouble."""
    with store.connection() as connection:
        if connection.dialect.name == "sqlite":
            return _sqlite(connection)
        version, now, lasting = connection.execute(
            text("SELECT current_setting('server_version'), clock_timestamp(), current_setting('synchronous_commit')")
        ).one()
        return StoreHealth("postgresql", str(version), now.astimezone(UTC), "", lasting != "off")


def _sqlite(connection: Connection) -> StoreHealth:
    version = connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()
    said = "; ".join(str(row) for row in connection.exec_driver_sql("PRAGMA quick_check(3)").scalars())
    journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
    synchronous = connection.exec_driver_sql("PRAGMA synchronous").scalar_one()
    lasting = (str(journal), int(synchronous)) == ("wal", 2)
    return StoreHealth("sqlite", str(version), None, "" if said == "ok" else said, lasting)
