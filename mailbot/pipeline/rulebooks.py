"""The rulebook in force, compiled once a revision."""

import gc
import threading
from collections.abc import Callable

from mailbot.core.rulebook import Rulebook, RulebookBroken, compile_once
from mailbot.ports import Transaction


def complain_to_nobody(problem: str) -> None:
    """Stay silent."""


class NoRulebook(Exception):
    """Nothing was ever published."""


class RulebookInForce:
    """Follows what is published: a new revision takes effect at the next look. For any number of threads.

    `complain` hears, once a revision, of one that this version cannot read.
    """

    def __init__(self, complain: Callable[[str], None] = complain_to_nobody) -> None:
        self._complain = complain
        self._lock = threading.Lock()
        self._sha = ""
        self._rulebook: Rulebook | None = None

    def look(self, tx: Transaction) -> Rulebook:
        """The rulebook of the newest revision; one that this version cannot read leaves the last good one in force.

        Raises NoRulebook, and RulebookBroken where there is no last good one.
        """
        with self._lock:
            if self._rulebook is not None and tx.revisions.active_sha() == self._sha:
                return self._rulebook
            revision = tx.revisions.active_revision()
            if revision is None:
                raise NoRulebook("no rulebook is published: run `mailbot rules publish`")
            try:
                self._rulebook = compile_once(revision.files)
            except RulebookBroken as broken:
                if self._rulebook is None:
                    raise
                self._complain(
                    f"revision {revision.id} ({revision.sha[:12]}) cannot be used by this version of mailbot, and the one before "
                    f"it stays in force here: {'; '.join(str(broken).splitlines()[:3])}"
                )
            self._sha = revision.sha
            settle_memory()
            return self._rulebook


def settle_memory() -> None:
    """After compiling: a rulebook is a hundred thousand objects that stay; no full round of the collector need walk them."""
    gc.collect()
    gc.freeze()
