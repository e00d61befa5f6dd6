"""A small HTTP server for whoever watches: `/metrics`, `/healthz` and `/readyz`, to be read and nothing else."""

import http.server
import json
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

from mailbot.ports import StoreTrouble

JSON_TYPE = "application/json"
PAGE_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class PortTaken(Exception):
    """The address cannot be listened at; the text is one line with the mend."""


class HttpDoor:
    """Listens while it is open; a context manager. `page` makes the figures, in the text format of Prometheus, `health` tells of
    the loops.
    """

    def __init__(self, host: str, port: int, page: Callable[[], bytes], health: Callable[[], dict[str, object]]) -> None:
        """Raises PortTaken."""
        self._page, self._health = page, health
        try:
            self._server = http.server.ThreadingHTTPServer((host, port), self._handler())
        except OSError as wrong:
            raise PortTaken(f"MAILBOT_HTTP: {host}:{port} cannot be listened at ({wrong.strerror}): name a free port") from None
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.1,), name="http", daemon=True)
        self.port: int = self._server.server_port

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Status, type and body of what is asked for."""
        match path.partition("?")[0]:
            case "/metrics":
                try:
                    return 200, PAGE_TYPE, self._page()
                except StoreTrouble:
                    return 503, JSON_TYPE, b'{"error": "the database cannot be used; the log says why"}'
            case "/healthz":
                health = self._health()
                return 200 if health["live"] else 503, JSON_TYPE, json.dumps(health).encode()
            case "/readyz":
                health = self._health()
                return 200 if health["ready"] else 503, JSON_TYPE, json.dumps(health).encode()
            case _:
                return 404, JSON_TYPE, b'{"error": "there are /metrics, /healthz and /readyz"}'

    def _handler(self) -> type[http.server.BaseHTTPRequestHandler]:
        door = self

        class Handler(http.server.BaseHTTPRequestHandler):
            server_version, sys_version = "mailbot", ""
            timeout = 10

            def do_GET(self) -> None:
                """Answer, and say no more of it."""
                status, kind, body = door.answer(self.path)
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing: the log is for the desk."""

        return Handler
