"""The same waiting mails decided and sent by one or more processes, as `mailbot run --role process --role send` runs them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
from sqlalchemy import func, select

from benchmarks.drain.comparison import SECRET, fresh_database
from benchmarks.drain.mails import DESK, WARM, small_request
from benchmarks.drain.measured import Child
from benchmarks.drain.spool import read_report
from mailbot.adapters.clock import SystemClock
from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.engine import database_url
from mailbot.adapters.store.schema import upgrade
from mailbot.adapters.store.tables import outbound, ticket
from mailbot.pipeline.ingest import Intake, keep_mails

LOOK_SECONDS = 0.1
TOO_LONG = 1800.0


@dataclass(frozen=True, slots=True)
class Load:
    """How many mails wait, and for how many workers; `database`: a PostgreSQL server, "" for a fresh SQLite file."""

    mails: int
    workers: int
    seed: int
    database: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """What it took. `cpu`: seconds of each worker, `server`: of the database's; `wrong`: what did not come of it."""

    workers: int
    mails: int
    sent: int
    seconds: float
    cpu: tuple[float, ...]
    server: float
    wrong: tuple[str, ...]

    @property
    def per_second(self) -> float:
        """Mails decided and answered a second."""
        return self.mails / self.seconds

    @property
    def busy(self) -> float:
        """The share of its time in which a worker computed; the rest it waited, for a core, the disk, the server or a lock."""
        return sum(self.cpu) / (self.seconds * self.workers)


def drain_by_workers(load: Load, folder: Path) -> Figures:
    """Start the workers, warm them up, keep the mails while they are stopped, and measure until the last mail is at the sink."""
    with ExitStack() as stack:
        url = stack.enter_context(fresh_database(load.database, folder))
        sink = stack.enter_context(Child("benchmarks.drain.sink", str(folder / "spool"), environment={}, folder=folder))
        port = sink.heard()
        store = SqlStore(database_url(url))
        stack.callback(store.close)
        upgrade(store)
        environment = _environment(url, port, folder)
        _publish(environment, folder)
        keep = Intake(store, SystemClock(), "benchmark", "all")
        keep_mails(keep, (small_request(load.seed, number) for number in WARM))
        workers = [stack.enter_context(_worker(environment, folder, number)) for number in range(load.workers)]
        _wait(sink, 2 * len(WARM), workers, folder)
        for worker in workers:
            worker.send_signal(signal.SIGSTOP)
        keep_mails(keep, (small_request(load.seed, number) for number in range(load.mails)))
        cpu, server, begun = [_cpu_of(worker.pid) for worker in workers], _cpu_of_server(store), time.monotonic()
        for worker in workers:
            worker.send_signal(signal.SIGCONT)
        _wait(sink, 2 * (load.mails + len(WARM)), workers, folder)
        seconds = time.monotonic() - begun
        used = tuple(_cpu_of(worker.pid) - before for worker, before in zip(workers, cpu, strict=True))
        by_server = _cpu_of_server(store) - server
        report = read_report(sink)
        wrong = _wrong(store, load, report.mails, report.doubled)
        return Figures(load.workers, load.mails, report.mails, seconds, used, by_server, tuple(wrong))


def _environment(url: str, port: str, folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": url,
        "MAILBOT_IMAP_URL": "",
        "MAILBOT_SMTP_URL": f"smtp://127.0.0.1:{port}",
        "MAILBOT_ADDRESS": DESK,
        "MAILBOT_SECRET": SECRET,
        "HOME": str(folder),
    }


def _publish(environment: Mapping[str, str], folder: Path) -> None:
    command = [sys.executable, "-m", "mailbot", "rules", "publish"]
    subprocess.run(command, env=environment, cwd=folder, check=True, capture_output=True)


@contextmanager
def _worker(environment: Mapping[str, str], folder: Path, number: int) -> Iterator[subprocess.Popen[bytes]]:
    with (folder / f"worker-{number}.log").open("wb") as log:
        command = [sys.executable, "-m", "mailbot", "run", "--role", "process", "--role", "send"]
        with subprocess.Popen(command, env=environment, cwd=folder, stdout=log, stderr=log) as process:
            try:
                yield process
            finally:
                process.terminate()
                process.wait(30)


def _wait(sink: Child, mails: int, workers: Sequence[subprocess.Popen[bytes]], folder: Path) -> None:
    """Until so many mails are at the sink. Raises RuntimeError where that takes TOO_LONG, or a worker ended."""
    begun = time.monotonic()
    while read_report(sink).mails < mails:
        for number, worker in enumerate(workers):
            if worker.poll() is not None:
                said = (folder / f"worker-{number}.log").read_text(encoding="utf-8", errors="replace")[-2000:]
                raise RuntimeError(f"worker {number} ended with {worker.returncode}:\n{said}")
        if time.monotonic() - begun > TOO_LONG:
            raise RuntimeError(f"{read_report(sink).mails} mails of {mails} were sent in {TOO_LONG:.0f} s")
        time.sleep(LOOK_SECONDS)


def _cpu_of_server(store: SqlStore) -> float:
    """Seconds of CPU of all processes of a PostgreSQL server of this machine; 0 for SQLite, which has none."""
    if store.url.get_backend_name() == "sqlite":
        return 0.0
    with store.connection() as connection:
        backend = connection.execute(select(func.pg_backend_pid())).scalar_one()
    head = _parent_of(backend)
    return sum(_cpu_of(pid, ended=pid == head) for pid in (head, *_children_of(head)))


def _children_of(parent: int) -> list[int]:
    found: list[int] = []
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it ended just now
            if _parent_of(int(path.name)) == parent:
                found.append(int(path.name))
    return found


def _parent_of(pid: int) -> int:
    return int(_stat(pid)[1])


def _cpu_of(pid: int, *, ended: bool = False) -> float:
    """Seconds of user and system CPU of a process (proc(5), stat), with those of its children that have ended if asked for."""
    fields = _stat(pid)
    return sum(map(int, fields[11 : 15 if ended else 13])) / os.sysconf("SC_CLK_TCK")


def _stat(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(") ")[2].split()


def _wrong(store: SqlStore, load: Load, sent: int, doubled: tuple[str, ...]) -> list[str]:
    """What is not as it should be: a ticket and two mails for each request, no mail twice."""
    wanted = load.mails + len(WARM)
    with store.connection() as connection:
        tickets = connection.execute(select(func.count()).select_from(ticket)).scalar_one()
        left = connection.execute(select(func.count()).where(outbound.c.state != "sent")).scalar_one()
    found = {"tickets": (tickets, wanted), "mails at the sink": (sent, 2 * wanted), "mails that came twice": (len(doubled), 0)}
    found["mails that are still owed"] = (left, 0)
    return [f"{what}: {has}, and not {should}" for what, (has, should) in found.items() if has != should]


@contextmanager
def server_of(url: str) -> Iterator[str]:
    """The PostgreSQL server of `url`, or where nothing is said one of our own, which is durable as a real one is."""
    if url:
        with psycopg.connect(url, autocommit=True):
            yield url
        return
    from tests.servers.postgres import DURABLE, serve  # noqa: PLC0415 - needs the extra `test`

    with serve(DURABLE) as server:
        yield server.url("postgres").replace("+psycopg", "")
