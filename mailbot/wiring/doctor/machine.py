"""The machine: versions with known traps, time zones, room on its disks."""

import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mailbot.adapters.store.engine import database_url
from mailbot.core.examination import Finding, bad, ok, warn
from mailbot.settings import Settings

LEAST_FREE = 200 << 20
"""Bytes without which a day's mail may not fit."""

LITTLE_FREE = 1 << 30

TRAPS: Mapping[str, tuple[tuple[int, ...], str]] = {
    "aiosmtplib": ((5, 1, 2), "hides whether a mail left when the line breaks"),
    "imapclient": ((4, 1, 0), "quotes some folders and passwords wrongly"),
    "jinja2": ((3, 1, 6), "lets a template out of its sandbox"),
    "cryptography": ((46,), "carries an OpenSSL with known faults"),
}
"""Libraries: the first version without a trap that we know, and the trap."""


def examine_machine(settings: Settings) -> Iterator[Finding]:
    """Versions, time zones and disks."""
    yield _examine_python(sys.version_info[:3])
    yield from _examine_libraries({name: version(name) for name in TRAPS})
    yield _examine_zones()
    yield from examine_disks(settings)


def _examine_python(running: tuple[int, ...]) -> Finding:
    said = f"Python {'.'.join(map(str, running))}"
    if not (3, 11) <= running < (3, 14):
        return bad("machine.python", f"{said} is not what this version was tested with", "use Python 3.11, 3.12 or 3.13")
    return ok("machine.python", said)


def _examine_libraries(there: Mapping[str, str]) -> Iterator[Finding]:
    old = [name for name, (least, _) in TRAPS.items() if _numbers(there[name]) < least]
    for name in old:
        least, trap = TRAPS[name]
        wanted = ".".join(map(str, least))
        yield bad("machine.library", f"{name} {there[name]} {trap}", f"install {name} {wanted} or newer", name)
    if not old:
        yield ok("machine.library", ", ".join(f"{name} {number}" for name, number in there.items()))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text)[:3])


def _examine_zones() -> Finding:
    try:
        ZoneInfo("Africa/Juba")
    except ZoneInfoNotFoundError:
        return bad("machine.time_zones", "time zones are unknown here: working time cannot be counted", "pip install tzdata")
    return ok("machine.time_zones", "time zones are known")


def examine_disks(
    settings: Settings, free_of: Callable[[Path], int] = lambda path: shutil.disk_usage(path).free
) -> Iterator[Finding]:
    """Room where the database, its keys and temporary files are."""
    for folder, database in places(settings).items():
        free = free_of(folder)
        needed = database.stat().st_size if database is not None and database.is_file() else 0
        said = f"{free >> 20} MB are free"
        if free < LEAST_FREE:
            yield bad("machine.disk", f"{said}: the desk stops when there are none", "free some space", str(folder))
        elif free < max(LITTLE_FREE, needed):
            mend = f"free some space: erasing needs as much as the database has ({needed >> 20} MB)"
            yield warn("machine.disk", said, mend, str(folder))
        else:
            yield ok("machine.disk", said, str(folder))


def places(settings: Settings) -> Mapping[Path, Path | None]:
    """The folders, each with the database that lies in it, if one does."""
    places: dict[Path, Path | None] = {Path(tempfile.gettempdir()): None}
    for text in (settings.keys_url.get_secret_value(), settings.database_url.get_secret_value()):
        try:
            url = database_url(text) if text else None
        except ValueError:
            url = None  # told by the examination of the database
        if url is not None and url.get_backend_name() == "sqlite" and url.database:
            places[Path(url.database).resolve().parent] = Path(url.database)
    return {folder: database for folder, database in places.items() if folder.is_dir()}
