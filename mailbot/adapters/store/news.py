"""Hears of work that other processes brought: PostgreSQL's LISTEN and NOTIFY, SQLite's `data_version`.

PostgreSQL delivers what a transaction told when it commits, and each queue once. SQLite tells nothing, but counts in `PRAGMA
data_version` what other connections committed: a look at that costs next to nothing, and is a look at shared memory alone.
"""

import threading
from collections.abc import Callable
from sqlite3 import Connection as SqliteConnection
from typing import Any, cast

from sqlalchemy.engine import URL

from mailbot.adapters.store.engine import open_engine, troubles
from mailbot.adapters.store.telling import CHANNEL
from mailbot.ports import Queue

LOOK_SECONDS = 0.2
"""Between two looks at SQLite's counter."""

LISTEN_SECONDS = 0.5
"""How long PostgreSQL is listened to before `stop` is asked about."""

QUIET_SECONDS = 0.05
"""After news nothing is heard for so long: what comes meanwhile comes together."""


class DatabaseNews:
    """ports.News by a connection of its own, which is made anew for each `listen`."""

    def __init__(self, url: URL) -> None:
        self._url = url

    def listen(self, heard: Callable[[str], None], beat: Callable[[], None], stop: threading.Event) -> None:
        """Hear until `stop` is set; see ports.News. What was brought before counts as news."""
        with troubles(self._url):
            engine = open_engine(self._url, write=False)
            try:
                with engine.connect() as connection:
                    driver = connection.connection.driver_connection
                    if engine.dialect.name == "sqlite":
                        _watch(cast(SqliteConnection, driver), heard, beat, stop)
                    else:
                        _listen(driver, heard, beat, stop)
            finally:
                engine.dispose()


def _watch(connection: SqliteConnection, heard: Callable[[str], None], beat: Callable[[], None], stop: threading.Event) -> None:
    seen = -1
    while not stop.is_set():
        beat()
        (version,) = connection.execute("PRAGMA data_version").fetchone()
        if version != seen:
            seen = version
            heard(Queue.PROCESS)
            heard(Queue.SEND)
        stop.wait(LOOK_SECONDS)


def _listen(connection: Any, heard: Callable[[str], None], beat: Callable[[], None], stop: threading.Event) -> None:
    connection.autocommit = True
    connection.execute(f"LISTEN {CHANNEL}")
    news = {Queue.PROCESS, Queue.SEND}
    while not stop.is_set():
        beat()
        for queue in sorted(news):
            heard(queue)
        if news:
            stop.wait(QUIET_SECONDS)
        news = {told.payload for told in connection.notifies(timeout=LISTEN_SECONDS, stop_after=1)}
