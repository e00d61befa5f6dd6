"""IMAP as a proxy sees it (RFC 9051): commands by their tags, answers with their literals."""

import asyncio
import re
from random import Random

from benchmarks.faults.wire import Ended, Line

LITERAL = re.compile(rb"\{(\d+)\}\r\n$")


async def talk_imap(line: Line) -> None:
    """Carry one command after another until either side leaves. Raises Ended."""
    while command := await line.client.readline():
        tag, verb, *rest = command.split(maxsplit=3)
        what = verb if verb.upper() != b"UID" else b"uid-" + rest[0]
        if LITERAL.search(command):
            raise ValueError(f"a command with a literal is not understood here: {what!r}")

        async def ask(command: bytes = command, tag: bytes = tag) -> bytes:
            reader, writer = line.server
            writer.write(command)
            await writer.drain()
            return await _read_answer(reader, tag)

        def refuse(chance: Random, tag: bytes = tag) -> bytes:
            said = chance.choice((b" NO [UNAVAILABLE] not now\r\n", b" NO [INUSE] in use\r\n", b" BAD what was that?\r\n"))
            return tag + said

        await line.cross(what.decode().lower(), ask, refuse)


async def _read_answer(reader: asyncio.StreamReader, tag: bytes) -> bytes:
    """All lines up to the tagged one. Raises Ended where the server leaves before."""
    answer = b""
    while not answer.endswith(b"\r\n") or not _last_line(answer).startswith(tag + b" "):
        got = await reader.readline()
        if not got:
            raise Ended
        answer += got
        while found := LITERAL.search(got):
            got = await reader.readexactly(int(found[1])) + await reader.readline()
            answer += got
    return answer


def _last_line(answer: bytes) -> bytes:
    return answer[answer.rfind(b"\r\n", 0, -2) + 2 :] if b"\r\n" in answer[:-2] else answer
