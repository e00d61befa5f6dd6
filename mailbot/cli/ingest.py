"""`mailbot ingest`."""

from typing import Annotated

import typer


def ingest(
    paths: Annotated[
        list[str],
        typer.Argument(help="Mails (.eml), mbox files, Maildirs, folders of mails, or - for one mail on standard input."),
    ],
) -> None:
    """Keep mails exactly as if they had been polled; `mailbot run` then decides them. The same mail again is kept once."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.mails import ingest_paths  # noqa: PLC0415 - as above

    kept, known = ingest_paths(load_settings(), paths)
    typer.echo(f"{kept} kept" + (f", {known} already there" if known else ""))
