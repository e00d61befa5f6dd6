"""What lies beside a copy and says what it is. Without one, or with one that does not fit, a copy is none."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

FILE = "manifest.json"
FORM = 1
CHUNK = 1 << 20
NAME = re.compile(r"[a-z_]+(\.[a-z_]+)+")
"""A file of a copy: no path, and nothing that a database would act on."""


class BadCopy(Exception):
    """A copy is damaged, incomplete, or not made for this; one line with the mend."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A file of a copy: its size in octets, its SHA-256 in hexadecimal, and how many rows it holds where it is one table."""

    size: int
    sha256: str
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """A copy of the `content` or the `keys` of a database of this `kind` (sqlite, postgresql).

    `schema` is the revision of its tables ("" for keys), `keys` the fingerprint of the key store in hexadecimal ("" where nothing
    is sealed), `taken_at` an aware moment, no later than what it holds.
    """

    part: str
    kind: str
    version: str
    schema: str
    keys: str
    taken_at: datetime
    files: Mapping[str, Saved]


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write it beside the files. Raises OSError."""
    told = {"form": FORM, **asdict(manifest), "taken_at": manifest.taken_at.isoformat()}
    (folder / FILE).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """What a copy says that it is. Raises BadCopy."""
    path = folder / FILE
    try:
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if told.pop("form") != FORM:
            raise BadCopy(f"{path}: was written by a newer mailbot: use that version")
        files = {name: Saved(**one) for name, one in told.pop("files").items()}
        if not all(NAME.fullmatch(name) for name in files):
            raise BadCopy(f"{path}: names a file that no copy has: use another copy")
        return Manifest(files=files, taken_at=datetime.fromisoformat(told.pop("taken_at")), **told)
    except OSError as wrong:
        raise BadCopy(f"{path}: {wrong.strerror}: name the folder that `mailbot db backup` made") from wrong
    except (ValueError, TypeError, KeyError, AttributeError) as wrong:
        raise BadCopy(f"{path}: is no manifest of a copy: use another copy") from wrong


def describe(path: Path, rows: int | None = None) -> Saved:
    """A file as its manifest tells it. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as opened:
        while chunk := opened.read(CHUNK):
            digest.update(chunk)
    return Saved(path.stat().st_size, digest.hexdigest(), rows)


def check_files(folder: Path, manifest: Manifest) -> None:
    """Make sure that every file is there as it was written. Raises BadCopy."""
    for name, saved in manifest.files.items():
        path = folder / name
        try:
            found = describe(path)
        except OSError as wrong:
            raise BadCopy(f"{path}: {wrong.strerror}: use another copy") from wrong
        if (found.size, found.sha256) != (saved.size, saved.sha256):
            raise BadCopy(f"{path}: is not as it was written: use another copy")
