"""`mailbot rules`."""

from itertools import chain
from typing import Annotated

import typer

from mailbot.cli import hindsight, revisions, schema, suggest
from mailbot.cli.calendar import calendar
from mailbot.cli.printing import AsJson, fail, print_json
from mailbot.core.terminal import clean

app = typer.Typer(help="The rules: check a draft, put it in force, see what was in force.", no_args_is_help=True)


@app.command()
def check(
    as_json: AsJson = False,
    coverage: Annotated[bool, typer.Option("--coverage/--no-coverage", help="Look for rules that can never win too.")] = True,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Tell what is no flaw too.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 for warnings too.")] = False,
) -> None:
    """Say everything that is wrong with the rules folder, run each rule's examples, and look for rules that can never win.

    Errors end with exit 1. Warnings (what coverage finds) leave it at 0.
    """
    from mailbot.cli.checked import print_checked  # noqa: PLC0415 - `--help` answers at once
    from mailbot.core.rulebook.compiling import collector_paused  # noqa: PLC0415 - as above
    from mailbot.settings import load_settings  # noqa: PLC0415 - as above
    from mailbot.wiring.checking import check_folder, coverage_of, notes_on  # noqa: PLC0415 - as above

    with collector_paused():
        checked = check_folder(load_settings())
        warnings = coverage_of(checked) if coverage else ()
        print_checked(checked, warnings, notes_on(checked) if verbose else (), as_json=as_json)
    if checked.problems or (strict and warnings):
        raise typer.Exit(1)


@app.command()
def test(
    table: Annotated[str, typer.Option(help="The rules of this table alone.", metavar="TABLE")] = "",
    rule: Annotated[str, typer.Option(help="The rule of this name alone.", metavar="RULE")] = "",
    as_json: AsJson = False,
) -> None:
    """Run the examples of the rules: exit 1 if one does not come out as it says."""
    from mailbot.cli.checked import print_proofs  # noqa: PLC0415 - `--help` answers at once
    from mailbot.settings import load_settings  # noqa: PLC0415 - as above
    from mailbot.wiring.checking import NoSuchRule, check_folder, prove_examples  # noqa: PLC0415 - as above

    checked = check_folder(load_settings())
    if checked.rulebook is None:
        for problem in checked.problems:
            typer.echo(clean(str(problem)))
        raise fail("no example was run: these errors come first", 1)
    try:
        proofs, without = prove_examples(checked.rulebook, table, rule)
    except NoSuchRule as wrong:
        raise fail(str(wrong), 2) from None
    print_proofs(proofs, without, as_json=as_json)
    if any(proof.failure for proof in proofs):
        raise typer.Exit(1)


@app.command()
def explain(  # noqa: PLR0913, PLR0917 - one for each option
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="Mails (.eml), mbox files, Maildirs, folders of mails, plain texts, or - for standard input."),
    ] = None,
    text: Annotated[str, typer.Option(help="Explain this text instead of a file.", metavar="TEXT")] = "",
    subject: Annotated[str, typer.Option(help="The subject of the text.", metavar="TEXT")] = "",
    mailbox: Annotated[str, typer.Option(help="The mailbox that the mails came in by.", metavar="NAME")] = "",
    published: Annotated[bool, typer.Option("--published", help="By the rules in force instead of the rules folder.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Show rules that nearly matched too.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show table by table which rules match a mail, on which words, who lost and why, and what would follow. Sends nothing."""
    from mailbot.cli.explained import print_explained  # noqa: PLC0415 - `--help` answers at once
    from mailbot.settings import load_settings  # noqa: PLC0415 - as above
    from mailbot.wiring.explaining import explain_paths, explain_text, rules_in_force, rules_of_folder  # noqa: PLC0415

    if not paths and not text and not subject:
        raise fail("name a mail, or give --text: mailbot rules explain mail.eml", 2)
    settings = load_settings()
    rulebook = rules_in_force(settings) if published else rules_of_folder(settings)
    items = explain_paths(settings, paths or (), mailbox, rulebook)
    if text or subject:
        items = chain([explain_text(settings, subject, text, mailbox, rulebook)], items)
    for item in items:
        if as_json:
            print_json(item)
        else:
            print_explained(item, everything=everything)


app.command("calendar")(calendar)
app.command("publish")(revisions.publish)
app.command("history")(revisions.history)
app.command("rollback")(revisions.rollback)
app.command("diff")(hindsight.diff)
app.command("replay")(hindsight.replay)
app.command("schema")(schema.schema)
app.command("conditions")(schema.conditions)
app.command("suggest")(suggest.suggest)
