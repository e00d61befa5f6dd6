"""A flood: a full mailbox, critical mails in it, and `mailbot run` as a process; when is each of these acknowledged?"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select

from benchmarks.drain.comparison import SECRET, fresh_database
from benchmarks.drain.mailboxes import Post, open_post
from benchmarks.drain.mails import DESK, small_request
from benchmarks.drain.measured import Child
from benchmarks.drain.spool import read_report
from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.engine import database_url
from mailbot.adapters.store.tables import inbound

LOOK_SECONDS = 0.5
SIDE = "desk"
CRITICAL = """\
From: Amina Osman <{who}@field.example.net>
To: Help desk <{desk}>
Subject: Mine accident an hour ago
Date: Mon, 12 Jan 2026 12:00:00 +0000
Message-ID: <{who}.{number}@field.example.net>

Dear colleagues,

a boy stepped on a mine an hour ago near the school in Goma. He is bleeding, two more people are hurt, and others are still
in the field. Whom can we call right now?

Amina Osman
"""


@dataclass(frozen=True, slots=True)
class Load:
    """How many mails wait; `seconds`: when to give up; `database`: where mailbot keeps it, "" for a fresh SQLite file."""

    mails: int
    seed: int
    seconds: float
    database: str = ""
    embedded: bool = False


@dataclass(slots=True)
class Flooded:
    """What came of it: by the name of each critical mail the seconds until its acknowledgement was at the sink, None where none
    came; the highest resident memory in KiB, how many mails were kept, and how many left.
    """

    acks: dict[str, float | None] = field(default_factory=dict)
    peak: int = 0
    kept: int = 0
    sent: int = 0
    seconds: float = 0.0
    server: str = ""


def critical(who: str, number: int) -> bytes:
    """A mail that must not wait; `who` is its sender's name."""
    return CRITICAL.format(who=who, number=number, desk=DESK).replace("\n", "\r\n").encode()


def flood(load: Load, folder: Path, changes: Mapping[str, str] | None = None) -> Flooded:
    """Fill a mailbox, start the desk, and watch the sink until all is kept and acknowledged or `load.seconds` are over.

    The critical mails are `first`, `middle` and `last` of those that wait, and `late`, which comes once a round has been read.
    """
    done = Flooded(acks=dict.fromkeys(("first", "middle", "last", "late")))
    with ExitStack() as stack:
        post = stack.enter_context(open_post((SIDE,), embedded=load.embedded))
        url = stack.enter_context(fresh_database(load.database, folder))
        done.server = post.name
        _fill(post, load)
        sink = stack.enter_context(Child("benchmarks.drain.sink", str(folder / "spool"), environment={}, folder=folder))
        environment = _environment(url, post, sink.heard()) | dict(changes or {})
        started = time.monotonic()
        desk = stack.enter_context(_desk(environment, folder))
        _watch(load, post, desk, sink, folder / "spool", url, started, done)
        done.seconds = time.monotonic() - started
        done.peak = _peak_of(desk.pid)
        done.sent = read_report(sink).mails
    return done


def _fill(post: Post, load: Load) -> None:
    for number in range(load.mails):
        who = {0: "first", load.mails // 2: "middle", load.mails - 1: "last"}.get(number)
        post.deliver(SIDE, critical(who, number) if who else small_request(load.seed, number))


def _environment(url: str, post: Post, port: str) -> dict[str, str]:
    return {
        "DATABASE_URL": url,
        "MAILBOT_IMAP_URL": post.account(SIDE).url,
        "MAILBOT_SMTP_URL": f"smtp://127.0.0.1:{port}",
        "MAILBOT_ADDRESS": DESK,
        "MAILBOT_SECRET": SECRET,
        "MAILBOT_SINCE": "all",
    }


@contextmanager
def _desk(environment: Mapping[str, str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    with (folder / "log").open("wb") as log:
        command = [sys.executable, "-m", "mailbot", "run", "--log-json"]
        with subprocess.Popen(command, env={**os.environ, **environment}, cwd=folder, stderr=log, stdout=log) as process:
            try:
                yield process
            finally:
                process.terminate()
                process.wait(30)


def _watch(  # noqa: PLR0913, PLR0917 - the parts of one run
    load: Load, post: Post, desk: subprocess.Popen[bytes], sink: Child, spool: Path, url: str, started: float, done: Flooded
) -> None:
    begun = dict.fromkeys(("first", "middle", "last"), started)
    read_to = 0
    while time.monotonic() - started < load.seconds:
        if desk.poll() is not None:
            raise RuntimeError(f"the desk ended: {(spool.parent / 'log').read_text()[-2000:]}")
        read_report(sink)
        now = time.monotonic()
        read_to, arrived = _recipients(spool, read_to)
        for who in arrived & begun.keys():
            if done.acks[who] is None:
                done.acks[who] = now - begun[who]
        done.kept = _kept(url)
        if "late" not in begun and (done.kept >= min(load.mails // 2, 1500)):
            post.deliver(SIDE, critical("late", load.mails))
            begun["late"] = time.monotonic()
        if done.kept > load.mails and None not in done.acks.values():
            return
        time.sleep(LOOK_SECONDS)


def _recipients(spool: Path, start: int) -> tuple[int, set[str]]:
    """To whom of `field.example.net` mails left since the octet `start` of the spool; the octet to go on from."""
    found: set[str] = set()
    with spool.open("rb") as file:
        file.seek(start)
        while line := file.readline():
            head = json.loads(line)
            file.seek(head["size"], os.SEEK_CUR)
            found |= {to.partition("@")[0] for to in head["to"] if to.endswith("@field.example.net")}
        return file.tell(), found


def _kept(url: str) -> int:
    store = SqlStore(database_url(url))
    try:
        with store.alone() as engine, engine.connect() as connection:
            if not engine.dialect.has_table(connection, "inbound"):
                return 0
            return int(connection.execute(select(func.count()).select_from(inbound)).scalar_one())
    finally:
        store.close()


def _peak_of(pid: int) -> int:
    """The highest resident memory of a process until now, in KiB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
