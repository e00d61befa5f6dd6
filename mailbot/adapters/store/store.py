"""The store: the only place that commits."""

import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from sqlite3 import Connection as SqliteConnection
from typing import cast

from sqlalchemy import Connection, Engine, literal_column, select
from sqlalchemy.engine import URL

from mailbot.adapters.store.absences import Absences
from mailbot.adapters.store.archive import Archive
from mailbot.adapters.store.audit import Audit
from mailbot.adapters.store.countdowns import Countdowns
from mailbot.adapters.store.engine import BUSY, BUSY_SECONDS, open_engine, troubles
from mailbot.adapters.store.erasures import Erasures
from mailbot.adapters.store.forgetting import Forgetting, forget_the_rest, gives_up_keys, known_by
from mailbot.adapters.store.keys_of import know_nothing
from mailbot.adapters.store.ledger import Ledger
from mailbot.adapters.store.outbox import Outbox
from mailbot.adapters.store.overviews import Overviews
from mailbot.adapters.store.owners import Owners
from mailbot.adapters.store.prepared import Prepared
from mailbot.adapters.store.queue import Jobs
from mailbot.adapters.store.revisions import Revisions
from mailbot.adapters.store.sealed import keep_sealed
from mailbot.adapters.store.statistics import Statistics, count_tickets
from mailbot.adapters.store.tables import program
from mailbot.adapters.store.tallies import Tallies
from mailbot.adapters.store.telling import pass_on, tell_nothing
from mailbot.adapters.store.tickets import Tickets
from mailbot.adapters.store.vault.key_store import KeyStore, keys_url
from mailbot.adapters.store.vault.vault import KeyVault
from mailbot.adapters.store.vault.wrapping import Wrapping
from mailbot.adapters.store.watch import Watch
from mailbot.adapters.store.wiping import wipe_postgresql, wipe_sqlite
from mailbot.ports import Outdated, StoreTrouble

OLDEST = Prepared(select(program.c.revision).where(program.c.name == literal_column("'oldest'")))
CLOSING_SECONDS = 2.0
"""A process that is told to stop does not wait longer for a database that does not answer."""

OUTDATED = "the database was upgraded, and this version can do nothing with it any more: install the new one and start it"


class SqlTransaction:
    """The parts of a transaction over one connection; see ports.Transaction."""

    def __init__(self, connection: Connection) -> None:
        self.ledger = Ledger(connection)
        self.archive = Archive(connection)
        self.jobs = Jobs(connection)
        self.changed: set[int] = set()
        self.tickets = Tickets(connection, self.changed)
        self.countdowns = Countdowns(connection)
        self.owners = Owners(connection)
        self.absences = Absences(connection)
        self.outbox = Outbox(connection)
        self.overviews = Overviews(connection)
        self.revisions = Revisions(connection)
        self.forgetting = Forgetting(connection)
        self.statistics = Statistics(connection)
        self.erasures = Erasures(connection)
        self.audit = Audit(connection)
        self.tallies = Tallies(connection)
        self.watch = Watch(connection)


class SqlStore:
    """ports.Store over SQLAlchemy.

    SQLite's one writing connection is kept in hand, and threads take turns at it: to fetch it from a pool and give it back costs
    more than an empty transaction. Without a vault of its own it has the keys that lie where they lie if nothing else is said,
    unwrapped.
    """

    def __init__(self, url: URL, vault: KeyVault | None = None) -> None:
        self.url = url
        self.vault = vault or KeyVault(KeyStore(keys_url(url)), Wrapping())
        self._engine = open_engine(url, write=True)
        keep_sealed(self._engine.dialect, self.vault)
        self._shared = url.get_backend_name() == "sqlite"
        self._turn = threading.Lock()
        self._kept: Connection | None = None
        self._known: Collection[str] | None = None

    def stop_when_outdated(self, revisions: Collection[str]) -> None:
        """From now on do nothing in a database whose oldest program is none of these revisions."""
        self._known = revisions

    def _refuse_outdated(self, connection: Connection) -> None:
        """Asked in each transaction. PostgreSQL: who upgrades waits for its end, since it has looked at that table."""
        if self._known is None:
            return
        ((oldest,),) = OLDEST.fetch(connection, {})
        if oldest not in self._known:
            raise Outdated(OUTDATED)

    @contextmanager
    def transaction(self) -> Iterator[SqlTransaction]:
        """Commit at the end of the block, or change nothing where it raises. Raises StoreTrouble.

        Keys to be forgotten go after the commit. Where they cannot now it raises too, and they go with the next or at the start.
        """
        with self.connection() as connection:
            tx = SqlTransaction(connection)
            yield tx
            tx.tallies.write()
            count_tickets(connection, tx.changed)
            forgets = gives_up_keys(connection)
        if forgets:
            self.finish_forgetting()

    def finish_forgetting(self) -> int:
        """Forget the keys that committed transactions gave up, whoever did; how many. Raises StoreTrouble."""
        return forget_the_rest(self.connection, self.vault)

    def verify_keys(self) -> None:
        """Make sure that the keys are those of this database and can be opened. Raises KeysUnusable, StoreTrouble."""
        with self.connection() as connection:
            known = known_by(connection)
        self.vault.verify(known)

    @contextmanager
    def alone(self) -> Iterator[Engine]:
        """The engine while no other thread has a transaction, for what cannot be done in one. Raises StoreTrouble."""
        with self._turn, troubles(self.url):
            self._let_go()
            yield self._engine

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A bare connection inside a transaction, for migrations."""
        if not self._shared:
            with troubles(self.url), self._engine.begin() as connection:
                know_nothing(connection)
                self._refuse_outdated(connection)
                tell_nothing(connection)
                yield connection
                pass_on(connection)
            return
        with self._taken() as kept, kept.begin():
            know_nothing(kept)
            self._refuse_outdated(kept)
            tell_nothing(kept)
            yield kept
            pass_on(kept)

    @contextmanager
    def _taken(self) -> Iterator[Connection]:
        """SQLite's writing connection, ours alone."""
        if not self._turn.acquire(timeout=BUSY_SECONDS):
            raise StoreTrouble(BUSY)
        try:
            with troubles(self.url):
                if self._kept is None:
                    self._kept = self._engine.connect()
                yield self._kept
        except BaseException:
            self._let_go()  # whatever went wrong: the next transaction begins on a fresh one
            raise
        finally:
            self._turn.release()

    def wipe(self) -> bool:
        """Overwrite what was deleted; False where others read just now. Raises StoreTrouble."""
        if not self._shared:
            with troubles(self.url):
                return wipe_postgresql(self._engine)
        with self._taken() as connection:
            return wipe_sqlite(cast(SqliteConnection, connection.connection.driver_connection), BUSY_SECONDS)

    def _let_go(self) -> None:
        kept, self._kept = self._kept, None
        if kept is not None:
            kept.close()

    def close(self) -> None:
        """Let go of all connections. Where a thread does not end with its transaction, the end of the process rolls that back."""
        if not self._turn.acquire(timeout=CLOSING_SECONDS):
            return
        try:
            self._let_go()
        finally:
            self._turn.release()
        self._engine.dispose()
        self.vault.close()
