"""Waiting for mail: IDLE as a bell (RFC 2177), a look now and then where there is none, and a way to be called off."""

import contextlib
import imaplib
import select
import socket
import ssl
import threading
import time
from enum import Enum, auto

from imapclient import IMAPClient

_NEWS = "EXISTS"
_KEPT = frozenset({"READ-ONLY", "READ-WRITE", "CAPABILITY", "BYE"})


class Woken(Enum):
    """Why a wait ended."""

    TIME = auto()
    DATA = auto()
    INTERRUPTION = auto()


class Interruption:
    """Calls off a wait from another thread. A call that comes early counts for the next wait."""

    def __init__(self) -> None:
        self._called = threading.Event()
        self._ours: socket.socket | None = None
        self._theirs: socket.socket | None = None

    def call(self) -> None:
        """Call off the wait that is on, or the next one. For any thread."""
        self._called.set()
        if self._theirs is not None:
            with contextlib.suppress(OSError):  # full, or just closed: it is called off anyway
                self._theirs.send(b"\0")

    def sleep(self, seconds: float) -> None:
        """Wait for nothing but time and the call."""
        if self._called.wait(max(seconds, 0.0)):
            self._called.clear()

    def wait(self, line: socket.socket, seconds: float) -> Woken:
        """Wait until `line` has data, at most `seconds`."""
        if self._ours is None:
            self._ours, self._theirs = socket.socketpair()
            self._ours.setblocking(False)
            self._theirs.setblocking(False)
        # A call before the pair was there is in the event alone; one that comes after this line is in the pair as well.
        if self._called.is_set():
            return self._answer_call()
        poll = select.poll()  # select() knows no descriptors above 1024
        poll.register(line, select.POLLIN)
        poll.register(self._ours, select.POLLIN)
        ready = {descriptor for descriptor, _ in poll.poll(max(seconds, 0.0) * 1000)}
        if self._ours.fileno() in ready or self._called.is_set():
            return self._answer_call()
        return Woken.DATA if ready else Woken.TIME

    def _answer_call(self) -> Woken:
        self._called.clear()
        if self._ours is not None:
            with contextlib.suppress(BlockingIOError):
                self._ours.recv(4096)
        return Woken.INTERRUPTION

    def close(self) -> None:
        """Give the sockets back; it can be used again."""
        for one in (self._ours, self._theirs):
            if one is not None:
                one.close()
        self._ours = self._theirs = None


class Bell:
    """Rings when the selected mailbox of one connection may hold new mail. `leave` before any other command."""

    def __init__(self, client: IMAPClient, *, renewal: float, poll: float) -> None:
        self._client = client
        self._renewal = renewal
        self._poll = poll
        self._can_idle: bool = client.has_capability("IDLE")
        self._idle_since: float | None = None

    def hush(self) -> None:
        """Forget the news until now: the mailbox is about to be looked through.

        imaplib keeps every untagged answer that nobody asked for; this is also where they are thrown away.
        """
        answers = self._client._imap.untagged_responses
        for kind in answers.keys() - _KEPT:
            del answers[kind]

    def has_news(self) -> bool:
        """Whether an EXISTS came since the last look, with the answer to whatever command: a server says it once."""
        return _NEWS in self._client._imap.untagged_responses

    def wait(self, seconds: float, interruption: Interruption) -> None:
        """Return on news, when called off, or after `seconds`. Raises whatever the libraries raise."""
        end = time.monotonic() + seconds
        while not self.has_news():
            left = end - time.monotonic()
            if left <= 0:
                return
            if self._can_idle:
                woken = self._idle(left, interruption)
            else:
                woken = interruption.wait(self._socket(), min(left, self._poll))
                if woken is not Woken.INTERRUPTION:
                    self._client.noop()
            if woken is Woken.INTERRUPTION:
                return

    def leave(self) -> None:
        """End IDLE if it is on; what the server said meanwhile is not lost."""
        if self._idle_since is not None:
            self._idle_since = None
            self._client.idle_done()

    def _idle(self, seconds: float, interruption: Interruption) -> Woken:
        """Lie in IDLE for a while; any line of the server ends it, since imaplib cannot read half a line."""
        if self._idle_since is None and (not self._enter() or self.has_news()):
            return Woken.TIME
        renewal_in = (self._idle_since or 0.0) + self._renewal - time.monotonic()
        woken = Woken.DATA if self._has_data() else interruption.wait(self._socket(), min(seconds, renewal_in))
        # Readable may mean no more than a part of a TLS record, or a TLS session ticket.
        if (woken is Woken.DATA and self._readable()) or (woken is Woken.TIME and renewal_in <= seconds):
            self.leave()
        return woken

    def _enter(self) -> bool:
        """Begin IDLE. IMAPClient.idle raises where a server has news to tell before its go-ahead."""
        imap = self._client._imap
        tag = imap._command("IDLE")
        while imap._get_response() is not None:
            if imap.tagged_commands[tag]:
                imap.tagged_commands.pop(tag)
                self._can_idle = False  # it promised what it does not keep
                return False
        self._client._idle_tag = tag
        self._idle_since = time.monotonic()
        return True

    def _has_data(self) -> bool:
        """Whether the server's next line, or the end of the line, has been read already: then its socket stays silent."""
        return bool(self._peek())

    def _readable(self) -> bool:
        """Whether there is something to read, the end of the line included."""
        return self._peek() is not None

    def _peek(self) -> bytes | None:
        """What can be read without waiting; b"" is nothing, or the end; None is a part of a TLS record."""
        line = self._socket()
        timeout = line.gettimeout()
        line.settimeout(0.0)
        try:
            peeked: bytes = self._client._imap.file.peek(1)
        except ssl.SSLWantReadError:
            return None
        else:
            return peeked
        finally:
            line.settimeout(timeout)

    def _socket(self) -> socket.socket:
        line = self._client.socket()
        if not isinstance(line, socket.socket):
            raise imaplib.IMAP4.abort("no socket")
        return line
