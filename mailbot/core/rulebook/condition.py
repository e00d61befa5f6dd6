"""What a condition is: a class that reads itself, names the facts it needs, and answers with clues."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from mailbot.core.rulebook.draft import Draft
from mailbot.core.rulebook.facts import Clue, Facts, Key
from mailbot.core.rulebook.nodes import Node
from mailbot.core.rulebook.samples import Sample


@dataclass(frozen=True, slots=True)
class Shown:
    """An example of a condition: how it is written, a mail where it holds, a mail where it does not."""

    written: str
    holds: Sample
    fails: Sample


class Condition(Protocol):
    """What every condition can do."""

    def keys(self) -> frozenset[Key] | None:
        """Facts of which at least one must be present for this to hold; None where that cannot be said."""

    def find(self, facts: Facts) -> Sequence[Clue] | None:
        """The clues where it holds (perhaps none), else None. Never raises."""


class ConditionKind(Protocol):
    """The class of a condition as CONDITIONS lists it."""

    key: str
    examples: tuple[Shown, ...]
    __doc__: str | None

    def parse(self, node: Node, draft: Draft) -> Condition | None:
        """Read the value of `key`; None after noting what is wrong with it."""
