"""`mailbot rules schema` and `mailbot rules conditions`."""

from pathlib import Path
from typing import Annotated

import typer


def schema(
    write: Annotated[bool, typer.Option("--write", help="Write rules/schema.json and tell VS Code to use it.")] = False,
) -> None:
    """Print the JSON Schema of the rule files, for editors, with the areas, topics and desks of this desk."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.schema import schema_text, write_schema  # noqa: PLC0415 - as above

    text = schema_text(load_settings())
    if not write:
        typer.echo(text, nl=False)
        return
    for path in write_schema(Path(), text):
        typer.echo(f"wrote {path}")


def conditions() -> None:
    """Print the manual's page on conditions: everything that `when` and `unless` can ask, with examples."""
    from mailbot.wiring.schema import manual_text  # noqa: PLC0415 - `--help` answers at once

    typer.echo(manual_text(), nl=False)
