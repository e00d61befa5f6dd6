"""`mailbot keys`."""

import typer

from mailbot.cli.printing import fail

app = typer.Typer(help="The keys with which content is sealed.", no_args_is_help=True)

MISSING = (
    "Is the database an old copy, what they opened was forgotten since: forget it here too. "
    "Are the keys an old copy, restore newer ones."
)
"""What to do, where content and keys do not belong together."""


@app.command()
def rotate() -> None:
    """Wrap all keys anew with MAILBOT_MASTER_KEY; MAILBOT_MASTER_KEY_OLD opens them meanwhile. It may be ended at any moment."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.keys import rotate_keys  # noqa: PLC0415 - as above

    done = rotate_keys(load_settings())
    typer.echo(f"{done} keys were wrapped anew" if done else "all keys were wrapped with MAILBOT_MASTER_KEY already")


@app.command()
def check() -> None:
    """Count the keys and try to open each: exit 0 if all that are needed are there and can be opened, 1 if not."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.keys import count_keys  # noqa: PLC0415 - as above

    found = count_keys(load_settings())
    typer.echo(f"wrapped with MAILBOT_MASTER_KEY      {found.current}")
    typer.echo(f"wrapped with MAILBOT_MASTER_KEY_OLD  {found.old}")
    typer.echo(f"not wrapped                          {found.plain}")
    if found.broken:
        fail(f"{found.broken} keys are damaged and cannot be opened: restore a backup of the keys", 1)
    if found.missing:
        fail(f"{found.missing} keys of what is kept are not there. {MISSING}", 1)
    if found.broken or found.missing:
        raise typer.Exit(1)
    typer.echo("all can be opened")
