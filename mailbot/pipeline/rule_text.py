"""A rule as text: as a person would write it into a table, and a draft with the rule in its place."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mailbot.core.rulebook import Rulebook
from mailbot.core.rulebook.nodes import Items, Node, Pairs, read_yaml
from mailbot.core.rulebook.tables import Policy

_PLAIN = re.compile(r"[A-Za-z][\w@.+-]*", re.ASCII)
MOST_OF_A_NAME = 90


@dataclass(frozen=True, slots=True)
class WordRule:
    """A rule that finds words and decides fields. `weight` 1 is not written."""

    name: str
    words: tuple[str, ...]
    then: tuple[tuple[str, str], ...]
    weight: int = 1

    def lines(self) -> list[str]:
        """The rule as it stands in a table, a key a line."""
        first, *rest = [f"{key}: {value}" for key, value in self._parts()]
        return [f"- {first}", *(f"  {line}" for line in rest)]

    def flow(self) -> str:
        """The rule in braces, which may stand in a list of either form."""
        return "{" + ", ".join(f"{key}: {value}" for key, value in self._parts()) + "}"

    def _parts(self) -> list[tuple[str, str]]:
        words = ", ".join(_scalar(word) for word in self.words)
        then = ", ".join(f"{name}: {_scalar(value)}" for name, value in self.then)
        parts = [("name", _scalar(self.name)), ("when", f"{{words: [{words}]}}"), ("then", f"{{{then}}}")]
        return parts if self.weight == 1 else [parts[0], ("weight", str(self.weight)), *parts[1:]]


def _scalar(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def name_rule(then: Sequence[tuple[str, str]], words: Sequence[str], taken: frozenset[str]) -> str:
    """A name that says what the rule finds, and that no rule of the table has."""
    decided = " ".join(value or "none" for _, value in then)
    base = f"{decided}: {', '.join(words)}"[:MOST_OF_A_NAME].strip()
    name, number = base, 1
    while name in taken:
        number += 1
        name = f"{base} {number}"
    return name


def weights_for(rulebook: Rulebook, table: str) -> tuple[int, ...]:
    """The weights to try in a table: where the first rule that matches wins, weight does not matter."""
    found = next(one for one in rulebook.tables if one.name == table)
    return (1,) if found.policy is Policy.FIRST else (1, 2, 4)


def add_rule(files: Mapping[str, str], table: str, rule: WordRule) -> Mapping[str, str] | None:
    """The files with the rule before the others of its table; None where the table has no rule yet, or is not there."""
    for name, text in files.items():
        root = read_yaml(name, text)
        if not isinstance(root, Pairs) or _text(root.get("table")) != table:
            continue
        rules = root.get("rules")
        if not isinstance(rules, Items) or not rules.items:
            return None
        return {**files, name: _inserted(text, rules.items[0], rule)}
    return None


def _inserted(text: str, first: Node, rule: WordRule) -> str:
    """A block list gets a line of its own, with the dash under the first one's; a list in brackets gets it in front."""
    lines = text.split("\n")
    line = lines[first.line - 1]
    before = line[: first.column - 1]
    if before.strip() == "-":
        lines.insert(first.line - 1, f"{before[: before.index('-')]}- {rule.flow()}")
    else:
        lines[first.line - 1] = f"{before}{rule.flow()}, {line[first.column - 1 :]}"
    return "\n".join(lines)


def _text(node: Node | None) -> str:
    return str(getattr(node, "value", "")) if node is not None else ""
