r"""The conditions that a rule can set. To add one: write its dataclass and name it in CONDITIONS at the foot.

A condition is a frozen dataclass. `key` is its word in the files, its docstring and `examples` are its page of the manual and its
test. `parse` reads it (noting what is wrong, then answering None), `keys` says which facts must be present for it to hold (None:
it may hold of any mail), so that a rule is looked at only where it can match, and `find` answers with the clues, or None.
"""

from dataclasses import dataclass
from typing import ClassVar

from mailbot.core.rulebook.condition import Condition, ConditionKind, Shown
from mailbot.core.rulebook.draft import Draft, as_items
from mailbot.core.rulebook.facts import IN_TEXT, Clue, Facts, Key
from mailbot.core.rulebook.lexicon import Section
from mailbot.core.rulebook.mail_conditions import Attached, Domain, From, Header, Known, Language, Mailbox, To
from mailbot.core.rulebook.nodes import Items, Node, Pairs, Text
from mailbot.core.rulebook.samples import Sample
from mailbot.core.rulebook.text_conditions import Regex, Words


def _inside(section: Section, node: Node, draft: Draft) -> Condition | None:
    """Words (a text or a list) or a nested condition, looked for in `section` alone."""
    inner = draft.within(section)
    return parse_condition(node, inner) if isinstance(node, Pairs) else Words.parse(node, inner)


class Subject:
    """Words, an expression or a nested condition, looked for in the subject alone."""

    key: ClassVar[str] = "subject"
    examples: ClassVar[tuple[Shown, ...]] = (
        Shown("subject: [urgent]", Sample(subject="URGENT: convoy"), Sample("urgent")),
        Shown(r"subject: {regex: '^re\b'}", Sample(subject="Re: hello"), Sample(subject="Reply")),
    )

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> Condition | None:
        """Like `words`, or a nested condition."""
        return _inside(Section.SUBJECT, node, draft)


class Reply:
    """The same in the new text alone: no subject, quoted history, signature or footer."""

    key: ClassVar[str] = "reply"
    examples: ClassVar[tuple[Shown, ...]] = (Shown("reply: [thank you]", Sample("Thank you!"), Sample(subject="Thank you")),)

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> Condition | None:
        """Like `words`, or a nested condition."""
        return _inside(Section.REPLY, node, draft)


class Body:
    """The same in the whole text, with quoted history, signature and passed-on mail."""

    key: ClassVar[str] = "body"
    examples: ClassVar[tuple[Shown, ...]] = (Shown("body: [prothèse]", Sample("oui", quoted="> une prothèse"), Sample("non")),)

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> Condition | None:
        """Like `words`, or a nested condition."""
        return _inside(Section.BODY, node, draft)


class Quoted:
    """The same in the quoted history alone."""

    key: ClassVar[str] = "quoted"
    examples: ClassVar[tuple[Shown, ...]] = (Shown("quoted: [mine]", Sample("ok", quoted="> a mine"), Sample("a mine")),)

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> Condition | None:
        """Like `words`, or a nested condition."""
        return _inside(Section.QUOTED, node, draft)


class Signature:
    """The same in the signature alone: who writes, not what about."""

    key: ClassVar[str] = "signature"
    examples: ClassVar[tuple[Shown, ...]] = (
        Shown(
            "signature: [cluster coordinator]",
            Sample("Hi", signature="Protection Cluster Coordinator"),
            Sample("the cluster coordinator"),
        ),
    )

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> Condition | None:
        """Like `words`, or a nested condition."""
        return _inside(Section.SIGNATURE, node, draft)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these conditions holds; what all of them found counts."""

    parts: tuple[Condition, ...]

    key: ClassVar[str] = "any"
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


class Always:
    """It holds of every mail (`always: true`), for the last rule of a table with the policy `first`."""

    key: ClassVar[str] = "always"
    examples: ClassVar[tuple[Shown, ...]] = ()

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> AllOf | None:
        """The word `true`."""
        if draft.text(node, "always") == "true":
            return AllOf(())
        draft.wrong(node, "always can only be true", "always: true")
        return None


def _parts(key: str, node: Node, draft: Draft) -> tuple[Condition, ...]:
    if isinstance(node, Items) and not node.items:
        draft.wrong(node, f"'{key}' lists no condition", f"{key}: [{{words: [one]}}, {{words: [two]}}]")
    return tuple(part for item in as_items(node) if (part := parse_condition(item, draft)) is not None)


def _decided(key: Text, node: Node, draft: Draft) -> Known | None:
    for text in draft.texts(node, key.value):
        draft.field_value(key.value, text)
    wanted: frozenset[Key] = frozenset(f"{key.value}={text.value}" for text in draft.texts(node, key.value))
    return Known(wanted, IN_TEXT) if wanted else None


def parse_condition(node: Node, draft: Draft) -> Condition | None:
    """Read one mapping of conditions; several keys mean all of them. None after noting what is wrong."""
    if not isinstance(node, Pairs) or not node.pairs:
        draft.wrong(node, "a condition is expected here", "words: [one, two] or another condition")
        return None
    parts: list[Condition] = []
    for key, value in node.pairs:
        kind = _KINDS.get(key.value)
        part: Condition | None = None
        if kind is not None:
            part = kind.parse(value, draft)
        elif key.value in draft.decided:
            part = _decided(key, value, draft)
        elif key.value in draft.fields():
            draft.wrong(
                key,
                f"'{key.value}' is not decided yet here",
                "a table can ask only about fields of tables before it (desk.yaml, tables)",
            )
        else:
            draft.wrong(
                key,
                f"there is no condition '{key.value}'",
                f"conditions: {', '.join(_KINDS)}, or a field that an earlier table decides",
                (*_KINDS, *draft.decided),
            )
        if part is not None:
            parts.append(part)
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


CONDITIONS: tuple[ConditionKind, ...] = (
    Words,
    Regex,
    Subject,
    Reply,
    Body,
    Quoted,
    Signature,
    From,
    Domain,
    To,
    Mailbox,
    Language,
    Header,
    Attached,
    AnyOf,
    AllOf,
    NoneOf,
    Always,
)
_KINDS = {kind.key: kind for kind in CONDITIONS}
