"""YAML text as plain values that know their place. Only what rules need: texts, lists, pairs; no tags, anchors or types.

The parser's event stream is read, never its constructors: nothing is built from a tag, `NO` stays a word, and an alias (the
means of a "billion laughs" file) is refused where it stands. libyaml parses: it is thirty times as fast as a parser in Python,
and a rulebook of ten thousand rules must not keep an admin waiting (docs/decisions/0010).
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from mailbot.core.rulebook.problems import Problem
from mailbot.core.rulebook.yaml_faults import yaml_problem

MAX_FILE_CHARACTERS = 6_000_000
MAX_DEPTH = 24
BLOCKS = ("|", ">")
MOST_IN_PYTHON = 200_000
_MANY_BRACKETS = re.compile(r"(?:[\[{]\s*){40}")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u00ad\u200b\u2028-\u202e\u2060\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)
"""Controls, and what is not seen and yet parts or turns words. Joiners and direction marks of Arabic text are let through."""


class Text(NamedTuple):
    """A scalar and its place (a named tuple, like all nodes: a rulebook has hundreds of thousands).

    `written` is the source where that differs from the value: quotes, several lines, `|` and `>`.
    """

    value: str
    line: int
    column: int
    written: str = ""
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


class Items(NamedTuple):
    """A list."""

    items: tuple["Node", ...]
    line: int
    column: int


class Pairs(NamedTuple):
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
    except yaml.MarkedYAMLError as error:
        return _fault(file, text, error)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        # What the parser's own marks do not cover is still only a broken file.
        return Problem(file, 1, 1, f"not YAML: {' '.join(str(error).split())[:200]}", "look for unusual characters and escapes")


def _fault(file: str, text: str, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark
    if mark is not None and "nesting depth" in str(error):
        mend = "close the brackets that are open, or split the rule"
        return Problem(file, mark.line + 1, mark.column + 1, f"nested deeper than {MAX_DEPTH}", mend)
    return yaml_problem(file, text, _told_by_python(text, error) or error)


def _told_by_python(text: str, error: yaml.MarkedYAMLError) -> yaml.MarkedYAMLError | None:
    """The fault as the parser in Python tells it, which is much slower and says more of what it expected."""
    if len(text) > MOST_IN_PYTHON or _MANY_BRACKETS.search(text) or error.problem_mark is None:
        return None
    try:
        for _ in yaml.parse(text, Loader=yaml.BaseLoader):
            pass
    except yaml.MarkedYAMLError as told:
        return told
    except (yaml.YAMLError, ValueError, LookupError, AttributeError, RecursionError):
        return None
    return None


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


class _Reader:
    """One pass over the events of one file. A scalar is the usual case, so it is told from all others first."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._source = text
        parser = yaml.CBaseLoader(text)
        self._next: Callable[[], Event] = parser.get_event
        self._close: Callable[[], None] = parser.dispose

    def read(self) -> Node:
        """The one document. Raises _Refused, yaml.YAMLError."""
        root: Node | None = None
        try:
            while not isinstance(event := self._next(), StreamEndEvent):
                if isinstance(event, DocumentStartEvent):
                    if root is not None:
                        raise self._refused(event, "a second document", "one file is one document: remove the line '---'")
                elif isinstance(event, AliasEvent | ScalarEvent | SequenceStartEvent | MappingStartEvent):
                    root = self._node(event, 0)
        finally:
            self._close()
        if root is None:
            raise _Refused(Problem(self._file, 1, 1, "the file is empty", "write a table or delete the file"))
        return root

    def _node(self, event: Event, depth: int) -> Node:
        if event.__class__ is ScalarEvent and event.anchor is None and event.tag is None:
            return self._text(event)
        if isinstance(event, AliasEvent) or event.anchor is not None:
            raise self._refused(
                event,
                "anchors (&) and aliases (*) are not used in rules",
                "write it out, or quote a text that begins with & or *",
            )
        if event.tag is not None:
            raise self._refused(event, "tags (!) are not used in rules", "quote a text that begins with !")
        if depth > MAX_DEPTH:
            raise self._refused(event, f"nested deeper than {MAX_DEPTH}", "split the rule")
        return self._items(event, depth) if isinstance(event, SequenceStartEvent) else self._pairs(event, depth)

    def _text(self, event: ScalarEvent) -> Text:
        value, style, mark = event.value, event.style, event.start_mark
        if style == '"' and not value.isprintable():
            unseen = _UNSEEN.search(value)  # an escape can write what the file's own characters do not hold
            if unseen is not None:
                raise self._refused(
                    event, f"an invisible character (U+{ord(unseen.group()):04X}) in a text", "leave the escape out"
                )
        written = self._source[mark.index : event.end_mark.index]
        return Text(value, mark.line + 1, mark.column + 1, "" if written == value else written, style in BLOCKS)

    def _items(self, start: Event, depth: int) -> Items:
        items: list[Node] = []
        following = self._next
        while (event := following()).__class__ is not SequenceEndEvent:
            items.append(self._node(event, depth + 1))
        return Items(tuple(items), start.start_mark.line + 1, start.start_mark.column + 1)

    def _pairs(self, start: Event, depth: int) -> Pairs:
        pairs: list[tuple[Text, Node]] = []
        seen: dict[str, Text] = {}
        following = self._next
        while (event := following()).__class__ is not MappingEndEvent:
            key = self._node(event, depth + 1)
            if not isinstance(key, Text):
                raise self._refused(event, "a key must be a word", "remove the brackets")
            first = seen.setdefault(key.value, key)
            if first is not key:
                raise self._refused(
                    event, f"the key '{key.value[:40]}' stands here twice", f"keep one of them; the first is in line {first.line}"
                )
            value = self._node(following(), depth + 1)
            if isinstance(value, Text) and not value.value and not value.written:
                value = Text("", key.line, key.column)  # an empty value has no place of its own
            pairs.append((key, value))
        return Pairs(tuple(pairs), start.start_mark.line + 1, start.start_mark.column + 1)

    def _refused(self, event: Event, message: str, mend: str) -> _Refused:
        return _Refused(Problem(self._file, event.start_mark.line + 1, event.start_mark.column + 1, message, mend))
