"""The rules that are and were in force: published, looked back at, rolled back."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mailbot.adapters.clock import SystemClock
from mailbot.core.rulebook import RulebookBroken, compile_once
from mailbot.pipeline.publish import Published, Signed, find_revision, publish, roll_back
from mailbot.ports import Store
from mailbot.settings import BadSettings, Settings
from mailbot.wiring.drafts import address_problems
from mailbot.wiring.operator import operator
from mailbot.wiring.places import draft_files
from mailbot.wiring.stores import open_store


def publish_draft(settings: Settings, store: Store, *, always: bool) -> bool:
    """Put the rules folder in force where nothing is yet, or `always`; whether it was.

    Raises RuleFilesUnreadable, RulebookBroken, BadSettings.
    """
    with store.transaction() as tx:
        active = tx.revisions.active_sha()
    if active is not None and not always:
        return False
    return _publish_right(settings, store, draft_files(settings), "").changed


def _publish_right(settings: Settings, store: Store, files: Mapping[str, str], note: str) -> Published:
    """Put files in force that are right in themselves and for this desk's addresses. Raises RulebookBroken, BadSettings."""
    problems = address_problems(compile_once(files), settings)
    if problems:
        raise BadSettings("\n".join(problems))
    return publish(store, SystemClock(), files, Signed(operator(), note))


def publish_rules(settings: Settings, note: str) -> tuple[list[str], Published | None]:
    """Put the rules folder in force: the lines that say what is wrong with it, or what was published.

    Raises RuleFilesUnreadable, StoreTrouble.
    """
    files = draft_files(settings)
    with open_store(settings) as store:
        try:
            return [], _publish_right(settings, store, files, note)
        except (RulebookBroken, BadSettings) as wrong:
            return str(wrong).splitlines(), None


def roll_back_rules(settings: Settings, wanted: str, note: str) -> Published:
    """Put a rulebook of before in force again. Raises NoSuchRevision, RulebookBroken, StoreTrouble."""
    with open_store(settings) as store:
        return roll_back(store, SystemClock(), wanted, Signed(operator(), note))


def rule_history(settings: Settings) -> list[dict[str, Any]]:
    """Every rulebook that was put in force, the newest first; that one is in force."""
    with open_store(settings) as store, store.transaction() as tx:
        found = tx.revisions.history()
    return [
        {
            "id": one.id,
            "sha": one.sha,
            "published_at": one.published_at,
            "published_by": one.published_by,
            "note": one.note,
            "in_force": one is found[0],
        }
        for one in found
    ]


def write_revision(settings: Settings, wanted: str, folder: Path) -> list[Path]:
    """Write the files of a revision into a new or empty folder; the paths. Raises NoSuchRevision, BadSettings, StoreTrouble."""
    with open_store(settings) as store, store.transaction() as tx:
        found = find_revision(tx.revisions.history(), wanted)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise BadSettings(f"{folder}: is not empty; name a new folder")
        paths = [folder / Path(name).name for name in found.files]
        for path, text in zip(paths, found.files.values(), strict=True):
            path.write_text(text, encoding="utf-8", newline="")
    except OSError as wrong:
        raise BadSettings(f"{folder}: {wrong.strerror or wrong}") from wrong
    return paths
