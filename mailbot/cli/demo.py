"""`mailbot demo`."""

import typer


def demo() -> None:
    """Show the whole desk on this machine: no server, no setting, no network."""
    from mailbot.demo.story import tell  # noqa: PLC0415 - `--help` answers at once

    raise typer.Exit(tell())
