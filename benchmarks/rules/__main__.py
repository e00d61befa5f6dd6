"""`python -m benchmarks.rules`: what deciding costs with ten rules and with ten thousand, in turns, in one process."""

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

if not __package__:  # `python benchmarks/rules`
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.rules.hard import HARD, TEXTS
from benchmarks.rules.made import FIRST, make_message, make_rulebook, make_words
from mailbot.core.rulebook import Rulebook, compile_rulebook
from mailbot.core.rulebook.patterns import PatternRefused, PatternText, compile_pattern

RATIO, COMPILING, EXPRESSION = 1.5, 2.0, 0.05
"""Promised: many rules cost at most so many times what few cost; compiling them, one expression on one mail, these seconds."""


def main() -> int:
    """Measure, print; 1 where a promise is broken."""
    options = _options()
    words = make_words(options.rules)
    told: dict[str, float] = {}
    for kind, expressions in (("words", False), ("expressions", True)):
        few = compile_rulebook(make_rulebook(words[:FIRST], expressions=expressions))
        began = time.process_time()
        many = compile_rulebook(make_rulebook(words, expressions=expressions))
        told[f"compiling {options.rules} rules of {kind}, s"] = time.process_time() - began
        few_ms, many_ms, ratio = _compare(few, many, options.rounds)
        told[f"deciding by {FIRST} rules of {kind}, ms"] = few_ms
        told[f"deciding by {options.rules} rules of {kind}, ms"] = many_ms
        told[f"ratio, {kind}"] = ratio
    told["the slowest expression, ms"], slowest = _slowest()
    if options.json:
        print(json.dumps(told, indent=2))
    else:
        for name, figure in told.items():
            print(f"{name:45} {figure:9.3f}")
        print(f"  it is {slowest}")
    kept = told["ratio, words"] <= RATIO and told[f"compiling {options.rules} rules of words, s"] <= COMPILING
    return int(not kept or told["the slowest expression, ms"] > 1_000 * EXPRESSION)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rules", description=__doc__)
    parser.add_argument("--rules", type=int, default=10_000, metavar="N", help="how many rules are many (10,000)")
    parser.add_argument("--rounds", type=int, default=15, metavar="N", help="rounds, of which the median counts (15)")
    parser.add_argument("--json", action="store_true", help="JSON instead of words")
    return parser.parse_args()


def _compare(few: Rulebook, many: Rulebook, rounds: int) -> tuple[float, float, float]:
    message = make_message(make_words(FIRST))
    sides = [(few, []), (many, [])]
    for _ in range(rounds):
        for book, times in sides:
            times.append(_milliseconds(lambda book=book: book.classify(message), 20))
    pairs = [b / a for a, b in zip(sides[0][1], sides[1][1], strict=True)]
    return median(sides[0][1]), median(sides[1][1]), median(pairs)


def _slowest() -> tuple[float, str]:
    """The most that one expression that is allowed costs a text, and which one."""
    worst, name = 0.0, "none"
    for source in HARD:
        try:
            pattern = compile_pattern(source)
        except PatternRefused:
            continue
        for text in TEXTS:
            prepared = PatternText(text)
            prepared.marked  # noqa: B018 - made once a mail, for all expressions
            cost = min(_milliseconds(lambda p=pattern, t=prepared: p.find(t), 1) for _ in range(2))
            if cost > worst:
                worst, name = cost, source
    return worst, name


def _milliseconds(act: Callable[[], object], times: int) -> float:
    began = time.process_time()
    for _ in range(times):
        act()
    return 1_000 * (time.process_time() - began) / times


if __name__ == "__main__":
    sys.exit(main())
