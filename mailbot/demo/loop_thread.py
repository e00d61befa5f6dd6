"""A small server on an event loop in a thread of its own, for the demo and for tests."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager
from typing import Any, TypeVar

_T = TypeVar("_T")

START_SECONDS = 20
"""How long a server may take to listen before something must be wrong."""


class LoopThread:
    """Runs what `serve` opens until stopped. `serve` yields the port it listens on; connections left open at the end are cut."""

    def __init__(self, name: str, serve: Callable[[], AbstractAsyncContextManager[int]]) -> None:
        self._name, self._serve = name, serve
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping = asyncio.Event()

    def start(self) -> int:
        """Start the thread; return the port when the server listens. Raises what the server raised."""
        if self._thread is not None:
            raise RuntimeError(f"{self._name} runs already")
        listening: Future[int] = Future()
        self._stopping = asyncio.Event()
        self._thread = threading.Thread(target=self._run, args=(listening,), name=self._name, daemon=True)
        self._thread.start()
        try:
            return listening.result(START_SECONDS)
        except BaseException:
            self.stop()
            raise

    def call(self, work: Coroutine[Any, Any, _T]) -> _T:
        """Run `work` on the server's loop from another thread; return what it returns or raise what it raises."""
        if self._loop is None:
            work.close()
            raise RuntimeError(f"{self._name} does not run")
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def stop(self) -> None:
        """End the server, cut its connections, end the thread. Doing it twice does no harm."""
        thread, self._thread = self._thread, None
        loop, self._loop = self._loop, None
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._stopping.set)
        if thread is not None:
            thread.join()

    def _run(self, listening: "Future[int]") -> None:
        try:
            asyncio.run(self._until_stopped(listening))
        except Exception as error:
            if listening.done():
                raise
            listening.set_exception(error)

    async def _until_stopped(self, listening: "Future[int]") -> None:
        async with self._serve() as port:
            self._loop = asyncio.get_running_loop()
            listening.set_result(port)
            await self._stopping.wait()
