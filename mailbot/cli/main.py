"""The commands, and what an error says and ends with."""

import os
import sys
from importlib import import_module
from typing import Annotated, NoReturn

import typer

from mailbot import __version__
from mailbot.cli import (
    database,
    demo,
    doctor,
    forget,
    inbound,
    ingest,
    init,
    inspect,
    keys,
    outbox,
    purge,
    reconcile,
    report,
    rules,
    run,
    templates,
    tickets,
)

NEEDS_A_PERSON, USAGE, TRY_AGAIN = 1, 2, 75

ENDS: tuple[tuple[str, int], ...] = (
    ("mailbot.settings:BadSettings", USAGE),
    ("mailbot.wiring.stores:WrongSchema", USAGE),
    ("mailbot.adapters.rule_files:RuleFilesUnreadable", USAGE),
    ("mailbot.adapters.mail_folder:CannotRead", USAGE),
    ("mailbot.adapters.resolver:BadRecords", USAGE),
    ("mailbot.adapters.http_door:PortTaken", USAGE),
    ("mailbot.core.rulebook:RulebookBroken", USAGE),
    ("mailbot.core.reporting:BadPeriod", USAGE),
    ("mailbot.pipeline.rulebooks:NoRulebook", USAGE),
    ("mailbot.pipeline.publish:NoSuchRevision", USAGE),
    ("mailbot.pipeline.forget:CannotForget", USAGE),
    ("mailbot.pipeline.side_by_side:WorkerDied", TRY_AGAIN),
    ("mailbot.adapters.backup.manifest:BadCopy", USAGE),
    ("mailbot.adapters.backup.saving:NothingToCopy", USAGE),
    ("mailbot.ports:Outdated", USAGE),
    ("mailbot.ports:KeysUnusable", USAGE),
    ("mailbot.ports:Erased", NEEDS_A_PERSON),
    ("mailbot.ports:StoreTrouble", TRY_AGAIN),
)
"""How a command ends for each error, by the name of its class, so that `--help` need not import any of them."""

app = typer.Typer(
    name="mailbot",
    help="A help desk that lives wholly in e-mail.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: half the time, and a screen reader reads words, not boxes
    context_settings={"help_option_names": ["-h", "--help"]},
    add_completion=False,
)


def show_version(wanted: bool) -> None:
    """Print the version and leave."""
    if wanted:
        typer.echo(f"mailbot {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[bool, typer.Option("--version", callback=show_version, is_eager=True, help="Show the version.")] = False,
) -> None:
    """A help desk that lives wholly in e-mail."""


app.command("demo")(demo.demo)
app.command("init")(init.init)
app.command("run")(run.run)
app.command("ingest")(ingest.ingest)
app.command("inspect")(inspect.inspect)
app.add_typer(rules.app, name="rules")
app.add_typer(templates.app, name="templates")
app.add_typer(tickets.app, name="tickets")
app.add_typer(inbound.app, name="inbound")
app.add_typer(outbox.app, name="outbox")
app.command("doctor")(doctor.doctor)
app.command("reconcile")(reconcile.reconcile)
app.command("report")(report.report)
app.command("forget")(forget.forget)
app.command("purge")(purge.purge)
app.command("hold")(forget.hold)
app.command("release")(forget.release)
app.add_typer(database.app, name="db")
app.add_typer(keys.app, name="keys")


def later(name: str) -> None:
    """Answer for a command of a later version."""

    def not_built(context: typer.Context) -> NoReturn:
        typer.echo(f"mailbot {context.info_name}: not built yet", err=True)
        raise typer.Exit(USAGE)

    app.command(name, hidden=True, context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(not_built)


for command in ("web",):
    later(command)


def main() -> None:
    """Run a command; every expected error is one clear line on standard error and an exit code of the contract."""
    try:
        app(prog_name="mailbot")
    except BrokenPipeError:  # the reader of our output left, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as wrong:
        code = exit_code_of(wrong)
        if code is None:
            raise
        for line in str(wrong).splitlines():
            typer.echo(f"mailbot: {line}", err=True)
        sys.exit(code)


def exit_code_of(wrong: Exception) -> int | None:
    """The exit code for an expected error, None for a defect of ours."""
    for name, code in ENDS:
        module, _, kind = name.partition(":")
        if module in sys.modules and isinstance(wrong, getattr(import_module(module), kind)):
            return code
    return None
