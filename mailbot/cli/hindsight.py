"""`mailbot rules diff` and `replay`: what a draft would change, and whether the past can be made again."""

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mailbot.cli.printing import AsJson, fail, for_people, print_json
from mailbot.cli.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mailbot.core.decision import RuleHit
    from mailbot.pipeline.diff import Changed

USAGE, NEEDS_A_PERSON = 2, 1
USUAL_DAYS = 30
Days = Annotated[int | None, typer.Option("--days", min=1, max=36_500, help="Mails of the last N days.", metavar="N")]
Jobs = Annotated[int, typer.Option("--jobs", min=0, max=256, help="Processes; 0 for one a core.", metavar="N")]


def diff(
    days: Days = None,
    mails: Annotated[
        list[str] | None, typer.Option("--mails", help="A mail, mbox, Maildir or folder instead. Repeatable.", metavar="PATH")
    ] = None,
    samples: Annotated[int, typer.Option("--samples", min=0, help="How many changed mails are shown.", metavar="K")] = 10,
    jobs: Jobs = 0,
    as_json: AsJson = False,
) -> None:
    """Show which decisions on kept mails would change with the rules folder, beside what is in force. Touches nothing.

    Of the last 30 days where nothing is said. With --json, one object a changed mail. Exit 1 only where the rules have errors.
    """
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.drafts import rule_problems  # noqa: PLC0415 - as above
    from mailbot.wiring.hindsight import Choice, compared, usable_cores  # noqa: PLC0415 - as above

    if days is not None and mails:
        raise fail("--days and --mails: name one of them", USAGE)
    settings = load_settings()
    _, problems = rule_problems(settings)
    for problem in problems:
        typer.echo(problem)
    if problems:
        raise typer.Exit(NEEDS_A_PERSON)
    found = Findings(samples)
    choice = Choice(None if mails else days or USUAL_DAYS, tuple(mails or ()))
    with compared(settings, choice, jobs or usable_cores()) as work, Progress(work.mails) as progress:
        for result in work.results:
            progress.advance(result.mails)
            found.mails += result.mails
            found.bare += result.bare
            for changed in result.changed[0]:
                found.add(changed)
                if as_json:
                    print_json(_as_json(changed))
    if not as_json:
        found.print(context_matters=not mails)


class Findings:
    """What is remembered of many mails: counts, and samples of as many sorts of change as there is room for."""

    def __init__(self, room: int) -> None:
        self.mails = self.bare = self.changed = 0
        self._room = room
        self._counts: Counter[tuple[str, str, str]] = Counter()
        self._sorts: set[tuple[str, ...]] = set()
        self._first: list[Changed] = []
        self._more: list[Changed] = []

    def add(self, changed: "Changed") -> None:
        """Count a changed mail, and keep it where it is the first of its sort or there is room."""
        self.changed += 1
        self._counts.update((one.field, one.before, one.after) for one in changed.changes)
        sort = tuple(f"{one.field} {one.before} {one.after}" for one in changed.changes)
        if sort not in self._sorts and len(self._first) < self._room:
            self._sorts.add(sort)
            self._first.append(changed)
        elif len(self._more) < self._room:
            self._more.append(changed)

    def print(self, *, context_matters: bool) -> None:
        """Counts by field, the samples, and what the comparison could not know."""
        typer.echo(f"{self.mails:,} mails, {self.changed:,} decisions change")
        if context_matters and self.bare:
            typer.echo(f"{self.bare:,} of them have no context kept, and were decided as if they came alone")
        for (field, before, after), count in self._counts.most_common():
            typer.echo(f"  {field}: {for_people(before)} -> {for_people(after)}  {count:,}")
        for changed in (self._first + self._more)[: self._room]:
            _print_sample(changed)


def _print_sample(changed: "Changed") -> None:
    subject = "restricted" if changed.restricted else for_people(changed.subject)
    typer.echo(f"\n{' '.join(filter(None, (changed.reference, for_people(changed.name))))}: {subject}")
    for one in changed.changes:
        typer.echo(f"  {one.field}: {for_people(one.before)} -> {for_people(one.after)}")
    for word, hits in (("was", changed.before), ("now", changed.after)):
        for hit in hits:
            on = f" ({', '.join(hit.matched[:5])})" if hit.matched else ""
            typer.echo(f"  {word} by {for_people(f'{hit.table}: {hit.rule}{on}')}")


def _as_json(changed: "Changed") -> dict[str, Any]:
    return {
        "name": changed.name,
        "inbound": changed.inbound or None,
        "ticket": changed.reference or None,
        "restricted": changed.restricted,
        "subject": None if changed.restricted else changed.subject,
        "changes": {one.field: [one.before, one.after] for one in changed.changes},
        "was": _hits(changed.before),
        "now": _hits(changed.after),
    }


def _hits(hits: "Iterable[RuleHit]") -> list[dict[str, Any]]:
    return [{"table": hit.table, "rule": hit.rule, "matched": list(hit.matched)} for hit in hits]


def replay(days: Days = None, as_json: AsJson = False) -> None:
    """Make every decision again from the raw mail, its context and its own rulebook. Touches nothing.

    Exit 1 where one comes out otherwise; those are named. With --json, one object for each that does not come out the same.
    """
    from mailbot.pipeline.replay import Verdict  # noqa: PLC0415 - `--help` answers at once
    from mailbot.settings import load_settings  # noqa: PLC0415 - as above
    from mailbot.wiring.hindsight import replayed  # noqa: PLC0415 - as above

    counts: Counter[Verdict] = Counter()
    reasons: Counter[str] = Counter()
    with replayed(load_settings(), days) as (mails, results), Progress(mails) as progress:
        for one in results:
            progress.advance()
            counts[one.verdict] += 1
            if one.verdict is Verdict.CANNOT:
                reasons[one.why] += 1
            if as_json and one.verdict is not Verdict.SAME:
                said = {"inbound": one.inbound, "ticket": one.reference or None, "verdict": one.verdict.value, "why": one.why}
                print_json(said)
            elif one.verdict is Verdict.OTHER:
                typer.echo(f"inbound {one.inbound} {one.reference}: {for_people(one.why)}")
    if not as_json:
        typer.echo(f"{counts.total():,} decisions: {counts[Verdict.SAME]:,} the same, {counts[Verdict.OTHER]:,} otherwise")
        for why, count in reasons.most_common():
            typer.echo(f"  {count:,} cannot be replayed: {for_people(why)}")
    if counts[Verdict.OTHER]:
        raise typer.Exit(NEEDS_A_PERSON)
