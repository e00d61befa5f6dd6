"""Several harnesses side by side, each in a process of its own, with servers of its own."""

import atexit
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context

from benchmarks.faults.boundary import Case
from benchmarks.faults.harness import Database, Harness, open_harness
from benchmarks.faults.journey import Outcome
from tests.servers.postgres import serve

HARNESSES: list[Harness] = []
"""The one of this process."""


class Crew:
    """`jobs` processes that go journeys on one kind of database."""

    def __init__(self, database: Database, plant: str, jobs: int) -> None:
        self._pool = ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (database, plant))

    def count(self) -> list[str]:
        """The boundaries of a journey that nothing strikes. Raises RuntimeError where one is not clean, or two differ."""
        first, second = self._pool.map(_travel, (None, None))
        if first.violations or second.violations:
            raise RuntimeError(f"without any fault: {[*first.violations, *second.violations]}")
        if differing := set(first.passed) ^ set(second.passed):
            raise RuntimeError(f"two journeys differ: {sorted(differing)}")
        return first.passed

    def strike(self, cases: Iterable[Case]) -> Iterator[tuple[Case, Outcome]]:
        """One journey a case, in their order."""
        cases = list(cases)
        return zip(cases, self._pool.map(_travel, cases), strict=True)

    def close(self) -> None:
        """End what runs; what does not yet never will."""
        self._pool.shutdown(cancel_futures=True)


@contextmanager
def open_crew(database: Database, plant: str, jobs: int) -> Iterator[Crew]:
    """A crew, ended at the end."""
    crew = Crew(database, plant, jobs)
    try:
        yield crew
    finally:
        crew.close()


@contextmanager
def open_database(kind: str) -> Iterator[Database]:
    """A kind of database, its server at work where it has one. Raises CannotRun."""
    if kind == "sqlite":
        yield Database(kind)
        return
    with serve() as server:
        yield Database(kind, server.socket, server.user)


def _begin(database: Database, plant: str) -> None:
    stack = ExitStack()
    atexit.register(stack.close)
    HARNESSES.append(stack.enter_context(open_harness(database, plant)))


def _travel(case: Case | None) -> Outcome:
    return HARNESSES[0].travel(case)
