"""The store: the only place that commits."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.engine import URL

from mailbot.adapters.store.engine import open_engine, troubles
from mailbot.adapters.store.ledger import Ledger
from mailbot.adapters.store.outbox import Outbox
from mailbot.adapters.store.queue import Jobs
from mailbot.adapters.store.revisions import Revisions
from mailbot.adapters.store.tickets import Tickets


class SqlTransaction:
    """The parts of a transaction over one connection; see ports.Transaction."""

    def __init__(self, connection: Connection) -> None:
        self.ledger = Ledger(connection)
        self.jobs = Jobs(connection)
        self.tickets = Tickets(connection)
        self.outbox = Outbox(connection)
        self.revisions = Revisions(connection)


class SqlStore:
    """ports.Store over SQLAlchemy."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self._engine = open_engine(url, write=True)

    @contextmanager
    def transaction(self) -> Iterator[SqlTransaction]:
        """Commit at the end of the block, or change nothing where it raises. Raises StoreTrouble."""
        with troubles(self.url), self._engine.begin() as connection:
            yield SqlTransaction(connection)

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A bare connection inside a transaction, for migrations."""
        with troubles(self.url), self._engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()
