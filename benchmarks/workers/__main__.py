"""`python -m benchmarks.workers`: throughput of 1, 2 and 4 workers on PostgreSQL beside one on SQLite, and what limits it."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.workers.drained import Figures, Load, drain_by_workers, server_of


def main() -> int:
    """Measure, print; 1 where something was lost or doubled."""
    options = _options()
    with server_of(options.database) as server:
        runs = {"SQLite, 1 worker": _run(Load(options.mails, 1, options.seed))}
        for workers in options.workers:
            name = f"PostgreSQL, {workers} worker{'s' if workers > 1 else ''}"
            runs[name] = _run(Load(options.mails, workers, options.seed, server))
    if options.json:
        sys.stdout.write(
            json.dumps(
                {name: {**asdict(run), "per_second": run.per_second, "busy": run.busy} for name, run in runs.items()}, indent=2
            )
            + "\n"
        )
    else:
        _print(runs)
    return int(any(run.wrong for run in runs.values()))


def _print(runs: dict[str, Figures]) -> None:
    floor = next(iter(runs.values()))
    for name, run in runs.items():
        print(
            f"{name:22} {run.per_second:7.1f} mails a second ({run.per_second / floor.per_second:.2f})  CPU a mail: workers "
            f"{sum(run.cpu) * 1000 / run.mails:6.2f} ms, server {run.server * 1000 / run.mails:5.2f} ms; a worker computes "
            f"{run.busy:4.0%} of its time"
        )
        for line in run.wrong:
            print(f"  WRONG {line}")


def _run(load: Load) -> Figures:
    with TemporaryDirectory(prefix="workers-") as folder:
        return drain_by_workers(load, Path(folder))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.workers", description=__doc__)
    parser.add_argument("--mails", type=int, default=1000, metavar="N", help="how many requests wait (1,000)")
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2, 4], metavar="K", help="worker processes (1 2 4)")
    parser.add_argument("--seed", type=int, default=1, help="other mails of the same kind")
    parser.add_argument(
        "--database", default="", metavar="URL", help="a PostgreSQL server (one of our own, which syncs its disk)"
    )
    parser.add_argument("--json", action="store_true", help="JSON instead of words")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
