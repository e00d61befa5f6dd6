"""The commands as they will be run in days to come: processes of their own whose clock is ahead."""

import subprocess
import sys
from datetime import timedelta

from tests.journeys.desk import Desk

LATER = """
import sys
from datetime import timedelta

from mailbot.adapters.clock import SystemClock
from mailbot.cli.main import main

ahead, now = timedelta(seconds=float(sys.argv.pop(1))), SystemClock.now
SystemClock.now = lambda clock: now(clock) + ahead
main()
"""


def run_later(desk: Desk, ahead: timedelta, *roles: str) -> None:
    """`mailbot run --once` as it will be after so much time."""
    parts = [part for role in roles for part in ("--role", role)]
    command = [sys.executable, "-c", LATER, str(ahead.total_seconds()), "run", "--once", *parts]
    done = subprocess.run(
        command, cwd=desk.folder, env=desk.environment(), stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
