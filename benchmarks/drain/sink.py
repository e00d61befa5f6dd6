"""A real SMTP server, cheap: a process of its own that keeps what it is given in one file.

Spoken to on its standard input: `report` answers a line of JSON `{"mails", "doubled"}` once all is in the file; its end ends it.
The file is a row of `{"to", "size"}` lines, each followed by so many octets of mail.
"""

import asyncio
import contextlib
import json
import re
import sys
from pathlib import Path
from typing import BinaryIO

MESSAGE_ID = re.compile(rb"(?im)^message-id:\s*(<[^>\r\n]*>)")
EHLO = b"250-sink.example.org\r\n250-PIPELINING\r\n250-SIZE 67108864\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n"


class Kept:
    """What has arrived: in the file, and the Message-IDs in memory."""

    def __init__(self, spool: BinaryIO) -> None:
        self._spool = spool
        self._seen: set[bytes] = set()
        self.mails = 0
        self.doubled: list[str] = []

    def keep(self, to: list[str], data: bytes) -> None:
        """Write one mail down."""
        self.mails += 1
        found = MESSAGE_ID.search(data, 0, max(0, data.find(b"\r\n\r\n")))
        identity = found[1] if found else b"(no Message-ID)"
        if identity in self._seen:
            self.doubled.append(identity.decode("ascii", "replace"))
        self._seen.add(identity)
        self._spool.write(json.dumps({"to": to, "size": len(data)}).encode() + b"\n" + data)

    def report(self) -> str:
        """Have it all in the file; what there is."""
        self._spool.flush()
        return json.dumps({"mails": self.mails, "doubled": self.doubled})


class Session(asyncio.Protocol):
    """One client's connection (RFC 5321)."""

    transport: asyncio.Transport

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._came = bytearray()
        self._in_data = False
        self._to: list[str] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(b"220 sink.example.org ESMTP\r\n")

    def data_received(self, data: bytes) -> None:
        """Take in octets, answer each whole command or mail."""
        searched = max(0, len(self._came) - 4)
        self._came += data
        while True:
            end = self._came.find(b"\r\n.\r\n", searched) + 2 if self._in_data else self._came.find(b"\r\n")
            if end < 2:
                return
            taken = bytes(self._came[:end])
            del self._came[: end + (3 if self._in_data else 2)]
            searched = 0
            if self._in_data:
                self._end_of_data(taken)
            else:
                self._command(taken)

    def _end_of_data(self, data: bytes) -> None:
        self._in_data = False
        self._kept.keep(self._to, data.replace(b"\r\n..", b"\r\n."))
        self.transport.write(b"250 2.0.0 kept\r\n")

    def _command(self, line: bytes) -> None:
        match line[:4].upper():
            case b"EHLO" | b"HELO":
                self.transport.write(EHLO if line[:1] in b"Ee" else b"250 sink.example.org\r\n")
            case b"MAIL" | b"RSET" | b"NOOP":
                self._to = []
                self.transport.write(b"250 2.0.0 ok\r\n")
            case b"RCPT":
                self._to.append(line.partition(b"<")[2].partition(b">")[0].decode("ascii", "replace"))
                self.transport.write(b"250 2.1.5 ok\r\n")
            case b"DATA":
                self._in_data = True
                self.transport.write(b"354 go on\r\n")
            case b"QUIT":
                self.transport.write(b"221 2.0.0 bye\r\n")
                self.transport.close()
            case _:
                self.transport.write(b"502 5.5.1 not known\r\n")


async def serve(spool: Path) -> None:
    """Serve on a free port of 127.0.0.1, which is printed first, until standard input ends."""
    loop = asyncio.get_running_loop()
    with spool.open("ab") as file:
        kept = Kept(file)
        server = await loop.create_server(lambda: Session(kept), "127.0.0.1", 0)
        sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
        sys.stdout.flush()
        commands = asyncio.StreamReader()
        pipe, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(commands), sys.stdin)
        while await commands.readline():
            sys.stdout.write(f"{kept.report()}\n")
            sys.stdout.flush()
        pipe.close()
        server.close()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(Path(sys.argv[1])))
