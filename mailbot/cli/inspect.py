"""`mailbot inspect`."""

from typing import Annotated

import typer

from mailbot.cli.printing import print_json


def inspect(
    paths: Annotated[
        list[str],
        typer.Argument(help="Mails (.eml), mbox files, Maildirs, folders of mails, or - for one mail on standard input."),
    ],
) -> None:
    """Show what mailbot understands of each mail and would do with it, one JSON object a mail. Touches nothing, sends nothing."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.mails import inspect_paths  # noqa: PLC0415 - as above

    for item in inspect_paths(load_settings(), paths):
        print_json(item)
