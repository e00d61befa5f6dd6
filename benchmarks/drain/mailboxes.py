"""The IMAP server that both sides read: Dovecot, or pymap where there is none."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from mailbot.demo.imap_server import PASSWORD as PYMAP_PASSWORD
from mailbot.demo.imap_server import USER as PYMAP_USER
from mailbot.demo.imap_server import EmbeddedImap
from tests.servers.dovecot import PASSWORD, Dovecot, why_not

ARRIVED = datetime(2026, 1, 12, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Account:
    """Where a side logs in."""

    port: int
    user: str
    password: str

    @property
    def url(self) -> str:
        """As MAILBOT_IMAP_URL takes it."""
        return f"imap://{self.user}:{self.password}@127.0.0.1:{self.port}/INBOX"


class Post(Protocol):
    """A server with a mailbox for each side."""

    name: str

    def account(self, side: str) -> Account:
        """The login of a side."""

    def deliver(self, side: str, raw: bytes) -> None:
        """Put a mail into a side's mailbox."""


class DovecotPost:
    """Mails are written straight into the Maildir."""

    def __init__(self, server: Dovecot) -> None:
        self.name = "Dovecot"
        self._server = server

    def account(self, side: str) -> Account:
        """Every user name exists."""
        return Account(self._server.port, side, PASSWORD)

    def deliver(self, side: str, raw: bytes) -> None:
        """Write a file."""
        self._server.deliver(raw, user=side, at=ARRIVED)


class PymapPost:
    """A server a side, in this process."""

    def __init__(self, servers: dict[str, EmbeddedImap]) -> None:
        self.name = "pymap"
        self._servers = servers

    def account(self, side: str) -> Account:
        """Each server has one user."""
        return Account(self._servers[side].port, PYMAP_USER, PYMAP_PASSWORD)

    def deliver(self, side: str, raw: bytes) -> None:
        """Append it."""
        self._servers[side].deliver(raw, at=ARRIVED)


@contextmanager
def open_post(sides: tuple[str, ...], *, embedded: bool = False) -> Iterator[Post]:
    """A server with empty mailboxes: Dovecot where it can be run and `embedded` does not ask for the other."""
    if not embedded and not why_not():
        with Dovecot() as server:
            yield DovecotPost(server)
        return
    servers = {side: EmbeddedImap() for side in sides}
    try:
        for one in servers.values():
            one.start()
        yield PymapPost(servers)
    finally:
        for one in servers.values():
            one.stop()
