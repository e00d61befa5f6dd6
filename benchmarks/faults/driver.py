"""The database's drivers, with every connection, statement and commit counted and, where the case says so, struck.

It stands below SQLAlchemy, so that what it raises goes the way of what a database raises. On PostgreSQL the errors are the
server's own: it is made to raise them, or to end the session. On SQLite a connection cannot be torn; there the files cannot
grow any more from then on (RLIMIT_FSIZE), so that SQLite itself fails in the middle of its writing.
"""

import os
import re
import resource
import signal
import sqlite3
import time
from collections.abc import Callable
from random import Random
from typing import Any, TypeVar

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import Engine, event
from sqlalchemy.engine import Dialect

from benchmarks.faults.boundary import Case, Fault, Moment, Tally

T = TypeVar("T")
Stall = Callable[[], None]

VERB = re.compile(r"(?i)\s*(insert into|delete from|\w+)\s*([\w.]*)")
FROM = re.compile(r"(?i)\bfrom\s+([\w.]+)")
SQLITE_ERRORS = ("disk I/O error", "database or disk is full", "unable to open database file")
SERVER_ERRORS = (("53100", "could not extend file: No space left on device"), ("57P03", "the database system is starting up"))
TIMEOUTS = (("57014", "canceling statement due to statement timeout"), ("55P03", "canceling statement due to lock timeout"))


def label_of(statement: str) -> str:
    """What a statement does, in a word: `insert-ticket`, `select-job`, `begin`."""
    plain = statement.replace('"', "")
    found = VERB.match(plain)
    if found is None:
        return "nothing"
    verb, about = found[1].split()[0].lower(), found[2]
    if verb in ("select", "with"):
        read = FROM.search(plain)
        about = read[1] if read else ""
    elif verb == "begin":
        about = ""
    return f"{verb}-{about.rpartition('.')[2]}".rstrip("-").lower()


class Toll:
    """What every act of one process passes."""

    def __init__(self, tally: Tally, stall: Stall) -> None:
        self._tally, self._stall = tally, stall

    def cross(self, what: str, act: Callable[[], T], strike: "Callable[[Fault, Random], None]") -> T:
        """Do one act, counted. `strike` raises what the database would."""
        case = self._tally.passing(what)
        if case is None:
            return act()
        if case.moment is Moment.BEFORE:
            self._strike(case, strike)
            return act()
        result = act()
        self._strike(case, strike)
        return result

    def _strike(self, case: Case, strike: "Callable[[Fault, Random], None]") -> None:
        if case.fault is Fault.KILL:
            os.kill(os.getpid(), signal.SIGKILL)
        elif case.fault is Fault.SLOW:
            self._stall()
        else:
            strike(case.fault, case.chance)


def count_database(tally: Tally, stall: Stall, busy: float) -> None:
    """Have every connection of this process counted. `busy`: seconds that PostgreSQL waits for what another has locked."""
    toll = Toll(tally, stall)

    def do_connect(dialect: Dialect, _record: object, arguments: list[Any], keywords: dict[str, Any]) -> object:
        if dialect.name == "sqlite":
            return toll.cross("connect", lambda: _sqlite(toll, arguments, keywords), _strike_sqlite)
        keywords["options"] = f"{keywords.get('options', '')} -c lock_timeout={int(busy * 1000)}"
        return toll.cross("connect", lambda: _postgresql(toll, arguments, keywords), _refuse_connection)

    event.listen(Engine, "do_connect", do_connect)


def _sqlite(toll: Toll, arguments: list[Any], keywords: dict[str, Any]) -> sqlite3.Connection:
    class Counted(sqlite3.Cursor):
        def execute(self, statement: str, *parameters: Any) -> sqlite3.Cursor:
            act = super().execute
            return toll.cross(label_of(statement), lambda: act(statement, *parameters), _strike_sqlite)

        def executemany(self, statement: str, *parameters: Any) -> sqlite3.Cursor:
            act = super().executemany
            return toll.cross(label_of(statement), lambda: act(statement, *parameters), _strike_sqlite)

    class Connection(sqlite3.Connection):
        def cursor(self, factory: Any = Counted) -> Any:
            return super().cursor(factory)

        def commit(self) -> None:
            toll.cross("commit", super().commit, _strike_sqlite)

        def rollback(self) -> None:
            if self.in_transaction:
                toll.cross("rollback", super().rollback, _strike_sqlite)

    return sqlite3.connect(*arguments, factory=Connection, **keywords)


def _strike_sqlite(fault: Fault, chance: Random) -> None:
    if fault is Fault.TORN:
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
        return
    raise sqlite3.OperationalError("database is locked" if fault is Fault.TIMEOUT else chance.choice(SQLITE_ERRORS))


def _postgresql(toll: Toll, arguments: list[Any], keywords: dict[str, Any]) -> "psycopg.Connection[Any]":
    class Counted(psycopg.Cursor[Any]):
        def execute(self, query: Any, *parameters: Any, **options: Any) -> Any:
            act, strike = super().execute, _striking(self.connection)
            return toll.cross(label_of(str(query)), lambda: act(query, *parameters, **options), strike)

        def executemany(self, query: Any, *parameters: Any, **options: Any) -> None:
            act, strike = super().executemany, _striking(self.connection)
            toll.cross(label_of(str(query)), lambda: act(query, *parameters, **options), strike)

    class Connection(psycopg.Connection[Any]):
        def commit(self) -> None:
            toll.cross("commit", super().commit, _striking(self))

        def rollback(self) -> None:
            if self.info.transaction_status is TransactionStatus.IDLE:
                super().rollback()
            else:
                toll.cross("rollback", super().rollback, _striking(self))

    return Connection.connect(*arguments, cursor_factory=Counted, **keywords)


def _refuse_connection(fault: Fault, _chance: Random) -> None:
    said = "connection timeout expired" if fault is Fault.TIMEOUT else "connection refused"
    raise psycopg.OperationalError(said)


def _striking(connection: "psycopg.Connection[Any]") -> Callable[[Fault, Random], None]:
    """Have the server itself fail at this connection."""

    def strike(fault: Fault, chance: Random) -> None:
        if fault is Fault.TORN:
            _end_session(connection)
            psycopg.Cursor(connection).execute("SELECT 1")
        else:
            code, words = chance.choice(TIMEOUTS if fault is Fault.TIMEOUT else SERVER_ERRORS)
            raising = f"DO $$ BEGIN RAISE EXCEPTION '{words}' USING ERRCODE = '{code}'; END $$"
            psycopg.Cursor(connection).execute(raising.encode())

    return strike


def _end_session(connection: "psycopg.Connection[Any]") -> None:
    """Have the server end the session of a connection, and wait until it is gone."""
    place = connection.info
    with psycopg.connect(host=place.host, user=place.user, dbname=place.dbname, autocommit=True) as other:
        gone = {"pid": place.backend_pid}
        other.execute("SELECT pg_terminate_backend(%(pid)s)", gone)
        while other.execute("SELECT 1 FROM pg_stat_activity WHERE pid = %(pid)s", gone).fetchone():
            time.sleep(0.001)
