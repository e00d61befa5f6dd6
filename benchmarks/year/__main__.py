"""`python -m benchmarks.year`: a year of the desk, and whether every promise of its clock was kept."""

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path

if not __package__:  # `python benchmarks/year`
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.year.checker import find_violations
from benchmarks.year.people import Year
from benchmarks.year.story import Story

PROMISED = 300.0
"""Seconds of computing, for 20,000 requests."""

SHOWN = 20
"""Violations that are printed."""


def main() -> int:
    """Simulate, check, print; 1 where a promise is broken."""
    options = _options()
    began = time.process_time()
    story = Year(options.requests, options.seed).run()
    simulated = time.process_time()
    violations = find_violations(story)
    seconds = {"simulating, s": simulated - began, "checking, s": time.process_time() - simulated}
    told = {**_figures(story), "violations": len(violations), **{name: round(value, 1) for name, value in seconds.items()}}
    if options.json:
        print(json.dumps(told, indent=2))
    else:
        for name, figure in told.items():
            print(f"{name:34} {figure:>10,}")
    for line in violations[:SHOWN]:
        print(line, file=sys.stderr)
    return int(bool(violations) or sum(seconds.values()) > PROMISED * max(1, options.requests / 20_000))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.year", description=__doc__)
    parser.add_argument("--requests", type=int, default=20_000, metavar="N", help="how many come in (20,000)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="another year (1)")
    parser.add_argument("--json", action="store_true", help="JSON instead of words")
    return parser.parse_args()


def _figures(story: Story) -> dict[str, float]:
    """What happened, counted."""
    deeds, steps = Counter(deed.verb for deed in story.deeds), Counter(str(step.kind) for step in story.steps)
    mails = Counter(f"{mail.kind} {mail.hint}".strip() for mail in story.mails)
    late = len({mail.ticket for mail in story.mails if mail.kind == "delay"}) / max(1, len(story.requests))
    return {
        "requests": len(story.requests),
        **{f"deed: {name}": count for name, count in sorted(deeds.items())},
        **{f"step: {name}": count for name, count in sorted(steps.items())},
        **{f"mail: {name}": count for name, count in sorted(mails.items())},
        "late, share of the requests": round(late, 3),
    }


if __name__ == "__main__":
    sys.exit(main())
