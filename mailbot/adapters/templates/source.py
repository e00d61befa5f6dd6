"""The files of a template folder, read with care: what cannot be used is named with file, line and reason."""

import stat
from pathlib import Path

FILE_LIMIT = 32_768
"""Octets of a template or word file."""


class BrokenTemplateError(Exception):
    """A file that cannot be used; the text is `file:line: reason`."""


def stamp(path: Path) -> tuple[int, int, int] | None:
    """Return what changes when a file does, or None for what is no file or cannot be reached."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino) if stat.S_ISREG(found.st_mode) else None


def read_source(path: Path) -> str:
    """Return the text of a file, lines ended by LF. Raises BrokenTemplateError."""
    try:
        with path.open("rb") as file:
            data = file.read(FILE_LIMIT + 1)
    except OSError as error:
        raise BrokenTemplateError(f"{path}:1: {error.strerror}") from error
    if len(data) > FILE_LIMIT:
        raise BrokenTemplateError(f"{path}:1: the file is larger than {FILE_LIMIT} octets: shorten it")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BrokenTemplateError(f"{path}:{line}: the file is not in UTF-8: save it as UTF-8") from error
