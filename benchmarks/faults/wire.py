"""A proxy before a mail server: every command and its answer are counted and, where the case says so, struck.

It goes in step: one command, then its answer. Neither side notices, since `mailbot run --once` sends nothing ahead (no IDLE, no
pipelining).
"""

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from multiprocessing.connection import Connection
from random import Random

from benchmarks.faults.boundary import Case, Fault, Moment, Tally
from mailbot.demo.loop_thread import LoopThread

LONGEST = 64 << 20
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Ended(Exception):
    """This connection is over."""


class Gate:
    """What all connections of one step share: what is counted, whom a kill hits, where a stall is told, and whose turn it is."""

    def __init__(self, stalls: Connection) -> None:
        self.stalls = stalls
        self.tally = Tally("", None)
        self.victim = 0
        self.turn = asyncio.Lock()


class Line:
    """One client's connection and its server's. `name` says which of the client's it is: `smtp2`."""

    def __init__(self, name: str, gate: Gate, client: Streams) -> None:
        self.name = name
        self.client, self._writer = client
        self._gate = gate
        self._server: Streams | None = None
        self._has_turn = False

    @property
    def server(self) -> Streams:
        """The server's side. Raises Ended where there is none."""
        if self._server is None:
            raise Ended
        return self._server

    async def connect(self, port: int) -> None:
        """Reach the server, and pass its greeting on. Raises Ended."""

        async def ask() -> bytes:
            self._server = await asyncio.open_connection("127.0.0.1", port, limit=LONGEST)
            return await self._server[0].readline()

        await self.cross("connect", ask)

    async def cross(
        self, what: str, ask: Callable[[], Awaitable[bytes]], refuse: Callable[[Random], bytes] = lambda _: b""
    ) -> bytes:
        """Have the server asked and the client told; what it was told. Raises Ended."""
        case = self._gate.tally.passing(f"{self.name}-{what}")
        answer = b""
        if case is not None and case.moment is Moment.BEFORE:
            answer = await self._strike(case, refuse, b"")
        if not answer:
            answer = await ask()
            if case is not None and case.moment is Moment.AFTER:
                answer = await self._strike(case, refuse, answer) or answer
        self._writer.write(answer)
        await self._writer.drain()
        return answer

    async def _strike(self, case: Case, refuse: Callable[[Random], bytes], answer: bytes) -> bytes:
        """What the client is told instead, b"" where it is told the truth. Raises Ended."""
        match case.fault:
            case Fault.KILL:
                os.kill(self._gate.victim, signal.SIGKILL)
            case Fault.ERROR:
                return refuse(case.chance)
            case Fault.SLOW:
                self.leave_turn()
                self._gate.stalls.send("slow")
                await asyncio.get_running_loop().run_in_executor(None, self._gate.stalls.recv)
                return b""
            case Fault.TIMEOUT:
                self.leave_turn()
                await self.client.read()  # until the client has waited long enough
            case Fault.TORN:
                self._writer.write(answer[: case.chance.choice((0, len(answer) // 2))])
        raise Ended

    async def take_turn(self) -> None:
        """Wait until no other connection is in the middle of a mail, so that two of them are always told in the same order."""
        if not self._has_turn:
            await self._gate.turn.acquire()
            self._has_turn = True

    def leave_turn(self) -> None:
        """Let the next connection go on, if this one has its turn."""
        if self._has_turn:
            self._has_turn = False
            self._gate.turn.release()

    def close(self) -> None:
        """End both sides at once."""
        self.leave_turn()
        self._writer.transport.abort()
        if self._server is not None:
            self._server[1].transport.abort()


class Proxy:
    """One port before another. `upstream` may change between two connections."""

    def __init__(self, name: str, gate: Gate, talk: Callable[[Line], Awaitable[None]]) -> None:
        self._name, self._gate, self._talk = name, gate, talk
        self._thread = LoopThread(f"{name} proxy", self._serve)
        self._count = 0
        self.upstream = self.port = 0

    def start(self) -> None:
        """Listen."""
        self.port = self._thread.start()

    def stop(self) -> None:
        """Cut all connections."""
        self._thread.stop()

    def count_anew(self) -> None:
        """Begin a step: the next connection is its first."""
        self._count = 0

    @asynccontextmanager
    async def _serve(self) -> AsyncIterator[int]:
        tasks: set[asyncio.Task[None]] = set()

        def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self._count += 1
            task = asyncio.create_task(self._carry(Line(f"{self._name}{self._count}", self._gate, (reader, writer))))
            tasks.add(task)
            task.add_done_callback(tasks.discard)

        server = await asyncio.start_server(connected, "127.0.0.1", 0, limit=LONGEST)
        try:
            yield server.sockets[0].getsockname()[1]
        finally:
            server.close()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _carry(self, line: Line) -> None:
        try:
            with contextlib.suppress(Ended, ConnectionError, asyncio.IncompleteReadError):  # a side that is gone ends the line
                await line.connect(self.upstream)
                await self._talk(line)
        finally:
            line.close()
