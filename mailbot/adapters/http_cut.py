"""Connections of HTTP that another thread can cut, so that a server that answers byte by byte keeps nobody."""

import contextlib
import http.client
import socket
import urllib.request
from functools import partial
from typing import Any


class Cuttable(urllib.request.HTTPHandler, urllib.request.HTTPSHandler):
    """Opens one connection, for http or https, that `cut` ends from any thread."""

    def __init__(self) -> None:
        super().__init__()
        self._connection: http.client.HTTPConnection | None = None
        self._is_cut = False

    def cut(self) -> None:
        """End the connection; one that is being made ends as soon as it is there. Whoever reads from it hears no more."""
        self._is_cut = True
        line = self._connection.sock if self._connection is not None else None
        if line is not None:
            with contextlib.suppress(OSError):  # it is at its end already
                line.shutdown(socket.SHUT_RDWR)

    def hold(self, connection: http.client.HTTPConnection) -> None:
        """This is the connection."""
        self._connection = connection

    def check(self) -> None:
        """Raises OSError once it is cut."""
        if self._is_cut:
            raise ConnectionAbortedError("it was cut")

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """As urllib asks for it."""
        return self.do_open(partial(_Plain, self), req)

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """As urllib asks for it."""
        return self.do_open(partial(_Secure, self), req)


class _Plain(http.client.HTTPConnection):
    def __init__(self, owner: Cuttable, host: str, **more: Any) -> None:
        super().__init__(host, **more)
        self._owner = owner
        owner.hold(self)

    def connect(self) -> None:
        """Connect, unless it is cut meanwhile."""
        super().connect()
        self._owner.check()


class _Secure(_Plain, http.client.HTTPSConnection):
    """The same over TLS."""
