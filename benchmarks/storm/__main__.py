"""`python -m benchmarks.storm`: kill -9 again and again while a desk drains its mailbox, and what is there afterwards."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

if not __package__:  # `python benchmarks/storm`
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.drain.mailboxes import Post, open_post
from benchmarks.drain.mails import DESK, request
from benchmarks.drain.measured import Child
from benchmarks.drain.spool import read_mails, read_report
from benchmarks.faults.facts import read_tables
from benchmarks.storm.outcome import Outcome, sum_up
from benchmarks.storm.weather import MAILS_A_REQUEST, Blow, make_weather
from benchmarks.storm.workers import Workers
from tests.servers.postgres import CannotRun, Cluster, find_binaries, open_cluster

ONE = ((),)
FOUR = (("poll", "process"), ("process", "send"), ("send", "clock"), ())
"""Roles of each process; none named are all of them."""
DURABLE = "-c max_connections=60 -c shared_buffers=32MB"
LOOK_AGAIN = 0.02


@dataclass(frozen=True, slots=True)
class Database:
    """Where the desk keeps its things; `crash` kills its server and starts it again, where it has one."""

    url: str
    crash: Callable[[], None] | None = None


def main() -> int:
    """Storm, print; 1 where anything was lost or doubled."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.storm", description=__doc__)
    parser.add_argument("--mails", type=int, default=1000, metavar="N", help="how many requests (1000)")
    parser.add_argument("--kills", type=int, default=20, metavar="K", help="how many kills (20)")
    parser.add_argument("--seed", type=int, default=1, help="other moments")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite", help="postgresql: four workers")
    parser.add_argument("--embedded", action="store_true", help="pymap instead of Dovecot")
    parser.add_argument("--json", action="store_true", help="JSON instead of words")
    options = parser.parse_args()
    if not 1 <= options.kills <= options.mails:
        parser.error("--kills must be 1 or more, and not more than --mails")
    began = time.monotonic()
    outcome, blows, died = _storm(options)
    wrong = [*outcome.wrong, *died]
    figures = {
        "database": options.database,
        "workers": len(FOUR if options.database == "postgresql" else ONE),
        "kills": len(blows),
        "kills_of_the_database": sum(blow.database for blow in blows),
        **asdict(outcome),
        "wrong": wrong,
        "seconds": round(time.monotonic() - began),
    }
    if options.json:
        print(json.dumps(figures))
    else:
        print("\n".join(f"{name:22} {value}" for name, value in figures.items()))
    return int(bool(wrong))


def _storm(options: argparse.Namespace) -> tuple[Outcome, list[Blow], list[str]]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="storm-")))
        post = stack.enter_context(open_post(("desk",), embedded=options.embedded))
        database = stack.enter_context(_open_database(options.database, folder))
        spool = folder / "sink.spool"
        sink = stack.enter_context(Child("benchmarks.drain.sink", str(spool), environment={}, folder=folder))
        roles = FOUR if database.crash else ONE
        workers = Workers(roles, _settings(post, database, sink.heard()), folder)
        crashes = database.crash is not None
        blows = list(make_weather(options.seed, options.mails, options.kills, len(roles), with_database=crashes))
        try:
            arrived = 0
            for blow in blows:
                for number in range(arrived, blow.arrived):
                    post.deliver("desk", request(options.seed, number))
                arrived = blow.arrived
                _wait_for(sink, blow.left, workers)
                _strike(blow, workers, database)
            _wait_for(sink, options.mails * MAILS_A_REQUEST, workers)
        finally:
            workers.finish()
        read_report(sink)  # all of it is in the file now
        killed = sum(1 + blow.database for blow in blows)
        return sum_up(options.mails, read_tables(database.url), read_mails(spool), killed), blows, workers.died


def _strike(blow: Blow, workers: Workers, database: Database) -> None:
    workers.kill(blow.worker)
    if blow.database and database.crash is not None:
        database.crash()


def _wait_for(sink: Child, mails: int, workers: Workers) -> None:
    """Have the desk work until so many different mails have left."""
    while True:
        workers.start()
        report = read_report(sink)
        if report.mails - len(report.doubled) >= mails:
            return
        time.sleep(LOOK_AGAIN)


def _settings(post: Post, database: Database, sink_port: str) -> dict[str, str]:
    return {
        "DATABASE_URL": database.url,
        "MAILBOT_IMAP_URL": post.account("desk").url,
        "MAILBOT_SMTP_URL": f"smtp://127.0.0.1:{sink_port}",
        "MAILBOT_ADDRESS": DESK,
        "MAILBOT_SECRET": "a secret of thirty-two bytes or more, for storms",
        "MAILBOT_MASTER_KEY": "a master key of thirty-two bytes or more, for storms",
        "MAILBOT_SINCE": "all",
    }


@contextmanager
def _open_database(kind: str, folder: Path) -> Iterator[Database]:
    """A file in the folder, or a server that can die. Raises CannotRun."""
    if kind == "sqlite":
        yield Database(f"sqlite:///{folder / 'mailbot.db'}")
        return
    binaries = find_binaries()
    if binaries is None:
        raise CannotRun("no pg_ctl on this machine")
    with open_cluster(binaries, DURABLE) as cluster:
        yield Database(f"postgresql+psycopg://mailbot@/postgres?host={cluster.home}", lambda: _crash(cluster))


def _crash(cluster: Cluster) -> None:
    """Kill the server, and start it as soon as the last of its processes is gone."""
    cluster.kill()
    for attempt in range(200):
        try:
            cluster.start(DURABLE)
        except CannotRun:
            if attempt == 199:
                raise
            time.sleep(0.1)
        else:
            return


if __name__ == "__main__":
    sys.exit(main())
