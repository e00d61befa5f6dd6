"""The rules of a folder: checked, published, looked back at."""

import getpass
import os
from pathlib import Path
from typing import Any

from mailbot.adapters.clock import SystemClock
from mailbot.adapters.store.revisions import Revisions
from mailbot.core.deciding.context import Identity
from mailbot.core.message import Address
from mailbot.core.rulebook import Rulebook, check, compile_rulebook
from mailbot.pipeline.rulebooks import publish
from mailbot.ports import Store
from mailbot.settings import BadSettings, Settings
from mailbot.wiring.places import draft_files, find_places
from mailbot.wiring.stores import open_store


def draft_rulebook(settings: Settings) -> Rulebook:
    """The rulebook of the rules folder, published or not. Raises RuleFilesUnreadable, RulebookBroken."""
    return compile_rulebook(draft_files(settings))


def rule_problems(settings: Settings) -> tuple[Path, list[str]]:
    """The rules folder, and a line for everything that is wrong in it. Raises RuleFilesUnreadable."""
    files = draft_files(settings)
    problems = [str(problem) for problem in check(files)]
    if not problems:
        problems = address_problems(compile_rulebook(files), settings)
    return find_places(settings).rules, problems


def address_problems(rulebook: Rulebook, settings: Settings) -> list[str]:
    """A line for each coordinator whose address the desk itself reads: mail to him would come back to the desk."""
    identity = Identity(settings.addresses)
    return [
        f"desk.yaml: the coordinator {person.address} is an address of the desk (MAILBOT_ADDRESS): name a person's mailbox"
        for person in rulebook.desk.coordinators.values()
        if identity.is_ours(Address("", person.address))
    ]


def publish_draft(settings: Settings, store: Store, *, always: bool) -> bool:
    """Put the rules folder in force where nothing is yet, or `always`; whether it was.

    Raises RuleFilesUnreadable, RulebookBroken, BadSettings.
    """
    with store.transaction() as tx:
        active = tx.revisions.active_sha()
    if active is not None and not always:
        return False
    files = draft_files(settings)
    problems = address_problems(compile_rulebook(files), settings)
    if problems:
        raise BadSettings("\n".join(problems))
    return publish(store, SystemClock(), files, _user()).sha != active


def _user() -> str:
    """Who publishes; a container's user may have a number and no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


def publish_rules(settings: Settings) -> bool:
    """Put the rules folder in force; whether that changed anything. Raises RuleFilesUnreadable, RulebookBroken, StoreTrouble."""
    with open_store(settings) as store:
        return publish_draft(settings, store, always=True)


def rule_history(settings: Settings) -> list[dict[str, Any]]:
    """Every rulebook that was put in force, the newest first."""
    with open_store(settings) as store, store.connection() as connection:
        found = Revisions(connection).history()
    return [{"id": r.id, "sha": r.sha, "published_at": r.published_at, "published_by": r.published_by} for r in found]
