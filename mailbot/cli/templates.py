"""`mailbot templates`."""

from typing import Annotated

import typer

from mailbot.cli.printing import AsJson, fail, print_json, print_table
from mailbot.core.terminal import clean

app = typer.Typer(help="The words of our mails: check them, list them, look at one.", no_args_is_help=True)
COLUMNS = ("kind", "locale", "html", "own", "file")


@app.command()
def check() -> None:
    """Render every kind in every locale with sample, minimal and hostile data and say what is wrong: exit 1 if anything is."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.templates import template_problems  # noqa: PLC0415 - as above

    folder, problems = template_problems(load_settings())
    for problem in problems:
        typer.echo(clean(problem))
    if problems:
        raise typer.Exit(1)
    typer.echo(f"{folder}: every kind renders in every locale")


@app.command("list")
def list_kinds(as_json: AsJson = False) -> None:
    """Every kind in every locale, and the file from which it is written."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.templates import template_list  # noqa: PLC0415 - as above

    items = template_list(load_settings())
    if as_json:
        for item in items:
            print_json(item)
    else:
        said = [{**item, "html": "yes" if item["html"] else "", "own": "yes" if item["own"] else ""} for item in items]
        print_table(said, COLUMNS, widest=120)


@app.command()
def preview(  # noqa: PLR0913, PLR0917 - the options of a command
    kind: Annotated[str, typer.Argument(help="Such as ack or route; `mailbot templates list` shows all.", metavar="KIND")],
    locale: Annotated[str, typer.Option(help="The language of the mail.", metavar="LOCALE")] = "en",
    html: Annotated[bool, typer.Option("--html", help="The HTML part instead of subject and text.")] = False,
    urgency: Annotated[str, typer.Option(help="low, normal, high or critical.", metavar="LEVEL")] = "",
    hint: Annotated[str, typer.Option(help="The reason that the mail gives, such as late for an escalation.")] = "",
    restricted: Annotated[bool, typer.Option("--restricted", help="As for a restricted ticket.")] = False,
) -> None:
    """Print a mail with sample data as it would leave: subject and text, or its HTML part.

    Exit 1 if your own template cannot be used; the shipped one is shown, as it would be sent.
    """
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.templates import NoSuchTemplate, Wanted, preview  # noqa: PLC0415 - as above

    try:
        mail = preview(load_settings(), Wanted(kind, locale, urgency, hint, restricted))
    except NoSuchTemplate as wrong:
        raise fail(str(wrong), 2) from wrong
    if not html:
        _print_lines(f"Subject: {mail.subject}\n\n{mail.text}")
    else:
        _print_lines(mail.html or f"{kind} in {locale} has no HTML part: it leaves as plain text")
    if mail.problem:
        raise fail(mail.problem, 1)


def _print_lines(text: str) -> None:
    for line in text.rstrip("\n").split("\n"):
        typer.echo(clean(line))
