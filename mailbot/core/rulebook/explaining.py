"""How the tables came to their answer: told by one who looks on while they are asked, never worked out a second time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from mailbot.core.decision import Classification
from mailbot.core.message import InboundMessage
from mailbot.core.rulebook.condition import Condition
from mailbot.core.rulebook.conditions import AllOf
from mailbot.core.rulebook.facts import Clue, Facts
from mailbot.core.rulebook.lexicon import Section
from mailbot.core.rulebook.occasion import NOWHERE, Occasion
from mailbot.core.rulebook.rulebook import Rulebook
from mailbot.core.rulebook.tables import Match, Policy, Rule, Table, candidates, match_rule

PARTS: Mapping[int, str] = {
    Section.SUBJECT: "subject",
    Section.REPLY: "text",
    Section.FORWARDED: "forwarded",
    Section.SIGNATURE: "signature",
    Section.QUOTED: "quoted",
    Section.SENDER: "sender",
    Section.ADDRESS: "address",
}
NEW_TEXT = "new text"
MOST_NAMED = 3


class Verdict(StrEnum):
    """What became of a rule: it won, it matched and lost, `unless` stopped it, or a part of its `when` was missing."""

    WON = "won"
    LOST = "lost"
    STOPPED = "stopped"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A clue: as the sender wrote it, where it stands, its points, and the named list that it is of, if any."""

    text: str
    where: str
    points: float
    listed: str = ""


@dataclass(frozen=True, slots=True)
class RuleSeen:
    """A rule in one look: its evidence (weight times the sum of points is the score), its verdict, and why."""

    rule: str
    line: int
    evidence: tuple[Evidence, ...]
    weight: float
    score: float
    verdict: Verdict
    why: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """One look of a table into a part of the mail. The first is at the new text, others where it falls back."""

    into: str
    rules: tuple[RuleSeen, ...]


@dataclass(frozen=True, slots=True)
class TableSeen:
    """A table that was asked. `defaults` are those of the fields decided that no rule decided."""

    name: str
    file: str
    policy: str
    looks: tuple[Look, ...]
    winner: str
    decided: Mapping[str, tuple[str, ...]]
    defaults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """The answer of the tables and the way to it; no table where none is asked about such mail."""

    classification: Classification
    tables: tuple[TableSeen, ...]


def explain(rulebook: Rulebook, message: InboundMessage, occasion: Occasion = NOWHERE) -> Explained:
    """What `rulebook.classify` answers, with everything that every table saw. Never raises."""
    recorder = _Recorder(rulebook.lexicon.words)
    classification, _ = rulebook.classify(message, occasion, recorder)
    return Explained(classification, tuple(recorder.tables))


@dataclass(slots=True)
class _Noted:
    """A rule as one look found it; `match` is None where it did not match."""

    number: int
    match: Match | None
    seen: RuleSeen


@dataclass(slots=True)
class _Recorder:
    """The one who looks on. `words` are the words of the lexicon by number."""

    words: Sequence[str]
    tables: list[TableSeen] = field(default_factory=list)
    _looks: list[tuple[str, list[_Noted]]] = field(default_factory=list)

    def looked(self, table: Table, facts: Facts, matches: Sequence[Match]) -> None:
        """Note every rule that might have matched; under `first` those after the winner too, which were not tried."""
        tried = {match.rule.name: match for match in matches}
        noted = []
        for number in candidates(table, facts):
            rule = table.rules[number]
            match = tried.get(rule.name) or match_rule(rule, facts)
            seen = self._matched(match, facts) if match is not None else self._nearly(rule, facts)
            if seen is not None:
                noted.append(_Noted(number, match, seen))
        into = NEW_TEXT if facts.instead is None else PARTS[facts.instead]
        self._looks.append((into, noted))

    def decided(self, table: Table, winner: Match | None, decided: Mapping[str, tuple[str, ...]]) -> None:
        """The table is done: every verdict can be given."""
        looks = tuple(
            Look(into, tuple(_judge(one, noted, winner, table, self._looks) for one in noted)) for into, noted in self._looks
        )
        values = {name: decided[name] for name in table.decides}
        left = tuple(name for name in table.decides if winner is None or name not in winner.rule.then)
        self.tables.append(
            TableSeen(table.name, table.file, table.policy, looks, winner.rule.name if winner else "", values, left)
        )
        self._looks.clear()

    def _matched(self, match: Match, facts: Facts) -> RuleSeen:
        rule = match.rule
        return RuleSeen(rule.name, rule.place.line, _evidence(match.clues, facts), rule.weight, match.score, Verdict.LOST)

    def _nearly(self, rule: Rule, facts: Facts) -> RuleSeen | None:
        """A rule that did not match although some of what it asks for is there."""
        clues = rule.when.find(facts)
        if clues is not None:
            stopped = rule.unless.find(facts) if rule.unless is not None else None
            on = ", ".join(f"'{one.text}'" for one in _evidence(stopped or (), facts)[:MOST_NAMED])
            why = f"'unless' held on {on}" if on else "'unless' held"
            return RuleSeen(rule.name, rule.place.line, _evidence(clues, facts), rule.weight, 0.0, Verdict.STOPPED, why)
        if not isinstance(rule.when, AllOf):
            return None
        found = [part.find(facts) for part in rule.when.parts]
        held = [clue for clues in found for clue in clues or ()]
        if not held:
            return None
        missing = "; ".join(self._describe(part) for part, clues in zip(rule.when.parts, found, strict=True) if clues is None)
        return RuleSeen(rule.name, rule.place.line, _evidence(held, facts), rule.weight, 0.0, Verdict.MISSING, f"lacks {missing}")

    def _describe(self, part: Condition) -> str:
        keys = sorted(part.keys() or (), key=str)
        if not keys:
            return f"'{getattr(part, 'key', 'a condition')}'"
        names = [self.words[key] if isinstance(key, int) else key for key in keys]
        more = f" or one of {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
        return " or ".join(f"'{name}'" for name in names[:MOST_NAMED]) + more


def _evidence(clues: Sequence[Clue], facts: Facts) -> tuple[Evidence, ...]:
    """Each mark once, as it is counted."""
    best: dict[object, Clue] = {}
    for clue in clues:
        known = best.get(clue.mark)
        if known is None or clue.points > known.points:
            best[clue.mark] = clue
    return tuple(Evidence(_quote(clue, facts), _where(clue), clue.points, _list_of(clue)) for clue in best.values())


def _quote(clue: Clue, facts: Facts) -> str:
    return (clue.text if clue.hit is None else facts.scan.quote(clue.hit))[:200]


def _list_of(clue: Clue) -> str:
    return clue.text if clue.hit is not None and isinstance(clue.mark, tuple) and clue.mark[:1] == ("list",) else ""


def _where(clue: Clue) -> str:
    if clue.hit is not None:
        return PARTS.get(clue.hit[3], "")
    mark = clue.mark[0] if isinstance(clue.mark, tuple) and clue.mark else clue.mark
    if not isinstance(mark, str):
        return ""
    return "decided before" if "=" in mark else mark.partition(":")[0]


def _judge(
    one: _Noted, noted: Sequence[_Noted], winner: Match | None, table: Table, looks: Sequence[tuple[str, list[_Noted]]]
) -> RuleSeen:
    if one.match is None:
        return one.seen
    if one.match is winner:
        return _with(one.seen, Verdict.WON, "")
    if winner is None:
        return one.seen
    return _with(one.seen, Verdict.LOST, _why_lost(one, noted, winner, table, looks))


def _with(seen: RuleSeen, verdict: Verdict, why: str) -> RuleSeen:
    return RuleSeen(seen.rule, seen.line, seen.evidence, seen.weight, seen.score, verdict, why)


def _why_lost(
    one: _Noted, noted: Sequence[_Noted], winner: Match, table: Table, looks: Sequence[tuple[str, list[_Noted]]]
) -> str:
    home = next(into for into, others in looks if any(other.match is winner for other in others))
    if not any(other.match is winner for other in noted):
        if home == NEW_TEXT:
            return f"the new text had more evidence: {winner.score:g} against {one.seen.score:g}"
        return f"a hint below 1: the table fell back on the {home} text and found {winner.score:g} there"
    if table.policy is Policy.FIRST:
        return "comes later in the table"
    if one.seen.score < winner.score:
        return f"less evidence: {one.seen.score:g} against {winner.score:g}"
    return "as much evidence, but comes later in the table"
