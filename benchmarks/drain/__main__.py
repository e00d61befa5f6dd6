"""`python -m benchmarks.drain`: mailbot's CPU, speed and memory for a mail, beside a floor in the same run."""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

if not __package__:  # `python benchmarks/drain`
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.drain.comparison import Comparison, Figures, Load, compare

FLAT = 1.15
"""Four times the mails may take so much more memory; what is kept a mail would show as far more."""


def main() -> int:
    """Measure, print; 1 where the outcome was wrong or, with --flat, memory grew."""
    options = _options()
    load = Load(options.mails, options.seed, options.database, options.embedded, options.profile)
    if options.profile:
        return _profile(load)
    if options.flat:
        return _flat(load, machine=options.json)
    runs = []
    for number in range(options.repeat):
        runs.append(_run(replace(load, seed=load.seed + number)))
        if not options.json:
            _print_run(runs[-1])
    if options.json:
        sys.stdout.write(json.dumps([_as_json(run) for run in runs], indent=2) + "\n")
    elif len(runs) > 1:
        print(f"median of {len(runs)} runs: ratio of CPU {median(run.ratio for run in runs):.2f}")
    return int(any(run.wrong for run in runs))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.drain", description=__doc__)
    parser.add_argument("--mails", type=int, default=1000, metavar="N", help="how many mails, a third of them replies (1000)")
    parser.add_argument("--seed", type=int, default=1, help="other mails of the same kind")
    parser.add_argument("--database", default="", metavar="URL", help="mailbot on this PostgreSQL server (a fresh SQLite file)")
    parser.add_argument("--repeat", type=int, default=1, metavar="K", help="K runs with K seeds, and the median of the ratios")
    parser.add_argument("--embedded", action="store_true", help="pymap instead of Dovecot")
    parser.add_argument("--flat", action="store_true", help="only mailbot, with N and 4N mails: does its memory grow?")
    parser.add_argument("--profile", type=Path, metavar="FILE", help="only mailbot, under cProfile; the profile goes to FILE")
    parser.add_argument("--json", action="store_true", help="JSON instead of words")
    options = parser.parse_args()
    if options.mails < 3:
        parser.error("--mails must be 3 or more")
    return options


def _run(load: Load, *, with_floor: bool = True) -> Comparison:
    with TemporaryDirectory(prefix="drain-") as folder:
        return compare(load, Path(folder), with_floor=with_floor)


def _flat(load: Load, *, machine: bool) -> int:
    small, large = (_run(replace(load, mails=load.mails * times), with_floor=False) for times in (1, 4))
    growth = large.desk.peak / small.desk.peak
    if machine:
        sys.stdout.write(json.dumps({"runs": [_as_json(small), _as_json(large)], "growth": growth}, indent=2) + "\n")
    else:
        for run in (small, large):
            print(
                f"{run.desk.mails:6} mails: peak memory {_mib(run.desk.peak)} MiB, after the start {_mib(run.desk.warm_peak)} MiB"
            )
            _print_wrong(run)
        print(f"growth {growth:.2f}: {'flat' if growth <= FLAT else 'NOT FLAT'}")
    return int(bool(small.wrong or large.wrong) or growth > FLAT)


def _profile(load: Load) -> int:
    run = _run(load, with_floor=False)
    _print_wrong(run)
    print(f"profile of {load.mails} mails (and the warm-up) in {load.profile}: python -m pstats {load.profile}")
    return int(bool(run.wrong))


def _print_run(run: Comparison) -> None:
    print(f"{run.desk.mails} mails from {run.server}")
    for name, side in (("mailbot", run.desk), ("floor", run.floor)):
        if side:
            print(
                f"  {name:8} {side.cpu_ms:7.2f} ms CPU a mail  {side.per_second:7.1f} mails a second  "
                f"{_mib(side.peak):>6} MiB peak  {side.sent:6} mails sent  (start: {side.start.cpu:.2f} s CPU)"
            )
    print(f"  ratio of CPU: {run.ratio:.2f}")
    _print_wrong(run)


def _print_wrong(run: Comparison) -> None:
    for line in run.wrong:
        print(f"  WRONG {line}")


def _mib(kib: int) -> str:
    return f"{kib / 1024:.1f}"


def _as_json(run: Comparison) -> dict[str, object]:
    sides = {"mailbot": _side(run.desk)} | ({"floor": _side(run.floor)} if run.floor else {})
    return {"mails": run.desk.mails, "server": run.server, **sides, "ratio": round(run.ratio, 3), "wrong": list(run.wrong)}


def _side(side: Figures) -> dict[str, float]:
    return {
        "cpu_ms_a_mail": round(side.cpu_ms, 3),
        "mails_a_second": round(side.per_second, 1),
        "peak_kib": side.peak,
        "start_peak_kib": side.warm_peak,
        "start_cpu_s": round(side.start.cpu, 3),
        "sent": side.sent,
    }


if __name__ == "__main__":
    sys.exit(main())
