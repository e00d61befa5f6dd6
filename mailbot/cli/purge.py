"""`mailbot purge`."""

import typer

from mailbot.cli.forget import TRY_AGAIN, DryRun
from mailbot.cli.printing import AsJson, fail, print_json


def purge(dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Erase what is over the desk's periods (`retention` in desk.yaml); the clock of `mailbot run` does so once a day."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.erasing import purge_desk, rehearse  # noqa: PLC0415 - as above

    settings = load_settings()
    done = rehearse(settings) if dry_run else purge_desk(settings)
    counts = {"tickets": len(done.gone.tickets), "arrived": len(done.gone.arrived), "sent": len(done.gone.sent)}
    waiting = {"held": done.waiting.held, "quarantined": done.waiting.quarantined}
    if as_json:
        more = {"digests": done.digests, "legal_hold": list(done.held), "waiting": waiting}
        print_json({**counts, **more, "wiped": done.wiped, "dry_run": dry_run})
    else:
        verb = "would be erased" if dry_run else "erased"
        typer.echo(
            f"{verb}: requests {counts['tickets']}, mails that arrived {counts['arrived']}, mails of the desk {counts['sent']}"
        )
        typer.echo(f"digests whose text {verb}: {done.digests}")
        typer.echo(f"kept for a person to settle: held {waiting['held']}, quarantined {waiting['quarantined']}")
        if done.held:
            typer.echo(f"over their period and kept by a legal hold: {', '.join(done.held)}")
    if not (dry_run or done.wiped):
        raise fail("it is erased, and its bytes are still on the disk, since others read just now: run it again", TRY_AGAIN)
