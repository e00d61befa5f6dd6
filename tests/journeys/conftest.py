"""The stages of the journeys: every IMAP server that runs here, every database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mailbot.demo.smtp_sink import SmtpSink
from tests.journeys.desk import Desk, ImapServer, imap_server, servers


@pytest.fixture(params=servers())
def any_mailbox(request: pytest.FixtureRequest) -> Iterator[tuple[ImapServer, str]]:
    """A real IMAP server and its mailbox, on each server that runs here."""
    with imap_server(request.param) as found:
        yield found


@pytest.fixture
def mailbox(database: str) -> Iterator[tuple[ImapServer, str]]:
    """A real IMAP server and its mailbox, another one with each database: two desks, and not four, see all of both."""
    with imap_server(servers()[-1 if database.startswith("postgresql") else 0]) as found:
        yield found


@pytest.fixture
def best_mailbox() -> Iterator[tuple[ImapServer, str]]:
    """The most real IMAP server that runs here."""
    with imap_server(servers()[-1]) as found:
        yield found


@pytest.fixture
def sink() -> Iterator[SmtpSink]:
    """A real SMTP server."""
    with SmtpSink() as server:
        yield server


@pytest.fixture
def desk(tmp_path: Path, database: str, best_mailbox: tuple[ImapServer, str], sink: SmtpSink) -> Desk:
    """A desk on the best server, on each database."""
    return Desk(tmp_path, database, best_mailbox[1], sink)


EVERYWHERE = ("test_conversation", "test_worst_day", "test_restore_journeys", "test_upgrade_journeys", "test_several_processes")
"""Journeys that are taken on both databases. Each other one is taken on one of them, by turns, or they would take too long."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out every journey on the database whose turn it is not, unless it is asked for by its name."""
    if any("::" in asked for asked in config.args):
        return
    here = Path(__file__).parent
    left_out = [
        item for item in items if item.path.parent == here and item.path.stem not in EVERYWHERE and _is_off_turn(item.name)
    ]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)


def _is_off_turn(name: str) -> bool:
    """Whether a test is the one of its two databases that is left out: told by the length of its name, as good as by lot."""
    test, _, variant = name.partition("[")
    return ("sqlite" if len(test) % 2 else "postgresql") in variant
