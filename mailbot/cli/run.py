"""`mailbot run`."""

from typing import Annotated

import typer

from mailbot.cli.printing import fail

USAGE, TRY_AGAIN, NEEDS_A_PERSON = 2, 75, 1


def run(
    once: Annotated[bool, typer.Option("--once", help="Drain every mailbox and everything due, then exit.")] = False,
    role: Annotated[
        list[str] | None,
        typer.Option("--role", help="Play only this part: poll, process, send or clock. Repeatable.", metavar="ROLE"),
    ] = None,
    log_json: Annotated[bool, typer.Option("--log-json", help="Log JSON lines.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log every mail, not only trouble.")] = False,
) -> None:
    """Serve the desk: read the mailboxes, decide, send, until told to stop (SIGTERM)."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.running import ROLES, Log, run_desk, run_once  # noqa: PLC0415 - as above

    roles = tuple(dict.fromkeys(role or ROLES))
    unknown = [name for name in roles if name not in ROLES]
    if unknown:
        raise fail(f"--role {unknown[0]}: there is no such role; there are {', '.join(ROLES)}", USAGE)
    settings, log = load_settings(), Log(machine=log_json, each_mail=verbose)
    if not once:
        problems = run_desk(settings, roles, log)
        for problem in problems:
            fail(problem, USAGE)
        raise typer.Exit(USAGE if problems else 0)
    report = run_once(settings, roles, log)
    typer.echo(
        f"kept {report.kept}, decided {report.ended}, set aside {report.quarantined}, sent {report.sent}, dead {report.dead}"
    )
    for problem in [
        *report.unfetched,
        *report.usage,
        *report.refused,
        *report.unreachable,
        *([report.no_server] if report.no_server else []),
    ]:
        fail(problem, USAGE)
    if report.usage or report.refused:
        raise typer.Exit(USAGE)
    if report.stop.is_set():
        fail("told to stop before everything was done; run it again", TRY_AGAIN)
    if report.unreachable or report.no_server or report.stop.is_set():
        raise typer.Exit(TRY_AGAIN)
    if report.unfetched:
        raise typer.Exit(NEEDS_A_PERSON)
    if report.quarantined:
        fail("a mail was set aside: `mailbot inbound list` shows it", NEEDS_A_PERSON)
        raise typer.Exit(NEEDS_A_PERSON)
