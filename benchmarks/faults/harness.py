"""Goes the journey once to count its boundaries, and then once for each case."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.faults.boundary import Case
from benchmarks.faults.journey import Outcome, travel
from benchmarks.faults.world import Servers, World, open_servers, open_world
from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.engine import database_url
from mailbot.adapters.store.schema import upgrade
from tests.databases import copy_database
from tests.servers.postgres import Postgres

MEMORY = Path("/dev/shm")
"""A folder in memory, where the machine has one: a kill loses nothing that a process has written, wherever it lies."""


@dataclass(frozen=True, slots=True)
class Database:
    """A kind of database. Of PostgreSQL the socket folder and the user of a server that runs, with its migrated template."""

    kind: str
    socket: str = ""
    user: str = ""


class Harness:
    """Servers and a way to make empty databases; journeys one after another."""

    def __init__(self, servers: Servers, fresh: Callable[[Path], AbstractContextManager[str]], plant: str) -> None:
        self._servers, self._fresh, self._plant = servers, fresh, plant

    def world(self) -> AbstractContextManager[World]:
        """A fresh world."""
        return open_world(self._servers, self._fresh)

    def travel(self, case: Case | None = None) -> Outcome:
        """One journey in a world of its own; once more where the case did not strike: a busy machine may be late for a server."""
        outcome = self._travel(case)
        if case is not None and not outcome.struck:
            outcome = self._travel(case)
            if not outcome.struck:
                outcome.violations.append("it did not strike: the journey goes another way than when it was counted")
        return outcome

    def _travel(self, case: Case | None) -> Outcome:
        with self.world() as world:
            return travel(world, case, self._plant)

    def count(self) -> list[str]:
        """The boundaries of a journey that nothing strikes."""
        return self.travel().passed


@contextmanager
def open_harness(database: Database, plant: str = "") -> Iterator[Harness]:
    """A harness; all that it writes is gone at the end."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="faults-", dir=MEMORY if MEMORY.is_dir() else None)))
        servers = stack.enter_context(open_servers(folder))
        fresh = _postgresql(database) if database.kind == "postgresql" else _sqlite(folder)
        yield Harness(servers, fresh, plant)


def _sqlite(folder: Path) -> Callable[[Path], AbstractContextManager[str]]:
    """Copies of one migrated file."""
    migrated = folder / "migrated.db"
    store = SqlStore(database_url(f"sqlite:///{migrated}"))
    upgrade(store)
    store.close()

    @contextmanager
    def fresh(place: Path) -> Iterator[str]:
        copy_database(migrated, place / "mailbot.db")
        yield f"sqlite:///{place}/mailbot.db"

    return fresh


def _postgresql(database: Database) -> Callable[[Path], AbstractContextManager[str]]:
    """Copies of the server's template."""
    server = Postgres(database.socket, database.user)
    return lambda _place: server.database()
