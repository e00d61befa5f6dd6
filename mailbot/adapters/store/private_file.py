"""Database files that their owner alone may read."""

import os
import threading
from contextlib import suppress
from pathlib import Path

_MAKING = threading.Lock()


def make_private(path: Path) -> None:
    """Make an empty file of mode 0600 where there is none; one that is there is not touched. Raises OSError.

    A process that opens and closes a file of SQLite's by itself gives up all its locks on it, and another process then removes
    the write-ahead file under its hands (https://www.sqlite.org/howtocorrupt.html, 2.2). So only a file that nobody can have
    open yet is opened here, and whoever wants to connect waits until it is closed.
    """
    with _MAKING, suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
