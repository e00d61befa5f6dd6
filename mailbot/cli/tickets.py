"""`mailbot tickets`."""

from typing import Annotated

import typer

from mailbot.cli.printing import (
    RESTRICTED,
    AsJson,
    fail,
    for_people,
    print_fields,
    print_json,
    print_table,
    print_text,
    say_erased,
)

app = typer.Typer(help="Look at tickets.", no_args_is_help=True)
COLUMNS = ("reference", "status", "urgency", "area", "topic", "country", "language", "requester", "owner", "due_at", "subject")
FIELDS = (
    "reference", "subject", "status", "area", "topic", "country", "urgency", "language", "requester", "requester_type", "owner",
    "restricted", "created_at", "updated_at", "due_at", "merged_into", "legal_hold",
)  # fmt: skip


@app.command("list")
def list_tickets(as_json: AsJson = False) -> None:
    """Every ticket, oldest first."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.stores import open_listings  # noqa: PLC0415 - as above

    with open_listings(load_settings()) as listings:
        if as_json:
            for ticket in listings.tickets():
                print_json(ticket)
        else:
            print_table(listings.tickets(), COLUMNS)


@app.command()
def show(reference: Annotated[str, typer.Argument(help="As in GPC-10001.", metavar="REF")], as_json: AsJson = False) -> None:
    """One ticket with all that was written and sent."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.stores import note_looked, open_listings  # noqa: PLC0415 - as above

    with open_listings(load_settings()) as listings:
        ticket, gone = listings.ticket(reference), listings.erased_ticket(reference)
        if ticket is not None and ticket["restricted"]:
            note_looked(listings, reference, "tickets show")
    if gone is not None:
        say_erased(reference, gone, as_json=as_json)
        return
    if ticket is None:
        raise fail(f"there is no ticket {reference}; `mailbot tickets list` shows all", 2)
    if as_json:
        print_json(ticket)
        return
    print_fields(ticket, FIELDS)
    if ticket["restricted"]:
        typer.echo(f"\n{RESTRICTED}")
    for person in ticket["participants"]:
        until = f", left {for_people(person['left_at'])}" if person["left_at"] else ""
        typer.echo(f"takes part: {for_people(person['address'])} since {for_people(person['added_at'])}{until}")
    for entry in ticket["entries"]:
        typer.echo(f"\n{for_people(entry['at'])}  {entry['kind']}  {for_people(entry['author'])}")
        print_text(entry["text"])
        for file in entry["attachments"]:
            typer.echo(f"    [{for_people(file['filename'])}, {file['size']} bytes]")
    typer.echo("")
    print_table(ticket["mails"], ("id", "kind", "to", "state", "sent_at", "error"))


@app.command()
def access(reference: Annotated[str, typer.Argument(help="As in GPC-10001.", metavar="REF")], as_json: AsJson = False) -> None:
    """Who was shown what of a restricted ticket, and when; of one that is erased too."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.stores import open_listings  # noqa: PLC0415 - as above

    with open_listings(load_settings()) as listings:
        found = listings.accesses(reference)
    if found is None:
        raise fail(f"there is no ticket {reference}; `mailbot tickets list` shows all", 2)
    if as_json:
        for one in found:
            print_json(one)
        return
    print_table(found, ("at", "who", "what"))
