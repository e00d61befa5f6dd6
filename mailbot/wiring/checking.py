"""The rules folder looked over: errors, examples, coverage. Touches no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mailbot.adapters.clock import SystemClock
from mailbot.adapters.rule_files import look_into
from mailbot.core.deciding.context import Identity
from mailbot.core.message import Address
from mailbot.core.rulebook import Problem, Rulebook
from mailbot.core.rulebook.compiling import check_draft
from mailbot.core.rulebook.coverage import Finding, cover, notes
from mailbot.core.rulebook.coverage.holidays import without_public_holidays
from mailbot.core.rulebook.coverage.places import Places
from mailbot.core.rulebook.desk_file import DESK_FILE
from mailbot.core.rulebook.nearest import did_you_mean
from mailbot.core.rulebook.proving import Proof, prove
from mailbot.settings import Settings
from mailbot.wiring.places import find_places


@dataclass(frozen=True, slots=True)
class CheckedFolder:
    """What was found in the rules folder. `rulebook` is None where errors keep it from being one."""

    folder: Path
    files: Mapping[str, str]
    rulebook: Rulebook | None
    problems: tuple[Problem, ...]

    def counts(self) -> dict[str, int]:
        """How many tables, rules, words and examples there are."""
        tables = self.rulebook.tables if self.rulebook else ()
        rules = [rule for table in tables for rule in table.rules]
        return {
            "tables": len(tables),
            "rules": len(rules),
            "words": len(self.rulebook.lexicon.words) if self.rulebook else 0,
            "examples": sum(len(rule.examples) for rule in rules),
        }


def check_folder(settings: Settings) -> CheckedFolder:
    """Everything that is wrong with the rules folder. Raises RuleFilesUnreadable where there is no folder or nothing in it."""
    folder = find_places(settings).rules
    found = look_into(folder)
    checked = check_draft(found.texts, found.faults)
    own = _own_addresses(checked.rulebook, found.texts, settings) if checked.rulebook is not None else ()
    return CheckedFolder(folder, found.texts, checked.rulebook, tuple(sorted({*checked.problems, *own})))


def coverage_of(checked: CheckedFolder) -> tuple[Finding, ...]:
    """What the rulebook cannot do although nothing in it is wrong; nothing where it is none."""
    if checked.rulebook is None:
        return ()
    bare = without_public_holidays(checked.rulebook.desk, checked.files, SystemClock().now().date())
    return tuple(sorted([*cover(checked.rulebook, checked.files), *bare]))


def notes_on(checked: CheckedFolder) -> tuple[Finding, ...]:
    """What is worth knowing and no flaw."""
    return () if checked.rulebook is None else notes(checked.rulebook, checked.files)


class NoSuchRule(Exception):
    """A table or a rule that the rulebook has not; the text says which."""


def prove_examples(rulebook: Rulebook, table: str, rule: str) -> tuple[tuple[Proof, ...], int]:
    """The examples of the rules, tried, and how many rules have none; of `table` and of `rule` alone where they are given.

    Raises NoSuchRule.
    """
    named = [each for each in rulebook.tables if table in ("", each.name)]
    if not named:
        known = [each.name for each in rulebook.tables]
        raise NoSuchRule(f"there is no table '{table}': {did_you_mean(table, known)}tables: {', '.join(known)}")
    rules = [(each.name, one) for each in named for one in each.rules if rule in ("", one.name)]
    if not rules:
        raise NoSuchRule(f"there is no rule '{rule}'. {did_you_mean(rule, [r.name for t in named for r in t.rules])}".strip())
    wanted = {(name, one.name) for name, one in rules}
    proofs = tuple(proof for proof in prove(rulebook) if (proof.table, proof.rule) in wanted)
    return proofs, sum(not one.examples for _, one in rules)


def _own_addresses(rulebook: Rulebook, files: Mapping[str, str], settings: Settings) -> Sequence[Problem]:
    """Coordinators whose address the desk itself reads: mail to them would come back to the desk."""
    identity, places = Identity(settings.addresses), Places(files)
    own = [p.address for p in rulebook.desk.coordinators.values() if identity.is_ours(Address("", p.address))]
    at = {address: places.entry(DESK_FILE, ("coordinators", address)) for address in own}
    return [
        Problem(
            DESK_FILE,
            at[address].line,
            at[address].column,
            f"the coordinator {address} is an address of the desk (MAILBOT_ADDRESS)",
            "name a person's mailbox",
        )
        for address in own
    ]
