"""An OAuth token endpoint on 127.0.0.1, which also tells Dovecot whose a token is."""

import http.server
import json
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

Answer = tuple[int, bytes, dict[str, str]]
"""Status, body and headers."""


class TokenEndpoint:
    """`answer` makes status and JSON of a form; `forms` keeps all forms. `users` maps valid tokens to users."""

    def __init__(self, answer: Callable[[dict[str, str]], tuple[int, object]] | None = None) -> None:
        self.answer = answer or (lambda form: (200, {"access_token": f"token-{len(self.forms)}", "expires_in": 3600}))
        self.headers: dict[str, str] = {}
        self.forms: list[dict[str, str]] = []
        self.users: dict[str, str] = {}
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = False
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self.url = f"http://127.0.0.1:{self._server.server_port}/token"
        self.tokeninfo_url = f"http://127.0.0.1:{self._server.server_port}/info?access_token="

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _issue(self, body: bytes) -> Answer:
        form = {name: values[0] for name, values in parse_qs(body.decode(), keep_blank_values=True).items()}
        self.forms.append(form)
        status, answer = self.answer(form)
        text = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        return status, text, self.headers

    def _inform(self, path: str) -> Answer:
        token = unquote(urlsplit(path).query.partition("=")[2])
        user = self.users.get(token)
        return (200, json.dumps({"email": user, "active": True}).encode(), {}) if user else (401, b"{}", {})

    def _handler(self) -> type[http.server.BaseHTTPRequestHandler]:
        endpoint = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self._send(endpoint._issue(self.rfile.read(int(self.headers["Content-Length"]))))

            def do_GET(self) -> None:
                self._send(endpoint._inform(self.path))

            def _send(self, answer: Answer) -> None:
                status, body, headers = answer
                self.send_response(status)
                for name, value in ({"Content-Type": "application/json", "Content-Length": str(len(body))} | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                return

        return Handler
