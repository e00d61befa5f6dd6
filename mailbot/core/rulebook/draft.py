"""What is gathered while rule files are read: words, the parts of a mail they ask for, and everything that is wrong."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from mailbot.core.desk import Desk
from mailbot.core.rulebook.lexicon import LexiconBuilder, Section
from mailbot.core.rulebook.nearest import did_you_mean, values_of
from mailbot.core.rulebook.nodes import Items, Node, Pairs, Text
from mailbot.core.rulebook.patterns import Pattern
from mailbot.core.rulebook.problems import Problem
from mailbot.core.rulebook.vocabulary import Field, fields_of
from mailbot.core.rulebook.word_forms import WordRefused

MAX_PROBLEMS = 200
MAX_WORDS_OF_A_RULE = 5_000
MAX_WORDS = 300_000
_HIDDEN = re.compile("[\u00a0\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Draft:
    """The state of reading one file: `scope` is the part of the mail that words and expressions look into here.

    `decided` are the fields of the tables before this one, `used` the numbers of the words of this file. `problems`, `lexicon`,
    `sections`, `patterns` and `lists` (the named word lists) are shared by all drafts of one reading.
    """

    file: str
    desk: Desk
    decided: frozenset[str] = frozenset()
    scope: Section = Section.NEW
    problems: list[Problem] = field(default_factory=list)
    lexicon: LexiconBuilder = field(default_factory=LexiconBuilder)
    sections: set[Section] = field(default_factory=set)
    patterns: dict[str, tuple[int, Pattern]] = field(default_factory=dict)
    lists: dict[str, frozenset[int]] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    uses: set[frozenset[int]] = field(default_factory=set)
    _fields: dict[str, Field] = field(default_factory=dict)

    def fields(self) -> Mapping[str, Field]:
        """The fields that tables of this desk may decide, by name. Made once: each rule asks."""
        if not self._fields:
            self._fields.update(fields_of(self.desk))
        return self._fields

    def for_table(self, file: str, decided: frozenset[str]) -> "Draft":
        """The same reading, of another file: `decided` are the fields of the tables before it."""
        return replace(self, file=file, decided=decided, scope=Section.NEW, used=set(), uses=set())

    def within(self, scope: Section) -> "Draft":
        """The same reading, looking into another part of the mail."""
        return replace(self, scope=scope)

    def wrong(self, node: Node, message: str, mend: str = "", known: Iterable[str] = ()) -> None:
        """Note a problem at `node`; the mend begins with the one of `known` that the text there resembles."""
        if len(self.problems) < MAX_PROBLEMS:
            near = did_you_mean(node.value, known) if isinstance(node, Text) else ""
            if isinstance(node, Text) and _HIDDEN.search(node.value):
                near += "an invisible character stands in it; "
            self.problems.append(Problem(self.file, node.line, node.column, message, f"{near}{mend}"))

    def field_value(self, name: str, text: Text) -> None:
        """Note it where `text` is no value of the field `name`."""
        mend = self.fields()[name].mend(text.value, self.desk)
        if mend is not None:
            self.wrong(text, f"'{text.value[:80]}' is no {name}", mend, values_of(name, self.desk))

    def text(self, node: Node, what: str) -> str | None:
        """The one text at `node`, or None and a problem."""
        if isinstance(node, Text):
            return node.value
        self.wrong(node, f"{what} must be one text", "remove the brackets or the indented lines")
        return None

    def texts(self, node: Node, what: str) -> list[Text]:
        """The texts at `node`, which is one text or a list of texts."""
        if isinstance(node, Text):
            return [node]
        if isinstance(node, Pairs):
            self.wrong(node, f"{what} must be a text or a list", "write it in square brackets: [one, two]")
            return []
        found = []
        for item in node.items:
            if isinstance(item, Text):
                found.append(item)
            else:
                self.wrong(item, f"{what}: a text is expected here", "put quotes around a text that holds a colon or brackets")
        return found

    def pairs(self, node: Node, what: str, allowed: Iterable[str]) -> Iterator[tuple[Text, Node]]:
        """The keys and values at `node`; a key that is not among `allowed` is a problem."""
        if not isinstance(node, Pairs):
            self.wrong(node, f"{what} must be 'key: value' lines", f"keys: {', '.join(allowed)}")
            return
        known = tuple(allowed)
        for key, value in node.pairs:
            if key.value in known:
                yield key, value
            else:
                self.wrong(key, f"{what} has no key '{key.value[:40]}'", f"keys: {', '.join(known)}", known)

    def words(self, node: Node) -> frozenset[int]:
        """The numbers of the words at `node`, which this table looks for in this scope from now on."""
        return self.use(self.numbers(node))

    def use(self, numbers: frozenset[int]) -> frozenset[int]:
        """Note that this table looks for these words in this scope."""
        self.sections.add(self.scope)
        if numbers not in self.uses:
            self.uses.add(numbers)
            self.used.update(numbers)
        return numbers

    def numbers(self, node: Node) -> frozenset[int]:
        """The numbers of the words at `node`: a list, or one text with commas or line ends between the words."""
        pieces = list(self._split(node))
        plain = self.lexicon.add_plain([word for _, words in pieces for word in words])
        numbers = set(plain.values())
        for home, words in pieces:
            for at, word in enumerate(words):
                if word in plain:
                    continue
                try:
                    numbers.add(self.lexicon.add(word))
                except WordRefused as refused:
                    self.wrong(home.part(words[: at + 1]), str(refused), "delete it or write a longer word")
        if not numbers:
            self.wrong(node, "no word is listed here", "words: [one, two words]")
        if len(numbers) > MAX_WORDS_OF_A_RULE:
            self.wrong(node, f"more than {MAX_WORDS_OF_A_RULE} words in one list", "split the rule")
        return frozenset(numbers)

    def _split(self, node: Node) -> Iterator[tuple[Text, list[str]]]:
        """Each text and the words in it."""
        if isinstance(node, Text):
            yield node, [word.strip() for word in re.split(r"[,\n]", node.value) if word.strip()]
        else:
            yield from ((text, [text.value]) for text in self.texts(node, "words"))


def as_items(node: Node) -> tuple[Node, ...]:
    """The entries of a list; a single value is a list of one."""
    return node.items if isinstance(node, Items) else (node,)
