"""`mailbot reconcile`."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from mailbot.cli.printing import AsJson, fail, for_people, print_json

if TYPE_CHECKING:
    from mailbot.wiring.reconciling import Compared, Gap, Reconciled

NEEDS_A_PERSON, NOT_SET, TRY_AGAIN = 1, 2, 75


def reconcile(
    mend: Annotated[
        bool, typer.Option("--mend", help="Read mails that were passed over, and give their job to rows that wait without one.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Compare each mailbox with the ledger, and look for rows that nothing leads on from: exit 1 when a gap is found."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.reconciling import reconcile_desk  # noqa: PLC0415 - as above

    settings = load_settings()
    found = reconcile_desk(settings, mend=mend)
    if as_json:
        _print_objects(found)
    else:
        _print_lines(found, mend=mend)
    for problem in found.unreachable:
        fail(problem, TRY_AGAIN)
    if found.gaps:
        raise typer.Exit(NEEDS_A_PERSON)
    if found.unreachable:
        raise typer.Exit(TRY_AGAIN)
    if not settings.imap:
        raise fail("MAILBOT_IMAP_URL: is not set, so that no mailbox was compared, only the rows of the database", NOT_SET)


def _print_objects(found: "Reconciled") -> None:
    for one in found.mailboxes:
        counts = {name: value for name, value in asdict(one).items() if name != "gaps"}
        print_json({**counts, "gaps": len(one.gaps)})
    for gap in found.gaps:
        print_json({"gap": gap.kind, **{name: value for name, value in asdict(gap).items() if name != "kind"}})


def _print_lines(found: "Reconciled", *, mend: bool) -> None:
    for one in found.mailboxes:
        typer.echo(f"{for_people(one.mailbox)}: {_counts(one)}")
    if mend:
        typer.echo(f"mended: {found.mended}")
    for gap in found.gaps:
        typer.echo(f"gap in {for_people(gap.where)}: {gap.count} {gap.said}{_named(gap)}; {gap.mend}")
    if not found.gaps and not found.unreachable:
        mailboxes = "every mail on a server is kept or about to be, and " if found.mailboxes else ""
        typer.echo(f"no gap: {mailboxes}every row has an end or work that leads to it")


def _counts(one: "Compared") -> str:
    return (
        f"{one.on_server} mails on the server, {one.kept} of them kept, {one.not_read_yet} not read yet; "
        f"{one.gone} more are kept that the server has no more in this folder"
    )


def _named(gap: "Gap") -> str:
    names = [*map(str, gap.numbers), *map(for_people, gap.about)]
    if not names:
        return ""
    more = f" and {gap.count - len(names)} more" if gap.count > len(names) else ""
    return f" ({', '.join(names)}{more})"
