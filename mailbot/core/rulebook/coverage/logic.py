"""What follows from what, within one table."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mailbot.core.desk import Desk
from mailbot.core.rulebook.coverage.shape import Atom, Clause, Formula, Shape, blank_facts, shape_of
from mailbot.core.rulebook.coverage.stars import Stars
from mailbot.core.rulebook.facts import address_keys
from mailbot.core.rulebook.tables import Table

MOST_OF_AN_ATOM = 40
"""How many rules are compared over one atom: a word that a thousand rules share shall not cost a million comparisons."""


@dataclass(frozen=True, slots=True)
class Logic:
    """The shapes of a table, and what their atoms imply. `homes` leads from an atom to the rules that are looked up by it;
    `sure` are those that have some evidence in every mail.
    """

    table: Table
    shapes: tuple[Shape, ...]
    stars: Stars
    scopes: Mapping[int, frozenset[int]]
    homes: Mapping[Atom, tuple[int, ...]]
    sure: tuple[Shape, ...]
    _closures: dict[Atom, frozenset[Atom]] = field(default_factory=dict)

    def closure(self, atom: Atom) -> frozenset[Atom]:
        """The atoms of this table that are true wherever `atom` is; itself among them."""
        known = self._closures.get(atom)
        if known is None:
            known = self._closures[atom] = frozenset(self._implied(atom))
        return known

    def _implied(self, atom: Atom) -> Iterable[Atom]:
        """The wider words and addresses. Where a table falls back on another part, only the same parts go together."""
        yield atom
        if isinstance(atom.key, int):
            for number in (atom.key, *self.stars.over(atom.key)):
                for sections in self.scopes.get(number, ()):
                    wider = sections & atom.sections == atom.sections and not self.table.fallback
                    if wider or sections == atom.sections:
                        yield Atom(number, sections)
        elif isinstance(atom.key, str) and atom.key.startswith(("from:", "to:")):
            side, _, address = atom.key.partition(":")
            if not address.endswith(".*"):
                yield from (Atom(key) for key in address_keys(side, address))

    def holds(self, clause: Clause, atom: Atom) -> bool:
        """Whether `clause` holds wherever `atom` is true."""
        return any(implied in clause for implied in self.closure(atom))

    def follows(self, clause: Clause, given: Sequence[Clause]) -> bool:
        """Whether `clause` holds wherever all of `given` do."""
        return any(all(self.holds(clause, atom) for atom in other) for other in given)

    def implies(self, given: Sequence[Clause], formula: Formula) -> bool:
        """Whether `formula` holds wherever all of `given` do; False where that cannot be said."""
        return formula.plain and all(self.follows(clause, given) for clause in formula.clauses)

    def neighbours(self, shape: Shape) -> list[Shape]:
        """Rules that may hold wherever `shape` does, or for one of its words."""
        numbers = {
            number
            for atom in shape.atoms()
            for implied in self.closure(atom)
            for number in self.homes.get(implied, ())[:MOST_OF_AN_ATOM]
        }
        return [self.shapes[number] for number in sorted(numbers) if number != shape.number]


def logic_of(table: Table, desk: Desk, words: Sequence[str]) -> Logic:
    """Everything that coverage asks of `table`; `words` are the words of the lexicon by number."""
    facts = blank_facts(table, desk)
    shapes = tuple(shape_of(number, rule, facts) for number, rule in enumerate(table.rules))
    scopes: dict[int, set[int]] = defaultdict(set)
    often: Counter[Atom] = Counter()
    for shape in shapes:
        for atom in shape.atoms():
            often[atom] += 1
        clauses = [*shape.when.clauses, *(clause for stopper in shape.stoppers for clause in stopper.clauses)]
        for clause in clauses:
            for atom in clause:
                if isinstance(atom.key, int):
                    scopes[atom.key].add(atom.sections)
    homes: dict[Atom, list[int]] = defaultdict(list)
    for shape in shapes:
        # The rarest clause will do: whoever implies the rule, or matches by the same words, has an atom in each clause.
        for atom in min(shape.when.clauses, key=lambda clause: max(map(often.__getitem__, clause)), default={}):
            homes[atom].append(shape.number)
    return Logic(
        table,
        shapes,
        Stars({number: words[number] for number in scopes}),
        {number: frozenset(found) for number, found in scopes.items()},
        {atom: tuple(numbers) for atom, numbers in homes.items()},
        tuple(shape for shape in shapes if shape.certain > 0),
    )
