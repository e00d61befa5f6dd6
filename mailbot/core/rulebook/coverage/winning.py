"""Rules that can never win, and words that can never decide."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mailbot.core.rulebook.coverage.logic import Logic
from mailbot.core.rulebook.coverage.shape import Atom, Clause, Formula, Points, Shape
from mailbot.core.rulebook.tables import Policy

SINGLE = ("language:", "mailbox:")
MOST_BLOCKERS = 400


@dataclass(frozen=True, slots=True)
class Loss:
    """Why a rule never wins: `reason` in words, or the rules that hold wherever it does. `stronger`: by weight, not by order."""

    reason: str = ""
    mend: str = ""
    blockers: tuple[Shape, ...] = ()
    stronger: bool = False


@dataclass(frozen=True, slots=True)
class Decidable:
    """What the tables before this one can decide: a field's values, and which fields have several at once."""

    values: Mapping[str, frozenset[str]]
    several: frozenset[str]

    def never(self, atom: Atom) -> bool:
        """Whether the atom asks for a value that nothing decides."""
        if not isinstance(atom.key, str):
            return False
        name, equals, value = atom.key.partition("=")
        return bool(equals) and name in self.values and value not in self.values[name]

    def single(self, clause: Clause) -> str:
        """The field of which a mail has one value alone and which is all that `clause` asks about, else ""."""
        names = {self._single(atom) for atom in clause}
        return names.pop() if len(names) == 1 else ""

    def _single(self, atom: Atom) -> str:
        if not isinstance(atom.key, str):
            return ""
        if atom.key.startswith(SINGLE):
            return atom.key.partition(":")[0]
        name, equals, _ = atom.key.partition("=")
        return name if equals and name not in self.several else ""


def find_loss(shape: Shape, logic: Logic, decidable: Decidable) -> Loss | None:
    """Why the rule can never win its table; None where it may."""
    return _never_matches(shape, logic, decidable) or (
        _comes_too_late(shape, logic) if logic.table.policy is Policy.FIRST else _is_outweighed(shape, logic)
    )


def _never_matches(shape: Shape, logic: Logic, decidable: Decidable) -> Loss | None:
    for clause in shape.when.clauses:
        if clause and all(decidable.never(atom) for atom in clause):
            asked = ", ".join(sorted(str(atom.key).replace("=", ": ") for atom in clause))
            return Loss(
                f"it asks for {asked}, which no table before this one decides", "let a rule decide it, or ask for another"
            )
    fields: dict[str, Clause] = {}
    for clause in shape.when.clauses:
        name = decidable.single(clause)
        if name and name in fields and not any(atom in clause for atom in fields[name]):
            return Loss(f"it asks for two values of {name} at once", "write a list of values where one of them will do")
        if name:
            fields[name] = clause
    return _is_stopped(shape, logic)


def _is_stopped(shape: Shape, logic: Logic) -> Loss | None:
    """Each way in which it can match is one in which it must not."""
    mend = "leave out of 'unless' (or 'not') what 'when' asks for"
    for stopper in shape.stoppers:
        if not stopper.clauses:
            return Loss("its 'unless' always holds", "say in 'unless' when the rule shall not match")
        if logic.implies(shape.when.clauses, stopper):
            return Loss("its 'unless' holds wherever its 'when' does", mend)
    for clause in shape.when.clauses if shape.stoppers else ():
        if clause and all(_stopped_by(atom, shape, logic) for atom in clause):
            return Loss("its 'unless' holds wherever its 'when' does", mend)
    return None


def _stopped_by(atom: Atom, shape: Shape, logic: Logic) -> bool:
    return any(
        all(logic.holds(clause, atom) or logic.follows(clause, shape.when.clauses) for clause in stopper.clauses)
        for stopper in shape.stoppers
    )


def _blockers(shape: Shape, logic: Logic) -> list[Shape]:
    """Rules before it of which nothing can be said but that they hold where their words stand."""
    before = [other for other in logic.neighbours(shape) if other.number < shape.number and other.when.plain]
    return before[:MOST_BLOCKERS]


def _comes_too_late(shape: Shape, logic: Logic) -> Loss | None:
    always = next((o for o in logic.shapes[: shape.number] if o.when.plain and not o.when.clauses), None)
    if always is not None:
        return Loss(blockers=(always,))
    given = shape.when.clauses
    blockers = _blockers(shape, logic)
    whole = next((other for other in blockers if logic.implies(given, other.when)), None)
    if whole is not None:
        return Loss(blockers=(whole,))
    for clause in given:
        owners = dead_atoms(clause, shape, blockers, logic)
        if clause and len(owners) == len(clause):
            return Loss(blockers=tuple({owner.number: owner for owner in owners.values()}.values()))
    return None


def dead_atoms(clause: Clause, shape: Shape, blockers: Sequence[Shape], logic: Logic) -> dict[Atom, Shape]:
    """The atoms of a clause by which the rule never wins under the policy `first`, each with the earlier rule that takes it."""
    dead: dict[Atom, Shape] = {}
    for other in blockers:
        open_ones = [c for c in other.when.clauses if not logic.follows(c, shape.when.clauses)]
        for atom in clause:
            if atom not in dead and all(logic.holds(c, atom) for c in open_ones):
                dead[atom] = other
    return dead


def find_dead_words(shape: Shape, logic: Logic) -> Iterator[tuple[Atom, Shape]]:
    """The words of a rule that can never make it win under the policy `first`, and the rule that takes each."""
    if logic.table.policy is not Policy.FIRST:
        return
    blockers = [other for other in _blockers(shape, logic) if other.rule.then != shape.rule.then]
    for clause in shape.when.clauses if blockers else ():
        for atom, other in dead_atoms(clause, shape, blockers, logic).items():
            if isinstance(atom.key, int):
                yield atom, other


def _is_outweighed(shape: Shape, logic: Logic) -> Loss | None:
    """Another rule has as much evidence wherever this one has any (`best`)."""
    if not shape.when.exact or not shape.when.adds_up or not shape.when.clauses:
        return None
    most = shape.rule.weight * sum(max(points.values()) for points in _points(shape.when).values())
    for other in logic.sure:
        if other is not shape and (other.certain > most or (other.certain == most and other.number < shape.number)):
            who = f"'{other.rule.name}' (line {other.rule.place.line})"
            reason = f"{who} has {other.certain:g} for every mail, this one at most {most:g}"
            return Loss(reason, "give this rule more weight")
    for other in logic.neighbours(shape):
        if other.when.plain and other.when.adds_up and logic.implies(shape.when.clauses, other.when):
            least = _margin(shape, other, logic)
            if least is not None and (least > 0 or (least == 0 and other.number < shape.number)):
                return Loss(blockers=(other,), stronger=least > 0)
    return None


def _margin(shape: Shape, other: Shape, logic: Logic) -> float | None:
    """By how much `other` has at least more evidence than `shape`, whatever of its atoms is true; None where it may have less."""
    counted, own = _points(other.when), _points(shape.when)
    margins: list[float] = []
    for atom, points in own.items():
        if not any(points.values()):
            margins.append(0.0)  # a language counts nothing: there is nothing to outdo
            continue
        # One word with a star is one clue, however many words it covers.
        like = [o for o in logic.closure(atom) if o in counted and (o.key == atom.key or len(own) == 1)]
        best = max((_lead(points, shape, counted[o], other) for o in like), default=-1.0)
        if best < 0:
            return None
        margins.append(best)
    return min(margins, default=None)


def _lead(points: Points, shape: Shape, theirs: Points, other: Shape) -> float:
    """The smallest lead of `other` by one clue that both have, wherever in the mail it stands."""
    return min(theirs.get(part, 0.0) * other.rule.weight - own * shape.rule.weight for part, own in points.items())


def _points(formula: Formula) -> dict[Atom, Points]:
    return {atom: points for clause in formula.clauses for atom, points in clause.items()}
