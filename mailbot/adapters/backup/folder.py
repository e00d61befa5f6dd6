"""The folder of copies: `content/<moment>` as many as one keeps, `keys/<moment>` the newest alone.

A copy is written under a name that nobody takes for one, and gets its own when all of it lies on the disk.
"""

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from mailbot.adapters.backup.manifest import FILE
from mailbot.ports import StoreTrouble

CONTENT, KEYS = "content", "keys"
UNFINISHED = ".unfinished"


def name_of(moment: datetime) -> str:
    """The name of the copy of an aware moment; names sort as moments do."""
    return f"{moment:%Y-%m-%dT%H%M%S.%fZ}"


def copies_in(folder: Path) -> list[Path]:
    """The whole copies that a folder holds, the newest first."""
    if not folder.is_dir():
        return []
    return sorted((path for path in folder.iterdir() if path.suffix != UNFINISHED and (path / FILE).is_file()), reverse=True)


@contextmanager
def nobody_else(folder: Path) -> Iterator[None]:
    """Make the folder, readable for its owner alone, and have it for ourselves. Raises StoreTrouble."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(folder / ".lock", os.O_CREAT | os.O_WRONLY, 0o600)
    except OSError as wrong:
        raise StoreTrouble(f"{folder}: cannot be written: {wrong.strerror}") from wrong
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as wrong:
        raise StoreTrouble(f"{folder}: another backup is being written here: wait for its end") from wrong
    finally:
        os.close(lock)


@contextmanager
def new_copy(folder: Path, name: str) -> Iterator[Path]:
    """Where to write a copy; it is there whole at the end of the block, or not at all. What a crash left goes first.

    Raises StoreTrouble where the disk is full or cannot be written.
    """
    place = folder / f"{name}{UNFINISHED}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        for left in folder.glob(f"*{UNFINISHED}"):
            shutil.rmtree(left)
        place.mkdir(mode=0o700)
        yield place
        for path in place.iterdir():
            sync(path)
        sync(place)
        place.rename(folder / name)
        sync(folder)
    except OSError as wrong:
        full = wrong.errno in (errno.ENOSPC, errno.EDQUOT)
        what = "the disk is full: free some space and run it again" if full else wrong.strerror or str(wrong)
        raise StoreTrouble(f"{folder}: the copy could not be written: {what}") from wrong
    finally:
        shutil.rmtree(place, ignore_errors=True)


def keep_newest(folder: Path) -> None:
    """Remove all copies but the newest one. Raises StoreTrouble."""
    for path in copies_in(folder)[1:]:
        try:
            shutil.rmtree(path)
        except OSError as wrong:
            raise StoreTrouble(f"{path}: old keys, which cannot be removed: {wrong.strerror}; remove them yourself") from wrong


def sync(path: Path) -> None:
    """Have a file or folder on the disk when this returns. Raises OSError."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
