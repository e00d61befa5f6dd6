"""One mail after another over one SMTP connection that has been opened and logged in (RFC 5321, 3.3 and 4.2).

A state machine on asyncio's callbacks: aiosmtplib's own commands cost twice the CPU, and its DATA does not tell whether a lost
line was lost before or after the mail went.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from mailbot.adapters.smtp_limits import is_our_limit
from mailbot.adapters.smtp_wire import find_problem, reply_words, split_reply, wire_form
from mailbot.ports.transport import Deferred, NoServer, Outcome, Parcel, Rejected, Sent, Uncertain

_CHUNK = 64 << 10
_LONGEST_REPLY = 64 << 10
_NO_LOGIN = frozenset({530, 534, 535, 538})
"""RFC 4954, 6: we are not, or no longer, let in."""


@dataclass(frozen=True, slots=True)
class SmtpTimings:
    """Seconds: to connect and be greeted, for each reply, for the reply to a whole mail (RFC 5321, 4.5.3.2.6: ten minutes)."""

    connect: float = 30.0
    reply: float = 60.0
    data: float = 600.0


@dataclass(frozen=True, slots=True)
class Stale:
    """A connection that was kept open turned out to be closed; the mail has not begun to go."""

    error: str


@dataclass(slots=True)
class NullPath:
    """What is known of a server, over all connections to it: whether it refuses mail from `<>`, and takes it from elsewhere."""

    refused: bool = False


class _Phase(Enum):
    IDLE = auto()
    RESET = auto()
    MAIL = auto()
    RECIPIENT = auto()
    DATA = auto()
    TEXT = auto()
    CLOSED = auto()


class Exchange(asyncio.Protocol):
    """Takes over the transport of a connection. `extensions` are the server's, names in lower case (RFC 5321, 4.1.1.1)."""

    def __init__(
        self, transport: asyncio.Transport, extensions: Mapping[str, str], timings: SmtpTimings, null_path: NullPath
    ) -> None:
        self._transport = transport
        self._loop = asyncio.get_running_loop()
        self._extensions = extensions
        self._timings = timings
        self._phase = _Phase.IDLE
        self._used = False
        self._spoiled = False
        self._null_path = null_path
        self._refusal = ""  # what was said to this mail from the null path, while it is tried once more
        self._paused = False
        self._received = b""
        self._timer: asyncio.TimerHandle | None = None
        self._until = 0.0
        self._outcome: asyncio.Future[Outcome | Stale] | None = None
        self._parcel = Parcel("", "", "", b"")
        self._sender = ""
        self._left = memoryview(b"")
        self._lost: asyncio.Future[None] = self._loop.create_future()
        transport.set_protocol(self)

    @property
    def usable(self) -> bool:
        """Whether it may carry another mail; a server may have closed it all the same."""
        return self._phase is _Phase.IDLE and not self._transport.is_closing()

    @property
    def gone(self) -> bool:
        """Whether its socket has been given back."""
        return self._lost.done()

    def carry(self, parcel: Parcel) -> "asyncio.Future[Outcome | Stale]":
        """Begin to send a mail. One at a time."""
        self._outcome = self._loop.create_future()
        self._parcel = parcel
        problem = find_problem(parcel, self._extensions)
        if problem:
            self._outcome.set_result(Rejected(problem))
            return self._outcome
        self._sender = parcel.fallback_path if self._null_path.refused and not parcel.return_path else parcel.return_path
        self._until = self._loop.time() + self._timings.reply
        self._timer = self._loop.call_at(self._until, self._on_timer)
        self._begin()
        return self._outcome

    async def leave(self, seconds: float) -> None:
        """Say goodbye and close; at once where the server does not take part."""
        if self.usable:
            self._transport.write(b"QUIT\r\n")
        self._phase = _Phase.CLOSED
        self._transport.close()
        done, _ = await asyncio.wait([self._lost], timeout=seconds)
        if not done:
            self._transport.abort()
            await self._lost

    def data_received(self, data: bytes) -> None:
        """asyncio: octets came."""
        self._received += data
        while True:
            reply, self._received = split_reply(self._received)
            if reply is None:
                break
            self._on_reply(reply)
        if len(self._received) > _LONGEST_REPLY:
            self.break_off("its reply has no end")

    def pause_writing(self) -> None:
        """asyncio: the line is full."""
        self._paused = True

    def resume_writing(self) -> None:
        """asyncio: the line has drained."""
        self._paused = False
        if self._phase is _Phase.TEXT and self._left:
            self._send_text()

    def eof_received(self) -> None:
        """asyncio: the server has said its last. Left to itself the transport would first wait for what it has not sent."""
        self._hang_up("the server closed the line")

    def connection_lost(self, exc: Exception | None) -> None:
        """asyncio: the line is gone."""
        self._hang_up(f"the line was lost: {exc}" if exc else "the line was lost")
        if not self._lost.done():
            self._lost.set_result(None)

    def _begin(self) -> None:
        if self._spoiled:
            self._say(_Phase.RESET, b"RSET\r\n")
        else:
            self._say_mail()

    def _say_mail(self) -> None:
        parcel = self._parcel
        options = f" SIZE={len(parcel.data)}" if "size" in self._extensions else ""
        if not parcel.data.isascii():
            options += " BODY=8BITMIME"
        if not (parcel.recipient.isascii() and self._sender.isascii()):
            options += " SMTPUTF8"
        self._say(_Phase.MAIL, f"MAIL FROM:<{self._sender}>{options}\r\n".encode())

    def _say(self, phase: _Phase, line: bytes) -> None:
        self._phase = phase
        self._until = self._loop.time() + self._timings.reply
        self._transport.write(line)

    def _on_reply(self, reply: bytes) -> None:
        code = int(reply[:3]) if reply[:3].isdigit() else 0
        if self._phase is _Phase.TEXT:
            self._on_text_reply(code, reply)
        elif self._phase in {_Phase.IDLE, _Phase.CLOSED}:
            self.break_off("the server spoke unasked")  # most often: 421, it has waited long enough
        elif code == 421 or not 200 <= code <= 599:
            self.break_off(reply_words(reply))
        elif self._phase is _Phase.DATA and code == 354:
            self._begin_text()
        elif self._phase is not _Phase.DATA and code < 300:
            self._go_on()
        else:
            self._on_refusal(code, reply)

    def _go_on(self) -> None:
        if self._phase is _Phase.RESET:
            self._spoiled = False
            self._say_mail()
        elif self._phase is _Phase.MAIL:
            self._say(_Phase.RECIPIENT, f"RCPT TO:<{self._parcel.recipient}>\r\n".encode())
        else:
            self._say(_Phase.DATA, b"DATA\r\n")

    def _on_refusal(self, code: int, reply: bytes) -> None:
        words = reply_words(reply)
        if self._phase is _Phase.RESET:
            self._hang_up(words)
        elif code < 400:
            self.break_off(words)
        else:
            self._spoiled = self._phase is not _Phase.MAIL
            self._refuse(code, words)

    def _refuse(self, code: int, words: str) -> None:
        """End the mail that was refused, or try it once more with the fallback where its null path may be the reason.

        RFC 5321, 4.5.5 asks servers to take the null path; some do not, and some of these say so only to RCPT or to the mail.
        """
        final = code >= 500 and not is_our_limit(words)
        if final and not self._sender and self._parcel.fallback_path:
            self._refusal = words
            self._sender = self._parcel.fallback_path
            self._begin()
        else:
            told = self._tell_both(words)
            self._end(NoServer(told) if code in _NO_LOGIN else Rejected(told) if final else Deferred(told))
            if code in _NO_LOGIN:  # a token may have ended while the line was kept: the next one logs in anew
                self.break_off(words)

    def _tell_both(self, words: str) -> str:
        return f"{self._refusal}; then, from the address of the desk: {words}" if self._refusal else words

    def _begin_text(self) -> None:
        self._phase = _Phase.TEXT
        self._left = memoryview(wire_form(self._parcel.data))
        self._send_text()

    def _send_text(self) -> None:
        """Write as much as the line takes; the end last, so that a line lost before it is known not to have sent the mail."""
        self._until = self._loop.time() + self._timings.data
        while self._left and not (self._paused or self._transport.is_closing()):
            chunk, self._left = self._left[:_CHUNK], self._left[_CHUNK:]
            self._transport.write(chunk)

    def _on_text_reply(self, code: int, reply: bytes) -> None:
        words = reply_words(reply)
        cut_short = bool(self._left)
        if 200 <= code < 300 and not cut_short:
            if self._refusal:
                self._null_path.refused = True
            self._end(Sent(words))
        elif 400 <= code <= 599 and (cut_short or code == 421 or self._transport.get_write_buffer_size()):
            # Where it would not listen to the end, it takes the rest for commands.
            told = self._tell_both(words)
            self._end(Deferred(told) if code < 500 else Rejected(told))
            self.break_off(words)
        elif 400 <= code <= 599:
            self._refuse(code, words)
        else:
            self.break_off(words)

    def _on_timer(self) -> None:
        if self._loop.time() < self._until:
            self._timer = self._loop.call_at(self._until, self._on_timer)
        else:
            self.break_off("no answer in time")

    def _hang_up(self, why: str) -> None:
        """Break off because the server did. Where it has not even begun to hear a second try, its refusal stands."""
        if self._refusal and self._phase in {_Phase.RESET, _Phase.MAIL}:
            self._end(Rejected(self._refusal))
        self.break_off(why)

    def break_off(self, why: str) -> None:
        """End the connection, and the mail in hand with the outcome that this means for it."""
        phase = self._phase
        if phase is _Phase.TEXT and not self._left:
            self._end(Uncertain(self._tell_both(f"{why}, after the mail and before its receipt")))
        elif phase not in {_Phase.IDLE, _Phase.CLOSED}:
            # A line that has refused the null path was not stale, and the mail has had its second try.
            stale = self._used and phase is not _Phase.TEXT and not self._refusal
            self._end(Stale(why) if stale else Deferred(self._tell_both(why)))
        self._phase = _Phase.CLOSED
        self._transport.abort()

    def _end(self, outcome: Outcome | Stale) -> None:
        self._phase = _Phase.IDLE
        self._used = True
        self._refusal = ""
        self._left = memoryview(b"")
        self._parcel = Parcel("", "", "", b"")
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._outcome is not None and not self._outcome.done():
            self._outcome.set_result(outcome)
