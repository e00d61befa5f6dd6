"""The outside of a desk, real: a mailbox, a way out, a database; and the desk in it, a process a command."""

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from pkgutil import iter_modules
from tempfile import TemporaryDirectory

import mailbot.wiring
from benchmarks.faults.boundary import Tally
from benchmarks.faults.child import Manner, Place, answer_questions, run_desk
from benchmarks.faults.imap_wire import talk_imap
from benchmarks.faults.people import DESK
from benchmarks.faults.smtp_wire import talk_smtp
from benchmarks.faults.wire import Gate, Proxy
from mailbot.demo.imap_server import PASSWORD, USER, EmbeddedImap
from mailbot.demo.smtp_sink import Received, SmtpSink
from tests.rulebooks import SMALL

CONTEXT = multiprocessing.get_context("forkserver")
WIRING = (f"mailbot.wiring.{module.name}" for module in iter_modules(mailbot.wiring.__path__))
CONTEXT.set_forkserver_preload(
    ["benchmarks.faults.child", *WIRING, "mailbot.adapters.templates", "mailbot.adapters.store.listings"]
)

TOO_LONG = 300.0
"""Seconds after which a process that has not ended hangs, on however busy a machine."""


class Hangs(Exception):
    """A desk that does not end."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a desk ended: its exit code (negative: the signal), what it said, and every boundary that it passed."""

    code: int
    said: str
    passed: tuple[str, ...]


class Servers:
    """What serves one journey after another: proxies, the sink, the rules."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.stalls, theirs = multiprocessing.Pipe()
        self.gate = Gate(theirs)
        self.sink = SmtpSink()
        self.imap, self.smtp = Proxy("imap", self.gate, talk_imap), Proxy("smtp", self.gate, talk_smtp)
        self.rules = folder / "rules"
        self.rules.mkdir()
        for name, text in SMALL.items():
            (self.rules / name).write_text(text, encoding="utf-8")

    def count_anew(self, leg: str, manner: Manner) -> None:
        """Begin a leg."""
        self.gate.tally = Tally(leg, manner.case)
        self.imap.count_anew()
        self.smtp.count_anew()


@contextmanager
def open_servers(folder: Path) -> Iterator[Servers]:
    """Servers that listen."""
    servers = Servers(folder)
    started = [servers.sink, servers.imap, servers.smtp]
    try:
        for one in started:
            one.start()
        servers.smtp.upstream = servers.sink.port
        yield servers
    finally:
        for one in reversed(started):
            one.stop()


class World:
    """One journey's own: an empty mailbox, an empty database, no mail sent yet."""

    def __init__(self, servers: Servers, imap: EmbeddedImap, database: str, folder: Path) -> None:
        self._servers, self.imap, self.database = servers, imap, database
        self._sent_before = len(servers.sink.mails)
        self._ahead = folder / "ahead"
        self._ahead.write_text("0")
        self.delivered: dict[int, bytes] = {}
        environment = {
            "PATH": os.defpath,
            "DATABASE_URL": database,
            "MAILBOT_IMAP_URL": f"imap://{USER}:{PASSWORD}@127.0.0.1:{servers.imap.port}/INBOX",
            "MAILBOT_SMTP_URL": servers.sink.url.replace(str(servers.sink.port), str(servers.smtp.port)),
            "MAILBOT_ADDRESS": DESK,
            "MAILBOT_SECRET": "a secret of thirty-two bytes or more, for faults",
            "MAILBOT_MASTER_KEY": "a master key of thirty-two bytes or more, for faults",
            "MAILBOT_RULES": str(servers.rules),
        }
        self.place = Place(environment, folder, time.time())

    def deliver(self, raw: bytes) -> None:
        """Put a mail into the mailbox."""
        self.delivered[self.imap.deliver(raw)] = raw

    @property
    def sent(self) -> tuple[Received, ...]:
        """What has come to the sink, oldest first."""
        return self._servers.sink.mails[self._sent_before :]

    def move_on(self, seconds: float) -> None:
        """Put the clock forward, for every process of this world."""
        self._ahead.write_text(str(float(self._ahead.read_text()) + seconds))

    def run(self, machine: str, manner: Manner, stalled: Callable[[], None]) -> Ended:
        """One `mailbot run --once`. `stalled` is called while it stands still. Raises Hangs."""
        before = self._servers.gate.tally, self._servers.gate.victim
        self._servers.count_anew(manner.leg, manner)
        mine, theirs = CONTEXT.Pipe()
        heard, output = CONTEXT.Pipe(duplex=False)
        place = replace(self.place, machine=machine)
        process = CONTEXT.Process(target=_wait_and_run, args=(place, manner, theirs, output))
        try:
            process.start()
            self._servers.gate.victim = process.pid or 0
            mine.send("go")
            theirs.close()
            output.close()
            passed, said = _attend(process, mine, heard, self._servers.stalls, stalled)
            on_the_wire = self._servers.gate.tally.passed
            return Ended(process.exitcode or 0, said, (*passed, *on_the_wire))
        finally:
            self._servers.gate.tally, self._servers.gate.victim = before
            mine.close()
            heard.close()

    def ask(self, *questions: list[str]) -> list[tuple[int, bytes]]:
        """Run commands that only look; the exit code of each, and what it said."""
        mine, theirs = CONTEXT.Pipe()
        process = CONTEXT.Process(target=answer_questions, args=(self.place, list(questions), theirs))
        process.start()
        theirs.close()
        try:
            return [mine.recv() for _ in questions]
        finally:
            mine.close()
            process.join()


def _wait_and_run(place: Place, manner: Manner, line: Connection, output: Connection) -> None:
    line.recv()  # until it is known whom a kill shall hit
    run_desk(place, manner, line, output)


def _attend(
    process: ForkServerProcess, line: Connection, heard: Connection, stalls: Connection, stalled: Callable[[], None]
) -> tuple[list[str], str]:
    """Stay with a process until it ends: what it counted and what it said. Raises Hangs."""
    passed: list[str] = []
    said = b""
    watched = [line, heard, stalls]
    while heard in watched or line in watched:
        ready = wait(watched, TOO_LONG)
        if not ready:
            process.kill()
            raise Hangs(said.decode(errors="replace")[-2000:])
        if heard in ready:
            got = os.read(heard.fileno(), 1 << 16)
            said += got
            if not got:
                watched.remove(heard)
        for told in {line, stalls} & set(ready):
            try:
                message = told.recv()
            except (EOFError, ConnectionResetError):  # it was killed
                watched.remove(told)
                continue
            if message == "slow":
                stalled()
                told.send("go on")
            else:
                passed = message
    process.join()
    return passed, said.decode(errors="replace")


@contextmanager
def open_world(servers: Servers, database: Callable[[Path], AbstractContextManager[str]]) -> Iterator[World]:
    """A fresh world. `database` makes an empty one, at the schema of this version, for a folder."""
    with TemporaryDirectory(dir=servers.folder) as place, database(Path(place)) as url, EmbeddedImap() as imap:
        servers.imap.upstream = imap.port
        yield World(servers, imap, url, Path(place))
