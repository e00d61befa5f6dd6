"""What SmtpTransport makes of servers that misbehave, byte by byte."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from types import TracebackType
from typing import Self

import pytest

from mailbot.adapters.mail_url import Security, SmtpAccount
from mailbot.adapters.smtp import SmtpTransport
from mailbot.adapters.smtp_exchange import SmtpTimings
from mailbot.ports import Deferred, NoServer, Outcome, Parcel, Rejected, Sent, Uncertain

TEXT = b"Subject: hello\r\n\r\ntext\r\n"
CUT = b"<cut>"
Answer = Callable[[int, bytes], bytes | None]


class Scripted:
    """A server. `answer` gets a connection number (from 1) and a command: "" is the greeting, "." the end of a mail.

    It gives what to say instead of the usual, which may end in CUT. "100 KB" is asked when so much of a mail is there.
    """

    def __init__(self, answer: Answer | None = None) -> None:
        self.answer: Answer = answer or (lambda number, command: None)
        self.extensions = b"250-x.example\r\n250 SIZE\r\n"
        self.commands: list[tuple[int, bytes]] = []
        self.mails: list[bytes] = []
        self.connections = 0
        self.silent = threading.Event()
        self._said: dict[int, bytes] = {}
        self._lines: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept)]

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for line in self._lines:
            self.cut(line)
        for thread in self._threads:
            thread.join()

    @staticmethod
    def cut(line: socket.socket) -> None:
        try:
            line.shutdown(socket.SHUT_RDWR)
        except OSError:
            return

    def say(self, data: bytes) -> None:
        """Send something unasked on the newest line."""
        self._lines[-1].sendall(data)

    def _accept(self) -> None:
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._lines.append(line)
            self._threads.append(threading.Thread(target=self._serve, args=(line, self.connections)))
            self._threads[-1].start()

    def _serve(self, line: socket.socket, number: int) -> None:
        with line, line.makefile("rb") as file:
            try:
                alive = self._say(line, number, b"", b"220 ready\r\n")
                while alive and (command := file.readline()):
                    command = command.rstrip(b"\r\n")
                    self.commands.append((number, command))
                    if command == b"DATA":
                        alive = self._say(line, number, command, b"354 go\r\n")
                        if alive and self._said[number].startswith(b"354"):
                            alive = self._take(line, file, number)
                    else:
                        usual = self.extensions if command.startswith(b"EHLO") else b"250 ok\r\n"
                        alive = self._say(line, number, command, usual)
            except OSError:
                return

    def _take(self, line: socket.socket, file, number: int) -> bool:
        text = bytearray()
        while not text.endswith(b"\r\n.\r\n"):
            if not (one := file.readline()):
                return False
            text += one
            if len(text) > 100_000 and (said := self.answer(number, b"100 KB")) is not None:
                self._say(line, number, b"100 KB", b"")
                if said[:1] in {b"4", b"5"}:  # what is unread when a line closes would take this reply with it
                    line.shutdown(socket.SHUT_WR)
                    while file.read(1 << 20):
                        continue
                return False
        self.mails.append(bytes(text[:-3]))
        return self._say(line, number, b".", b"250 kept\r\n")

    def _say(self, line: socket.socket, number: int, command: bytes, usual: bytes) -> bool:
        said = self.answer(number, command)
        said = self._said[number] = usual if said is None else said
        if not said:
            self.silent.set()
        line.sendall(said.removesuffix(CUT))
        return not said.endswith(CUT)


@pytest.fixture
def server() -> Iterator[Scripted]:
    with Scripted() as server:
        yield server


@pytest.fixture
def transport(server: Scripted) -> Iterator[SmtpTransport]:
    with closing(new(server)) as transport:
        yield transport


def new(server: Scripted, *, connect: float = 30, reply: float = 30, data: float = 30) -> SmtpTransport:
    return SmtpTransport(
        SmtpAccount("127.0.0.1", server.port, security=Security.PLAIN), timings=SmtpTimings(connect, reply, data)
    )


def parcel(number: int = 1, data: bytes = TEXT, path: str = "") -> Parcel:
    return Parcel(f"{number}@y.example", path, "desk@x.example", data)


def on(command: bytes, said: bytes, *, connection: int = 0) -> Answer:
    """Say that to a command, or on one connection only."""
    return lambda number, told: (
        said if told.startswith(command) and bool(told) == bool(command) and connection in {0, number} else None
    )


@pytest.mark.parametrize(
    ("said", "tells"),
    [
        (CUT, "connecting failed"),
        (b"421 4.3.2 too busy\r\n" + CUT, "421 4.3.2 too busy"),
        (b"554 go away\r\n", "554 go away"),
        (b"* OK IMAP ready\r\n", "Malformed"),
        (b"220" + CUT, "connecting failed"),
    ],
)
def test_a_server_that_does_not_let_us_in(server: Scripted, transport: SmtpTransport, said: bytes, tells: str) -> None:
    server.answer = on(b"", said)
    outcomes = transport.send([parcel(1), parcel(2)])
    assert [type(outcome) for outcome in outcomes] == [NoServer, NoServer]
    assert tells in str(outcomes[0])
    assert f"127.0.0.1:{server.port}" in str(outcomes[0])
    assert server.connections == 1


def test_a_server_that_says_nothing(server: Scripted) -> None:
    server.answer = on(b"", b"")
    with closing(new(server, connect=0.1)) as transport:
        (outcome,) = transport.send([parcel()])
    assert outcome == NoServer(f"127.0.0.1:{server.port}: no answer in time while connecting")


def test_a_server_of_before_1995(server: Scripted, transport: SmtpTransport) -> None:
    server.answer = on(b"EHLO", b"500 what?\r\n")
    assert transport.send([parcel()]) == [Sent("250 kept")]
    assert server.commands[1][1].startswith(b"HELO")
    assert (1, b"MAIL FROM:<>") in server.commands


@pytest.mark.parametrize("command", [b"MAIL", b"RCPT", b"DATA"])
@pytest.mark.parametrize("said", [CUT, b"421 4.4.2 closing\r\n" + CUT, b"999 what\r\n", b"nonsense\r\n", b"1" * 70_000])
def test_a_line_lost_before_the_mail_went_is_deferred(
    server: Scripted, transport: SmtpTransport, command: bytes, said: bytes
) -> None:
    server.answer = on(command, said, connection=1)
    assert isinstance(transport.send([parcel()])[0], Deferred)
    assert server.mails == []
    assert transport.send([parcel()]) == [Sent("250 kept")]
    assert len(server.mails) == 1


@pytest.mark.parametrize("command", [b"MAIL", b"RCPT", b"DATA"])
@pytest.mark.parametrize("said", [CUT, b"421 4.4.2 idle too long\r\n" + CUT, b"421 4.7.0 enough of you\r\n"])
def test_a_kept_line_that_fails_is_replaced_at_once(
    server: Scripted, transport: SmtpTransport, command: bytes, said: bytes
) -> None:
    assert transport.send([parcel(1)]) == [Sent("250 kept")]
    server.answer = on(command, said, connection=1)
    assert transport.send([parcel(2)]) == [Sent("250 kept")]
    assert (server.connections, len(server.mails)) == (2, 2)


def test_a_kept_line_is_replaced_once_only(server: Scripted, transport: SmtpTransport) -> None:
    assert transport.send([parcel(1)]) == [Sent("250 kept")]
    server.answer = on(b"RCPT", CUT)
    assert isinstance(transport.send([parcel(2)])[0], Deferred)
    assert server.connections == 2


def test_a_server_that_said_goodbye_while_the_line_was_kept(server: Scripted, transport: SmtpTransport) -> None:
    assert transport.send([parcel(1)]) == [Sent("250 kept")]
    server.say(b"421 4.4.2 timeout\r\n")
    Scripted.cut(server._lines[-1])
    assert transport.send([parcel(2)]) == [Sent("250 kept")]
    assert len(server.mails) == 2


def test_a_server_that_hangs_up_after_each_mail(server: Scripted, transport: SmtpTransport) -> None:
    server.answer = on(b".", b"250 kept\r\n" + CUT)
    for _ in range(3):
        assert transport.send([parcel(number) for number in range(4)]) == [Sent("250 kept")] * 4
    assert len(server.mails) == 12


@pytest.mark.parametrize("said", [CUT, b"25" + CUT, b"250-kept\r\n" + CUT, b"nonsense\r\n", b"354 more?\r\n", b"000\r\n"])
def test_a_line_lost_after_the_mail_and_before_its_receipt_is_uncertain(
    server: Scripted, transport: SmtpTransport, said: bytes
) -> None:
    server.answer = on(b".", said, connection=1)
    (outcome,) = transport.send([parcel()])
    assert isinstance(outcome, Uncertain)
    assert len(server.mails) == 1
    assert transport.send([parcel()]) == [Sent("250 kept")]


def test_a_kept_line_lost_after_the_mail_is_uncertain_and_not_tried_again(server: Scripted, transport: SmtpTransport) -> None:
    assert transport.send([parcel()]) == [Sent("250 kept")]
    server.answer = on(b".", CUT)
    assert isinstance(transport.send([parcel()])[0], Uncertain)
    assert len(server.mails) == 2


@pytest.mark.parametrize(("command", "kind"), [(b"MAIL", Deferred), (b"RCPT", Deferred), (b"DATA", Deferred), (b".", Uncertain)])
def test_no_answer_in_time(server: Scripted, command: bytes, kind: type) -> None:
    server.answer = on(command, b"", connection=1)
    with closing(new(server, reply=0.1, data=0.1)) as transport:
        (outcome,) = transport.send([parcel()])
        assert isinstance(outcome, kind)
        assert outcome.error.startswith("no answer in time")  # type: ignore[attr-defined]
        assert transport.send([parcel()]) == [Sent("250 kept")]


def test_each_reply_has_its_own_time(server: Scripted) -> None:
    waiting = threading.Event()

    def answer(number: int, command: bytes) -> bytes | None:
        if command[:4] in {b"MAIL", b"RCPT", b"DATA"}:
            waiting.wait(0.15)
        return None

    server.answer = answer
    with closing(new(server, reply=0.3)) as transport:
        assert transport.send([parcel()]) == [Sent("250 kept")]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (CUT, Deferred),
        (b"552 5.3.4 too large\r\n" + CUT, Rejected),
        (b"452 4.3.1 full\r\n" + CUT, Deferred),
        (b"421 closing\r\n" + CUT, Deferred),
        (b"250 so soon?\r\n" + CUT, Deferred),
    ],
)
def test_a_line_lost_in_the_middle_of_a_large_mail_has_not_sent_it(
    server: Scripted, transport: SmtpTransport, said: bytes, kind: type
) -> None:
    server.answer = on(b"100 KB", said)
    (outcome,) = transport.send([parcel(data=TEXT + (b"x" * 70 + b"\r\n") * 300_000)])
    assert isinstance(outcome, kind)
    assert server.mails == []
    assert transport.send([parcel()]) == [Sent("250 kept")]
    assert server.connections == 2


def test_a_large_mail_goes_on_as_long_as_it_moves(server: Scripted, transport: SmtpTransport) -> None:
    data = TEXT + (b"." * 70 + b"\r\n") * 200_000
    assert transport.send([parcel(data=data)]) == [Sent("250 kept")]
    assert server.mails[0].replace(b"\r\n..", b"\r\n.") == data


@pytest.mark.parametrize("code", [b"250", b"550", b"451"])
def test_replies_of_several_lines_and_in_pieces(server: Scripted, transport: SmtpTransport, code: bytes) -> None:
    waiting = threading.Event()

    def answer(number: int, command: bytes) -> bytes | None:
        if command.startswith(b"RCPT"):
            for piece in (code[:2], code[2:] + b"-5.1.1 first\r", b"\n" + code + b"-5.1.1 second\r\n" + code):
                server.say(piece)
                waiting.wait(0.02)
            return b" 5.1.1 \x1b[31mthird\r\n"
        return None

    server.answer = answer
    (outcome,) = transport.send([parcel(path="desk@x.example")])
    if code == b"250":
        assert outcome == Sent("250 kept")
    else:
        assert isinstance(outcome, Rejected if code == b"550" else Deferred)
        assert outcome.error == f"{code.decode()} 5.1.1 first 5.1.1 second 5.1.1 [31mthird"
        server.answer = lambda number, command: None
        assert transport.send([parcel()]) == [Sent("250 kept")]
        assert [command for _, command in server.commands].count(b"RSET") == 1


def test_a_reset_that_fails_costs_a_new_line(server: Scripted, transport: SmtpTransport) -> None:
    server.answer = on(b"RCPT", b"550 no\r\n", connection=1)
    assert transport.send([parcel(path="desk@x.example")]) == [Rejected("550 no")]
    server.answer = on(b"RSET", b"502 what\r\n")
    assert transport.send([parcel()]) == [Sent("250 kept")]
    assert server.connections == 2


def test_a_server_that_lets_us_in_once_only_still_gets_every_mail(server: Scripted, transport: SmtpTransport) -> None:
    server.answer = lambda number, command: b"421 4.7.0 one at a time\r\n" + CUT if number > 1 and not command else None
    for _ in range(2):
        assert transport.send([parcel(number) for number in range(4)]) == [Sent("250 kept")] * 4
    assert len(server.mails) == 8
    assert server.connections == 4  # and it was not asked again at once


def test_mails_after_a_lost_line_in_one_share_go_over_a_new_one(server: Scripted, transport: SmtpTransport) -> None:
    transport.slots = 1
    server.answer = on(b".", CUT, connection=1)
    outcomes = transport.send([parcel(number) for number in range(3)])
    assert [type(outcome) for outcome in outcomes] == [Uncertain, Sent, Sent]


def test_a_server_that_dies_between_two_mails_of_a_share(server: Scripted, transport: SmtpTransport) -> None:
    transport.slots = 1

    def answer(number: int, command: bytes) -> bytes | None:
        if number == 1:
            return b"250 kept\r\n" + CUT if command == b"." else None
        return CUT

    server.answer = answer
    outcomes = transport.send([parcel(number) for number in range(3)])
    assert [type(outcome) for outcome in outcomes] == [Sent, NoServer, NoServer]


def test_size_is_told_where_the_server_asks(server: Scripted, transport: SmtpTransport) -> None:
    assert transport.send([parcel()]) == [Sent("250 kept")]
    assert (1, b"MAIL FROM:<> SIZE=%d" % len(TEXT)) in server.commands


def test_eight_bit_text_is_rejected_where_the_server_takes_none(server: Scripted, transport: SmtpTransport) -> None:
    (outcome,) = transport.send([parcel(data=TEXT + b"\xff\r\n")])
    assert isinstance(outcome, Rejected)
    assert "8BITMIME" in outcome.error
    assert transport.send([parcel()]) == [Sent("250 kept")]


def test_a_farewell_is_said(server: Scripted, transport: SmtpTransport) -> None:
    assert transport.send([parcel()]) == [Sent("250 kept")]
    server.answer = on(b"QUIT", b"221 bye\r\n" + CUT)
    transport.close()
    for thread in server._threads[1:]:
        thread.join(60)
    assert (1, b"QUIT") in server.commands
    assert transport.send([parcel()]) == [Sent("250 kept")]


class NullRefused:
    """Answers 550 to `command` ("." for the end of a mail) of each mail from <>, or of all; `then` answers for the others."""

    def __init__(self, command: bytes, *, whatever_the_path: bool = False, then: Answer | None = None) -> None:
        self._command, self._always, self._then = command, whatever_the_path, then
        self._paths: dict[int, bytes] = {}

    def __call__(self, number: int, command: bytes) -> bytes | None:
        if command.startswith(b"MAIL"):
            self._paths[number] = command
        null = b"<>" in self._paths.get(number, b"")
        if command and command.startswith(self._command) and (null or self._always):
            return b"550 5.7.1 no, from <>\r\n" if null else b"550 5.7.1 no, from desk\r\n"
        return self._then(number, command) if self._then and not null else None


def paths(server: Scripted) -> list[bytes]:
    """The path of each MAIL, in order."""
    return [command.split()[1].removeprefix(b"FROM:") for _, command in server.commands if command.startswith(b"MAIL")]


STEPS = [b"MAIL", b"RCPT", b"DATA", b"."]
BOTH = "550 5.7.1 no, from <>; then, from the address of the desk: "


@pytest.mark.parametrize("step", STEPS)
def test_a_refused_null_path_gives_way_to_the_fallback(server: Scripted, transport: SmtpTransport, step: bytes) -> None:
    transport.slots = 1
    server.answer = NullRefused(step)
    assert transport.send([parcel(1), parcel(2)]) == [Sent("250 kept")] * 2
    assert paths(server) == [b"<>", b"<desk@x.example>", b"<desk@x.example>"]
    assert server.connections == 1
    resets = [command for _, command in server.commands].count(b"RSET")
    assert resets == (1 if step in {b"RCPT", b"DATA"} else 0)


@pytest.mark.parametrize("step", STEPS)
def test_a_refused_null_path_is_remembered_for_other_connections(server: Scripted, transport: SmtpTransport, step: bytes) -> None:
    server.answer = NullRefused(step, then=on(b".", b"250 kept\r\n" + CUT))
    assert transport.send([parcel(1)]) == [Sent("250 kept")]
    assert transport.send([parcel(2), parcel(3)]) == [Sent("250 kept")] * 2
    assert paths(server) == [b"<>"] + [b"<desk@x.example>"] * 3


@pytest.mark.parametrize("step", STEPS)
def test_what_is_refused_whatever_the_path_is_tried_twice(server: Scripted, transport: SmtpTransport, step: bytes) -> None:
    server.answer = NullRefused(step, whatever_the_path=True)
    assert transport.send([parcel()]) == [Rejected(BOTH + "550 5.7.1 no, from desk")]
    assert paths(server) == [b"<>", b"<desk@x.example>"]
    server.answer = lambda number, command: None
    assert transport.send([parcel()]) == [Sent("250 kept")]
    assert paths(server)[2:] == [b"<>"]  # it has not turned out that the path was the reason
    assert server.connections == 1


def test_a_path_that_is_not_null_is_not_tried_again(server: Scripted, transport: SmtpTransport) -> None:
    server.answer = on(b"RCPT", b"550 no\r\n")
    assert transport.send([parcel(path="desk@x.example")]) == [Rejected("550 no")]
    assert transport.send([Parcel("1@y.example", "", "", TEXT)]) == [Rejected("550 no")]
    assert paths(server) == [b"<desk@x.example>", b"<>"]


@pytest.mark.parametrize("step", [b"RCPT", b"DATA", b"."])
def test_a_null_path_deferred_is_no_reason_for_another(server: Scripted, transport: SmtpTransport, step: bytes) -> None:
    server.answer = on(step, b"451 later\r\n")
    assert transport.send([parcel()]) == [Deferred("451 later")]
    assert paths(server) == [b"<>"]


@pytest.mark.parametrize(
    ("then", "outcome"),
    [
        (on(b"RCPT", b"450 later\r\n"), Deferred(BOTH + "450 later")),
        (on(b"MAIL", b"421 enough\r\n" + CUT), Deferred(BOTH + "421 enough")),
        (on(b"RCPT", CUT), Deferred(BOTH + "the server closed the line")),
        (on(b"MAIL", b"530 who?\r\n"), NoServer(BOTH + "530 who?")),
        (on(b".", CUT), Uncertain(BOTH + "the server closed the line, after the mail and before its receipt")),
    ],
)
@pytest.mark.parametrize("kept", [False, True])
def test_how_the_second_try_may_end(
    server: Scripted, transport: SmtpTransport, then: Answer, outcome: Outcome, kept: bool
) -> None:
    if kept:
        assert transport.send([parcel(1)]) == [Sent("250 kept")]
    server.commands.clear()
    server.answer = NullRefused(b"RCPT", then=then)
    assert transport.send([parcel(2)]) == [outcome]
    assert paths(server) == [b"<>", b"<desk@x.example>"]
    assert server.connections == 1


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("kept", [False, True])
def test_a_server_that_hangs_up_when_it_has_refused_has_refused(
    server: Scripted, transport: SmtpTransport, step: bytes, kept: bool
) -> None:
    if kept:
        assert transport.send([parcel(1)]) == [Sent("250 kept")]
    server.answer = on(step, b"550 no\r\n" + CUT)
    assert transport.send([parcel(2)]) == [Rejected("550 no")]
    assert server.connections == 1


def test_a_reset_refused_before_the_second_try_leaves_the_first_refusal(server: Scripted, transport: SmtpTransport) -> None:
    server.answer = lambda number, command: {b"RCPT": b"550 no\r\n", b"RSET": b"502 what\r\n"}.get(command[:4])
    assert transport.send([parcel()]) == [Rejected("550 no")]
    assert paths(server) == [b"<>"]


def test_a_large_mail_refused_before_its_end_is_not_tried_again(server: Scripted, transport: SmtpTransport) -> None:
    server.answer = on(b"100 KB", b"552 5.3.4 too large\r\n" + CUT)
    assert transport.send([parcel(data=TEXT + (b"x" * 70 + b"\r\n") * 300_000)]) == [Rejected("552 5.3.4 too large")]
    assert paths(server) == [b"<>"]
