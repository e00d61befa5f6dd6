"""Everything that coverage has to say of a rulebook without errors."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mailbot.core.rulebook.coverage.conflicts import Conflict, find_conflicts
from mailbot.core.rulebook.coverage.containing import Contained, find_contained
from mailbot.core.rulebook.coverage.finding import Finding, Kind
from mailbot.core.rulebook.coverage.logic import Logic, logic_of
from mailbot.core.rulebook.coverage.places import Places
from mailbot.core.rulebook.coverage.reach import Reach, Unreached
from mailbot.core.rulebook.coverage.shape import Atom, Shape
from mailbot.core.rulebook.coverage.winning import Decidable, Loss, find_dead_words, find_loss
from mailbot.core.rulebook.desk_file import DESK_FILE
from mailbot.core.rulebook.nodes import Text
from mailbot.core.rulebook.rulebook import UNDECIDED, Rulebook
from mailbot.core.rulebook.tables import Policy, Table
from mailbot.core.rulebook.vocabulary import fields_of

MOST_NAMED = 4


def cover(rulebook: Rulebook, files: Mapping[str, str]) -> tuple[Finding, ...]:
    """Rules that never win, conflicts, and what no mail can reach, by place. `files` are those that made the rulebook."""
    return tuple(sorted(finding for finding in _Coverage(rulebook, Places(files)).find() if not finding.is_note))


def notes(rulebook: Rulebook, files: Mapping[str, str]) -> tuple[Finding, ...]:
    """What is as it should be and still worth knowing: words inside longer ones, countries without a desk."""
    coverage = _Coverage(rulebook, Places(files))
    contained = (coverage.contained(logic_of(table, rulebook.desk, coverage.words)) for table in rulebook.tables)
    found = [finding for findings in contained for finding in findings]
    return tuple(sorted([*found, *(finding for finding in coverage.find() if finding.is_note)]))


@dataclass(slots=True)
class _Coverage:
    """One pass over the tables in their order. `values` are what the tables so far can decide, by field."""

    rulebook: Rulebook
    places: Places
    values: dict[str, frozenset[str]] = field(default_factory=dict)
    words: tuple[str, ...] = field(init=False)
    owners: list[tuple[Logic, Shape]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words = self.rulebook.lexicon.words

    def find(self) -> Iterator[Finding]:
        several = frozenset(name for name, one in fields_of(self.rulebook.desk).items() if one.several)
        for table in self.rulebook.tables:
            logic = logic_of(table, self.rulebook.desk, self.words)
            winners = []
            for shape in logic.shapes:
                decidable = Decidable(self.values, several)
                loss = find_loss(shape, logic, decidable)
                if loss is None:
                    winners.append(shape)
                    yield from self._never_decided(shape, logic, decidable)
                    yield from self._dead_words(shape, logic)
                else:
                    yield self._loss(shape, loss, table)
            yield from (self._conflict(conflict, table) for conflict in find_conflicts(logic, _undecided(table)))
            self._decide(table, winners)
            self.owners += [(logic, shape) for shape in winners if "owner" in shape.rule.then]
        for one in Reach(self.rulebook.desk, self.values, self.owners).find():
            yield self._unreached(one)

    def contained(self, logic: Logic) -> Iterator[Finding]:
        """The words of a table that stand inside longer ones of another rule."""
        for one in find_contained(logic, self.words):
            yield self._contained(one, logic.table)

    def _unreached(self, one: Unreached) -> Finding:
        place = Text("", 1, 1) if one.kind is Kind.COUNTRY_WITHOUT_DESK else self.places.entry(DESK_FILE, one.path)
        return Finding(DESK_FILE, place.line, place.column, one.kind, one.message, one.mend)

    def _decide(self, table: Table, winners: list[Shape]) -> None:
        for name, default in _undecided(table).items():
            said = (value for shape in winners for value in shape.rule.then.get(name, ()))
            self.values[name] = frozenset(said) | frozenset(default)

    def _loss(self, shape: Shape, loss: Loss, table: Table) -> Finding:
        place = shape.rule.place
        if loss.reason:
            message, mend = loss.reason, loss.mend
        else:
            names = _listed([f"'{other.rule.name}' (line {other.rule.place.line})" for other in loss.blockers])
            holds = "hold" if len(loss.blockers) > 1 else "holds"
            how = "with more evidence" if loss.stronger else "and come first" if len(loss.blockers) > 1 else "and comes first"
            message = f"{names} {holds} wherever it does, {how}"
            mend = "say what sets the two apart, move this rule up or give it more weight, or delete it"
        return Finding(
            table.file, place.line, place.column, Kind.NEVER_WINS, f"the rule '{shape.rule.name}' can never win: {message}", mend
        )

    def _never_decided(self, shape: Shape, logic: Logic, decidable: Decidable) -> Iterator[Finding]:
        for atom in dict.fromkeys(shape.atoms()):
            if decidable.never(atom):
                asked = str(atom.key).replace("=", ": ")
                yield self._at(
                    logic.table,
                    shape,
                    Kind.NEVER_DECIDED,
                    f"the rule '{shape.rule.name}' asks for {asked}, which no table before this one decides",
                    "take it out, or let a rule decide it",
                )

    def _dead_words(self, shape: Shape, logic: Logic) -> Iterator[Finding]:
        for atom, other in find_dead_words(shape, logic):
            place, word = self._word(logic.table, shape, atom)
            message = (
                f"the word '{word}' can never make the rule '{shape.rule.name}' win: "
                f"'{other.rule.name}' (line {other.rule.place.line}) comes first, holds with it and says otherwise"
            )
            yield Finding(
                logic.table.file, place.line, place.column, Kind.DEAD_WORD, message, "take it out of one of the two rules"
            )

    def _conflict(self, conflict: Conflict, table: Table) -> Finding:
        first, second = conflict.first.rule, conflict.second.rule
        place, _ = self._word(table, conflict.second, conflict.words[0])
        words = _listed([f"'{self._word(table, conflict.second, atom)[1]}'" for atom in conflict.words])
        why = (
            "both hold for the same mails, and the first one wins"
            if table.policy is Policy.FIRST
            else f"{words} {'give' if len(conflict.words) > 1 else 'gives'} both the same evidence, and their order alone decides"
        )
        who = f"the rules '{first.name}' (line {first.place.line}) and '{second.name}'"
        message = f"{who} say different things about the same mail: {why}"
        mend = "leave it to one of them, or set them apart by a condition or a weight"
        return Finding(table.file, place.line, place.column, Kind.CONFLICT, message, mend)

    def _contained(self, one: Contained, table: Table) -> Finding:
        forms = self.words
        place = one.inner.rule.place
        words = _listed([f"'{forms[inner]}' inside '{forms[outer]}'" for inner, outer in one.words])
        message = f"the rule '{one.inner.rule.name}' does not find {words} of the rule '{one.outer.rule.name}'"
        return Finding(table.file, place.line, place.column, Kind.CONTAINED_WORD, message, "the longer word alone counts there")

    def _at(self, table: Table, shape: Shape, kind: Kind, message: str, mend: str) -> Finding:
        return Finding(table.file, shape.rule.place.line, shape.rule.place.column, kind, message, mend)

    def _word(self, table: Table, shape: Shape, atom: Atom) -> tuple[Text, str]:
        """Where an atom of a rule stands, and how it is written."""
        if isinstance(atom.key, int):
            return self.places.word(table.file, shape.rule.place, self.words[atom.key])
        if isinstance(atom.key, str):
            name, _, value = atom.key.replace(":", "=", 1).partition("=")
            return shape.rule.place, f"{name}: {value}"
        return shape.rule.place, str(getattr(atom.key, "key", "a condition"))


def _undecided(table: Table) -> Mapping[str, tuple[str, ...]]:
    return {name: UNDECIDED.get(name, ("",)) for name in table.decides}


def _listed(names: list[str]) -> str:
    shown = names[:MOST_NAMED]
    rest = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return (" and ".join(shown) if len(shown) < 3 and not rest else ", ".join(shown)) + rest
