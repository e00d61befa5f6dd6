"""The condition on named word lists."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType
from typing import ClassVar

from mailbot.core.rulebook.condition import TEXTS, Form, Shown
from mailbot.core.rulebook.draft import Draft
from mailbot.core.rulebook.facts import Clue, Facts, Key, list_key
from mailbot.core.rulebook.lexicon import Section
from mailbot.core.rulebook.nodes import Node, Pairs, Text

MOST_WEIGHT = 100


@dataclass(frozen=True, slots=True)
class Listed:
    """A word of one of these named lists stands there: in the subject, the new text or a passed-on mail.

    A list counts once, however many of its words are found. Names alone count 1 each; a mapping says what each list counts, and
    a number below 0 is evidence against: `listed: {loss of limb: 3, gold mining: -2}`. One list that speaks for the rule is
    needed. The lists stand in files of their own, under `lists`.
    """

    weights: tuple[tuple[str, float], ...]
    scope: Section
    by_name: Mapping[str, float] = field(compare=False)

    key: ClassVar[str] = "listed"
    form: ClassVar[Form] = {"anyOf": [*TEXTS["anyOf"], {"type": "object", "additionalProperties": {"type": "number"}}]}  # type: ignore[misc]
    examples: ClassVar[tuple[Shown, ...]] = ()

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> "Listed | None":
        """Names of lists, or a mapping from names to weights."""
        weights: dict[str, float] = {}
        named = node.pairs if isinstance(node, Pairs) else [(text, None) for text in draft.texts(node, "listed")]
        for name, value in named:
            words = draft.lists.get(name.value)
            if words is None:
                _unknown(name, draft)
                continue
            draft.use(words)
            weights[name.value] = 1.0 if value is None else _weight(value, draft)
        if not named:
            draft.wrong(node, "'listed' names no list", "listed: [name of a list], or {name: weight}")
        if not weights:
            return None
        return cls(tuple(weights.items()), draft.scope, MappingProxyType(weights))

    def keys(self) -> frozenset[Key]:
        """The lists that speak for the rule."""
        return frozenset(list_key(name) for name, weight in self.weights if weight > 0)

    def find(self, facts: Facts) -> list[Clue] | None:
        """One clue a list."""
        weights = self.by_name
        clues = [
            Clue(("list", name), best.points * weight, best.hit, name)
            for name, best in facts.lists(self.scope).items()
            if (weight := weights.get(name)) is not None
        ]
        return clues if any(clue.points > 0 for clue in clues) else None


def _unknown(name: Text, draft: Draft) -> None:
    close = get_close_matches(name.value, draft.lists, n=1)
    draft.wrong(
        name,
        f"there is no list '{name.value[:60]}'",
        f"did you mean '{close[0]}'?" if close else "write it under 'lists' in a file of word lists",
    )


def _weight(node: Node, draft: Draft) -> float:
    value = draft.text(node, "a weight") or ""
    try:
        weight = float(value)
    except ValueError:
        weight = 0.0
    if not 0 < abs(weight) <= MOST_WEIGHT:
        draft.wrong(node, f"'{value[:20]}' is no weight of a list", f"a number from -{MOST_WEIGHT} to {MOST_WEIGHT}, not 0")
        return 1.0
    return weight
