"""How listings are printed: JSON lines for machines, aligned and harmless text for people."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from mailbot.core.terminal import clean

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]

NOTHING = "-"
ERASED_FOR = {"person": "a person was forgotten", "ticket": "by hand", "retention": "its period was over"}
"""Why something was erased."""

RESTRICTED = "restricted: number and topic alone; what was written stands in the mails themselves, `mailbot inbound raw ID`"


def print_json(item: Mapping[str, Any]) -> None:
    """One object on one line, strict UTF-8: a lone surrogate becomes an escape."""
    text = json.dumps(item, ensure_ascii=False, default=_plain, allow_nan=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = json.dumps(item, default=_plain, allow_nan=False)
    sys.stdout.buffer.write(text.encode() + b"\n")
    sys.stdout.buffer.flush()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    raise TypeError(f"{type(value).__name__} cannot be printed as JSON")


def for_people(value: object) -> str:
    """One value on one line, without what a terminal would act on."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
    return clean(" ".join(str(value).split())) or NOTHING


def print_table(items: Iterable[Mapping[str, Any]], columns: Sequence[str], *, widest: int = 48) -> None:
    """Aligned columns under their names."""
    rows = [[for_people(item[column])[:widest] for column in columns] for item in items]
    widths = [max([len(name), *(len(row[at]) for row in rows)]) for at, name in enumerate(columns)]
    for row in [[name.replace("_", " ") for name in columns], *rows]:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def print_fields(item: Mapping[str, Any], names: Sequence[str]) -> None:
    """One field a line."""
    width = max(len(name) for name in names)
    for name in names:
        typer.echo(f"{name.replace('_', ' ').ljust(width)}  {for_people(item[name])}")


def print_text(text: str, *, indent: str = "    ") -> None:
    """Text of a mail, line by line."""
    for line in text.splitlines():
        typer.echo(f"{indent}{clean(line)}")


def fail(line: str, code: int) -> typer.Exit:
    """Say what is wrong; the exit to raise."""
    typer.echo(f"mailbot: {clean(line)}", err=True)
    return typer.Exit(code)


def say_erased(name: str, gone: Mapping[str, Any], *, as_json: bool) -> None:
    """Say that something was erased, when and why (`Listings.erased`)."""
    if as_json:
        print_json({"erased": name, **gone})
    else:
        typer.echo(
            f"{clean(name)} was erased on {for_people(gone['erased_at'])} ({ERASED_FOR[gone['why']]}); nothing of it is kept"
        )
