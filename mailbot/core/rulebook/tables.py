"""A table: rules that decide some fields together, and how the winner among them is found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mailbot.core.decision import RuleHit
from mailbot.core.rulebook.conditions import Condition
from mailbot.core.rulebook.facts import Clue, Facts, Key
from mailbot.core.rulebook.lexicon import Hit
from mailbot.core.rulebook.nodes import Text
from mailbot.core.rulebook.samples import Sample

MAX_QUOTES = 8
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
    """A compiled table. `by_key` leads from a fact to the rules that need it, `always` are the rules that need none."""

    name: str
    file: str
    decides: tuple[str, ...]
    policy: Policy
    rules: tuple[Rule, ...]
    words: frozenset[int]
    by_key: Mapping[Key, tuple[int, ...]]
    always: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that matched, with its evidence."""

    rule: Rule
    clues: tuple[Clue, ...]
    score: float


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


def ask(table: Table, facts: Facts) -> tuple[Match | None, tuple[RuleHit, ...]]:
    """The winning match of `table`, if any, and everything that matched, in the order of the table."""
    facts.found = _longest(table, facts.scan.hits)
    candidates = set(table.always)
    for key in (*facts.found, *facts.keys):
        candidates.update(table.by_key.get(key, ()))
    matches: list[Match] = []
    for number in sorted(candidates):
        match = _match(table.rules[number], facts)
        if match is not None:
            matches.append(match)
            if table.policy is Policy.FIRST:
                break
    winner = max(matches, key=lambda match: match.score, default=None)
    return winner, tuple(RuleHit(table.name, match.rule.name, _quotes(match, facts), match is winner) for match in matches)


def _match(rule: Rule, facts: Facts) -> Match | None:
    clues = rule.when.find(facts)
    if clues is None or (rule.unless is not None and rule.unless.find(facts) is not None):
        return None
    points: dict[object, int] = {}
    for clue in clues:
        points[clue.mark] = max(points.get(clue.mark, 0), clue.points)
    return Match(rule, tuple(clues), rule.weight * sum(points.values()))


def _longest(table: Table, hits: Sequence[Hit]) -> dict[int, list[Hit]]:
    """The words of `table` that were found, less those that lie inside a longer one of the same table."""
    found: dict[int, list[Hit]] = {}
    reach, begun = -1, -1
    mine = [hit for hit in hits if hit.word in table.words]
    mine.sort(key=lambda hit: (hit.start, -hit.end))
    for hit in mine:
        if hit.end <= reach and not (hit.start == begun and hit.end == reach):
            continue
        if hit.end > reach:
            reach, begun = hit.end, hit.start
        found.setdefault(hit.word, []).append(hit)
    return found


def _quotes(match: Match, facts: Facts) -> tuple[str, ...]:
    quotes: dict[str, None] = {}
    for clue in match.clues[:MAX_QUOTES]:
        quotes[(clue.text if clue.hit is None else facts.scan.quote(clue.hit))[:MAX_QUOTE]] = None
    return tuple(quotes)
