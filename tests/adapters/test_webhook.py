"""A webhook that answers slowly, or never, keeps nobody waiting."""

import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from mailbot.adapters.webhook import Webhook
from mailbot.ports import Unreachable

Play = Callable[[socket.socket, threading.Event], None]


class OneExchange:
    """A server on 127.0.0.1 that reads one request, plays, and waits until the other side has gone."""

    def __init__(self, play: Play) -> None:
        self._play, self.asked, self.gone, self.over = play, threading.Event(), threading.Event(), threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/s3cr3t"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        line, _ = self._listener.accept()
        with line:
            line.recv(1 << 16)
            self.asked.set()
            try:
                self._play(line, self.over)
                while line.recv(1 << 16):
                    pass
            except OSError:
                pass
        self.gone.set()

    def close(self) -> None:
        self.over.set()
        self._listener.close()


@pytest.fixture
def playing() -> Iterator[Callable[[Play], OneExchange]]:
    servers: list[OneExchange] = []

    def play(how: Play) -> OneExchange:
        servers.append(OneExchange(how))
        return servers[-1]

    yield play
    for server in servers:
        server.close()


def drip(line: socket.socket, over: threading.Event) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not over.wait(0.02):
        line.sendall(b"x")


def silence(line: socket.socket, over: threading.Event) -> None:
    over.wait()


def drip_the_body(line: socket.socket, over: threading.Event) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    while not over.wait(0.02):
        line.sendall(b"x")


def test_an_answer_byte_by_byte_is_cut_at_the_deadline(playing: Callable[[Play], OneExchange]) -> None:
    server = playing(drip)
    with pytest.raises(Unreachable, match=r"^the webhook at 127\.0\.0\.1 does not answer within 0\.3 seconds$"):
        Webhook(server.url, seconds=0.3).post({})
    assert server.gone.wait(30)


def test_the_status_is_enough(playing: Callable[[Play], OneExchange]) -> None:
    server = playing(drip_the_body)
    Webhook(server.url, seconds=30).post({})
    assert server.gone.wait(30)


def test_a_desk_that_stops_does_not_wait_for_an_answer(playing: Callable[[Play], OneExchange]) -> None:
    server = playing(silence)
    hook, said = Webhook(server.url, seconds=600), list[str]()

    def post() -> None:
        try:
            hook.post({})
        except Unreachable as wrong:
            said.append(str(wrong))

    waiting = threading.Thread(target=post, daemon=True)
    waiting.start()
    assert server.asked.wait(30)
    hook.hurry()
    waiting.join(30)
    assert said == ["the webhook at 127.0.0.1 was not waited for, since the desk stops"]


@pytest.mark.parametrize("url", ["http://ex..ample/", "http://127.0.0.1:99999/", "http://127.0.0.1:abc/", "http://127.0.0.1/a b"])
def test_what_the_http_client_cannot_read_is_unreachable(url: str) -> None:
    with pytest.raises(Unreachable, match="cannot be reached"):
        Webhook(url).post({})
