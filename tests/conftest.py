"""What all tests share: databases and rulebooks."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings

from mailbot.adapters.rule_files import read_rules, shipped_rules
from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.engine import database_url
from mailbot.adapters.store.schema import upgrade
from mailbot.core.rulebook import Rulebook, compile_rulebook
from tests.databases import copy_database
from tests.rulebooks import SMALL
from tests.servers.postgres import CannotRun, Postgres, serve
from tests.stage import Stage

# CI asks the same questions each time, so that what it says of a change is about the change; elsewhere they are always new.
# How long an example takes says something of the machine alone: no test of ours hangs on that.
settings.register_profile("ours", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("ours"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "ours")


@pytest.fixture(scope="session", autouse=True)
def _unsettled_memory() -> Iterator[None]:
    """Each stage compiles a rulebook, and none of them stays: what is frozen would never be collected."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mailbot.pipeline.rulebooks.settle_memory", lambda: None)
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One server a session."""
    try:
        with serve() as server:
            yield server
    except CannotRun as why:
        pytest.skip(f"no PostgreSQL: {why}")


@pytest.fixture(scope="session")
def quick_folder() -> Iterator[Path]:
    """A folder in memory where the machine has one: durable commits, of which each test makes hundreds, cost nothing there."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if memory.is_dir() and os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def migrated_file(quick_folder: Path) -> Path:
    """An SQLite file at the newest schema, to be copied."""
    path = quick_folder / "migrated.db"
    store = SqlStore(database_url(f"sqlite:///{path}"))
    upgrade(store)
    store.close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, quick_folder: Path) -> Iterator[str]:
    """DATABASE_URL of a migrated, empty database, on both kinds."""
    if request.param == "sqlite":
        with TemporaryDirectory(dir=quick_folder) as folder:
            copy_database(request.getfixturevalue("migrated_file"), Path(folder, "mailbot.db"))
            yield f"sqlite:///{folder}/mailbot.db"
    else:
        with request.getfixturevalue("postgres").database() as url:
            yield url


@pytest.fixture
def store(database: str) -> Iterator[SqlStore]:
    """A store over it."""
    opened = SqlStore(database_url(database))
    yield opened
    opened.close()


@pytest.fixture
def stage(store: SqlStore) -> Stage:
    """A whole desk over it."""
    return Stage(store)


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """The small rulebook of `tests.rulebooks`."""
    return compile_rulebook(SMALL)


@pytest.fixture(scope="session")
def shipped_rulebook() -> Rulebook:
    """The rules that come with mailbot."""
    return compile_rulebook(read_rules(shipped_rules()))
