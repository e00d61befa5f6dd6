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
