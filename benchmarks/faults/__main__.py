"""`python -m benchmarks.faults`: every fault at every boundary of the journey, and whether the ten invariants held."""

import argparse
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

if not __package__:  # `python benchmarks/faults`
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.faults.boundary import BadCase, Case, choose, parse_case
from benchmarks.faults.crew import open_crew, open_database
from benchmarks.faults.harness import Database
from benchmarks.faults.part import parse_part
from benchmarks.faults.plants import PLANTS


def main() -> int:
    """Strike, print; 1 where an invariant did not hold, or a planted mistake was not found."""
    options = _options()
    with open_database(options.database) as database:
        if options.planted:
            return max(_hunt(options, database, plant) for plant in PLANTS)
        return _strike(options, database)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults", description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument(
        "--only", action="append", default=[], metavar="CASE", help="replay one case, as it is printed; repeatable"
    )
    parser.add_argument("--sample", type=int, default=0, metavar="K", help="K cases by chance (all)")
    parser.add_argument(
        "--part", default="1/1", metavar="K/N", help="only the K-th of N parts of the cases, to be run in turn (all)"
    )
    parser.add_argument("--seed", type=int, default=1, help="what the names of cases leave open")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="so many journeys side by side")
    parser.add_argument("--plant", choices=tuple(PLANTS), default="", help="with a mistake in the program")
    parser.add_argument("--planted", action="store_true", help="plant each mistake in turn, and look until it is found")
    parser.add_argument("--list", action="store_true", help="only count the boundaries, and name them")
    parser.add_argument("--json", action="store_true", help="JSON instead of words")
    options = parser.parse_args()
    try:
        options.only = [parse_case(text, options.seed) for text in options.only]
    except BadCase as wrong:
        parser.error(f"--only: {wrong}")
    try:
        options.part = parse_part(options.part)
    except BadCase as wrong:
        parser.error(f"--part: {wrong}")
    return options


def _strike(options: argparse.Namespace, database: Database) -> int:
    """Go every case; print what was wrong at once, and the figures at the end."""
    began = time.monotonic()
    runs = repeats = doubled = violations = 0
    with open_crew(database, options.plant, options.jobs) as crew:
        boundaries = [] if options.only else crew.count()
        if options.list:
            print("\n".join(boundaries))
            return 0
        cases: list[Case] = options.only or options.part.cases(choose(boundaries, options.seed, options.sample))
        for case, outcome in crew.strike(cases):
            runs += 1
            repeats += outcome.repeats
            doubled += outcome.repeats > 0
            violations += len(outcome.violations)
            for line in outcome.violations:
                print(f"VIOLATION {case} --seed {case.seed}\n    {line}", file=sys.stderr, flush=True)
            if runs % 100 == 0:
                print(f"{runs} of {len(cases)}, {violations} violations", file=sys.stderr, flush=True)
    figures = {
        "database": database.kind,
        "boundaries": len(boundaries),
        "sorts": dict(Counter(_sort_of(boundary) for boundary in boundaries)),
        "faults": dict(Counter(str(case.fault) for case in cases)),
        "runs": runs,
        "came_again": repeats,
        "runs_with_repeats": doubled,
        "violations": violations,
        "seconds": round(time.monotonic() - began),
    }
    if options.json:
        print(json.dumps(figures))
    else:
        print("\n".join(f"{name:18} {value}" for name, value in figures.items()))
    return int(violations > 0)


def _sort_of(boundary: str) -> str:
    """What a boundary is one of."""
    what = boundary.split(".")[1]
    for sort in ("imap", "smtp", "file"):
        if what.startswith(sort):
            return sort
    return what if what in ("commit", "connect", "rollback") else "statement"


def _hunt(options: argparse.Namespace, database: Database, plant: str) -> int:
    """Go cases by chance until one finds a mistake that was planted; 1 where none does."""
    with open_crew(database, "", 1) as crew:
        cases = choose(crew.count(), options.seed, options.sample)
    Random(options.seed).shuffle(cases)
    with open_crew(database, plant, options.jobs) as crew:
        for number, (case, outcome) in enumerate(crew.strike(cases), 1):
            if outcome.violations:
                print(f"{plant}: found by run {number}, {case}: {outcome.violations[0]}", flush=True)
                return 0
    print(f"{plant}: NOT FOUND in {len(cases)} runs", flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main())
