"""`mailbot rules`."""

from typing import NoReturn

import typer

from mailbot.cli import hindsight, revisions, suggest

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


app.command("publish")(revisions.publish)
app.command("history")(revisions.history)
app.command("rollback")(revisions.rollback)
app.command("diff")(hindsight.diff)
app.command("replay")(hindsight.replay)
app.command("suggest")(suggest.suggest)


def later(name: str) -> None:
    """Answer for a command of a later version."""

    def not_built() -> NoReturn:
        typer.echo(f"mailbot rules {name}: not built yet", err=True)
        raise typer.Exit(2)

    app.command(name, hidden=True, context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(not_built)


for command in ("test", "explain", "schema"):
    later(command)
