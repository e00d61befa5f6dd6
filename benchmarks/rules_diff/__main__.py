"""`python -m benchmarks.rules_diff`: the commands `rules diff` and `rules replay` over many kept mails: seconds, and memory."""

import argparse
import json
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

if not __package__:  # `python benchmarks/rules_diff`
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.rules_diff.desk import DESK, fill, write_draft

ROOT = Path(__file__).resolve().parents[2]
PROMISED = 60.0
"""Seconds for 10,000 mails."""


@dataclass(frozen=True, slots=True)
class Run:
    """One command: what it took, the highest resident memory of its largest process in KiB, and its first line."""

    command: str
    seconds: float
    cpu: float
    peak: int
    code: int
    said: str


def main() -> int:
    """Fill a database, run the commands, print; 1 where one went wrong or took longer than is promised."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rules_diff", description=__doc__)
    parser.add_argument("--mails", type=int, default=10_000, metavar="N", help="how many (10,000)")
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help="processes of the diff (one a core)")
    parser.add_argument("--seed", type=int, default=1, help="other mails of the same kind")
    parser.add_argument("--database", default="", metavar="URL", help="an empty PostgreSQL database (a fresh SQLite file)")
    parser.add_argument("--json", action="store_true", help="JSON instead of words")
    options = parser.parse_args()
    with TemporaryDirectory(prefix="rules-diff-") as folder:
        runs = _measure(options, Path(folder))
    if options.json:
        sys.stdout.write(json.dumps([asdict(run) for run in runs], indent=2) + "\n")
    else:
        for run in runs:
            print(
                f"{run.command:14} {run.seconds:6.1f} s  {run.cpu:6.1f} s CPU  {run.peak / 1024:6.1f} MiB a process  {run.said}"
            )
    late = runs[0].seconds > PROMISED * max(1.0, options.mails / 10_000)
    if late:
        print(f"rules diff took longer than the {PROMISED:g} s that are promised for 10,000 mails")
    return int(late or any(run.code for run in runs))


def _measure(options: argparse.Namespace, folder: Path) -> list[Run]:
    url = options.database or f"sqlite:///{folder}/mailbot.db"
    begun = time.monotonic()
    fill(url, options.mails, options.seed)
    print(f"{options.mails:,} mails decided in {time.monotonic() - begun:.1f} s", file=sys.stderr)
    rules = folder / "rules"
    rules.mkdir()
    write_draft(rules)
    environment = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(ROOT),
        "LANG": "C.UTF-8",
        "DATABASE_URL": url,
        "MAILBOT_ADDRESS": DESK,
        "MAILBOT_RULES": str(rules),
    }
    return [
        _run(environment, folder, "diff", "--days", "30", "--jobs", str(options.jobs)),
        _run(environment, folder, "replay"),
    ]


def _run(environment: dict[str, str], folder: Path, *arguments: str) -> Run:
    """Run one command of the rules in a process of its own. The peak of all children before is in it: the first one counts."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "mailbot", "rules", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    said = next(iter(done.stdout.splitlines()), "")
    return Run(f"rules {arguments[0]}", time.monotonic() - begun, cpu, after.ru_maxrss, done.returncode, said)


if __name__ == "__main__":
    sys.exit(main())
