"""`mailbot rules publish`, `history`, `rollback`: what is in force, and what was."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mailbot.cli.printing import AsJson, for_people, print_json, print_table

if TYPE_CHECKING:
    from mailbot.pipeline.publish import Published

Note = Annotated[str, typer.Option("--note", help="Why; kept with the revision.", metavar="TEXT")]
SHORT = 12
NEEDS_A_PERSON = 1


def publish(note: Note = "") -> None:
    """Check the rules folder, run its examples and put it in force; the next mail is decided by it, in every process.

    A folder with errors changes nothing: exit 1.
    """
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.revisions import publish_rules  # noqa: PLC0415 - as above

    problems, done = publish_rules(load_settings(), note)
    for problem in problems:
        typer.echo(problem)
    if done is None:
        raise typer.Exit(NEEDS_A_PERSON)
    if not done.changed:
        typer.echo(f"already in force: {done.sha[:SHORT]} (revision {done.id})")
        return
    _say_published(done)


def history(
    as_json: AsJson = False,
    files: Annotated[str, typer.Option("--files", help="Write the files of this revision.", metavar="HASH|ID")] = "",
    to: Annotated[Path, typer.Option("--to", help="Where to: a new or empty folder.", metavar="DIR")] = Path("rules-of-before"),
) -> None:
    """Every rulebook that was put in force, the newest first; that one is in force."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.revisions import rule_history, write_revision  # noqa: PLC0415 - as above

    if files:
        for path in write_revision(load_settings(), files, to):
            typer.echo(f"wrote {path}")
        return
    items = rule_history(load_settings())
    if as_json:
        for item in items:
            print_json(item)
        return
    shown = [{**item, "sha": item["sha"][:SHORT], "in_force": "in force" if item["in_force"] else ""} for item in items]
    print_table(shown, ("id", "sha", "published_at", "published_by", "in_force", "note"))


def rollback(
    revision: Annotated[
        str, typer.Argument(help="Its number, or the beginning of its hash; without one, the last other.", metavar="[HASH|ID]")
    ] = "",
    note: Note = "",
) -> None:
    """Put a rulebook of before in force again, as a new revision; nothing is taken out of the history."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.revisions import roll_back_rules  # noqa: PLC0415 - as above

    done = roll_back_rules(load_settings(), revision, note)
    if not done.changed:
        typer.echo(f"already in force: {done.sha[:SHORT]} (revision {done.id})")
        return
    _say_published(done)
    typer.echo(
        "The rules folder is as it was: mend it there before the next publish. "
        f"`mailbot rules history --files {done.id} --to FOLDER` writes what is in force now."
    )


def _say_published(done: "Published") -> None:
    typer.echo(f"published {done.sha[:SHORT]} (revision {done.id})")
    if done.replaced is not None:
        before = done.replaced
        when = for_people(before.published_at)
        typer.echo(f"replaces {before.sha[:SHORT]} (revision {before.id}, of {for_people(before.published_by)}, {when})")
