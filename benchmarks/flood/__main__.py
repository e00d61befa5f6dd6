"""`python -m benchmarks.flood`: a mailbox full of mails; how soon is what is critical acknowledged, and in how much memory?"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.flood.flooding import Flooded, Load, flood

MOST_MIB = 300
MOST_SECONDS = 60.0
PROMISED = ("last", "late")
"""Which critical mails are to be acknowledged within MOST_SECONDS, however many others wait."""


def main() -> int:
    """Measure, print; 1 where a promise is not kept."""
    options = _options()
    load = Load(options.mails, options.seed, options.seconds, options.database, options.embedded)
    with TemporaryDirectory(prefix="flood-") as folder:
        found = flood(load, Path(folder))
    wrong = broken_promises(found, options.most_mib, options.most_seconds)
    if options.json:
        sys.stdout.write(json.dumps({"mails": load.mails, **asdict(found), "wrong": wrong}, indent=2) + "\n")
        return int(bool(wrong))
    print(f"{load.mails} mails in {found.server}; watched for {found.seconds:.0f} s: {found.kept} kept, {found.sent} mails sent")
    for who, seconds in found.acks.items():
        print(f"  critical, {who:6} acknowledged after {'-' if seconds is None else f'{seconds:.1f}'} s")
    print(f"  peak memory {found.peak / 1024:.0f} MiB")
    for line in wrong:
        print(f"  BROKEN {line}")
    return int(bool(wrong))


def broken_promises(found: Flooded, most_mib: float, most_seconds: float) -> list[str]:
    """What was promised and not kept, a line each."""
    late = {who: found.acks[who] for who in PROMISED}
    wrong = [
        f"the critical mail `{who}` was acknowledged {'never' if seconds is None else f'after {seconds:.1f} s'}"
        for who, seconds in late.items()
        if seconds is None or seconds > most_seconds
    ]
    if found.peak > most_mib * 1024:
        wrong.append(f"peak memory was {found.peak / 1024:.0f} MiB")
    return wrong


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.flood", description=__doc__)
    parser.add_argument("--mails", type=int, default=50_000, metavar="N", help="how many mails wait (50,000)")
    parser.add_argument("--seed", type=int, default=1, help="other mails of the same kind")
    parser.add_argument("--seconds", type=float, default=3600.0, help="give up after so long (3600)")
    parser.add_argument("--database", default="", metavar="URL", help="mailbot on this PostgreSQL server (a fresh SQLite file)")
    parser.add_argument("--embedded", action="store_true", help="pymap instead of Dovecot")
    parser.add_argument("--most-mib", type=float, default=MOST_MIB, help=f"promised memory ({MOST_MIB})")
    parser.add_argument("--most-seconds", type=float, default=MOST_SECONDS, help=f"promised time ({MOST_SECONDS:.0f})")
    parser.add_argument("--json", action="store_true", help="JSON instead of words")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
