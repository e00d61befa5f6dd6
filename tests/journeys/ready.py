"""Commands as processes of their own which begin with the program loaded.

A journey has dozens of commands, and each would spend a second on imports. A server that has loaded everything, and done nothing
else, forks for each of them: what runs is a process with its own pid, folder, environment and files, as from a shell.
"""

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from pkgutil import iter_modules
from tempfile import TemporaryDirectory

import mailbot.wiring
from mailbot.cli.main import main

CONTEXT = multiprocessing.get_context("forkserver")
WIRING = (f"mailbot.wiring.{module.name}" for module in iter_modules(mailbot.wiring.__path__))
CONTEXT.set_forkserver_preload([__name__, *WIRING, "alembic.command", "psycopg"])

STREAMS = ("stdin", "stdout", "stderr")


def run_command(
    arguments: Sequence[str], *, folder: Path, environment: Mapping[str, str], stdin: bytes, timeout: float
) -> subprocess.CompletedProcess[bytes]:
    """Run one command to its end. Raises subprocess.TimeoutExpired."""
    with TemporaryDirectory() as place:
        Path(place, "stdin").write_bytes(stdin)
        process = CONTEXT.Process(target=_become, args=(arguments, str(folder), dict(environment), place))
        process.start()
        process.join(timeout)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired(["mailbot", *arguments], timeout)
        out, err = (Path(place, name).read_bytes() for name in STREAMS[1:])
        return subprocess.CompletedProcess(["mailbot", *arguments], process.exitcode, out, err)


def _become(arguments: Sequence[str], folder: str, environment: Mapping[str, str], place: str) -> None:
    """Go on as the command."""
    for number, name in enumerate(STREAMS):
        opened = os.open(f"{place}/{name}", os.O_RDONLY if name == "stdin" else os.O_WRONLY | os.O_CREAT)
        os.dup2(opened, number)
        os.close(opened)
        setattr(sys, name, open(number, "r" if name == "stdin" else "w", encoding="utf-8", closefd=False))  # noqa: SIM115 - for as long as the process lives
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv = ["mailbot", *arguments]
    main()
