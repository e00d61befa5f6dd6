"""An IMAP server that misbehaves to order."""

import re
import socket
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

CUT = b"<cut>"
Answer = Callable[[bytes, bytes], bytes | None]
"""Gets tag and command line; gives what to send instead of the usual, which may end in CUT, or None for the usual."""


class ScriptedImap:
    """Holds `mails` (uid -> raw) in one mailbox. `answer` may be exchanged at any time. `lines` keeps all commands."""

    def __init__(self, mails: dict[int, bytes] | None = None, *, answer: Answer | None = None) -> None:
        self.mails = mails or {}
        self.answer: Answer = answer or (lambda tag, line: None)
        self.greeting = b"* OK ready\r\n"
        self.capabilities = b"IMAP4rev1 IDLE UIDPLUS MOVE AUTH=PLAIN AUTH=XOAUTH2 SASL-IR"
        self.uidvalidity = 1
        self.lines: list[bytes] = []
        self.idling = threading.Event()
        self._idle_tag = b""
        self.live: socket.socket | None = None
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        if self.live:
            self.cut()
        self._thread.join()

    def say(self, data: bytes) -> None:
        """Send something unasked."""
        assert self.live is not None
        self.live.sendall(data)

    def cut(self) -> None:
        """Break the line."""
        assert self.live is not None
        try:
            self.live.shutdown(socket.SHUT_RDWR)
        except OSError:
            return

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            with line, line.makefile("rb") as file:
                self.live = line
                try:
                    line.sendall(self.greeting.replace(CUT, b""))
                    if not self.greeting.endswith(CUT):
                        self._talk(line, file)
                except OSError:
                    continue

    def _talk(self, line: socket.socket, file) -> None:
        while command := file.readline().rstrip(b"\r\n"):
            tag, _, rest = command.partition(b" ")
            self.lines.append(rest or tag)
            answer = self.answer(tag, rest)
            if answer is None:
                answer = self._usual(tag, rest, file)
            line.sendall(answer.removesuffix(CUT))
            if answer.endswith(CUT):
                return
            if rest == b"IDLE":
                self._idle_tag = tag
                self.idling.set()

    def _usual(self, tag: bytes, rest: bytes, file) -> bytes:  # noqa: PLR0911 - one a command
        done = tag + b" OK done\r\n"
        word = b" ".join(rest.split(b" ")[:2]).upper()
        if word.startswith(b"CAPABILITY"):
            return b"* CAPABILITY " + self.capabilities + b"\r\n" + done
        if word.startswith((b"SELECT", b"EXAMINE")):
            told = b"* %d EXISTS\r\n* OK [UIDVALIDITY %d] ok\r\n" % (len(self.mails), self.uidvalidity)
            return told + tag + b" OK [READ-WRITE] done\r\n"
        if word == b"UID SEARCH":
            return b"* SEARCH" + b"".join(b" %d" % uid for uid in self._uids(rest)) + b"\r\n" + done
        if word == b"UID FETCH":
            return b"".join(self._fetched(uid, rest) for uid in self._uids(rest)) + done
        if word.startswith(b"IDLE"):
            return b"+ idling\r\n"
        if tag == b"DONE":
            return self._idle_tag + b" OK done\r\n"
        if word.startswith(b"LOGOUT"):
            return b"* BYE bye\r\n" + done + CUT
        return done

    def _uids(self, rest: bytes) -> list[int]:
        found = re.search(rb"\bUID (?:SEARCH UID |FETCH )(\S+)", rest)
        ranges = found[1].split(b",") if found else []
        uids = set()
        for one in ranges:
            low, _, high = one.partition(b":")
            top = max(self.mails, default=0) if high == b"*" else int(high or low)
            uids |= {uid for uid in self.mails if min(int(low), top) <= uid <= max(int(low), top)}
        return sorted(uids)

    def _fetched(self, uid: int, rest: bytes) -> bytes:
        number = sorted(self.mails).index(uid) + 1
        raw = self.mails[uid]
        if b"RFC822.SIZE" in rest:
            return b'* %d FETCH (UID %d RFC822.SIZE %d INTERNALDATE "01-Jan-2021 00:00:00 +0000")\r\n' % (number, uid, len(raw))
        return b"* %d FETCH (UID %d BODY[] {%d}\r\n%s)\r\n" % (number, uid, len(raw), raw)
