"""Measures the reading of mails: `python -m tests.reading.measure`, a path a line on standard input, one JSON object a line back.

Each mail is read in a process of its own, forked from one that has loaded everything, so that the start is paid once. CPU is
that of reading alone: no start. Memory is the highest resident memory of the process: interpreter, rules and the mail itself
are in it.
"""

import json
import os
import resource
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from mailbot.adapters.rule_files import read_rules, shipped_rules
from mailbot.core.deciding.context import Identity
from mailbot.core.reading import payloads
from mailbot.core.rulebook import Rulebook, compile_rulebook
from mailbot.pipeline.inspection import inspect_mail

NOW = datetime(2026, 2, 3, 9, 0, tzinfo=UTC)
DESK = Identity(("desk@desk.example",))
FIRST = b"From: a@x.example\r\nSubject: Maps\r\n\r\nWho leads the cluster in Kabul?"
SHOWN = 400_000
"""So many characters of each text are handed back."""


def main() -> None:
    """Serve until standard input ends."""
    rulebook = compile_rulebook(read_rules(shipped_rules()))
    inspect_mail(FIRST, rulebook, DESK, NOW)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            status = 1
            try:
                sys.stdout.write(f"{json.dumps(measure(Path(line.rstrip()), rulebook))}\n")
                sys.stdout.flush()
                status = 0
            finally:
                os._exit(status)
        if os.waitpid(child, 0)[1]:
            sys.stdout.write("null\n")  # what it died of stands on standard error
            sys.stdout.flush()


def measure(path: Path, rulebook: Rulebook) -> dict[str, object]:
    """Seconds of CPU that inspecting the mail at `path` took, and its files; the peak of memory in KiB; what came of it."""
    raw = path.read_bytes()
    begun = time.process_time()
    seen = inspect_mail(raw, rulebook, DESK, NOW)
    size = len(json.dumps(seen, ensure_ascii=False).encode())
    inspected = time.process_time()
    sizes = [len(data) for _, data in payloads(raw)]
    ended = time.process_time()
    shown = {key: value[:SHOWN] if isinstance(value, str) else value for key, value in seen.items() if key != "quoted"}
    return {
        "inspect": inspected - begun,
        "files": ended - inspected,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
        "printed": size,
        "sizes": sizes,
        "mail": shown,
    }


if __name__ == "__main__":
    main()
