"""The rulebook in force, compiled once a revision."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mailbot.core.rulebook import Rulebook, RulebookBroken, compile_rulebook
from mailbot.ports import Clock, Store, Transaction


class NoRulebook(Exception):
    """Nothing was ever published."""


@dataclass(slots=True)
class RulebookInForce:
    """Follows what is published: a new revision takes effect at the next look."""

    _sha: str = ""
    _rulebook: Rulebook | None = field(default=None)

    def look(self, tx: Transaction) -> Rulebook:
        """The rulebook of the newest revision; one that this version cannot read leaves the last good one in force.

        Raises NoRulebook, and RulebookBroken where there is no last good one.
        """
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
