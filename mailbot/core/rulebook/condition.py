"""What a condition is: a class that reads itself, names the facts it needs, and answers with clues."""

from collections.abc import Mapping, Sequence
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


Form = Mapping[str, object]
"""The form of a condition's value as a JSON Schema, for editors."""

TEXT: Form = {"type": "string", "minLength": 1}
TEXTS: Form = {"anyOf": [TEXT, {"type": "array", "items": TEXT, "minItems": 1}]}
INNER: Form = {"$ref": "#/$defs/condition"}
INNERS: Form = {"anyOf": [INNER, {"type": "array", "items": INNER, "minItems": 1}]}
TEXTS_OR_INNER: Form = {"anyOf": [*TEXTS["anyOf"], INNER]}  # type: ignore[misc]


def options(**forms: Form) -> Form:
    """The form of a mapping with these keys."""
    return {"type": "object", "properties": forms, "additionalProperties": False, "minProperties": 1}


class Condition(Protocol):
    """What every condition can do."""

    def keys(self) -> frozenset[Key] | None:
        """Facts of which at least one must be present for this to hold; None where that cannot be said."""

    def find(self, facts: Facts) -> Sequence[Clue] | None:
        """The clues where it holds (perhaps none), else None. Never raises."""


class Documented(Protocol):
    """A key of a condition: its word in the files, the form of its value, examples; its docstring is its page of the manual."""

    key: str
    form: Form
    examples: tuple[Shown, ...]
    __doc__: str | None


class ConditionKind(Documented, Protocol):
    """The class of a condition as CONDITIONS lists it."""

    def parse(self, node: Node, draft: Draft) -> Condition | None:
        """Read the value of `key`; None after noting what is wrong with it."""
