"""`mailbot outbox`."""

from typing import Annotated

import typer

from mailbot.cli.printing import RESTRICTED, AsJson, fail, print_fields, print_json, print_table, print_text, say_erased

app = typer.Typer(help="Look at every mail we owe or sent; send one again, or let it go.", no_args_is_help=True)
COLUMNS = ("id", "ticket", "kind", "to", "state", "attempts", "due_at", "sent_at", "error")
FIELDS = ("id", "ticket", "kind", "to", "locale", "message_id", "state", "attempts", "due_at", "sent_at", "error", "sha256")
Number = Annotated[int, typer.Argument(help="As listed.", metavar="ID")]


@app.command("list")
def list_outbox(as_json: AsJson = False) -> None:
    """Every mail, in the order in which it was owed."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.stores import open_listings  # noqa: PLC0415 - as above

    with open_listings(load_settings()) as listings:
        if as_json:
            for mail in listings.outbox():
                print_json(mail)
        else:
            print_table(listings.outbox(), COLUMNS)


@app.command()
def show(number: Number, as_json: AsJson = False) -> None:
    """One mail, with its bytes once they are written."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.stores import open_listings  # noqa: PLC0415 - as above

    with open_listings(load_settings()) as listings:
        mail, gone = listings.outbox_one(number), listings.erased("outbound", number)
    if mail is None and gone is not None:
        say_erased(f"mail {number}", gone, as_json=as_json)
        return
    if mail is None:
        raise fail(f"there is no mail {number}; `mailbot outbox list` shows all", 2)
    if as_json:
        print_json(mail)
        return
    print_fields(mail, FIELDS)
    if mail["restricted"]:
        typer.echo(f"\n{RESTRICTED}")
    if mail["raw"]:
        typer.echo("")
        print_text(mail["raw"])


@app.command()
def retry(number: Number) -> None:
    """Send a mail that is dead, uncertain or waiting at the next run: the same bytes, the same Message-ID."""
    _mend(number, "retry")


@app.command()
def cancel(number: Number) -> None:
    """Never send a mail that has not left."""
    _mend(number, "cancel")


def _mend(number: int, act: str) -> None:
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.stores import Mended, cancel_outbound, resend  # noqa: PLC0415 - as above

    done, state = (resend if act == "retry" else cancel_outbound)(load_settings(), number)
    if done is Mended.UNKNOWN:
        raise fail(f"there is no mail {number}; `mailbot outbox list` shows all", 2)
    if done is Mended.NOT_NOW:
        raise fail(f"mail {number} is {state}", 2)
    typer.echo(f"mail {number} was {state} and " + ("is sent at the next run" if act == "retry" else "will not be sent"))
