"""`mailbot forget`, `mailbot hold`, `mailbot release`."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from mailbot.cli.printing import AsJson, fail, for_people, print_json

if TYPE_CHECKING:
    from mailbot.wiring.erasing import Forgotten

NEEDS_A_PERSON, USAGE, TRY_AGAIN = 1, 2, 75
MOST_UIDS = 50
Reference = Annotated[str, typer.Argument(help="As in GPC-10001.", metavar="REF")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be erased, and change nothing.")]


def forget(
    target: Annotated[
        str, typer.Argument(help="Somebody's mail address, or the reference of one request.", metavar="ADDRESS|REF")
    ],
    dry_run: DryRun = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    no_confirmation: Annotated[bool, typer.Option("--no-confirmation", help="Send the person no mail about it.")] = False,
    as_json: AsJson = False,
) -> None:
    """Erase all that a person wrote and was written, or one request, at once; the person is told by mail.

    Figures stay. What is under a legal hold is kept: exit 1.
    """
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.erasing import Order  # noqa: PLC0415 - as above
    from mailbot.wiring.erasing import forget as erase  # noqa: PLC0415 - as above

    settings = load_settings()
    order = Order(confirm=not no_confirmation, rehearse=dry_run)
    if not (dry_run or yes):
        if not sys.stdin.isatty():
            raise fail("nothing was erased: say --yes, or --dry-run to see what would be", USAGE)
        _say(target, erase(settings, target, Order(order.confirm, rehearse=True)), would=True)
        if not typer.confirm("Erase it for good?", err=True):
            raise fail("nothing was erased", NEEDS_A_PERSON)
    done = erase(settings, target, order)
    if as_json:
        print_json(_plain(done, dry_run=dry_run))
    else:
        _say(target, done, would=dry_run)
    if done.held:
        raise fail(f"kept by a legal hold: {', '.join(done.held)}", NEEDS_A_PERSON)
    if not (dry_run or done.wiped):
        raise fail(
            "it is erased, and its bytes are still on the disk, since others read just now: run `mailbot purge`", TRY_AGAIN
        )


def _plain(done: "Forgotten", *, dry_run: bool) -> dict[str, object]:
    """As JSON."""
    return {
        "tickets": len(done.gone.tickets),
        "arrived": len(done.gone.arrived),
        "sent": len(done.gone.sent),
        "held": list(done.held),
        "named_in": list(done.stay),
        "on_server": [{"mailbox": place.mailbox, "uids": list(place.uids)} for place in done.on_server],
        "in_rules": done.in_rules,
        "confirmation": bool(done.confirmed),
        "wiped": done.wiped,
        "dry_run": dry_run,
    }


def _say(target: str, done: "Forgotten", *, would: bool) -> None:
    gone = done.gone
    verb = "would be erased" if would else "erased"
    if gone:
        typer.echo(
            f"{verb}: requests {len(gone.tickets)}, mails that arrived {len(gone.arrived)}, mails of the desk {len(gone.sent)}"
        )
    else:
        typer.echo("there is nothing to erase")
    if "@" in target:
        typer.echo("compared were addresses without regard to case and to what follows a plus")
    for place in done.on_server:
        shown = ", ".join(map(str, place.uids[:MOST_UIDS])) + (" …" if len(place.uids) > MOST_UIDS else "")
        typer.echo(f"may still lie on its server, where you have to delete it: {for_people(place.mailbox)} UID {shown}")
    if done.stay:
        typer.echo(
            f"mails of other people that name the address, and stay: {', '.join(map(str, done.stay))} (mailbot inbound show ID)"
        )
    if done.in_rules:
        typer.echo("the published rules name the address: take it out and publish; revisions of before keep it")
    if done.confirmed and gone:
        typer.echo(f"a confirmation {'would go' if would else 'goes'} out with the next run; then its address is erased too")


def hold(
    reference: Reference,
    reason: Annotated[str, typer.Option("--reason", help="Why it must be kept; shown with the ticket.", metavar="TEXT")],
) -> None:
    """Keep a request: neither `forget` nor `purge` touches it, nor what is merged with it."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.erasing import hold_request  # noqa: PLC0415 - as above

    said = " ".join(reason.split())
    if not said:
        raise fail("say why it must be kept: --reason TEXT", USAGE)
    if not hold_request(load_settings(), reference, said):
        raise fail(f"there is no ticket {reference}; `mailbot tickets list` shows all", USAGE)
    typer.echo(f"{reference} is kept until `mailbot release {reference}`")


def release(reference: Reference) -> None:
    """End the legal hold of a request."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.erasing import release_request  # noqa: PLC0415 - as above

    done = release_request(load_settings(), reference)
    if done is None:
        raise fail(f"there is no ticket {reference}; `mailbot tickets list` shows all", USAGE)
    if not done:
        raise fail(f"{reference} is under no legal hold", USAGE)
    typer.echo(f"{reference} is under no legal hold any more")
