"""Being measured, and measuring: a side runs in a process of its own, told on standard input when to drain."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parents[2]
TOO_LONG = 3600.0


@dataclass(frozen=True, slots=True)
class Use:
    """What a stretch of work took: seconds of user and system CPU of this process alone, and of the clock."""

    cpu: float
    wall: float

    def __add__(self, other: "Use") -> "Use":
        return Use(self.cpu + other.cpu, self.wall + other.wall)


@dataclass(frozen=True, slots=True)
class Drained:
    """One drain: what it took, and the highest resident memory of the process until now, in KiB."""

    use: Use
    peak: int


def used() -> Use:
    """CPU of this process since its start, and the clock."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return Use(usage.ru_utime + usage.ru_stime, time.monotonic())


def peak_memory() -> int:
    """The highest resident memory of this process in KiB.

    Not `ru_maxrss` where it can be helped: that inherits the parent's through fork and exec.
    """
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def be_measured(drain: Callable[[], None]) -> None:
    """Drain whenever a line comes, and answer with what it took. The first drain is the warm-up and ends the start."""
    started: Use | None = Use(0.0, used().wall)
    for _ in sys.stdin:
        begun, started = started or used(), None
        drain()
        ended = used()
        line = {"cpu": ended.cpu - begun.cpu, "wall": ended.wall - begun.wall, "peak": peak_memory()}
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()


class Child:
    """A process that answers lines with lines; ended at the end of the block."""

    def __init__(self, module: str, *arguments: str, environment: Mapping[str, str], folder: Path) -> None:
        self._log = folder / f"{module.rpartition('.')[2]}.log"
        self._errors = self._log.open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            cwd=folder,
            env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", **environment},
        )

    def heard(self) -> str:
        """The next line it says. Raises RuntimeError with the end of its log where it died."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            said = self._log.read_text(encoding="utf-8", errors="replace")[-3000:]
            raise RuntimeError(f"{self._log.stem} ended with {self._process.wait()}:\n{said}")
        return line.decode().strip()

    def ask(self, line: str) -> str:
        """Say a line, hear one."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n".encode())
        self._process.stdin.flush()
        return self.heard()

    def drain(self) -> Drained:
        """Have it drain once."""
        said = json.loads(self.ask("drain"))
        return Drained(Use(said["cpu"], said["wall"]), said["peak"])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        try:
            self._process.wait(TOO_LONG if kind is None else 5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._errors.close()
