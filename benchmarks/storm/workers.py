"""The processes of a desk, killed and started again."""

import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TRY_AGAIN = 75
"""How a process ends that meets no database at its start."""


class Workers:
    """One `mailbot run` for each set of roles. `died` says what ended by itself, and with which words."""

    def __init__(self, roles: tuple[tuple[str, ...], ...], environment: Mapping[str, str], folder: Path) -> None:
        self._roles, self._environment, self._folder = roles, environment, folder
        self._processes: dict[int, subprocess.Popen[bytes]] = {}
        self.died: list[str] = []

    def start(self) -> None:
        """See that all run; what met no database is started again."""
        for number, roles in enumerate(self._roles):
            process = self._processes.get(number)
            if process is not None and process.poll() is None:
                continue
            if process is not None and process.returncode not in (-signal.SIGKILL, TRY_AGAIN):
                self.died.append(f"worker {number} ended with {process.returncode}: {self._log(number).read_text()[-1000:]}")
            asked = [part for role in roles for part in ("--role", role)]
            self._processes[number] = self._open(number, "--verbose", *asked)

    def _open(self, number: int, *arguments: str) -> subprocess.Popen[bytes]:
        with self._log(number).open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "mailbot", "run", *arguments],
                cwd=self._folder,
                env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", **self._environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def kill(self, number: int) -> None:
        """End one with kill -9."""
        process = self._processes[number % len(self._roles)]
        process.kill()
        process.wait()

    def finish(self) -> None:
        """Tell all to end, and have one process do what is left: what a killed one had in hand."""
        for process in self._processes.values():
            process.terminate()
        for process in self._processes.values():
            process.wait()
        last = len(self._roles)
        if code := self._open(last, "--once").wait():
            self.died.append(f"`run --once` ended with {code}: {self._log(last).read_text()[-1000:]}")

    def _log(self, number: int) -> Path:
        return self._folder / f"worker-{number}.log"
