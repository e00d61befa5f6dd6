"""`mailbot db`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mailbot.cli.printing import AsJson, fail, for_people, print_json

if TYPE_CHECKING:
    from mailbot.wiring.backup import Restored

app = typer.Typer(help="The database: its schema, its health, its copies.", no_args_is_help=True)

MOST_LOST = 100_000_000
"""More requests than any desk has opened since a copy was made."""

Keys = Annotated[Path | None, typer.Option("--keys", metavar="DIR", help="Another folder for the copy of the keys.")]


@app.command()
def upgrade() -> None:
    """Bring the database to the schema of this version."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.stores import SchemaState, upgrade_schema  # noqa: PLC0415 - as above

    before = upgrade_schema(load_settings())
    if before in (SchemaState.UNKNOWN, SchemaState.NEWER):
        raise fail("the database was made by a newer mailbot, or by something else; nothing was changed", 2)
    typer.echo("the database is up to date" if before is SchemaState.CURRENT else "the database was upgraded")


@app.command()
def check(
    full: Annotated[bool, typer.Option("--full", help="Read every page and index too; it takes as long as a copy.")] = False,
    as_json: AsJson = False,
) -> None:
    """Say whether the database has the schema of this version and is sound: exit 0 if so, 1 if not."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.health import check_database  # noqa: PLC0415 - as above

    found = check_database(load_settings(), full=full)
    if as_json:
        print_json({"schema": found.schema, "revision": found.revision, "problems": list(found.problems)})
    elif not found.problems:
        newer = found.schema == "newer"
        typer.echo(f"the database is {'upgraded already: this version may go on' if newer else 'up to date'}, and sound")
    for problem in found.problems:
        fail(problem, 1)
    if found.problems:
        raise typer.Exit(1)


@app.command()
def backup(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where copies are kept; made where it is not there.")],
    keys: Keys = None,
) -> None:
    """Copy what is kept while the desk runs: DIR/content/MOMENT, and DIR/keys, of which the newest alone stays."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.backup import back_up  # noqa: PLC0415 - as above

    made = back_up(load_settings(), folder, keys)
    typer.echo(f"content  {made.content}")
    if made.missing:
        raise fail(
            f"{made.missing} keys of what is kept are not in the key store, so that the copy of the keys from before stays and "
            "no new one was made: put the right key store back (`mailbot keys check`)",
            1,
        )
    typer.echo(f"keys     {made.keys}" if made.keys else "keys     none: nothing is sealed before `mailbot db upgrade`")


@app.command()
def restore(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder that `mailbot db backup` was given.")],
    copy: Annotated[str | None, typer.Option("--copy", metavar="MOMENT", help="This copy, not the newest one.")] = None,
    keys: Keys = None,
    force: Annotated[bool, typer.Option("--force", help="Set aside a database that holds something.")] = False,
    lost: Annotated[
        int | None,
        typer.Option(
            "--lost",
            min=0,
            max=MOST_LOST,
            help="At most so many requests were opened since the copy.",
            show_default="by its age, 10,000 or more",
        ),
    ] = None,
) -> None:
    """Put a copy in the place of the database, with the desk stopped everywhere. Nothing is changed before all is checked.

    Keys that are there and fit stay. Numbers go on further up, so that nobody is given a reference that somebody has.
    """
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.backup import Wanted, restore  # noqa: PLC0415 - as above

    _tell(restore(load_settings(), Wanted(folder, copy, keys, force, lost)))


def _tell(done: "Restored") -> None:
    """What was restored, and what is to be done now."""
    typer.echo(f"restored the database of {for_people(done.taken_at)} UTC from {done.content}")
    if done.passed_over:
        typer.echo(f"a newer copy was passed over, since the copy of the keys is older than it: {done.passed_over}")
    typer.echo("the keys were restored too" if done.with_keys else "the keys that were there fit, and stay")
    typer.echo(f"references go on at {done.next_reference}")
    if done.aside:
        typer.echo(f"what was there before is kept as {done.aside}: destroy it once you need it no more")
    if done.moved_to:
        typer.echo(
            f"MAILBOT_AFTER: mails that came since were moved to {done.moved_to}: move them back into their mailbox before you "
            "start, or they are never read again"
        )
    typer.echo("what was erased since must be erased again: `mailbot forget`, `mailbot purge`")
