"""`mailbot templates`."""

import typer

from mailbot.core.terminal import clean

app = typer.Typer(help="The words of our mails.", no_args_is_help=True)


@app.command("preview", hidden=True, context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def preview() -> None:
    """Answer for a command of a later version."""
    typer.echo("mailbot templates preview: not built yet", err=True)
    raise typer.Exit(2)


@app.command()
def check() -> None:
    """Render every kind in every locale with sample data and say what is wrong: exit 1 if anything is."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.drafts import template_problems  # noqa: PLC0415 - as above

    folder, problems = template_problems(load_settings())
    for problem in problems:
        typer.echo(clean(problem))
    if problems:
        raise typer.Exit(1)
    typer.echo(f"{folder}: every kind renders in every locale")
