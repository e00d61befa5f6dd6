r"""The conditions that a rule can set. To add one: write its dataclass here and name it in CONDITIONS at the foot.

A condition is a frozen dataclass. `key` is its word in the files, its docstring and `examples` are its page of the manual and its
test. `parse` reads it (noting what is wrong, then answering None), `keys` says which facts must be present for it to hold (None:
it may hold of any mail), so that a rule is looked at only where it can match, and `find` answers with the clues, or None.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from mailbot.core.rulebook.draft import Draft, as_items
from mailbot.core.rulebook.facts import IN_SUBJECT, IN_TEXT, Clue, Facts, Key
from mailbot.core.rulebook.lexicon import Section
from mailbot.core.rulebook.nodes import Items, Node, Pairs, Text
from mailbot.core.rulebook.patterns import Pattern, PatternRefused, PatternText, compile_pattern
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


@dataclass(frozen=True, slots=True)
class Words:
    """Any of these words or phrases stands in the subject, the new text or a passed-on mail.

    Whole words, whatever the case, accents or Arabic prefixes; `*` at the end of a word stands for any ending. A list, or one
    text with commas or line ends between. A longer phrase of the same table swallows a shorter one inside it: where a table knows
    "South Sudan", that is no "Sudan".
    """

    numbers: frozenset[int]
    scope: Section

    key: ClassVar[str] = "words"
    examples: ClassVar[tuple[Shown, ...]] = (
        Shown("words: [landmine, hidden min*]", Sample("Two hidden mines were seen"), Sample("Two landmines, one minefield")),
        Shown("words: [انفجار لغم]", Sample("وانفجار لغم قرب المدرسة"), Sample("انفجار الغاز")),
        Shown("words: prothèse, jambe artificielle", Sample("une PROTHESE pour lui"), Sample("synthèse", quoted="> prothèse")),
    )

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> "Words":
        """A list of words, or a text of words with commas."""
        return cls(draft.words(node), draft.scope)

    def keys(self) -> frozenset[Key]:
        """Its words."""
        return self.numbers

    def find(self, facts: Facts) -> list[Clue] | None:
        """One clue a distinct word; a word of the subject is worth more."""
        best: dict[int, Clue] = {}
        for number in self.numbers if len(self.numbers) < len(facts.found) else facts.found:
            if number in self.numbers:
                for hit in facts.found.get(number, ()):
                    points = IN_SUBJECT if hit.section is Section.SUBJECT else IN_TEXT
                    if hit.section & self.scope and (number not in best or best[number].points < points):
                        best[number] = Clue(number, points, hit)
        return sorted(best.values(), key=lambda clue: clue.hit.start if clue.hit else 0) or None


@dataclass(frozen=True, slots=True)
class Regex:
    r"""An expression of RE2 is found in the subject, the new text or a passed-on mail.

    Case is ignored; `\b \w \d \s` know every script. Words are quicker and safer; write an expression for numbers and codes.
    """

    pattern: Pattern
    scope: Section

    key: ClassVar[str] = "regex"
    examples: ClassVar[tuple[Shown, ...]] = (
        Shown(r"regex: '\bUXO\b'", Sample("an uxo near the well"), Sample("UXOs")),
        Shown(r"regex: '\bмин\w{0,3}\b'", Sample("Подрыв на минах"), Sample("администрация")),
    )

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> "Regex | None":
        """One expression."""
        pattern = _pattern(node, draft)
        return None if pattern is None else cls(pattern, draft.scope)

    def keys(self) -> None:
        """It may hold of any mail."""
        return

    def find(self, facts: Facts) -> list[Clue] | None:
        """The first place that matches."""
        found = self.pattern.find(facts.pattern_text(self.scope))
        points = IN_SUBJECT if self.scope is Section.SUBJECT else IN_TEXT
        return None if found is None else [Clue(("regex", self.pattern.source), points, text=found)]


def _pattern(node: Node, draft: Draft) -> Pattern | None:
    source = draft.text(node, "an expression")
    if source is None:
        return None
    try:
        return compile_pattern(source)
    except PatternRefused as refused:
        draft.wrong(
            node, f"the expression '{source[:60]}' cannot be used: {refused}", "see the syntax of RE2; put it in single quotes"
        )
        return None


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
class Known:
    """Base form of the conditions that compare a fact with a list: it holds where one of `wanted` is among the mail's keys."""

    wanted: frozenset[Key]
    points: int

    def keys(self) -> frozenset[Key]:
        """The facts themselves."""
        return self.wanted

    def find(self, facts: Facts) -> list[Clue] | None:
        """A clue for each fact that is there."""
        there = sorted(str(key) for key in self.wanted & facts.keys)
        return [Clue(key, self.points, text=key.partition(":")[2] or key) for key in there] if there else None


def _addresses(side: str, node: Node, draft: Draft) -> Known | None:
    wanted: set[Key] = set()
    for text in draft.texts(node, side):
        value = text.value.strip().casefold()
        local, at, domain = value.rpartition("@")
        if (
            not domain
            or " " in value
            or (at and not local and domain == "*")
            or ("*" in value and not (domain.endswith(".*") and not local))
        ):
            draft.wrong(text, f"'{text.value}' is no address", "name@example.org, @example.org (with its subdomains) or @gov.*")
        else:
            wanted.add(f"{side}:{value}" if at else f"{side}:@{value}")
    return Known(frozenset(wanted), IN_TEXT) if wanted else None


class From:
    """The sender's address is one of these; `@example.org` stands for a domain with its subdomains, `@gov.*` for any ending."""

    key: ClassVar[str] = "from"
    examples: ClassVar[tuple[Shown, ...]] = (
        Shown("from: [ana@example.org]", Sample(sender="Ana@Example.org"), Sample(sender="joana@example.org")),
        Shown("from: ['@gov.*']", Sample(sender="x@mines.gov.example"), Sample(sender="x@gov.example.org")),
    )

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> Known | None:
        """Addresses."""
        return _addresses("from", node, draft)


class Domain:
    """The sender's domain is one of these or below one of them."""

    key: ClassVar[str] = "domain"
    examples: ClassVar[tuple[Shown, ...]] = (
        Shown("domain: [unhcr.example.org]", Sample(sender="a@mali.unhcr.example.org"), Sample(sender="a@notunhcr.example.org")),
    )

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> Known | None:
        """Domains."""
        return _addresses("from", node, draft)


class To:
    """One of these addresses stands in To or Cc: a hint, people use the address they know."""

    key: ClassVar[str] = "to"
    examples: ClassVar[tuple[Shown, ...]] = (
        Shown("to: [gbv@gpc.example.org]", Sample(to=("gbv@gpc.example.org",)), Sample(to=("helpdesk@gpc.example.org",))),
    )

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> Known | None:
        """Addresses."""
        return _addresses("to", node, draft)


class Mailbox:
    """The mail came in by one of these mailboxes."""

    key: ClassVar[str] = "mailbox"
    examples: ClassVar[tuple[Shown, ...]] = (
        Shown("mailbox: [hlp@gpc.example.org]", Sample(mailbox="HLP@gpc.example.org"), Sample(mailbox="gbv@gpc.example.org")),
    )

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> Known | None:
        """Names of mailboxes."""
        return _facts_of("mailbox", node, draft)


class Language:
    """The mail is written in one of these languages (ISO 639-1)."""

    key: ClassVar[str] = "language"
    examples: ClassVar[tuple[Shown, ...]] = (Shown("language: [fr, ar]", Sample(language="fr"), Sample(language="en")),)

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> Known | None:
        """Language codes."""
        for text in draft.texts(node, "language"):
            if len(text.value) != 2 or not text.value.isascii() or not text.value.islower():
                draft.wrong(text, f"'{text.value}' is no language", "two small letters: en, fr, es, ar, pt, ru, uk")
        return _facts_of("language", node, draft, points=0)


def _facts_of(side: str, node: Node, draft: Draft, *, points: int = IN_TEXT) -> Known | None:
    wanted: frozenset[Key] = frozenset(f"{side}:{text.value.strip().casefold()}" for text in draft.texts(node, side))
    return Known(wanted, points) if wanted else None


@dataclass(frozen=True, slots=True)
class Header:
    """A field of the mail's head is there, and where `regex` is given, one of its values matches."""

    name: str
    pattern: Pattern | None

    key: ClassVar[str] = "header"
    examples: ClassVar[tuple[Shown, ...]] = (
        Shown("header: {name: X-Priority, regex: '^1'}", Sample(headers=(("x-priority", "1 (Highest)"),)), Sample()),
        Shown("header: {name: List-Id}", Sample(headers=(("list-id", "<a.example.org>"),)), Sample()),
    )

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> "Header | None":
        """A mapping with `name` and perhaps `regex`."""
        name, pattern, before = None, None, len(draft.problems)
        for key, value in draft.pairs(node, "header", ("name", "regex")):
            if key.value == "name":
                name = draft.text(value, "name")
            else:
                pattern = _pattern(value, draft)
        if name is None and len(draft.problems) == before:
            draft.wrong(node, "a header needs a name", "header: {name: X-Priority, regex: '^1'}")
        return cls(name.strip().rstrip(":").lower(), pattern) if name and len(draft.problems) == before else None

    def keys(self) -> None:
        """It may hold of any mail."""
        return

    def find(self, facts: Facts) -> list[Clue] | None:
        """The first value that matches."""
        for value in facts.message.header(self.name):
            found = value[:80] if self.pattern is None else self.pattern.find(PatternText(value[:4_000]))
            if found is not None:
                return [Clue(("header", self.name), IN_TEXT, text=f"{self.name}: {found}")]
        return None


@dataclass(frozen=True, slots=True)
class Attached:
    """A file whose name matches one of these expressions is attached."""

    patterns: tuple[Pattern, ...]

    key: ClassVar[str] = "attachment"
    examples: ClassVar[tuple[Shown, ...]] = (
        Shown(r"attachment: ['\.(kml|gpx)$']", Sample(attachments=("route.KML",)), Sample(attachments=("route.pdf",))),
    )

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> "Attached | None":
        """Expressions for the file name."""
        patterns = [_pattern(text, draft) for text in draft.texts(node, "attachment")]
        return cls(tuple(p for p in patterns if p is not None)) if patterns else None

    def keys(self) -> None:
        """It may hold of any mail."""
        return

    def find(self, facts: Facts) -> list[Clue] | None:
        """The first file that matches."""
        for file in facts.message.attachments[:100]:
            name = PatternText(file.filename)
            if any(pattern.find(name) is not None for pattern in self.patterns):
                return [Clue(("attachment", file.filename), IN_TEXT, text=file.filename)]
        return None


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
    known = draft.fields()[key.value]
    for text in draft.texts(node, key.value):
        mend = known.mend(text.value, draft.desk)
        if mend is not None:
            draft.wrong(text, f"'{text.value}' is no {key.value}", mend)
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
