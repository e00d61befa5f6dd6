"""`mailbot rules`."""

from typing import NoReturn

import typer

from mailbot.cli.printing import AsJson, print_json, print_table
from mailbot.cli.schema import conditions, schema

app = typer.Typer(help="The rules: check a draft, put it in force, see what was in force.", no_args_is_help=True)


@app.command()
def check() -> None:
    """Say everything that is wrong with the rules folder, and run the examples of every rule: exit 1 if anything is."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.drafts import rule_problems  # noqa: PLC0415 - as above

    folder, problems = rule_problems(load_settings())
    for problem in problems:
        typer.echo(problem)
    if problems:
        raise typer.Exit(1)
    typer.echo(f"{folder}: no errors")


@app.command()
def publish() -> None:
    """Check the rules folder and put it in force; the next mail is decided by it. A folder with errors changes nothing.

    Exit 1.
    """
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.drafts import publish_rules, rule_problems  # noqa: PLC0415 - as above

    settings = load_settings()
    _, problems = rule_problems(settings)
    for problem in problems:
        typer.echo(problem)
    if problems:
        raise typer.Exit(1)
    typer.echo("published" if publish_rules(settings) else "already in force")


@app.command()
def history(as_json: AsJson = False) -> None:
    """Every rulebook that was put in force, the newest first."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.drafts import rule_history  # noqa: PLC0415 - as above

    items = rule_history(load_settings())
    if as_json:
        for item in items:
            print_json(item)
    else:
        print_table(items, ("id", "published_at", "published_by", "sha"), widest=64)


app.command("schema")(schema)
app.command("conditions")(conditions)


def later(name: str) -> None:
    """Answer for a command of a later version."""

    def not_built() -> NoReturn:
        typer.echo(f"mailbot rules {name}: not built yet", err=True)
        raise typer.Exit(2)

    app.command(name, hidden=True, context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(not_built)


for command in ("test", "explain", "diff", "rollback", "suggest"):
    later(command)
