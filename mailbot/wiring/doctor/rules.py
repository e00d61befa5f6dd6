"""The rules, the people in them, and the templates."""

from collections.abc import Iterator

from mailbot.adapters.rule_files import RuleFilesUnreadable
from mailbot.core.desk import Desk
from mailbot.core.examination import Finding, bad, ok, warn
from mailbot.settings import Settings
from mailbot.wiring.checking import check_folder, coverage_of, prove_examples
from mailbot.wiring.templates import template_problems

MOST_TOLD = 5


def examine_rules(settings: Settings) -> Iterator[Finding]:
    """The rules and templates folders, as their own checks see them."""
    yield from _examine_folder(settings)
    folder, problems = template_problems(settings)
    for problem in problems[:MOST_TOLD]:
        yield bad("templates", problem, "`mailbot templates check` shows all", str(folder))
    if not problems:
        yield ok("templates", "every template can be used", str(folder))


def _examine_folder(settings: Settings) -> Iterator[Finding]:
    try:
        checked = check_folder(settings)
    except RuleFilesUnreadable as wrong:
        yield bad("rules", str(wrong), "`mailbot init` lays out a folder of rules")
        return
    where = str(checked.folder)
    for problem in checked.problems[:MOST_TOLD]:
        yield bad("rules", str(problem), "`mailbot rules check` shows all", where)
    if checked.rulebook is None:
        return
    failed = [proof for proof in prove_examples(checked.rulebook, "", "")[0] if proof.failure]
    for proof in failed[:MOST_TOLD]:
        yield bad("rules.examples", str(proof.problem), "`mailbot rules test` shows all", where)
    if not (checked.problems or failed):
        yield ok("rules", ", ".join(f"{count} {name}" for name, count in checked.counts().items()), where)
    flaws = [finding for finding in coverage_of(checked) if not finding.is_note]
    if flaws:
        yield warn(
            "rules.coverage", f"{len(flaws)} rules or desks cannot do what they say", "`mailbot rules check` shows which", where
        )
    yield from _examine_people(checked.rulebook.desk, where)


def _examine_people(desk: Desk, where: str) -> Iterator[Finding]:
    """Where everything ends there should be more than one; a desk without anybody is an error of the rules already."""
    home, lead = desk.owner_of(desk.global_desk)
    if len(home.coordinators) < 2:
        mend = "name a second person: nobody stands in while he is away"
        yield warn("rules.global_lead", f"the desk {home.id}, where everything ends, is {lead.name} alone", mend, where)
