"""Databases that are copied and put back, as their operators do it."""

from datetime import timedelta
from pathlib import Path

from mailbot.adapters.backup.folder import CONTENT, KEYS, copies_in
from mailbot.adapters.backup.manifest import read_manifest
from mailbot.adapters.backup.restoring import Copy, Placed, place_content, place_keys
from mailbot.adapters.backup.saving import save_content, save_keys
from mailbot.adapters.store import SqlStore
from tests.fakes import START


def save(store: SqlStore, folder: Path, *, minutes: int = 0) -> Copy:
    """Content and keys, as they are now."""
    content = save_content(store.url, folder, lambda: START + timedelta(minutes=minutes))
    save_keys(store.vault.url, store.vault.fingerprint(), folder, lambda: START + timedelta(minutes=minutes, seconds=1))
    return Copy(content, read_manifest(content))


def put_back(store: SqlStore, folder: Path, *, lost: int = 10_000, with_keys: bool = False) -> Placed:
    """The newest copy, in the place of a database that nobody has open any more."""
    store.close()
    if with_keys:
        (keys,) = copies_in(folder / KEYS)
        place_keys(store.vault.url, Copy(keys, read_manifest(keys)), START)
    content = copies_in(folder / CONTENT)[0]
    fresh = SqlStore(store.url)
    try:
        return place_content(fresh, Copy(content, read_manifest(content)), lost, START)
    finally:
        fresh.close()
