"""YAML text as plain values that know their place. Only what rules need: texts, lists, pairs; no tags, anchors or types.

The parser's event stream is read, never its constructors: nothing is built from a tag, `NO` stays a word, and an alias (the
means of a "billion laughs" file) is refused where it stands.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from mailbot.core.rulebook.problems import Problem
from mailbot.core.rulebook.yaml_faults import yaml_problem

MAX_FILE_CHARACTERS = 1_000_000
MAX_DEPTH = 24
_UNSEEN = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar and its place. `written` is the source where that differs from the value: quotes, several lines, `|` and `>`."""

    value: str
    line: int
    column: int
    written: str = field(default="", repr=False, compare=False)
    block: bool = False

    def part(self, words: Sequence[str]) -> "Text":
        """The last of `words`, which stand in the text in this order, at its own place."""
        source, at, begin = self.written or self.value, 0, -1
        for word in words:
            begin = -1
            for piece in word.split():
                found = source.find(piece, at)
                if found < 0:
                    return self
                at = found + len(piece)
                begin = found if begin < 0 else begin
        return self if begin < 0 else self._at(source, begin, words[-1])

    def letter(self, offset: int) -> "Text":
        """The character at `offset` of the value, at its own place as far as the quotes around the value tell."""
        quoted = self.written[:1] in ("'", '"')
        if self.block or "\n" in self.written:
            return self
        return self._at(self.written or self.value, offset + quoted, self.value[offset : offset + 1])

    def _at(self, source: str, begin: int, value: str) -> "Text":
        lines = source.count("\n", 0, begin)
        column = begin - source.rfind("\n", 0, begin) if lines else self.column + begin
        return Text(value, self.line + lines, column)


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple["Node", ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Pairs:
    """A mapping, in the order of the file, each key once."""

    pairs: tuple[tuple[Text, "Node"], ...]
    line: int
    column: int

    def get(self, key: str) -> "Node | None":
        """The value of `key`, or None."""
        return next((value for name, value in self.pairs if name.value == key), None)


Node = Text | Items | Pairs


class _Refused(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def read_yaml(file: str, text: str) -> Node | Problem:
    """The one document of `text`, or the first thing that keeps it from being read. Never raises."""
    if len(text) > MAX_FILE_CHARACTERS:
        return Problem(file, 0, 0, f"the file is larger than {MAX_FILE_CHARACTERS} characters", "split it into several tables")
    unseen = _UNSEEN.search(text)
    if unseen is not None:
        line, column = _place(text, unseen.start())
        return Problem(file, line, column, f"an invisible character (U+{ord(unseen.group()):04X})", "delete it")
    try:
        return _Reader(file, text).read()
    except _Refused as refused:
        return refused.problem
    except MarkedYAMLError as error:
        return yaml_problem(file, text, error)
    except (
        YAMLError,
        ValueError,
        ArithmeticError,
        LookupError,
        AttributeError,
        TypeError,
        AssertionError,
        RecursionError,
    ) as error:
        # The parser is not written for hostile text; what its own errors do not cover is still only a broken file.
        return Problem(file, 1, 1, f"not YAML: {' '.join(str(error).split())[:200]}", "look for unusual characters and escapes")


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


class _Reader:
    """One pass over the events of one file."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._source = text

    def read(self) -> Node:
        events: Iterator[Event] = iter(YAML(typ="base", pure=True).parse(self._source))
        root: Node | None = None
        for event in events:
            if isinstance(event, DocumentStartEvent):
                if root is not None:
                    raise self._refused(event, "a second document", "one file is one document: remove the line '---'")
            elif isinstance(event, AliasEvent | ScalarEvent | SequenceStartEvent | MappingStartEvent):
                root = self._node(event, events, 0)
        if root is None:
            raise _Refused(Problem(self._file, 1, 1, "the file is empty", "write a table or delete the file"))
        return root

    def _node(self, event: Event, events: Iterator[Event], depth: int) -> Node:
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            raise self._refused(
                event,
                "anchors (&) and aliases (*) are not used in rules",
                "write it out, or quote a text that begins with & or *",
            )
        if getattr(event, "tag", None):
            raise self._refused(event, "tags (!) are not used in rules", "quote a text that begins with !")
        if depth > MAX_DEPTH:
            raise self._refused(event, f"nested deeper than {MAX_DEPTH}", "split the rule")
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if isinstance(event, ScalarEvent):
            return self._text(event, line, column)
        if isinstance(event, SequenceStartEvent):
            items = []
            for inner in events:
                if isinstance(inner, SequenceEndEvent):
                    break
                items.append(self._node(inner, events, depth + 1))
            return Items(tuple(items), line, column)
        return self._pairs(events, depth, line, column)

    def _text(self, event: ScalarEvent, line: int, column: int) -> Text:
        value = str(event.value)
        if "\\" in value or event.style == '"':
            unseen = _UNSEEN.search(value)
            if unseen is not None:
                raise self._refused(
                    event, f"an invisible character (U+{ord(unseen.group()):04X}) in a text", "leave the escape out"
                )
        written = self._source[event.start_mark.index : event.end_mark.index]
        return Text(value, line, column, "" if written == value else written, event.style in ("|", ">"))

    def _pairs(self, events: Iterator[Event], depth: int, line: int, column: int) -> Pairs:
        pairs: list[tuple[Text, Node]] = []
        seen: dict[str, Text] = {}
        for event in events:
            if isinstance(event, MappingEndEvent):
                break
            key = self._node(event, events, depth + 1)
            if not isinstance(key, Text):
                raise self._refused(event, "a key must be a word", "remove the brackets")
            first = seen.setdefault(key.value, key)
            if first is not key:
                raise self._refused(
                    event, f"the key '{key.value[:40]}' stands here twice", f"keep one of them; the first is in line {first.line}"
                )
            value = self._node(next(events), events, depth + 1)
            if isinstance(value, Text) and not value.value and not value.written:
                value = Text("", key.line, key.column)  # an empty value has no place of its own
            pairs.append((key, value))
        return Pairs(tuple(pairs), line, column)

    def _refused(self, event: Event, message: str, mend: str) -> _Refused:
        return _Refused(Problem(self._file, event.start_mark.line + 1, event.start_mark.column + 1, message, mend))
