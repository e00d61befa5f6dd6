"""The desk in a process of its own: a command of mailbot with a clock, a machine and a patience, counted and struck."""

import gc
import os
import random
import ssl
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from io import BytesIO, TextIOWrapper
from multiprocessing.connection import Connection
from pathlib import Path
from time import time
from types import SimpleNamespace
from typing import NoReturn

import typer.main

import mailbot.adapters.imap
import mailbot.adapters.smtp
import mailbot.adapters.templates
from benchmarks.faults.boundary import Case, Tally
from benchmarks.faults.driver import count_database
from benchmarks.faults.files import count_files
from benchmarks.faults.people import first_mail
from benchmarks.faults.plants import PLANTS
from mailbot.adapters import holder
from mailbot.adapters.clock import SystemClock
from mailbot.adapters.imap_login import ImapTimings
from mailbot.adapters.smtp_exchange import SmtpTimings
from mailbot.adapters.store import engine, store
from mailbot.adapters.templates import TemplateRenderer, sample_view
from mailbot.cli.main import app, exit_code_of
from mailbot.core.decision import MailKind
from mailbot.core.reading import read
from mailbot.core.rulebook import compile_once
from mailbot.pipeline import drain
from tests.rulebooks import SMALL

BEGINS = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)
"""When every journey begins: a Monday morning, so that what hangs on the hour is the same each time."""

COMMAND = typer.main.get_command(app)
TLS = ssl.create_default_context()
WORDS = TemplateRenderer(None)


def warm_up() -> None:
    """Load and compile once, for all processes that are forked from here, what each would spend most of its time on."""
    read(first_mail())
    compile_once(SMALL)
    for kind in (MailKind.ACK, MailKind.ROUTE, MailKind.ANSWER, MailKind.FOLLOW_UP):
        WORDS.render(kind, sample_view(kind, "en"))
    gc.freeze()


warm_up()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a desk runs: its settings, its folder, when the world began, and the machine.

    A file `ahead` in the folder says how many seconds the clock is ahead.
    """

    environment: Mapping[str, str]
    folder: Path
    began: float
    machine: str = "one"


@dataclass(frozen=True, slots=True)
class Manner:
    """How a command runs. `leg` is where its boundaries are counted, `plant` a mistake that it makes; `patience` and `busy` are
    seconds to wait for a server, and for a lock of another.
    """

    leg: str = ""
    case: Case | None = None
    patience: float = 60.0
    busy: int = 60
    plant: str = ""


def run_desk(place: Place, manner: Manner, line: Connection, output: Connection) -> NoReturn:
    """Become `mailbot run --once`. `line` is for what was counted, and for a stall; all that is said goes to `output`."""
    for number in (1, 2):
        os.dup2(output.fileno(), number)
    sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))  # noqa: SIM115 - for as long as the process lives
    gc.freeze()
    _settle_in(place)
    _wait_so_long(manner)
    random.seed(str(manner.case))
    if manner.plant:
        PLANTS[manner.plant]()
    tally = Tally(manner.leg, manner.case)
    count_database(tally, partial(_stall, line), manner.busy)
    count_files(tally, partial(_stall, line))
    try:
        code = _perform(["run", "--once"])
    finally:
        line.send(tally.passed)
    sys.exit(code)


def answer_questions(place: Place, questions: list[list[str]], line: Connection) -> None:
    """Run commands that only look, and send what each said and its exit code."""
    _settle_in(place)
    for question in questions:
        said = BytesIO()
        sys.stdout = TextIOWrapper(said, encoding="utf-8")
        code = _perform(question)
        sys.stdout.flush()
        line.send((code, said.getvalue()))


def _perform(arguments: list[str]) -> int:
    """Run one command as `mailbot.cli.main.main` does; its exit code."""
    try:
        code = COMMAND.main(args=arguments, prog_name="mailbot", standalone_mode=False)
    except Exception as wrong:
        expected = exit_code_of(wrong)
        if expected is None:
            raise
        sys.stderr.write(f"mailbot: {wrong}\n")
        return expected
    return code if isinstance(code, int) else 0


def _settle_in(place: Place) -> None:
    """Be on this machine, in this folder, at this hour."""
    os.environ.clear()
    os.environ.update(place.environment)
    os.chdir(place.folder)
    ahead = place.folder / "ahead"

    def now(_clock: SystemClock) -> datetime:
        return BEGINS + timedelta(seconds=time() - place.began + float(ahead.read_text()))

    SystemClock.now = now  # type: ignore[method-assign]  # the only clock that there is
    holder._host = lambda: place.machine


class InTurn(threading.Thread):
    """A thread whose work is done before anything else goes on, so that what is counted comes in the same order each time."""

    def start(self) -> None:
        super().start()
        self.join()


def _wait_so_long(manner: Manner) -> None:
    imap = ImapTimings(connect=manner.patience, read=manner.patience)
    smtp = SmtpTimings(manner.patience, manner.patience, manner.patience)
    mailbox, transport = mailbot.adapters.imap.ImapMailbox, mailbot.adapters.smtp.SmtpTransport
    mailbot.adapters.imap.ImapMailbox = partial(mailbox, timings=imap, tls=TLS)  # type: ignore[assignment, misc]
    mailbot.adapters.smtp.SmtpTransport = partial(transport, timings=smtp, tls=TLS)  # type: ignore[assignment, misc]
    mailbot.adapters.templates.TemplateRenderer = lambda _folder: WORDS  # type: ignore[assignment, misc]
    engine.BUSY_SECONDS = store.BUSY_SECONDS = manner.busy
    drain.PATIENCE = timedelta(0)
    drain.threading = SimpleNamespace(Thread=InTurn, Event=threading.Event)  # type: ignore[assignment]


def _stall(line: Connection) -> None:
    """Stand still until told to go on."""
    line.send("slow")
    line.recv()
