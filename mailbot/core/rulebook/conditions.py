r"""The conditions that a rule can set. To add one: write its dataclass and name it in CONDITIONS at the foot.
What is said of it elsewhere (docs/conditions.md, the schema for editors, messages, a test) derives from it.

A condition is a frozen dataclass. `key` is its word in the files, its docstring and `examples` are its page of the manual and its
test. `parse` reads it (noting what is wrong, then answering None), `keys` says which facts must be present for it to hold (None:
it may hold of any mail), so that a rule is looked at only where it can match, and `find` answers with the clues, or None.
"""

from dataclasses import dataclass
from typing import ClassVar

from mailbot.core.rulebook.condition import INNERS, Condition, ConditionKind, Documented, Form, Shown
from mailbot.core.rulebook.draft import Draft, as_items
from mailbot.core.rulebook.facts import IN_TEXT, Clue, Facts, Key
from mailbot.core.rulebook.listed_condition import Listed
from mailbot.core.rulebook.mail_conditions import (
    Authenticated,
    Cc,
    Domain,
    From,
    Known,
    KnownSender,
    Language,
    Mailbox,
    MailingList,
    To,
)
from mailbot.core.rulebook.nodes import Items, Node, Pairs, Text
from mailbot.core.rulebook.part_conditions import PARTS, PartOfMail
from mailbot.core.rulebook.samples import Sample
from mailbot.core.rulebook.shape_conditions import Attached, Header, Size
from mailbot.core.rulebook.text_conditions import Regex, Words
from mailbot.core.rulebook.time_conditions import Clock

MOST_WEIGHT = 100


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these conditions holds; what all of them found counts."""

    parts: tuple[Condition, ...]

    key: ClassVar[str] = "any"
    form: ClassVar[Form] = INNERS
    examples: ClassVar[tuple[Shown, ...]] = (
        Shown("any: [{words: [mine]}, {subject: [danger]}]", Sample(subject="Danger"), Sample("danger")),
    )

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> "AnyOf | None":
        """A list of conditions."""
        parts = _parts(cls.key, node, draft)
        return cls(parts) if parts else None

    def keys(self) -> frozenset[Key] | None:
        """The facts of all parts, where each part names some."""
        keys: set[Key] = set()
        for part in self.parts:
            more = part.keys()
            if more is None:
                return None
            keys |= more
        return frozenset(keys)

    def find(self, facts: Facts) -> list[Clue] | None:
        """The clues of every part that holds."""
        found = [clues for part in self.parts if (clues := part.find(facts)) is not None]
        return [clue for clues in found for clue in clues] if found else None


@dataclass(frozen=True, slots=True)
class AllOf:
    """Each of these conditions holds. Several keys in one mapping mean the same."""

    parts: tuple[Condition, ...]

    key: ClassVar[str] = "all"
    form: ClassVar[Form] = INNERS
    examples: ClassVar[tuple[Shown, ...]] = (
        Shown("all: [{words: [mine]}, {language: [en]}]", Sample("a mine", language="en"), Sample("une mine", language="fr")),
    )

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> "AllOf | None":
        """A list of conditions."""
        parts = _parts(cls.key, node, draft)
        return cls(parts) if parts else None

    def keys(self) -> frozenset[Key] | None:
        """The facts of the most selective part that names some: words before anything else, fewer before more."""
        named = [keys for part in self.parts if (keys := part.keys()) is not None]
        return min(named, key=lambda keys: (any(isinstance(key, str) for key in keys), len(keys)), default=None)

    def find(self, facts: Facts) -> list[Clue] | None:
        """The clues of all parts together."""
        clues: list[Clue] = []
        for part in self.parts:
            more = part.find(facts)
            if more is None:
                return None
            clues += more
        return clues


@dataclass(frozen=True, slots=True)
class NoneOf:
    """None of these conditions holds."""

    parts: tuple[Condition, ...]

    key: ClassVar[str] = "not"
    form: ClassVar[Form] = INNERS
    examples: ClassVar[tuple[Shown, ...]] = (Shown("not: {words: [gold mine]}", Sample("a mine"), Sample("the gold mine")),)

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> "NoneOf | None":
        """One condition or a list of conditions."""
        parts = _parts(cls.key, node, draft)
        return cls(parts) if parts else None

    def keys(self) -> None:
        """It may hold of any mail."""
        return

    def find(self, facts: Facts) -> list[Clue] | None:
        """No clue, but it holds."""
        return None if any(part.find(facts) is not None for part in self.parts) else []


@dataclass(frozen=True, slots=True)
class Always:
    """It holds of every mail and counts 1.

    For the last rule of a table with the policy `first`; and with a `weight`, under `best`, for the evidence that the other rules
    must beat.
    """

    key: ClassVar[str] = "always"
    form: ClassVar[Form] = {"const": True}
    examples: ClassVar[tuple[Shown, ...]] = ()

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> "Always | None":
        """The word `true`."""
        if draft.text(node, "always") == "true":
            return cls()
        draft.wrong(node, "always can only be true", "always: true")
        return None

    def keys(self) -> None:
        """It holds of any mail."""
        return

    def find(self, facts: Facts) -> list[Clue]:  # noqa: ARG002 - as every condition
        """One clue."""
        return [Clue(("always",), IN_TEXT, text="always")]


class Mentions:
    """A rule of an earlier table for one of these values matched, though another may have won.

    So a mail about Sudan that names a town of Chad too mentions `{country: TD}`, and one about land rights after clearance
    mentions `{area: mine_action}`.
    """

    key: ClassVar[str] = "mentions"
    form: ClassVar[Form] = {"type": "object", "minProperties": 1}
    examples: ClassVar[tuple[Shown, ...]] = ()

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> Condition | None:
        """A mapping of fields that earlier tables decide."""
        parts = []
        for key, value in draft.pairs(node, "mentions", sorted(draft.decided)):
            decided = _decided(key, value, draft)
            if decided is not None:
                parts.append(Known(frozenset(f"mentions:{wanted}" for wanted in decided.wanted), IN_TEXT))
        if isinstance(node, Pairs) and not node.pairs:
            draft.wrong(node, "'mentions' asks for nothing", "mentions: {country: [TD]}")
        return None if not parts else parts[0] if len(parts) == 1 else AllOf(tuple(parts))


@dataclass(frozen=True, slots=True)
class Weighed:
    """What `part` finds, each clue counting `weight` times as much."""

    part: Condition
    weight: float

    def keys(self) -> frozenset[Key] | None:
        """Those of the part."""
        return self.part.keys()

    def find(self, facts: Facts) -> list[Clue] | None:
        """The clues of the part, weighed."""
        clues = self.part.find(facts)
        return None if clues is None else [Clue(mark, points * self.weight, hit, text) for mark, points, hit, text in clues]


def read_weight(node: Node, draft: Draft) -> float:
    """A weight: above 0, at most 100. 1 after noting what is wrong."""
    value = draft.text(node, "weight") or ""
    try:
        weight = float(value)
    except ValueError:
        weight = 0.0
    if not 0 < weight <= MOST_WEIGHT:
        draft.wrong(
            node, f"'{value[:20]}' is no weight", f"a number above 0, at most {MOST_WEIGHT}, such as 1.5; 1 where nothing is said"
        )
        return 1.0
    return weight


def _parts(key: str, node: Node, draft: Draft) -> tuple[Condition, ...]:
    if isinstance(node, Items) and not node.items:
        draft.wrong(node, f"'{key}' lists no condition", f"{key}: [{{words: [one]}}, {{words: [two]}}]")
    return tuple(part for item in as_items(node) if (part := parse_condition(item, draft)) is not None)


def _decided(key: Text, node: Node, draft: Draft) -> Known | None:
    for text in draft.texts(node, key.value):
        draft.field_value(key.value, text)
    wanted: frozenset[Key] = frozenset(f"{key.value}={text.value}" for text in draft.texts(node, key.value))
    return Known(wanted, IN_TEXT) if wanted else None


def _inside(kind: PartOfMail, node: Node, draft: Draft) -> Condition | None:
    """Words (a text or a list) or a nested condition, looked for in one part of the mail alone."""
    inner = draft.within(kind.section)
    return parse_condition(node, inner) if isinstance(node, Pairs) else Words.parse(node, inner)


def parse_condition(node: Node, draft: Draft) -> Condition | None:
    """Read one mapping of conditions; several keys mean all of them. None after noting what is wrong.

    `weight` among the keys says how much the clues of this mapping count.
    """
    if not isinstance(node, Pairs) or not node.pairs:
        draft.wrong(node, "a condition is expected here", "words: [one, two] or another condition")
        return None
    found = [_one(key, value, draft) for key, value in node.pairs if key.value != "weight"]
    parts = [part for part in found if part is not None]
    weight = node.get("weight")
    factor = 1.0 if weight is None else read_weight(weight, draft)
    if not found:
        draft.wrong(node, "a weight alone is no condition", "{words: [one, two], weight: 3}")
    if not parts:
        return None
    whole = parts[0] if len(parts) == 1 else AllOf(tuple(parts))
    return whole if factor == 1 else Weighed(whole, factor)


def _one(key: Text, value: Node, draft: Draft) -> Condition | None:
    part, kind = _PARTS.get(key.value), _KINDS.get(key.value)
    if part is not None:
        return _inside(part, value, draft)
    if kind is not None:
        return kind.parse(value, draft)
    if key.value in draft.decided:
        return _decided(key, value, draft)
    if key.value in draft.fields():
        draft.wrong(
            key,
            f"'{key.value}' is not decided yet here",
            "a table can ask only about fields of tables before it (desk.yaml, tables)",
        )
    else:
        draft.wrong(
            key,
            f"there is no condition '{key.value}'",
            f"conditions: {', '.join((*_KINDS, *_PARTS))}, or a field that an earlier table decides",
            (*_KINDS, *_PARTS, *draft.decided),
        )
    return None


CONDITIONS: tuple[ConditionKind, ...] = (
    Words,
    Listed,
    Regex,
    From,
    Domain,
    KnownSender,
    To,
    Cc,
    Mailbox,
    MailingList,
    Header,
    Attached,
    Size,
    Language,
    Authenticated,
    Clock,
    Mentions,
    AnyOf,
    AllOf,
    NoneOf,
    Always,
)
_KINDS = {kind.key: kind for kind in CONDITIONS}
_PARTS = {part.key: part for part in PARTS}
DOCUMENTED: tuple[Documented, ...] = (*PARTS, *CONDITIONS)
"""Everything that may be a key of a condition, with its words for the manual and for editors."""
