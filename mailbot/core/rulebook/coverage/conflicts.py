"""Two rules that the same words make match equally and that say different things: their order alone decides."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from mailbot.core.rulebook.coverage.logic import Logic
from mailbot.core.rulebook.coverage.shape import Atom, Shape
from mailbot.core.rulebook.facts import is_list
from mailbot.core.rulebook.tables import Policy

MOST_OF_A_RULE = 3
LEAST = 1.0
"""Evidence below this is a hint, and a tie of hints no conflict."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """The rule that comes first, the one after it, and the words (or facts) by which they are equal."""

    first: Shape
    second: Shape
    words: tuple[Atom, ...]


def find_conflicts(logic: Logic, said: Mapping[str, tuple[str, ...]]) -> Iterator[Conflict]:
    """The conflicts of the table, of each rule with a few before it. `said` is what a field is where a rule leaves it out.

    A first rule with an exception (`unless`, `not`) is meant to come before the general one, and is no conflict. Nor is a named
    word list that both weigh: it was written to be shared.
    """
    for second in logic.shapes:
        yield from islice(_conflicts_of(second, logic, said), MOST_OF_A_RULE)


def _conflicts_of(second: Shape, logic: Logic, said: Mapping[str, tuple[str, ...]]) -> Iterator[Conflict]:
    if second.when.exact:
        for first in logic.neighbours(second):
            if first.number > second.number or not first.when.plain:
                continue
            if _says(first, said) == _says(second, said) or not first.when.clauses:
                continue
            words = _equals(first, second, logic)
            if words:
                yield Conflict(first, second, words)


def _says(shape: Shape, said: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    return {**said, **shape.rule.then}


def _equals(first: Shape, second: Shape, logic: Logic) -> tuple[Atom, ...]:
    """The words by each of which alone, with what both ask for beside them, the two have the same evidence."""
    if logic.table.policy is Policy.FIRST:
        both = logic.implies(first.when.clauses, second.when) and logic.implies(second.when.clauses, first.when)
        return tuple(first.atoms()) if both else ()
    if not (first.when.adds_up and second.when.adds_up):
        return ()
    ties = [atom for atom in dict.fromkeys(second.atoms()) if not is_list(atom.key) and _ties(atom, first, second, logic)]
    return tuple([atom for atom in ties if isinstance(atom.key, int)] or ties)


def _ties(atom: Atom, first: Shape, second: Shape, logic: Logic) -> bool:
    """Whether a mail with `atom`, and with facts that both ask for, gives both the same score."""
    if not any(_asked(implied, first) for implied in logic.closure(atom)):
        return False
    true = {atom}
    for clause in (*first.when.clauses, *second.when.clauses):
        if not any(logic.holds(clause, one) for one in true):
            shared = next((a for a in clause if _asked(a, first) and _asked(a, second)), None)
            if shared is None:
                return False
            true.add(shared)
    there = {implied for one in true for implied in logic.closure(one)}
    score = _score(first, there, atom)
    return score >= LEAST and score == _score(second, there, atom)


def _asked(atom: Atom, shape: Shape) -> bool:
    return any(atom in clause for clause in shape.when.clauses)


def _score(shape: Shape, there: set[Atom], at: Atom) -> float:
    """The evidence where exactly these are true, each in the last part of the mail that `at` is looked for in."""
    place = at.sections.bit_length() and 1 << (at.sections.bit_length() - 1)
    marks: dict[object, float] = {}
    for clause in shape.when.clauses:
        for atom, points in clause.items():
            if atom in there:
                value = points.get(place, max(points.values()))
                marks[atom.key] = max(marks.get(atom.key, 0.0), value)
    return shape.rule.weight * sum(marks.values())
