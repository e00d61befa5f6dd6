"""Conditions on who wrote, to whom, in which language, with which header and files."""

from dataclasses import dataclass
from typing import ClassVar

from mailbot.core.rulebook.condition import Shown
from mailbot.core.rulebook.draft import Draft
from mailbot.core.rulebook.facts import IN_TEXT, Clue, Facts, Key
from mailbot.core.rulebook.nodes import Node
from mailbot.core.rulebook.patterns import Pattern, PatternText
from mailbot.core.rulebook.samples import Sample
from mailbot.core.rulebook.text_conditions import read_pattern


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
                pattern = read_pattern(value, draft)
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
        patterns = [read_pattern(text, draft) for text in draft.texts(node, "attachment")]
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
