"""`mailbot report`."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from mailbot.cli.printing import fail

USAGE = 2


class Format(StrEnum):
    """How a report is written."""

    CSV = "csv"
    JSON = "json"
    HTML = "html"


def report(  # noqa: PLR0913, PLR0917 - the options of one command
    month: Annotated[str, typer.Option("--month", help="One month, as in 2026-10.", metavar="MONTH")] = "",
    year: Annotated[str, typer.Option("--year", help="One year, as in 2026.", metavar="YEAR")] = "",
    since: Annotated[str, typer.Option("--since", help="From this day on, as in 2026-10-05.", metavar="DAY")] = "",
    until: Annotated[
        str, typer.Option("--until", help="To this day, it included; today where nothing is said.", metavar="DAY")
    ] = "",
    form: Annotated[
        Format | None, typer.Option("--format", help="As a table, an object or a page; what the file is called says it too.")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", help="Write it to this file.", metavar="FILE")] = None,
) -> None:
    """The figures of a period, and of what is open now: no names, no texts. Of the last whole month where nothing is said."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.reporting import Wanted, write_report  # noqa: PLC0415 - as above

    chosen = form or _form_of(output)
    text = write_report(load_settings(), Wanted(month, year, since, until), chosen)
    if output is None:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(text.encode())
    except OSError as wrong:
        raise fail(f"{output}: {wrong.strerror}: name another file with --output", USAGE) from None


def _form_of(output: Path | None) -> Format:
    """What the name of a file says of its form; a table where it says nothing."""
    ending = output.suffix.lower().lstrip(".") if output is not None else ""
    return Format({"htm": "html"}.get(ending, ending)) if ending in ("csv", "json", "html", "htm") else Format.CSV
