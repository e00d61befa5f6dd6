"""Files that the program itself opens to write, makes, renames or removes, counted and, where the case says so, struck.

What SQLite writes is SQLite's: see `driver` for files that cannot grow.
"""

import errno
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.faults.boundary import Fault, Tally

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate")


def count_files(tally: Tally, stall: Callable[[], None]) -> None:
    """Watch this process; the hook stays for as long as it lives (PEP 578)."""

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        what = _written(event, arguments)
        case = tally.passing(what) if what else None
        if case is None:
            return
        if case.fault is Fault.KILL:
            os.kill(os.getpid(), signal.SIGKILL)
        elif case.fault is Fault.SLOW:
            stall()
        else:
            raise OSError(errno.EIO if case.fault is Fault.TORN else errno.ENOSPC, os.strerror(errno.ENOSPC))

    sys.addaudithook(watch)


def _written(event: str, arguments: tuple[object, ...]) -> str:
    """What is written, "" where nothing is."""
    path = arguments[0] if arguments else None
    if not isinstance(path, str | bytes | os.PathLike) or os.fsdecode(path).startswith(("/dev/", "/proc/")):
        return ""
    if event == "open":
        flags = arguments[2]
        return f"file-open-{Path(os.fsdecode(path)).suffix[1:]}" if isinstance(flags, int) and flags & WRITING else ""
    return f"file-{event[3:]}" if event in CHANGES else ""
