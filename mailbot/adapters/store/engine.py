"""Opens the database: SQLite with durable commits and one writer, or PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from sqlite3 import Connection as SqliteConnection

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from mailbot.adapters.store.private_file import make_private
from mailbot.ports import Conflict, StoreTrouble

BUSY_SECONDS = 60
BUSY = "the database is busy: no connection came free within a minute"
MENDS = {
    "disk is full": "the disk is full: free some space and run it again",
    "disk i/o error": "the disk cannot be written or read: look at its health and its free space",
    "readonly": "the database is read-only: give this user the right to write the file and its folder",
    "unable to open": "the database file cannot be opened: look at the path in DATABASE_URL and the rights of its folder",
    "not a database": "the file in DATABASE_URL is not a database",
    "malformed": "the database file is damaged: restore a backup",
    "locked": "another process has held the database for a minute: end it, or run it again",
    "no space left": "the database server's disk is full: free some space and run it again",
    "read-only transaction": "the database server is read-only: look at its state",
    "password authentication failed": "the user or password in DATABASE_URL is wrong",
    "does not exist": "the database or role in DATABASE_URL does not exist: create it",
    "could not translate host name": "the host in DATABASE_URL is unknown",
    "permission denied": "the user in the URL lacks a right in the database: grant it",
    "connection refused": "no database server answers at DATABASE_URL",
}

AILING = ("OperationalError", "InterfaceError", "InternalError")
"""What drivers raise where the database is at fault (PEP 249)."""


def database_url(text: str) -> URL:
    """The URL of DATABASE_URL; a plain `postgres://` or `postgresql://` means psycopg. Raises ValueError with what is wrong."""
    try:
        url = make_url(text)
    except ArgumentError:
        raise ValueError("is not a database URL; write sqlite:///mailbot.db or postgresql+psycopg://user@host/name") from None
    if url.drivername in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "sqlite+pysqlite", "postgresql+psycopg"):
        raise ValueError(f"names {url.drivername!r}; mailbot keeps its data in sqlite or postgresql+psycopg")
    return url


def open_engine(url: URL, *, write: bool) -> Engine:
    """An engine. For SQLite the writing one has a single connection that threads take in turn; the others may only read."""
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, write)
    options = {
        "connect_timeout": 15,
        "application_name": "mailbot",
        "options": "-c timezone=UTC -c idle_in_transaction_session_timeout=120000",
    }
    try:
        return create_engine(
            url, connect_args=options, pool_pre_ping=True, pool_size=8, max_overflow=4, pool_timeout=BUSY_SECONDS
        )
    except ModuleNotFoundError:
        raise StoreTrouble("DATABASE_URL names PostgreSQL, whose driver is missing: install mailbot[postgres]") from None


def _sqlite(url: URL, write: bool) -> Engine:
    in_memory = url.database in (None, "", ":memory:")
    if in_memory:
        raise StoreTrouble("DATABASE_URL names a database in memory, which keeps nothing: write sqlite:///mailbot.db")
    engine = create_engine(
        url,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False, "isolation_level": None, "cached_statements": 256},
        pool_size=1 if write else 4,
        max_overflow=0 if write else 8,
        pool_timeout=BUSY_SECONDS,
    )

    def prepare(connection: SqliteConnection, _record: object) -> None:
        """WAL with FULL: a commit is on the disk when it returns, since a mail is flagged after it. What is deleted is
        overwritten, and nothing that people wrote is put into temporary files.
        """
        lasting = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_SECONDS * 1000}")
        for pragma in (*lasting, "secure_delete=ON", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        if not write:
            connection.execute("PRAGMA query_only=ON")

    def begin(connection: Connection) -> None:
        """IMMEDIATE for the writer: a deferred one that turns to writing fails where another was faster."""
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    def make(_dialect: object, _record: object, _arguments: object, _options: object) -> None:
        """A file that its owner alone may read, as its write-ahead file then is. Where it cannot be made SQLite says why."""
        with suppress(OSError):
            make_private(Path(str(url.database).removeprefix("file:")))

    event.listen(engine, "do_connect", make)
    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine


@contextmanager
def troubles(url: URL) -> Iterator[None]:
    """Turn what a database cannot do now into StoreTrouble: one line that names it and the mend, without the password.

    It may have been told by SQLAlchemy, or by the driver itself.
    """
    try:
        yield
    except PoolTimeout as wrong:
        raise StoreTrouble(BUSY) from wrong
    except IntegrityError as wrong:
        raise Conflict("another worker wrote the same thing first") from wrong
    except DBAPIError as wrong:
        text = str(wrong.orig)
        if _mend_of(text) is None and not wrong.connection_invalidated and not _is_operational(wrong):
            raise
        raise _trouble(url, text) from wrong
    except Exception as wrong:
        if not _comes_of_driver(wrong):
            raise
        raise _trouble(url, str(wrong)) from wrong


def _trouble(url: URL, text: str) -> StoreTrouble:
    where, said, mend = url.render_as_string(hide_password=True), " ".join(text.split())[:300], _mend_of(text)
    return StoreTrouble(f"{where}: {mend or said}" + (f" ({said})" if mend else ""))


def _mend_of(text: str) -> str | None:
    return next((mend for sign, mend in MENDS.items() if sign in text.lower()), None)


def _comes_of_driver(wrong: Exception) -> bool:
    """Whether a driver says it that was used without SQLAlchemy, and means its database, not what it was asked."""
    return any(
        base.__module__.partition(".")[0] in ("psycopg", "sqlite3") and base.__name__ in AILING for base in type(wrong).__mro__
    )


def _is_operational(wrong: DBAPIError) -> bool:
    if str(getattr(wrong.orig, "sqlstate", None) or "").startswith("54"):
        return False  # psycopg calls "too large for an index" operational: not the database is at fault but what it was given
    return type(wrong).__name__ in AILING
