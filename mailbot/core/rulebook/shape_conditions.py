"""Conditions on what a mail is made of: header fields, files, size."""

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import ClassVar

from mailbot.core.message import Attachment
from mailbot.core.rulebook.condition import TEXT, TEXTS, Form, Shown, options
from mailbot.core.rulebook.draft import Draft
from mailbot.core.rulebook.facts import IN_TEXT, Clue, Facts, Key
from mailbot.core.rulebook.nodes import Node, Pairs
from mailbot.core.rulebook.patterns import Pattern, PatternText
from mailbot.core.rulebook.samples import Sample
from mailbot.core.rulebook.text_conditions import read_pattern

UNITS = {"": 1, "b": 1, "kb": 1_000, "mb": 1_000_000, "kib": 1_024, "mib": 1_048_576}
_SIZE = re.compile(r"(\d{1,9}(?:\.\d{1,3})?)\s*([a-z]*)")
_TYPE = re.compile(r"[a-z0-9.+*-]+/[a-z0-9.+*-]+")


@dataclass(frozen=True, slots=True)
class Header:
    """A field of the mail's head is there, and where `regex` is given, one of its values matches."""

    name: str
    pattern: Pattern | None

    key: ClassVar[str] = "header"
    form: ClassVar[Form] = options(name=TEXT, regex=TEXT)
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

    def keys(self) -> frozenset[Key]:
        """That the field is there."""
        return frozenset((f"header:{self.name}",))

    def find(self, facts: Facts) -> list[Clue] | None:
        """The first value that matches."""
        for value in facts.message.header(self.name):
            found = value[:80] if self.pattern is None else self.pattern.find(PatternText(value[:4_000]))
            if found is not None:
                return [Clue(("header", self.name), IN_TEXT, text=f"{self.name}: {found}")]
        return None


@dataclass(frozen=True, slots=True)
class Attached:
    """A file is attached: one whose name matches an expression, or that answers all of `name`, `type`, `above` and `below`.

    `type` is a media type (`application/pdf`, `image/*`) as the mail states it; sizes are like `5 MB` or `200 kB`.
    """

    patterns: tuple[Pattern, ...]
    types: tuple[str, ...] = ()
    above: int = 0
    below: int | None = None

    key: ClassVar[str] = "attachment"
    form: ClassVar[Form] = {"anyOf": [*TEXTS["anyOf"], options(name=TEXTS, type=TEXTS, above=TEXT, below=TEXT)]}  # type: ignore[misc]
    examples: ClassVar[tuple[Shown, ...]] = (
        Shown(r"attachment: ['\.(kml|gpx)$']", Sample(attachments=("route.KML",)), Sample(attachments=("route.pdf",))),
        Shown("attachment: {type: [image/*]}", Sample(attachments=("find.jpg",)), Sample(attachments=("find.pdf",))),
        Shown(
            "attachment: {type: application/pdf, above: 5 MB}",
            Sample(attachments=("plan.pdf, 6000000",)),
            Sample(attachments=("plan.pdf, 40000", "film.mp4, 90000000")),
        ),
    )

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> "Attached | None":
        """Expressions for the file name, or a mapping."""
        if not isinstance(node, Pairs):
            named = _patterns(node, draft)
            return cls(named) if named else None
        before = len(draft.problems)
        found = {key.value: value for key, value in draft.pairs(node, "attachment", ("name", "type", "above", "below"))}
        names = _patterns(found["name"], draft) if "name" in found else ()
        types = _types(found["type"], draft) if "type" in found else ()
        above = read_size(found["above"], draft) if "above" in found else 0
        below = read_size(found["below"], draft) if "below" in found else None
        if not found and len(draft.problems) == before:
            draft.wrong(node, "'attachment' asks for nothing", "attachment: {type: image/*}, or {name: 'pdf$', above: 5 MB}")
        return cls(names, types, above or 0, below) if found and len(draft.problems) == before else None

    def keys(self) -> frozenset[Key]:
        """That there is any file."""
        return frozenset(("attachment:*",))

    def find(self, facts: Facts) -> list[Clue] | None:
        """The first file that matches."""
        for file in facts.message.attachments[:100]:
            if self._fits(file):
                return [Clue(("attachment", file.filename), IN_TEXT, text=file.filename)]
        return None

    def _fits(self, file: Attachment) -> bool:
        if (file.size <= self.above and self.above) or (self.below is not None and file.size >= self.below):
            return False
        kind = file.content_type.lower()
        if self.types and not any(fnmatchcase(kind, wanted) for wanted in self.types):
            return False
        return not self.patterns or any(pattern.find(PatternText(file.filename)) is not None for pattern in self.patterns)


@dataclass(frozen=True, slots=True)
class Size:
    """The whole mail is larger than `above`, smaller than `below`, or both: `5 MB`, `200 kB`."""

    above: int
    below: int | None

    key: ClassVar[str] = "size"
    form: ClassVar[Form] = options(above=TEXT, below=TEXT)
    examples: ClassVar[tuple[Shown, ...]] = (
        Shown("size: {above: 5 MB}", Sample("Hello", size=6_000_000), Sample("Hello", size=5_000_000)),
        Shown("size: {above: 1 kB, below: 2 kB}", Sample("Hello", size=1_500), Sample("Hello", size=2_000)),
    )

    @classmethod
    def parse(cls, node: Node, draft: Draft) -> "Size | None":
        """A mapping with `above`, `below` or both."""
        before = len(draft.problems)
        found = {key.value: read_size(value, draft) for key, value in draft.pairs(node, "size", ("above", "below"))}
        if not found and len(draft.problems) == before:
            draft.wrong(node, "'size' asks for nothing", "size: {above: 5 MB}")
        above, below = found.get("above"), found.get("below")
        if above is not None and below is not None and below <= above + 1:
            draft.wrong(node, "no size is above the one and below the other", "above must be the smaller one")
        return cls(above or 0, below) if found and len(draft.problems) == before else None

    def keys(self) -> None:
        """It may hold of any mail."""
        return

    def find(self, facts: Facts) -> list[Clue] | None:
        """The size, where it fits."""
        size = facts.message.size
        fits = size > self.above and (self.below is None or size < self.below)
        return [Clue(("size",), IN_TEXT, text=f"{size} octets")] if fits else None


def read_size(node: Node, draft: Draft) -> int | None:
    """A number of octets as people write it; None after noting what is wrong."""
    text = draft.text(node, "a size")
    if text is None:
        return None
    match = _SIZE.fullmatch(text.strip().lower())
    if match is None or match[2] not in UNITS:
        draft.wrong(node, f"'{text[:40]}' is no size", "a number and a unit: 200 kB, 5 MB")
        return None
    return int(float(match[1]) * UNITS[match[2]])


def _patterns(node: Node, draft: Draft) -> tuple[Pattern, ...]:
    found = [read_pattern(text, draft) for text in draft.texts(node, "attachment")]
    return tuple(pattern for pattern in found if pattern is not None)


def _types(node: Node, draft: Draft) -> tuple[str, ...]:
    types = []
    for text in draft.texts(node, "type"):
        if _TYPE.fullmatch(text.value.lower()) is None:
            draft.wrong(text, f"'{text.value[:40]}' is no media type", "application/pdf, image/*")
        types.append(text.value.lower())
    return tuple(types)
