"""Every command answers; what is not built says so (the contract)."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from mailbot.cli.main import app
from tests.cli.conftest import Command

ROOT = typer.main.get_command(app)


def commands(command: Any = ROOT, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], bool]]:
    """Every command and group with its path, and whether it is hidden."""
    found = [(path, bool(command.hidden))] if path else []
    for name, child in getattr(command, "commands", {}).items():
        found += commands(child, (*path, name))
    return found


SHOWN = [path for path, hidden in commands() if not hidden]
HIDDEN = [path for path, hidden in commands() if hidden]


FIRST = """
demo init run ingest inspect rules templates tickets inbound outbox reconcile report forget purge doctor db web
"""
WORKING = """
rules check, rules test, rules explain,
rules publish, templates check, tickets list, tickets show, inbound list, inbound show, inbound raw, inbound retry,
outbox list, outbox show, outbox retry, outbox cancel, db upgrade, db check
"""


def test_the_commands_of_the_contract_are_there() -> None:
    assert {path[0] for path, _ in commands()} >= set(FIRST.split())
    assert {" ".join(path) for path in SHOWN} >= {" ".join(name.split()) for name in WORKING.split(",")}


@pytest.mark.parametrize("path", SHOWN, ids=" ".join)
def test_help(mailbot: Command, path: tuple[str, ...]) -> None:
    said = mailbot(*path, "--help")
    assert (said.code, said.err) == (0, "")
    assert "Usage: mailbot " + " ".join(path) in said.out
    assert not any(f" {hidden[-1]} " in said.out for hidden in HIDDEN if hidden[:-1] == path)


@pytest.mark.parametrize("path", HIDDEN, ids=" ".join)
def test_what_is_not_built_says_so(mailbot: Command, path: tuple[str, ...]) -> None:
    said = mailbot(*path, "--any", "thing")
    assert (said.code, said.out) == (2, "")
    assert said.err == f"mailbot {' '.join(path)}: not built yet\n"


def test_the_hidden_ones_are_not_listed(mailbot: Command) -> None:
    said = mailbot("--help")
    assert not [path for path in HIDDEN if len(path) == 1 and f"  {path[0]} " in said.out]
    assert said.code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("nothing",),
        ("tickets", "nothing"),
        ("run", "--nothing"),
        ("run", "--role", "cook"),
        ("run", "--role", "clock"),
        ("inspect",),
    ],
)
def test_wrong_usage(mailbot: Command, arguments: tuple[str, ...]) -> None:
    said = mailbot(*arguments)
    assert said.code == 2
    assert "Traceback" not in said.err


def test_the_version(mailbot: Command) -> None:
    from mailbot import __version__

    assert mailbot("--version").out == f"mailbot {__version__}\n"


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    heavy = (
        "{'sqlalchemy', 'jinja2', 'imapclient', 'aiosmtplib', 'pydantic', 'mailparser', 're2', 'alembic', 'structlog', 'pymap'}"
    )
    code = (
        "import sys\nfrom mailbot.cli.main import main\nsys.argv = ['mailbot', '--help']\n"
        f"try:\n    main()\nexcept SystemExit:\n    pass\nprint(sorted({heavy} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stderr == "[]\n"


def test_a_reader_who_leaves_early_is_no_error(tmp_path: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -m mailbot --help | true; exit ${{PIPESTATUS[0]}}",
        shell=True,
        executable="/bin/bash",
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1)
