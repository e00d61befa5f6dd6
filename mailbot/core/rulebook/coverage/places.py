"""Where in the files a thing stands that a finding is about."""

import re
from collections.abc import Iterator, Mapping, Sequence

from mailbot.core.rulebook.draft import as_items
from mailbot.core.rulebook.nodes import Node, Pairs, Text, read_yaml
from mailbot.core.rulebook.problems import Problem
from mailbot.core.rulebook.word_forms import WordRefused, fold_word


class Places:
    """The files of a rulebook, each read again when a place in it is first asked for."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = files
        self._roots: dict[str, Node | None] = {}
        self._whens: dict[str, Mapping[tuple[int, int], Node]] = {}

    def entry(self, file: str, path: Sequence[str]) -> Text:
        """The place of `("desks", "global")`: the value `global` in the list `desks`; of what is not there, its list."""
        node: Node | None = self._root(file)
        place = Text("", 1, 1)
        if isinstance(node, Pairs) and path:
            place = next((key for key, _ in node.pairs if key.value == path[0]), place)
            node = node.get(path[0])
        for value in path[1:]:
            node = next((item for item in as_items(node) if _holds(item, value)), None) if node is not None else None
            found = next((text for text in _texts(node) if text.value.casefold() == value.casefold()), None)
            place = found or place
            node = _longest_list(node)
        return place

    def value(self, file: str, *keys: str) -> Text:
        """The place of the text below these keys, each of a mapping in the one before; of what is not there, the file's begin."""
        node = self._root(file)
        for key in keys:
            node = node.get(key) if isinstance(node, Pairs) else None
        return node if isinstance(node, Text) else Text("", 1, 1)

    def word(self, file: str, rule: Text, form: str) -> tuple[Text, str]:
        """The place of a word in the `when` of the rule named at `rule`, and how it is written there."""
        when = self._conditions(file).get((rule.line, rule.column))
        for text in _texts(when):
            words = [word.strip() for word in re.split(r"[,\n]", text.value) if word.strip()]
            at = next((at for at, word in enumerate(words) if _folds_to(word, form)), None)
            if at is not None:
                return text.part(words[: at + 1]), words[at]
        return rule, form

    def _conditions(self, file: str) -> Mapping[tuple[int, int], Node]:
        """The `when` of each rule of a table, by the place of the rule's name."""
        if file not in self._whens:
            root = self._root(file)
            rules = root.get("rules") if isinstance(root, Pairs) else None
            found: dict[tuple[int, int], Node] = {}
            for item in as_items(rules) if rules is not None else ():
                name, when = (item.get("name"), item.get("when")) if isinstance(item, Pairs) else (None, None)
                if name is not None and when is not None:
                    found[name.line, name.column] = when
            self._whens[file] = found
        return self._whens[file]

    def _root(self, file: str) -> Node | None:
        if file not in self._roots:
            root = read_yaml(file, self._files[file])
            self._roots[file] = None if isinstance(root, Problem) else root
        return self._roots[file]


def _texts(node: Node | None) -> Iterator[Text]:
    """All values below `node`."""
    if isinstance(node, Text):
        yield node
    elif isinstance(node, Pairs):
        for _, value in node.pairs:
            yield from _texts(value)
    elif node is not None:
        for item in node.items:
            yield from _texts(item)


def _holds(node: Node, value: str) -> bool:
    first = node.pairs[0][1] if isinstance(node, Pairs) and node.pairs else node
    named = [node.get("id"), node.get("address")] if isinstance(node, Pairs) else [first]
    return any(isinstance(text, Text) and text.value.casefold() == value.casefold() for text in named)


def _longest_list(node: Node | None) -> Node | None:
    """Of an entry, the list in it that a path goes on into: the countries of a desk, the topics of an area."""
    if not isinstance(node, Pairs):
        return node
    return node.get("countries") or node.get("topics")


def _folds_to(word: str, form: str) -> bool:
    try:
        return fold_word(word) == form
    except WordRefused:
        return False
