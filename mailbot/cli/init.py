"""`mailbot init`."""

from pathlib import Path
from typing import Annotated

import typer


def init(folder: Annotated[Path, typer.Argument(help="Where to lay things out.", metavar="DIR")] = Path()) -> None:
    """Lay out rules/, templates/ and .env with fresh secrets, ready to edit. Overwrites nothing."""
    from mailbot.wiring.layout import lay_out  # noqa: PLC0415 - `--help` answers at once

    made, kept = lay_out(folder)
    for path in made:
        typer.echo(f"made  {path}")
    for path in kept:
        typer.echo(f"kept  {path} (was there)")
    typer.echo("\nNext: fill in .env, put your people into rules/desk.yaml, then `mailbot rules check` and `mailbot run`.")
