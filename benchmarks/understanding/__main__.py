"""`python -m benchmarks.understanding`: how often the rules understand a request as its label says."""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

if not __package__:  # `python benchmarks/understanding`
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.understanding.labelled import FIELDS, Labelled, read_labelled
from mailbot.adapters.rule_files import read_rules, shipped_rules
from mailbot.core.decision import Classification, RuleHit
from mailbot.core.reading import read
from mailbot.core.rulebook import Rulebook, compile_rulebook
from mailbot.core.ticket import Urgency

LEVELS = tuple(Urgency)
TABLES = {"topic": ("area", "topic"), "country": ("country",), "urgency": ("urgency",), "requester": ("requester_type",)}
COLUMNS = (*FIELDS, "within one level", "critical found", "critical right")


def main() -> int:
    """Measure and print a table, a set of mails a line."""
    options = _options()
    book = compile_rulebook(read_rules(options.rules))
    print(f"{'set':10}" + "".join(f"{name:>18}" for name in COLUMNS))
    for name, mails in _by_set(read_labelled(*options.sets)).items():
        counted, asked = _measure(book, mails, options.misses)
        cells = (f"{counted[c]}/{asked[c]} {100 * counted[c] // max(1, asked[c])} %" for c in COLUMNS)
        print(f"{name:10}" + "".join(f"{cell:>18}" for cell in cells))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.understanding", description=__doc__)
    parser.add_argument("sets", nargs="*", help="sets of mails (all)")
    parser.add_argument("--rules", type=Path, default=shipped_rules(), metavar="DIR", help="the rules (those shipped)")
    parser.add_argument("--misses", choices=FIELDS, default=None, help="show each mail of which this field is wrong")
    return parser.parse_args()


def _by_set(mails: Iterable[Labelled]) -> dict[str, list[Labelled]]:
    sets: dict[str, list[Labelled]] = defaultdict(list)
    for mail in mails:
        sets[mail.id.rstrip("0123456789")].append(mail)
    return sets


def _measure(book: Rulebook, mails: list[Labelled], misses: str | None) -> tuple[Counter[str], Counter[str]]:
    counted: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for mail in mails:
        message = read(mail.raw)
        got, hits = book.classify(message)
        for field in FIELDS:
            asked[field] += 1
            counted[field] += getattr(got, field) == mail.labels[field]
        wanted = mail.labels["urgency"]
        asked["within one level"] += 1
        counted["within one level"] += abs(LEVELS.index(Urgency(wanted)) - LEVELS.index(got.urgency)) <= 1
        asked["critical found"] += wanted == "critical"
        counted["critical found"] += wanted == got.urgency == "critical"
        asked["critical right"] += got.urgency == "critical"
        counted["critical right"] += wanted == got.urgency == "critical"
        if misses and getattr(got, misses) != mail.labels[misses]:
            _show(mail, misses, (got, hits), f"{message.subject} | {' '.join(message.reply.split())[:600]}")
    return counted, asked


def _show(mail: Labelled, field: str, found: tuple[Classification, tuple[RuleHit, ...]], text: str) -> None:
    got, hits = found
    print(f"\n{mail.id} {mail.language} {field}: {mail.labels[field]}, not {getattr(got, field)} | {text}")
    for hit in hits:
        if field in TABLES.get(hit.table, ()):
            print(f"    {'*' if hit.won else ' '} {hit.rule}: {', '.join(hit.matched)}")


if __name__ == "__main__":
    sys.exit(main())
