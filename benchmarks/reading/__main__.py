"""`python -m benchmarks.reading`: what reading a mail of 8 KB costs, beside mail-parser alone in the same process."""

import argparse
import cProfile
import json
import pstats
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

if not __package__:  # `python benchmarks/reading`
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.reading.mails import Made, make_mails
from benchmarks.reading.timing import Timed, find_wrong, ratio_of_all, time_mails
from mailbot.core.reading import read

PROMISE = 2.0
"""Reading a mail costs at most so many times what mail-parser alone costs."""


def main() -> int:
    """Measure, print; 1 where a mail was read wrongly or the promise is broken."""
    options = _options()
    mails = make_mails()
    if options.profile:
        return _profile(mails)
    wrong = find_wrong(mails)
    timed = time_mails(mails, options.rounds, options.times)
    ratio = ratio_of_all(timed)
    if options.json:
        sys.stdout.write(json.dumps(_as_json(timed, ratio, wrong), indent=2) + "\n")
    else:
        _print(timed, ratio, wrong)
    return int(bool(wrong) or ratio > PROMISE)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, metavar="N", help="rounds that are counted (15)")
    parser.add_argument("--times", type=int, default=20, metavar="K", help="how often a mail is read in a round, by either (20)")
    parser.add_argument("--profile", action="store_true", help="only mailbot, under cProfile: the hottest functions")
    parser.add_argument("--json", action="store_true", help="JSON instead of words")
    options = parser.parse_args()
    if min(options.rounds, options.times) < 1:
        parser.error("--rounds and --times must be 1 or more")
    return options


def _profile(mails: Sequence[Made]) -> int:
    for made in mails:
        read(made.raw)
    profile = cProfile.Profile()
    profile.enable()
    for made in mails * 100:
        read(made.raw)
    profile.disable()
    pstats.Stats(profile).sort_stats("tottime").print_stats(25)
    return 0


def _print(timed: Sequence[Timed], ratio: float, wrong: Sequence[str]) -> None:
    print(f"{'':16}{'octets':>8}{'mailbot':>12}{'mail-parser':>14}{'ratio':>8}")
    for sort in dict.fromkeys(mail.made.sort for mail in timed):
        some = [mail for mail in timed if mail.made.sort == sort]
        octets, ours, floor = _figures(some)
        print(f"{sort:16}{octets:8}{ours:9.3f} ms{floor:11.3f} ms{ratio_of_all(some):8.2f}")
    octets, ours, floor = _figures(timed)
    kept = "kept" if ratio <= PROMISE else "BROKEN"
    print(f"{'all':16}{octets:8}{ours:9.3f} ms{floor:11.3f} ms{ratio:8.2f}   (promised: at most {PROMISE:.0f}; {kept})")
    for line in wrong:
        print(f"  WRONG {line}")


def _figures(timed: Sequence[Timed]) -> tuple[int, float, float]:
    """Octets, and milliseconds of either, for a mail of these."""
    octets = sum(len(mail.made.raw) for mail in timed) // len(timed)
    ours = sum(median(mail.ours) for mail in timed) / len(timed)
    floor = sum(median(mail.floor) for mail in timed) / len(timed)
    return octets, ours * 1000, floor * 1000


def _as_json(timed: Sequence[Timed], ratio: float, wrong: Sequence[str]) -> dict[str, object]:
    mails = [
        {
            "sort": mail.made.sort,
            "octets": len(mail.made.raw),
            "mailbot_ms": round(median(mail.ours) * 1000, 4),
            "mail_parser_ms": round(median(mail.floor) * 1000, 4),
            "ratio": round(mail.ratio, 3),
        }
        for mail in timed
    ]
    return {"mails": mails, "ratio": round(ratio, 3), "promise": PROMISE, "wrong": list(wrong)}


if __name__ == "__main__":
    sys.exit(main())
