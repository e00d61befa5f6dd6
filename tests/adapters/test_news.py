"""What one process brings, another hears of at once, on both databases."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue

import pytest
from sqlalchemy import column, func, select, table, text

from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.engine import database_url, troubles
from mailbot.adapters.store.news import DatabaseNews
from mailbot.ports import Conflict, KeptMail, Queue, StoreTrouble
from tests.fakes import START
from tests.servers.postgres import Postgres

LONG = 60.0
"""Seconds after which a test has failed."""


class Ear:
    """Another process that listens."""

    def __init__(self, url: str) -> None:
        self.said: SimpleQueue[str] = SimpleQueue()
        self.stop = threading.Event()
        self.news = DatabaseNews(database_url(url))
        self.beats: list[None] = []
        heard = (self.said.put, partial(self.beats.append, None), self.stop)
        self.thread = threading.Thread(target=self.news.listen, args=heard, daemon=True)
        self.thread.start()
        assert {self.said.get(timeout=LONG), self.said.get(timeout=LONG)} == {Queue.PROCESS, Queue.SEND}

    def hears(self, queue: str) -> bool:
        """Whether there is news of a queue before LONG is over."""
        with suppress(Empty):
            while self.said.get(timeout=LONG) != queue:
                pass
            return True
        return False


@pytest.fixture
def ear(database: str) -> Iterator[Ear]:
    one = Ear(database)
    yield one
    one.stop.set()
    one.thread.join(LONG)
    assert not one.thread.is_alive()
    assert one.beats, "it said nothing of itself"


def keep(store: SqlStore, uid: int) -> None:
    with store.transaction() as tx:
        tx.ledger.keep("m", 1, [KeptMail(uid, b"x%d" % uid, f"{uid}" * 64, START, 2)], START)


def test_a_mail_that_another_process_keeps_is_heard_of(store: SqlStore, ear: Ear) -> None:
    for uid in (1, 2):
        keep(store, uid)
        assert ear.hears(Queue.PROCESS)


def test_what_is_given_back_is_heard_of(store: SqlStore, ear: Ear) -> None:
    keep(store, 1)
    with store.transaction() as tx:
        jobs = tx.jobs.claim(Queue.PROCESS, "me", START, START, 5)
    assert ear.hears(Queue.PROCESS)
    with store.transaction() as tx:
        tx.jobs.release(jobs)
    assert ear.hears(Queue.SEND)


def test_of_what_was_rolled_back_nothing_is_told(store: SqlStore, ear: Ear) -> None:
    def fail() -> None:
        with store.transaction() as tx:
            tx.ledger.keep("m", 1, [KeptMail(1, b"x", "1" * 64, START, 1)], START)
            raise Conflict("somebody was faster")

    with pytest.raises(Conflict):
        fail()
    with store.transaction() as tx:
        tx.jobs.take_lease("x", "me", START, START)  # SQLite counts every commit
    if store.url.get_backend_name() == "postgresql":
        assert ear.said.empty()
    keep(store, 2)
    assert ear.hears(Queue.PROCESS)


def test_a_server_that_ends_while_it_is_listened_to_is_trouble_and_no_defect(postgres: Postgres) -> None:
    stop, heard = threading.Event(), threading.Event()

    def end_the_other(_queue: str) -> None:
        if not heard.is_set():
            heard.set()
            store = SqlStore(database_url(url))
            with store.connection() as connection:
                others = select(func.pg_terminate_backend(column("pid"))).select_from(table("pg_stat_activity", column("pid")))
                connection.execute(others.where(text("datname = current_database() and pid <> pg_backend_pid()")))
            store.close()

    with postgres.database() as url, pytest.raises(StoreTrouble, match=r"terminat|closed"):
        DatabaseNews(database_url(url)).listen(end_the_other, lambda: None, stop)
    assert heard.is_set()


def test_what_sqlite_itself_says_is_trouble_too(tmp_path: Path) -> None:
    url = database_url(f"sqlite:///{tmp_path}/mailbot.db")
    with pytest.raises(StoreTrouble, match=r"mailbot\.db: the disk cannot be written .*\(disk I/O error\)"), troubles(url):
        raise sqlite3.OperationalError("disk I/O error")
    with pytest.raises(sqlite3.ProgrammingError), troubles(url):
        raise sqlite3.ProgrammingError("a defect of ours")


def test_where_nothing_can_be_heard_it_is_said(tmp_path: object) -> None:
    news = DatabaseNews(database_url(f"sqlite:///{tmp_path}/no/such/folder/mailbot.db"))
    with pytest.raises(StoreTrouble, match="cannot be opened"):
        news.listen(print, lambda: None, threading.Event())
