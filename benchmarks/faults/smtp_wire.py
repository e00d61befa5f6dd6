"""SMTP as a proxy sees it (RFC 5321): verbs, and the text that ends with a dot."""

import asyncio
from random import Random

from benchmarks.faults.wire import Ended, Line

END_OF_TEXT = b"\r\n.\r\n"


async def talk_smtp(line: Line) -> None:
    """Carry one verb after another until either side leaves; a whole mail at a time. Raises Ended."""
    while command := await line.client.readline():
        verb = command[:4].strip().decode().lower()
        if verb == "mail":
            await line.take_turn()
        answer = await _carry(line, verb, command)
        if verb == "data" and answer.startswith(b"354"):
            await _carry(line, "text", await line.client.readuntil(END_OF_TEXT))
            line.leave_turn()
        elif not answer.startswith((b"2", b"3")):
            line.leave_turn()


async def _carry(line: Line, what: str, sent: bytes) -> bytes:
    async def ask() -> bytes:
        reader, writer = line.server
        writer.write(sent)
        await writer.drain()
        return await _read_reply(reader)

    return await line.cross(what, ask, _refuse)


async def _read_reply(reader: asyncio.StreamReader) -> bytes:
    """All lines of one reply (RFC 5321, 4.2.1). Raises Ended where the server leaves before."""
    reply = b""
    while True:
        got = await reader.readline()
        if not got:
            raise Ended
        reply += got
        if got[3:4] != b"-":
            return reply


def _refuse(chance: Random) -> bytes:
    """Not now: what a server says that may be asked again (RFC 5321, 4.2.1)."""
    return chance.choice((b"451 4.3.0 not now\r\n", b"452 4.2.2 no room\r\n", b"421 4.3.2 closing\r\n"))
