"""The rulebook in force, compiled once a revision."""

import gc
import threading
from collections.abc import Mapping

from mailbot.core.rulebook import Rulebook, RulebookBroken, compile_rulebook
from mailbot.ports import Clock, Store, Transaction


class NoRulebook(Exception):
    """Nothing was ever published."""


class RulebookInForce:
    """Follows what is published: a new revision takes effect at the next look. For any number of threads."""

    def __init__(self) -> None:
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
                self._rulebook = compile_rulebook(revision.files)
            except RulebookBroken:
                if self._rulebook is None:
                    raise
            self._sha = revision.sha
            # A rulebook is a hundred thousand objects that stay: the collector need not walk them again with every full round.
            gc.collect()
            gc.freeze()
            return self._rulebook


def publish(store: Store, clock: Clock, files: Mapping[str, str], by: str) -> Rulebook:
    """Check a draft and put it in force; the same draft again changes nothing.

    Raises RulebookBroken, and then nothing changed.
    """
    rulebook = compile_rulebook(files)
    with store.transaction() as tx:
        if tx.revisions.active_sha() != rulebook.sha:
            tx.revisions.publish(rulebook.sha, files, by, clock.now())
    return rulebook
