"""Backs a desk up while it runs, and restores it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from mailbot.adapters.backup.folder import CONTENT, KEYS, copies_in
from mailbot.adapters.backup.manifest import FILE, BadCopy, check_files, read_manifest
from mailbot.adapters.backup.numbers import newest_prefix, numbers_lost
from mailbot.adapters.backup.restoring import (
    USED,
    Copy,
    is_free,
    place_content,
    place_keys,
    refuse_unfit,
    refuse_while_at_work,
)
from mailbot.adapters.backup.saving import save_content, save_keys
from mailbot.adapters.clock import SystemClock
from mailbot.adapters.store.store import SqlStore
from mailbot.core.deciding.context import reference_of
from mailbot.settings import BadSettings, Settings
from mailbot.wiring.keys import count_missing_keys
from mailbot.wiring.stores import bare_store

__all__ = ["BadCopy"]

WITHOUT_KEYS = "cannot be read without its keys, and there are none that fit: name the folder of their copy by --keys"


@dataclass(frozen=True, slots=True)
class Backup:
    """The copies that were made; none of keys where nothing is sealed yet, or where `missing` keys are not in the key store."""

    content: Path
    keys: Path | None
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored: of which moment, from where, whether the keys too; the next reference; what was set aside ("" if
    nothing was); where kept mails were moved to on their server, "" if nowhere; a newer copy that its keys did not allow to take.
    """

    taken_at: datetime
    content: Path
    with_keys: bool
    next_reference: str
    aside: str
    moved_to: str
    passed_over: Path | None = None


def back_up(settings: Settings, folder: Path, keys_folder: Path | None) -> Backup:
    """Copy the content, then the keys, and remove the copies of the keys from before, unless keys are missing here.

    Raises StoreTrouble, NothingToCopy, BadSettings, KeysUnusable; BadCopy where the folder holds the keys of another database.
    """
    clock, store = SystemClock(), bare_store(settings)
    try:
        _refuse_folder_of_another(store, (keys_folder or folder) / KEYS)
        content = save_content(store.url, folder, clock.now)
        sealed_by = bytes.fromhex(read_manifest(content).keys)
        if not sealed_by:
            return Backup(content, None)
        store.vault.verify(sealed_by)
        missing = count_missing_keys(store)
        if missing:
            return Backup(content, None, missing)
        return Backup(content, save_keys(store.vault.url, sealed_by, keys_folder or folder, clock.now))
    finally:
        store.close()


def _refuse_folder_of_another(store: SqlStore, folder: Path) -> None:
    """Make sure that no copy is removed of keys that are not ours. Raises BadCopy, KeysUnusable."""
    for path in copies_in(folder):
        if not store.vault.fits(bytes.fromhex(read_manifest(path).keys)):
            raise BadCopy(f"{path}: holds the keys of another database, or yours are not there: name a folder of its own")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be restored: from which folder, which copy of it (None: the newest that can be read), where the keys lie
    (None: in the same folder), over a database that holds something, and how many numbers may be lost (None: by its age).
    """

    folder: Path
    copy: str | None = None
    keys_folder: Path | None = None
    force: bool = False
    lost: int | None = None


def restore(settings: Settings, wanted: Wanted) -> Restored:
    """Put copies back, all checked before anything is changed. Keys that are there and fit stay: they are the newest.

    Raises BadCopy, BadSettings, StoreTrouble, KeysUnusable.
    """
    now = SystemClock().now()
    copies = _content_copies(wanted)
    store = bare_store(settings)
    try:
        refuse_while_at_work(store.url)
        if not is_free(store.url) and not wanted.force:
            raise BadSettings(f"DATABASE_URL: {USED}")
        keys = _keys_for(store, copies, wanted)
        content = _newest_readable(copies, keys)
        for copy, url in ((content, store.url), *(((keys, store.vault.url),) if keys else ())):
            refuse_unfit(copy, url)
            check_files(copy.folder, copy.manifest)
    finally:
        store.close()
    if keys is not None:
        place_keys(store.vault.url, keys, now)
    done = _place(settings, wanted, content, now, with_keys=keys is not None)
    return done if content is copies[0] else replace(done, passed_over=copies[0].folder)


def _place(settings: Settings, wanted: Wanted, content: Copy, now: datetime, *, with_keys: bool) -> Restored:
    lost = wanted.lost if wanted.lost is not None else numbers_lost(now - content.manifest.taken_at)
    store = bare_store(settings)
    try:
        placed = place_content(store, content, lost, now)
        with store.connection() as connection:
            prefix = newest_prefix(connection)
    finally:
        store.close()
    return Restored(
        content.manifest.taken_at,
        content.folder,
        with_keys,
        reference_of(prefix, placed.next_ticket).lstrip("-"),
        placed.aside,
        settings.after.folder,
    )


def _content_copies(wanted: Wanted) -> list[Copy]:
    """The copies that may be meant, the newest first. Raises BadCopy."""
    if (wanted.folder / FILE).is_file():  # the folder of one copy itself
        return [_copy(wanted.folder, CONTENT)]
    folder = wanted.folder / CONTENT
    if wanted.copy is not None:
        return [_copy(folder / wanted.copy, CONTENT)]
    found = copies_in(folder)
    if not found:
        raise BadCopy(f"{folder}: there is no whole copy here: name the folder that `mailbot db backup` was given")
    return [_copy(path, CONTENT) for path in found]


def _keys_for(store: SqlStore, copies: Sequence[Copy], wanted: Wanted) -> Copy | None:
    """The copy of the keys that must be restored too; None where those that are there fit. Raises BadCopy, KeysUnusable."""
    known_by = bytes.fromhex(copies[0].manifest.keys)
    if not known_by or store.vault.fits(known_by):
        return None
    root = wanted.folder.parent.parent if (wanted.folder / FILE).is_file() else wanted.folder
    found = copies_in((wanted.keys_folder or root) / KEYS)
    fitting = [copy for copy in (_copy(path, KEYS) for path in found) if copy.manifest.keys == copies[0].manifest.keys]
    if not fitting:
        raise BadCopy(f"{copies[0].folder}: {WITHOUT_KEYS}")
    return fitting[0]


def _newest_readable(copies: Sequence[Copy], keys: Copy | None) -> Copy:
    """The newest content; where keys are restored the newest that is not newer than they are. Raises BadCopy."""
    readable = [copy for copy in copies if keys is None or copy.manifest.taken_at <= keys.manifest.taken_at]
    if not readable:
        raise BadCopy(
            f"{copies[0].folder}: is newer than the copy of the keys, which would not open all of it: take an older one"
        )
    return readable[0]


def _copy(folder: Path, part: str) -> Copy:
    manifest = read_manifest(folder)
    if manifest.part != part:
        raise BadCopy(f"{folder}: is a copy of the {manifest.part}, not of the {part}")
    return Copy(folder, manifest)
