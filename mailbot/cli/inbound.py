"""`mailbot inbound`."""

import sys
from typing import Annotated

import typer

from mailbot.cli.printing import RESTRICTED, AsJson, fail, for_people, print_fields, print_json, print_table

app = typer.Typer(help="Look at every mail that ever arrived, and try one again.", no_args_is_help=True)
COLUMNS = ("id", "received_at", "size", "state", "disposition", "ticket", "reason")
FIELDS = (
    "id", "mailbox", "uidvalidity", "uid", "message_id", "sha256", "size", "received_at", "state", "disposition", "reason",
    "ticket", "attempts",
)  # fmt: skip
Number = Annotated[int, typer.Argument(help="As listed.", metavar="ID")]


@app.command("list")
def list_inbound(as_json: AsJson = False) -> None:
    """Every mail, in the order of arrival."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.stores import open_listings  # noqa: PLC0415 - as above

    with open_listings(load_settings()) as listings:
        if as_json:
            for mail in listings.inbound():
                print_json(mail)
        else:
            print_table(listings.inbound(), COLUMNS)


@app.command()
def show(number: Number, as_json: AsJson = False) -> None:
    """One mail, and how it was decided."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.stores import note_looked, open_listings  # noqa: PLC0415 - as above

    with open_listings(load_settings()) as listings:
        mail = listings.inbound_one(number)
        if mail is not None and mail["restricted"]:
            note_looked(listings, mail["ticket"], "inbound show")
    if mail is None:
        raise fail(f"there is no mail {number}; `mailbot inbound list` shows all", 2)
    if as_json:
        print_json(mail)
        return
    print_fields(mail, FIELDS)
    if mail["erased_at"]:
        typer.echo(f"\nerased on {for_people(mail['erased_at'])}: nothing that it said is kept")
    if mail["restricted"]:
        typer.echo(f"\n{RESTRICTED}")
    if mail["decision"]:
        typer.echo("\nhow it was decided")
        for gate, said in mail["decision"]["trace"]["gates"]:
            typer.echo(f"    {gate}: {for_people(said)}")
        for table, rule, matched, won in mail["decision"]["trace"]["rules"]:
            typer.echo(f"    {table}: {rule} {'decided' if won else 'matched'}: {for_people(', '.join(matched))}")
    if mail["mails"]:
        typer.echo("\nmails that follow")
        print_table(mail["mails"], ("id", "kind", "to", "state", "sent_at", "error"))


@app.command()
def raw(number: Number) -> None:
    """Write the mail to standard output, byte for byte as it arrived."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.stores import note_looked, open_listings  # noqa: PLC0415 - as above

    with open_listings(load_settings()) as listings:
        data, mail = listings.raw(number), listings.inbound_one(number)
        if mail is not None and mail["restricted"]:
            note_looked(listings, mail["ticket"], "inbound raw")
    if mail is not None and mail["erased_at"]:
        raise fail(f"mail {number} was erased on {for_people(mail['erased_at'])}: its bytes are not kept", 2)
    if mail is not None and mail["partial"] and data is not None:
        typer.echo(
            f"mailbot: only the first {len(data)} of {mail['size']} bytes are kept here; the whole mail is on its server",
            err=True,
        )
    if data is None:
        raise fail(f"there is no mail {number}; `mailbot inbound list` shows all", 2)
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


@app.command()
def retry(number: Number) -> None:
    """Process a held or quarantined mail again, at the next run."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.stores import Mended, mend_inbound  # noqa: PLC0415 - as above

    done, state = mend_inbound(load_settings(), number)
    if done is Mended.UNKNOWN:
        raise fail(f"there is no mail {number}; `mailbot inbound list` shows all", 2)
    if done is Mended.NOT_NOW:
        raise fail(f"mail {number} is {state}: only what is held or quarantined is tried again", 2)
    typer.echo(f"mail {number} was {state} and is processed at the next run")
