"""A condition as a plain formula: clauses that must all hold, each by one of its atoms, and vetoes of which none may hold.

But for words and lists the conditions are not taken apart: each is asked by its own `keys` and `find` what it answers to a mail
that holds one word or one fact alone. What cannot be learnt so counts as an atom of its own, equal only to itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from mailbot.core.desk import Desk
from mailbot.core.message import InboundMessage, Kind
from mailbot.core.rulebook.condition import Condition
from mailbot.core.rulebook.conditions import AllOf, Always, AnyOf, NoneOf, Weighed
from mailbot.core.rulebook.facts import IN_TEXT, Facts, Key, list_key
from mailbot.core.rulebook.lexicon import Scan, Section
from mailbot.core.rulebook.listed_condition import Listed
from mailbot.core.rulebook.memberships import invert
from mailbot.core.rulebook.occasion import NOWHERE
from mailbot.core.rulebook.tables import Rule, Table
from mailbot.core.rulebook.text_conditions import Words

MAX_CLAUSES = 16
_EMPTY = InboundMessage(sha256="", size=0, kind=Kind.REQUEST)
_NO_SCAN = Scan("", (), (), invert((), (), 0))


@dataclass(frozen=True, slots=True)
class Atom:
    """One thing that may be true of a mail: a word found in some of its parts, a fact, or a condition as a whole."""

    key: Key | Condition
    sections: int = 0


Points = Mapping[int, float]
"""What a clue counts in each part of the mail; 0 stands for a fact of the whole mail."""

Clause = Mapping[Atom, Points]
"""Atoms of which one must be true, each with its points."""


@dataclass(frozen=True, slots=True)
class Formula:
    """Clauses that a condition asks for. `exact`: it asks for nothing else. `adds_up`: whatever is true of them counts.

    `vetoes` are conditions that must not hold.
    """

    clauses: tuple[Clause, ...] = ()
    vetoes: tuple[Condition, ...] = ()
    exact: bool = True
    adds_up: bool = True

    @property
    def plain(self) -> bool:
        """Whether it holds of every mail of which its clauses hold."""
        return self.exact and not self.vetoes


@dataclass(frozen=True, slots=True)
class Shape:
    """A rule as a formula, `unless` among its vetoes; each of `stoppers` is a formula that keeps it from matching."""

    number: int
    rule: Rule
    when: Formula
    stoppers: tuple[Formula, ...]

    @property
    def certain(self) -> float:
        """The evidence that the rule has in every mail."""
        return 0.0 if self.when.vetoes else self.rule.weight * certain_of(self.rule.when)

    def atoms(self) -> Iterator[Atom]:
        """Its atoms, in the order of the clauses."""
        for clause in self.when.clauses:
            yield from clause


def blank_facts(table: Table, desk: Desk) -> Facts:
    """The facts of an empty mail before `table`, to ask conditions with."""
    facts = Facts(_EMPTY, NOWHERE, desk, _NO_SCAN)
    facts.look({}, table.evidence, None)
    return facts


def shape_of(number: int, rule: Rule, facts: Facts) -> Shape:
    """The shape of rule `number` of its table; `facts` are those of an empty mail."""
    formula = formula_of(rule.when, facts)
    vetoes = formula.vetoes + ((rule.unless,) if rule.unless is not None else ())
    stoppers = tuple(inner for veto in vetoes for part in _alternatives(veto) if (inner := formula_of(part, facts)).plain)
    return Shape(number, rule, Formula(formula.clauses, vetoes, formula.exact, formula.adds_up), stoppers)


def _alternatives(condition: Condition) -> Sequence[Condition]:
    return condition.parts if isinstance(condition, AnyOf) else (condition,)


def formula_of(condition: Condition, facts: Facts) -> Formula:
    """What `condition` asks for."""
    if isinstance(condition, AllOf):
        return _all([formula_of(part, facts) for part in condition.parts])
    if isinstance(condition, AnyOf):
        return _any([formula_of(part, facts) for part in condition.parts])
    if isinstance(condition, NoneOf):
        return Formula(vetoes=condition.parts)
    return Formula() if isinstance(condition, Always) else Formula((_clause(condition, facts),))


def _clause(condition: Condition, facts: Facts) -> Clause:
    if isinstance(condition, Listed):
        return _lists(condition)
    if isinstance(condition, Words):  # what asking would find, told at once: there are tens of thousands of words
        given = facts.weights(condition.scope)
        return {Atom(number, sum(given)): given for number in sorted(condition.numbers)}
    return _leaf(condition, facts)


def _lists(condition: Listed) -> Clause:
    """Its lists, each an atom; as a whole where one of them speaks against the rule."""
    if any(weight < 0 for _, weight in condition.weights):
        return {Atom(condition): {0: 1.0}}
    return {Atom(list_key(name), condition.scope.value): {0: weight} for name, weight in condition.weights}


def certain_of(condition: Condition) -> float:
    """The evidence that a condition has in every mail, by an `always` in it."""
    if isinstance(condition, Always):
        return IN_TEXT
    if isinstance(condition, Weighed):
        return condition.weight * certain_of(condition.part)
    if isinstance(condition, AnyOf):
        return sum(map(certain_of, condition.parts))
    if isinstance(condition, AllOf):
        each = [certain_of(part) for part in condition.parts]
        return sum(each) if all(each) else 0.0
    return 0.0


def _all(parts: Sequence[Formula]) -> Formula:
    clauses = tuple(clause for part in parts for clause in part.clauses)
    vetoes = tuple(veto for part in parts for veto in part.vetoes)
    return Formula(clauses, vetoes, all(part.exact for part in parts), all(part.adds_up for part in parts))


def _any(parts: Sequence[Formula]) -> Formula:
    """(A and B) or C is (A or C) and (B or C)."""
    size = 1
    for part in parts:
        size *= len(part.clauses)
    if not all(part.plain for part in parts) or size > MAX_CLAUSES:
        return Formula(exact=False, adds_up=False)
    clauses: list[Clause] = []
    for choice in product(*(part.clauses for part in parts)):
        joined: dict[Atom, Points] = {}
        for clause in choice:
            joined.update(clause)
        clauses.append(joined)
    return Formula(tuple(clauses), adds_up=size == 1 and all(part.adds_up for part in parts))


def _leaf(condition: Condition, facts: Facts) -> Clause:
    found: dict[Atom, Points] = {}
    scope: tuple[Section, ...] = ()
    for key in sorted(condition.keys() or (), key=str):
        if isinstance(key, str):
            facts.keys, facts.found = {key}, {}
            points = _ask(condition, facts)
            given = {0: points} if points is not None else {}
        else:
            given = _points_of_word(condition, facts, key, scope)
            scope = scope or tuple(Section(section) for section in given)
        if not given:
            return {Atom(condition): {0: 1.0}}
        found[Atom(key, sum(given))] = given
    return found or {Atom(condition): {0: 1.0}}


def _points_of_word(condition: Condition, facts: Facts, number: int, scope: Sequence[Section]) -> dict[int, float]:
    """The points in each part of the mail. All words of a condition are looked for in the same parts."""
    facts.keys = set()
    given: dict[int, float] = {}
    for section in (*scope[:1], *scope[-1:]) if scope else Section:
        facts.found = {number: [(0, -1, number, section.value)]}
        points = _ask(condition, facts)
        if points is not None:
            given[section.value] = points
    return {section.value: given.get(section.value, given[scope[-1].value]) for section in scope} if scope and given else given


def _ask(condition: Condition, facts: Facts) -> float | None:
    clues = condition.find(facts)
    return None if clues is None else float(sum(clue.points for clue in clues))
