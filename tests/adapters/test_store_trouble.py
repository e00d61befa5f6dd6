"""A database that cannot do its work: one line, the mend, no password."""

import os
import socket
import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.engine import database_url, open_engine
from mailbot.adapters.store.schema import upgrade
from mailbot.ports import Cursor, NewRevision, StoreTrouble
from tests.fakes import START
from tests.servers.postgres import Postgres


def trouble(url: str) -> str:
    store = SqlStore(database_url(url))
    try:
        with pytest.raises(StoreTrouble) as raised, store.transaction() as tx:
            tx.ledger.set_cursor("m", Cursor(1, 1, 1))
    finally:
        store.close()
    said = str(raised.value)
    assert "\n" not in said
    assert "hunter2" not in said
    return said


def test_whoever_stops_does_not_wait_for_a_database_that_another_process_holds(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/x.db"
    store = SqlStore(database_url(url))
    upgrade(store)
    other = sqlite3.connect(tmp_path / "x.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    begun, ended = threading.Event(), threading.Event()

    def write() -> None:
        begun.set()
        with store.transaction() as tx:
            tx.ledger.set_cursor("m", Cursor(1, 1, 1))
        ended.set()

    thread = threading.Thread(target=write)
    thread.start()
    begun.wait()
    while store._turn.acquire(blocking=False):  # until the thread has it
        store._turn.release()
    store.close()
    assert not ended.is_set()
    other.execute("ROLLBACK")
    thread.join()
    assert ended.is_set()
    store.close()
    other.close()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert "look at the path in DATABASE_URL" in trouble(f"sqlite:///{tmp_path}/none/x.db")


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"no database at all, and long enough to be looked at " * 100)
    assert "is not a database" in trouble(f"sqlite:///{tmp_path}/x.db")


def test_a_read_only_database(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    store = SqlStore(database_url(f"sqlite:///{path}"))
    upgrade(store)
    store.close()
    url = database_url(f"sqlite:///file:{path}?mode=ro&uri=true")
    store = SqlStore(url)
    with pytest.raises(StoreTrouble, match="read-only"), store.transaction() as tx:
        tx.ledger.set_cursor("m", Cursor(1, 1, 1))
    store.close()


def test_R2_a_full_disk_changes_nothing(tmp_path: Path) -> None:
    store = SqlStore(database_url(f"sqlite:///{tmp_path}/x.db"))
    upgrade(store)
    with store.connection() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreTrouble, match="the disk is full: free some space"), store.transaction() as tx:
        tx.ledger.set_cursor("m", Cursor(1, 1, 1))
        tx.revisions.publish(NewRevision("x", {"x": os.urandom(100_000).hex()}, "me"), START)
    with store.transaction() as tx:
        assert tx.ledger.cursor("m") is None
    store.close()


def test_a_server_that_does_not_answer() -> None:
    pytest.importorskip("psycopg")
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        said = trouble(f"postgresql://desk:hunter2@127.0.0.1:{nobody.getsockname()[1]}/mailbot")
    assert "no database server answers at DATABASE_URL" in said
    assert "***" in said


def test_a_database_that_does_not_exist(postgres: Postgres) -> None:
    assert "create it" in trouble(postgres.url("never_made"))


def test_a_line_to_the_server_that_breaks_is_mended(postgres: Postgres) -> None:
    with postgres.database() as url:
        store = SqlStore(database_url(url))
        with store.transaction() as tx:
            tx.ledger.set_cursor("m", Cursor(1, 1, 1))
        kill = text(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        other = SqlStore(database_url(url))
        with pytest.raises(StoreTrouble), store.transaction() as tx:
            tx.ledger.set_cursor("m", Cursor(1, 2, 2))
            with other.connection() as connection:
                connection.execute(kill)
            tx.ledger.cursor("m")
        with store.transaction() as tx:
            assert tx.ledger.cursor("m") == Cursor(1, 1, 1)
        other.close()
        store.close()


def test_A1_commits_of_sqlite_are_durable_and_its_readers_only_read(tmp_path: Path) -> None:
    url = database_url(f"sqlite:///{tmp_path}/x.db")
    writer, reader = open_engine(url, write=True), open_engine(url, write=False)
    with writer.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x)")
        asked = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert asked == ["wal", 2, 1]
    with reader.connect() as connection, pytest.raises(Exception, match="readonly"):
        connection.exec_driver_sql("INSERT INTO t VALUES (1)")
    writer.dispose()
    reader.dispose()


def test_a_writer_takes_its_lock_at_once(tmp_path: Path) -> None:
    url = database_url(f"sqlite:///{tmp_path}/x.db")
    engine = open_engine(url, write=True)
    with engine.begin():
        other = sqlite3.connect(tmp_path / "x.db", timeout=0, isolation_level=None)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()
    engine.dispose()


def test_A2_what_is_too_large_for_an_index_is_the_mails_fault_and_not_the_databases(postgres: Postgres) -> None:
    name = os.urandom(9000).hex()
    with postgres.database() as url:
        store = SqlStore(database_url(url))
        with pytest.raises(OperationalError, match="index row"), store.transaction() as tx:
            tx.jobs.take_lease(name, "me", START, START)
        store.close()
