"""A table: rules that decide some fields together, and how the winner among them is found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

from mailbot.core.decision import RuleHit
from mailbot.core.rulebook.condition import Condition
from mailbot.core.rulebook.facts import IN_SUBJECT, IN_TEXT, Clue, Facts, Key
from mailbot.core.rulebook.lexicon import Section
from mailbot.core.rulebook.nodes import Text
from mailbot.core.rulebook.samples import Sample

EVIDENCE: Mapping[int, float] = MappingProxyType(
    {Section.SUBJECT.value: IN_SUBJECT, Section.REPLY.value: IN_TEXT, Section.FORWARDED.value: IN_TEXT}
)
"""What a word counts where a table says nothing else: twice in the subject, once in the new text and in a passed-on mail."""

MAX_QUOTES = 8
MAX_TOLD = 6
"""How many rules of a table a trace tells of; `rules explain` tells of all."""

MAX_QUOTE = 80


class Policy(StrEnum):
    """Which matching rule decides: the one with the most evidence, or the first."""

    BEST = "best"
    FIRST = "first"


@dataclass(frozen=True, slots=True)
class RuleExample:
    """A sample mail of a rule, and whether the rule shall decide its table for it."""

    sample: Sample
    decides: bool
    place: Text


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `then` holds a field's values (only `tags` may have several)."""

    name: str
    when: Condition
    unless: Condition | None
    then: Mapping[str, tuple[str, ...]]
    weight: float
    place: Text
    examples: tuple[RuleExample, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A compiled table, `number` in the order of tables.

    `by_key` leads from a fact to the rules that need it, `always` are the rules that need none, `names` those keys of `by_key`
    that are not words.

    `evidence` is what a word counts, by the value of the section where it stands; `fallback` are the parts of a mail to look
    into, one after the other, where that gives no evidence.
    """

    number: int
    name: str
    file: str
    decides: tuple[str, ...]
    policy: Policy
    rules: tuple[Rule, ...]
    by_key: Mapping[Key, tuple[int, ...]]
    always: tuple[int, ...]
    names: frozenset[Key]
    fallback: tuple[Section, ...] = ()
    evidence: Mapping[int, float] = field(default_factory=lambda: EVIDENCE)


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that matched, with its evidence."""

    rule: Rule
    clues: tuple[Clue, ...]
    score: float


class Watch(Protocol):
    """Somebody who looks on while the tables are asked, to tell afterwards how it went."""

    def looked(self, table: Table, facts: Facts, matches: Sequence[Match]) -> None:
        """`table` was asked once about the parts of the mail that `facts` names, and these rules matched."""

    def decided(self, table: Table, winner: Match | None, decided: Mapping[str, tuple[str, ...]]) -> None:
        """`table` is done; `decided` are all fields so far."""


def index_rules(rules: Sequence[Rule]) -> tuple[Mapping[Key, tuple[int, ...]], tuple[int, ...]]:
    """`by_key` and `always` of a table with these rules."""
    by_key: dict[Key, list[int]] = {}
    always = []
    for number, rule in enumerate(rules):
        keys = rule.when.keys()
        if keys is None:
            always.append(number)
        else:
            for key in keys:
                by_key.setdefault(key, []).append(number)
    return {key: tuple(numbers) for key, numbers in by_key.items()}, tuple(always)


def ask(table: Table, facts: Facts, watch: Watch | None = None) -> tuple[Match | None, list[Match]]:
    """The winning match of `table`, if any, and everything that matched, in the order of the table.

    A winner with evidence below one is a hint: it stands only where the parts that the table falls back on give no more.
    """
    facts.look(facts.scan.found[table.number], table.evidence, None)
    winner, matches = _ask_once(table, facts)
    if watch is not None:
        watch.looked(table, facts, matches)
    for section in table.fallback:
        if winner is not None and winner.score >= 1:
            break
        facts.look(facts.found, table.evidence, section)
        second, more = _ask_once(table, facts)
        if watch is not None:
            watch.looked(table, facts, more)
        if second is not None and (winner is None or second.score > winner.score):
            winner, matches = second, more
    return winner, matches


def told(table: Table, facts: Facts, winner: Match | None, matches: Sequence[Match]) -> list[RuleHit]:
    """What a table found, for the trace: the winner and those that came nearest, in the order of the table."""
    if len(matches) > MAX_TOLD:
        near = sorted(matches, key=lambda match: -match.score)[:MAX_TOLD]
        matches = [match for match in matches if any(match is one for one in near)]
    return [RuleHit(table.name, match.rule.name, _quotes(match, facts), match is winner, match.score) for match in matches]


def candidates(table: Table, facts: Facts) -> list[int]:
    """The rules that can match at all, by number: the others lack every fact that they need."""
    numbers = set(table.always)
    for key in (*facts.found, *(table.names & facts.keys), *(table.names & facts.list_keys())):
        found = table.by_key.get(key)
        if found is not None:
            numbers.update(found)
    return sorted(numbers)


def _ask_once(table: Table, facts: Facts) -> tuple[Match | None, list[Match]]:
    matches: list[Match] = []
    for number in candidates(table, facts):
        match = match_rule(table.rules[number], facts)
        if match is not None:
            matches.append(match)
            if table.policy is Policy.FIRST:
                break
    return max(matches, key=lambda match: match.score, default=None), matches


def match_rule(rule: Rule, facts: Facts) -> Match | None:
    """The rule with its evidence, or None where it does not match."""
    clues = rule.when.find(facts)
    if clues is None or (rule.unless is not None and rule.unless.find(facts) is not None):
        return None
    points: dict[object, float] = {}
    for mark, more, _, _ in clues:
        known = points.get(mark)
        if known is None or more > known:
            points[mark] = more
    score = rule.weight * sum(points.values())
    return Match(rule, tuple(clues), score) if score >= 0 else None


def _quotes(match: Match, facts: Facts) -> tuple[str, ...]:
    """What counted most, in the order of the mail where it counted the same."""
    quotes: dict[str, None] = {}
    for clue in sorted(match.clues, key=_most_first)[:MAX_QUOTES]:
        quotes[(clue.text if clue.hit is None else facts.scan.quote(clue.hit))[:MAX_QUOTE]] = None
    return tuple(quotes)


def _most_first(clue: Clue) -> tuple[float, int, str]:
    return -clue.points, clue.hit[0] if clue.hit is not None else -1, clue.text
