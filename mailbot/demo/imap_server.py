"""A real IMAP server in this process: pymap with its mailboxes in memory."""

import asyncio
import ssl
from argparse import Namespace
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from types import TracebackType
from typing import Self
from uuid import uuid4

from proxyprotocol.result import ProxyResultLocal
from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import Config, Login
from pymap.backend.dict.filter import FilterSet
from pymap.backend.dict.mailbox import MailboxData, MailboxSet
from pymap.concurrent import Subsystem
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage
from pymap.parsing.specials import FetchRequirement
from pymap.user import UserMetadata
from pysasl.hashing import Cleartext

from mailbot.demo.loop_thread import LoopThread

USER, PASSWORD = "desk", "secret"
INBOX = "INBOX"

RING_SECONDS = 0.1
"""How often IDLE clients are made to look. pymap announces only what arrives while it already listens for one of them: a mail
that comes between a client's last command and its IDLE, or between two announcements, would wait for the next mail."""


class EmbeddedImap:
    """One user's mailbox on 127.0.0.1, on a free port, without TLS; a context manager.

    Its methods may be called from any thread. `folders` exist beside INBOX from the start; UIDVALIDITY changes with every start.
    """

    def __init__(self, *, folders: tuple[str, ...] = ()) -> None:
        self._folders = folders
        self._thread = LoopThread("imap", self._serve)
        self._mailboxes: MailboxSet | None = None
        self.port = 0

    @property
    def url(self) -> str:
        """The mailbox with its password, as MAILBOT_IMAP_URL takes it."""
        return f"imap://{USER}:{PASSWORD}@127.0.0.1:{self.port}/{INBOX}"

    def start(self) -> None:
        """Listen, with empty mailboxes."""
        self.port = self._thread.start()

    def stop(self) -> None:
        """Cut all connections and forget the mails."""
        self._thread.stop()

    def deliver(self, raw: bytes, *, at: datetime | None = None) -> int:
        """Put a mail into INBOX as a delivery would, with INTERNALDATE `at` (aware; now without it). Return its UID."""
        return self._thread.call(self._deliver(raw, at or datetime.now(UTC)))

    def raws(self, folder: str = INBOX) -> list[bytes]:
        """Return the mails of a folder, oldest first."""
        return [raw for _, _, raw in self._thread.call(self._mails(folder))]

    def flags(self, folder: str = INBOX) -> dict[int, frozenset[str]]:
        r"""Return the flags of each mail by UID, such as `\Seen`."""
        return {uid: flags for uid, flags, _ in self._thread.call(self._mails(folder))}

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    async def _deliver(self, raw: bytes, at: datetime) -> int:
        inbox = await self._open_mailboxes().get_mailbox(INBOX)
        message = await inbox.append(AppendMessage(raw, at), recent=True)
        return int(message.uid)

    async def _mails(self, folder: str) -> list[tuple[int, frozenset[str], bytes]]:
        mails = []
        mailbox = await self._open_mailboxes().get_mailbox(folder)
        async for message in mailbox.messages():
            content = await message.load_content(FetchRequirement.CONTENT)
            mails.append((int(message.uid), frozenset(str(flag) for flag in message.permanent_flags), bytes(content)))
        return mails

    def _open_mailboxes(self) -> MailboxSet:
        if self._mailboxes is None:
            raise RuntimeError("the IMAP server does not run")
        return self._mailboxes

    @asynccontextmanager
    async def _serve(self) -> AsyncIterator[int]:
        config = _OfflineConfig(
            Namespace(proxy_protocol=None),
            host="127.0.0.1",
            port=0,
            demo_data=False,
            demo_user=USER,
            demo_password=PASSWORD,
            tls_enabled=False,
            reject_dnsbl=False,
            invalid_user_sleep=0,
            # each of the next three would start threads, read CERT_FILE or burn CPU on hashing if left out
            ssl_context=ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER),
            cpu_subsystem=Subsystem.for_asyncio(),
            hash_context=Cleartext(),
        )
        login = Login(config)
        await login.demo_user_identity.set(UserMetadata(config, USER, password=PASSWORD))
        mailboxes = MailboxSet()
        for folder in self._folders:
            await mailboxes.add_mailbox(folder)
        config.set_cache[USER] = (mailboxes, FilterSet())
        imap = IMAPServer(login, config)

        clients: dict[asyncio.Task[None], StreamWriter] = {}

        async def talk(reader: StreamReader, writer: StreamWriter) -> None:
            with suppress(ConnectionError):  # a client may leave at any moment
                await imap(reader, writer, SocketInfo.get(writer, ProxyResultLocal(), unique_id=uuid4().bytes))

        def connected(reader: StreamReader, writer: StreamWriter) -> None:
            task = asyncio.create_task(talk(reader, writer))
            clients[task] = writer
            task.add_done_callback(clients.pop)

        server = await asyncio.start_server(connected, "127.0.0.1", 0)
        bell = asyncio.create_task(_ring(await mailboxes.get_mailbox(INBOX)))
        self._mailboxes = mailboxes
        try:
            yield server.sockets[0].getsockname()[1]
        finally:
            self._mailboxes = None
            bell.cancel()
            server.close()
            for writer in clients.values():
                writer.transport.abort()  # pymap then ends by itself; cancelled, it would leave its socket open at a full pipe
            if clients:
                await asyncio.wait(tuple(clients), timeout=5)


async def _ring(inbox: MailboxData) -> None:
    while True:
        await asyncio.sleep(RING_SECONDS)
        inbox._updated.set()  # private; the public ways of ringing all leave something behind in the mailbox


class _OfflineConfig(Config):
    """Asks no name server for our name."""

    @property
    def greeting(self) -> bytes:
        return b"Demo server ready"
