"""A real SMTP server in this process that keeps what it is given."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from aiosmtpd.smtp import SMTP, Envelope, Session

from mailbot.demo.loop_thread import LoopThread

SIZE_LIMIT = 64 * 1024 * 1024
"""Octets of the largest mail taken."""


@dataclass(frozen=True, slots=True)
class Received:
    """A mail as it came over the wire: envelope and data with its CRLFs. `mail_from` is "" for the null path."""

    mail_from: str
    rcpt_to: tuple[str, ...]
    data: bytes


class SmtpSink:
    """Takes every mail on 127.0.0.1, on a free port, without TLS; a context manager.

    Its methods may be called from any thread. `on_mail` is called in the server's thread, after the mail was kept and before the
    client is told so: keep it short, raise nothing.
    """

    def __init__(self, on_mail: Callable[[Received], None] | None = None) -> None:
        self._on_mail = on_mail
        self._thread = LoopThread("smtp", self._serve)
        self._arrived = threading.Condition()
        self._mails: list[Received] = []
        self.port = 0

    @property
    def url(self) -> str:
        """The server as MAILBOT_SMTP_URL takes it."""
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def mails(self) -> tuple[Received, ...]:
        """What has arrived, oldest first."""
        with self._arrived:
            return tuple(self._mails)

    def start(self) -> None:
        """Listen; what arrived before a stop is still there."""
        self.port = self._thread.start()

    def stop(self) -> None:
        """Cut all connections."""
        self._thread.stop()

    def wait_for(self, count: int, timeout: float) -> tuple[Received, ...]:
        """Wait until at least `count` mails have arrived; return all. Raises TimeoutError after `timeout` seconds."""
        with self._arrived:
            if not self._arrived.wait_for(lambda: len(self._mails) >= count, timeout):
                raise TimeoutError(f"{len(self._mails)} of {count} mails arrived within {timeout} s")
            return tuple(self._mails)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: ARG002, N802  aiosmtpd's hook
        """Keep one mail (called by aiosmtpd)."""
        content = envelope.content or b""
        data = content if isinstance(content, bytes) else content.encode()
        mail_from = envelope.mail_from or ""
        mail = Received("" if mail_from == "<>" else mail_from, tuple(envelope.rcpt_tos), data)
        with self._arrived:
            self._mails.append(mail)
            self._arrived.notify_all()
        if self._on_mail is not None:
            self._on_mail(mail)
        return "250 2.0.0 OK"

    @asynccontextmanager
    async def _serve(self) -> AsyncIterator[int]:
        loop = asyncio.get_running_loop()

        def session() -> SMTP:
            return SMTP(self, data_size_limit=SIZE_LIMIT, enable_SMTPUTF8=True, hostname="demo.example.org", loop=loop)

        server = await loop.create_server(session, "127.0.0.1", 0)
        try:
            yield server.sockets[0].getsockname()[1]
        finally:
            server.close()  # without wait_closed, which waits for clients to leave
