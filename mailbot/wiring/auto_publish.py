"""Puts the rules folder in force by itself, at each start and at each change, where it is right (MAILBOT_AUTO_PUBLISH)."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from mailbot.adapters.rule_files import RuleFilesUnreadable
from mailbot.core.rulebook import RulebookBroken
from mailbot.ports import Store, StoreTrouble
from mailbot.settings import BadSettings, Settings
from mailbot.wiring.places import find_places
from mailbot.wiring.revisions import publish_draft

EVERY = 2.0
"""Seconds between looks. A change is taken once two looks show the same: an editor or a copy may be at work in between."""

NOT_RIGHT = (RulebookBroken, RuleFilesUnreadable, BadSettings)

Stamp = tuple[tuple[str, int, int], ...]


class Told(Protocol):
    """Who hears of a draft that is not published."""

    def trouble(self, where: str, problem: str, seconds: float) -> None:
        """Something cannot be done now."""


def publish_at_start(settings: Settings, store: Store, say: Told) -> None:
    """Put the rules in force at the very first start, and later on only where the operator asked for it and they are right.

    Raises RuleFilesUnreadable, RulebookBroken, BadSettings where nothing is in force yet, StoreTrouble.
    """
    try:
        publish_draft(settings, store, always=settings.auto_publish)
    except NOT_RIGHT as wrong:
        with store.transaction() as tx:
            if tx.revisions.active_sha() is None:
                raise
        say.trouble("rules", f"the draft is not published: {wrong}", 0)


@contextmanager
def publishing(settings: Settings, store: Store, say: Told) -> Iterator[None]:
    """As `publish_at_start`; and within this block each change of the folder, where the operator asked for it and it is right."""
    folder = find_places(settings).rules
    before = stamp_of(folder)
    publish_at_start(settings, store, say)
    if not settings.auto_publish:
        yield
        return
    stop = threading.Event()
    watcher = threading.Thread(target=_watch, args=(settings, store, say, folder, stop, before), name="rules", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        stop.set()
        watcher.join(EVERY)


def _watch(settings: Settings, store: Store, say: Told, folder: Path, stop: threading.Event, published: Stamp) -> None:  # noqa: PLR0913, PLR0917 - a thread's own
    before = published
    while not stop.wait(EVERY):
        now = stamp_of(folder)
        if now == before != published:
            if not _publish_change(settings, store, say):
                continue  # the database could not be used: the next look tries again
            published = now
        before = now


def _publish_change(settings: Settings, store: Store, say: Told) -> bool:
    """Publish what is in the folder; whether that was tried, and need not be tried again before it changes."""
    try:
        publish_draft(settings, store, always=True)
    except StoreTrouble as wrong:
        say.trouble("rules", str(wrong), EVERY)
        return False
    except NOT_RIGHT as wrong:
        say.trouble("rules", f"the draft is not published: {wrong}", 0)
    return True


def stamp_of(folder: Path) -> Stamp:
    """What tells that a rule file changed: names, times and sizes. Empty where the folder cannot be read just now."""
    try:
        return tuple(
            sorted(
                (path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in folder.iterdir() if path.suffix == ".yaml"
            )
        )
    except OSError:
        return ()
