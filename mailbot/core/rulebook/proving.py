"""The examples of the rules, each tried on the tables that decide."""

from dataclasses import dataclass

from mailbot.core.rulebook.problems import Problem
from mailbot.core.rulebook.rulebook import Rulebook
from mailbot.core.rulebook.tables import RuleExample, Table


@dataclass(frozen=True, slots=True)
class Proof:
    """One example and how it came out: `failure` says what happened instead, "" where it came out as it says.

    `winner` is the rule that decided the table, "" where none did, and `matched` what it matched on.
    """

    table: str
    file: str
    rule: str
    example: RuleExample
    winner: str
    matched: tuple[str, ...]
    failure: str

    @property
    def problem(self) -> Problem:
        """The failure as an error at the place of the example."""
        place = self.example.place
        return Problem(self.file, place.line, place.column, self.failure, "change the rule or the example")


def prove(rulebook: Rulebook) -> tuple[Proof, ...]:
    """Try every example of every rule, in the order of the tables."""
    return tuple(
        _try(rulebook, table, rule.name, example)
        for table in rulebook.tables
        for rule in table.rules
        for example in rule.examples
    )


def _try(rulebook: Rulebook, table: Table, rule: str, example: RuleExample) -> Proof:
    sample = example.sample
    _, hits = rulebook.decide_fields(sample.message(), sample.occasion(), dict(sample.decided))
    hit = next((hit for hit in hits if hit.table == table.name and hit.won), None)
    winner, matched = (hit.rule, hit.matched) if hit is not None else ("", ())
    failure = _failure(rule, example, winner, matched)
    return Proof(table.name, table.file, rule, example, winner, matched, failure)


def _failure(rule: str, example: RuleExample, winner: str, matched: tuple[str, ...]) -> str:
    sample = example.sample
    shown = f"'{' '.join((sample.text or sample.subject or sample.signature or sample.sender).split())[:60]}'"
    on = f" (on {', '.join(matched)})" if matched else ""
    if example.decides and not winner:
        return f"the example {shown} of the rule '{rule}' matches no rule"
    if example.decides and winner != rule:
        return f"the example {shown} of the rule '{rule}' goes to '{winner}'{on}"
    if not example.decides and winner == rule:
        return f"the rule '{rule}' shall not decide {shown}, but does{on}"
    return ""
