"""`mailbot doctor`."""

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from mailbot.cli.printing import AsJson, for_people, print_json

NEEDS_A_PERSON, TRY_AGAIN = 1, 75
SIGNS = {"ok": "ok   ", "warn": "warn ", "bad": "BAD  ", "away": "away "}


def doctor(
    dns_file: Annotated[
        Path | None,
        typer.Option("--dns-file", help="Take DNS records from a file, `name TXT value` or `name MX 10 host` a line."),
    ] = None,
    dkim_selector: Annotated[
        list[str] | None,
        typer.Option("--dkim-selector", help="Look for the DKIM key of this selector. Repeatable.", metavar="NAME"),
    ] = None,
    send_test: Annotated[
        str, typer.Option("--send-test", help="Send a test mail to this address; else no mail is sent.", metavar="ADDRESS")
    ] = "",
    deliver: Annotated[
        bool, typer.Option("--deliver", help="Send a mail to the desk's own plus-address, and look for it in the mailboxes.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Try every server, right, template, rule and DNS record: exit 1 where something is wrong, 75 where a server is away."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.doctor import Order, examine  # noqa: PLC0415 - as above

    counts: Counter[str] = Counter()
    for finding in examine(load_settings(), Order(dns_file, tuple(dkim_selector or ()), send_test, deliver)):
        counts[finding.health] += 1
        if as_json:
            print_json(asdict(finding))
            continue
        where = f" ({for_people(finding.where)})" if finding.where else ""
        typer.echo(f"{SIGNS[finding.health]}{finding.what}{where}: {for_people(finding.said)}")
        if finding.mend:
            typer.echo(f"     mend: {for_people(finding.mend)}")
    if not as_json:
        typer.echo(f"{counts['ok']} well, {counts['warn']} to think about, {counts['bad']} wrong, {counts['away']} not tried")
    if counts["bad"]:
        raise typer.Exit(NEEDS_A_PERSON)
    if counts["away"]:
        raise typer.Exit(TRY_AGAIN)
