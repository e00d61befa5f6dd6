"""`mailbot rules suggest`: rules out of corrections."""

from typing import TYPE_CHECKING, Any

import typer

from mailbot.cli.hindsight import USUAL_DAYS, Days, Jobs
from mailbot.cli.printing import AsJson, for_people, print_json
from mailbot.cli.progress import Progress

if TYPE_CHECKING:
    from mailbot.pipeline.suggest import Suggestion

NEEDS_A_PERSON = 1


def suggest(days: Days = None, jobs: Jobs = 0, as_json: AsJson = False) -> None:
    """Suggest rules that would have got corrected tickets right, with what else each would change. Touches nothing.

    From tickets of the last 30 days where nothing is said. Exit 1 only where the rules folder has errors.
    """
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.drafts import rule_problems  # noqa: PLC0415 - as above
    from mailbot.wiring.hindsight import suggested, usable_cores  # noqa: PLC0415 - as above

    settings = load_settings()
    _, problems = rule_problems(settings)
    for problem in problems:
        typer.echo(problem)
    if problems:
        raise typer.Exit(NEEDS_A_PERSON)
    with Progress(None) as progress:
        found = suggested(settings, days or USUAL_DAYS, jobs or usable_cores(), progress.advance)
    for one in found:
        if as_json:
            print_json(_as_json(one))
        else:
            _print(one)
    if not found and not as_json:
        typer.echo("no ticket was corrected that the rules folder would not get right")


def _print(one: "Suggestion") -> None:
    wished = ", ".join(f"{name} {value or 'none'}" for name, value in one.wish.then)
    tickets = ", ".join(ticket.reference for ticket in one.wish.tickets[:20])
    typer.echo(f"{len(one.wish.tickets)} corrected to {wished}: {tickets}")
    if one.hidden:
        typer.echo(f"  {one.hidden} of them restricted: their words are not shown and not used")
    if one.rule is None:
        typer.echo(f"  no rule: {for_people(one.why)}\n")
        return
    if one.from_one_mail:
        typer.echo("  with care: these words stand in a single corrected mail each")
    typer.echo(f"  in the table {one.wish.table}, before the other rules:")
    for line in one.rule.lines():
        typer.echo(f"    {line}")
    for word in one.words:
        typer.echo(
            f"  {word.words}: in {word.here} of {word.of} corrected mails, in {word.elsewhere:,} of {word.others:,} others"
        )
    typer.echo(f"  puts right: {', '.join(one.puts_right)}")
    typer.echo(f"  else changes: {'' if one.also else f'nothing on {one.others:,} mails'}".rstrip())
    for (field, before, after), count in one.also:
        typer.echo(f"    {field}: {for_people(before)} -> {for_people(after)}  {count:,}")
    if one.samples:
        typer.echo(f"    as on {', '.join(one.samples)}")
    typer.echo("")


def _as_json(one: "Suggestion") -> dict[str, Any]:
    return {
        "table": one.wish.table or None,
        "then": dict(one.wish.then),
        "tickets": [ticket.reference for ticket in one.wish.tickets],
        "rule": "\n".join(one.rule.lines()) if one.rule else None,
        "why": one.why,
        "words": [
            {"words": word.words, "here": word.here, "of": word.of, "elsewhere": word.elsewhere, "others": word.others}
            for word in one.words
        ],
        "puts_right": list(one.puts_right),
        "from_one_mail": one.from_one_mail,
        "restricted": one.hidden,
        "mails": one.others,
        "also": [{"field": field, "before": old, "after": new, "mails": count} for (field, old, new), count in one.also],
        "samples": list(one.samples),
    }
