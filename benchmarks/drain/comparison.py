"""One comparison: the same mails through both sides, one after the other, and whether all came of them that should."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import Column, Connection, func, select

from benchmarks.drain.mailboxes import Post, open_post
from benchmarks.drain.mails import DESK, WARM, reply, request
from benchmarks.drain.measured import Child, Drained, Use
from benchmarks.drain.spool import read_acks, read_report
from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.engine import database_url
from mailbot.adapters.store.tables import entry, inbound, job, outbound, ticket
from mailbot.ports import Queue

SECRET = "a secret of thirty-two bytes or more, for benchmarks"


@dataclass(frozen=True, slots=True)
class Load:
    """What is drained. `database`: where mailbot keeps it, "" for a fresh SQLite file."""

    mails: int
    seed: int
    database: str = ""
    embedded: bool = False
    profile: Path | None = None

    @property
    def replies(self) -> int:
        """A third."""
        return self.mails // 3

    @property
    def requests(self) -> int:
        """The others."""
        return self.mails - self.replies


@dataclass(frozen=True, slots=True)
class Figures:
    """What one side took for `mails` mails. `start` is everything before: imports, schema, rules and the warm-up."""

    mails: int
    start: Use
    use: Use
    peak: int
    warm_peak: int
    sent: int

    @property
    def cpu_ms(self) -> float:
        """Milliseconds of CPU a mail."""
        return self.use.cpu * 1000 / self.mails

    @property
    def per_second(self) -> float:
        """Mails a second."""
        return self.mails / self.use.wall


@dataclass(frozen=True, slots=True)
class Comparison:
    """The figures of both sides, and all that was wrong with the outcome."""

    server: str
    desk: Figures
    floor: Figures | None
    wrong: tuple[str, ...]

    @property
    def ratio(self) -> float:
        """CPU of mailbot by CPU of the floor."""
        return self.desk.cpu_ms / self.floor.cpu_ms if self.floor else float("nan")


def compare(load: Load, folder: Path, *, with_floor: bool = True) -> Comparison:
    """Run both sides on `load`; everything written lies in `folder`. Raises RuntimeError where a side dies."""
    with open_post(("desk", "floor"), embedded=load.embedded) as post, fresh_database(load.database, folder) as url:
        desk, replies = _run_desk(load, post, url, folder)
        wrong = _check_desk(load, url, folder)
        floor = None
        if with_floor:
            floor = _run_floor(load, post, replies, folder)
            wrong += _expect("floor: mails sent", floor.sent, load.mails + len(WARM))
        return Comparison(post.name, desk, floor, tuple(wrong))


def _run_desk(load: Load, post: Post, url: str, folder: Path) -> tuple[Figures, Callable[[], Iterator[bytes]]]:
    with ExitStack() as stack:
        spool = folder / "desk.spool"
        sink, port = _sink(stack, spool, folder)
        environment = {
            "DATABASE_URL": url,
            "MAILBOT_IMAP_URL": post.account("desk").url,
            "MAILBOT_SMTP_URL": f"smtp://127.0.0.1:{port}",
            "MAILBOT_ADDRESS": DESK,
            "MAILBOT_SECRET": SECRET,
            "MAILBOT_SINCE": "all",
        }
        if load.profile:
            environment["DRAIN_PROFILE"] = str(load.profile.resolve())
        child = stack.enter_context(Child("benchmarks.drain.desk", environment=environment, folder=folder))

        def replies() -> Iterator[bytes]:
            acks = read_acks(spool, DESK, load.replies)
            return (reply(load.seed, number, ack) for number, ack in acks)

        return _run(load, child, sink, lambda raw: post.deliver("desk", raw), replies), replies


def _run_floor(load: Load, post: Post, replies: Callable[[], Iterator[bytes]], folder: Path) -> Figures:
    account = post.account("floor")
    with ExitStack() as stack:
        sink, port = _sink(stack, folder / "floor.spool", folder)
        environment = {
            "FLOOR_DATABASE": str(folder / "floor.db"),
            "IMAP_PORT": str(account.port),
            "IMAP_USER": account.user,
            "IMAP_PASSWORD": account.password,
            "SINK_PORT": port,
        }
        child = stack.enter_context(Child("benchmarks.drain.floor", environment=environment, folder=folder))
        return _run(load, child, sink, lambda raw: post.deliver("floor", raw), replies)


def _sink(stack: ExitStack, spool: Path, folder: Path) -> tuple[Child, str]:
    sink = stack.enter_context(Child("benchmarks.drain.sink", str(spool), environment={}, folder=folder))
    return sink, sink.heard()


def _run(
    load: Load, child: Child, sink: Child, deliver: Callable[[bytes], None], replies: Callable[[], Iterator[bytes]]
) -> Figures:
    """Warm up, then two drains that are measured: the requests, and the replies to what they brought back."""
    for number in WARM:
        deliver(request(load.seed, number))
    start = child.drain()
    for number in range(load.requests):
        deliver(request(load.seed, number))
    first = child.drain()
    read_report(sink)  # all of it is in the file now
    for raw in replies():
        deliver(raw)
    second: Drained = child.drain()
    report = read_report(sink)
    if report.doubled:
        raise RuntimeError(f"a Message-ID came twice: {report.doubled[:5]}")
    return Figures(load.mails, start.use, first.use + second.use, second.peak, start.peak, report.mails)


@contextmanager
def fresh_database(url: str, folder: Path) -> Iterator[str]:
    """An empty database: a file in `folder`, or a new one beside the PostgreSQL database of `url`, dropped at the end."""
    if not url:
        yield f"sqlite:///{folder / 'mailbot.db'}"
        return
    import psycopg  # noqa: PLC0415 - an extra, asked for by --database alone

    parsed = database_url(url)
    name = f"mailbot_drain_{os.getpid()}_{uuid4().hex[:8]}"
    plain = parsed.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    try:
        yield parsed.set(database=name).render_as_string(hide_password=False)
    finally:
        with psycopg.connect(plain, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _check_desk(load: Load, url: str, folder: Path) -> list[str]:
    """What in the ledger, the tickets, the outbox and at the sink is not as it should be, a line each."""
    store = SqlStore(database_url(url))
    try:
        with store.connection() as connection:
            wrong = _check_store(load, connection)
    finally:
        store.close()
    requests = load.requests + len(WARM)
    acks = list(read_acks(folder / "desk.spool", DESK, None))
    wrong += _expect("acks at the sink", len(acks), requests)
    wrong += _expect("addresses that got one", len({ack.recipient for _, ack in acks}), requests)
    return wrong


def _check_store(load: Load, connection: Connection) -> list[str]:
    requests, mails = load.requests + len(WARM), load.mails + len(WARM)

    def count(column: Column[Any]) -> Counter[str]:
        rows = connection.execute(select(column, func.count()).group_by(column))
        return Counter({str(key): number for key, number in rows})

    followed = {"followed_up": load.replies} if load.replies else {}
    going_out = {"ack": requests, "route": requests, **({"follow_up": load.replies} if load.replies else {})}
    wrong = _expect("states in the ledger", count(inbound.c.state), Counter(done=mails))
    wrong += _expect("dispositions", count(inbound.c.disposition), Counter(opened=requests, **followed))
    wrong += _expect("tickets", connection.execute(select(func.count()).select_from(ticket)).scalar_one(), requests)
    wrong += _expect("entries", connection.execute(select(func.count()).select_from(entry)).scalar_one(), mails)
    wrong += _expect("owed mails", count(outbound.c.kind), Counter(going_out))
    wrong += _expect("states in the outbox", count(outbound.c.state), Counter(sent=requests * 2 + load.replies))
    left = count(job.c.queue)
    wrong += _expect(
        "jobs left", {queue: left[queue] for queue in (Queue.PROCESS, Queue.SEND)}, {Queue.PROCESS: 0, Queue.SEND: 0}
    )
    wrong += _expect("clocks", left[Queue.COUNTDOWN], requests)
    return wrong


def _expect(what: str, found: object, wanted: object) -> list[str]:
    return [] if found == wanted else [f"{what}: {found}, and not {wanted}"]
