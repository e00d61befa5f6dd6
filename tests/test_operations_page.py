"""docs/operations.md and the files of deploy/ name commands, options and settings that there are."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from mailbot.settings import NAMES
from tests.cli.test_commands import ROOT, commands

HOUSE = Path(__file__).resolve().parents[1]
MANUAL = HOUSE / "docs" / "operations.md"
DEPLOY = sorted(path for path in (HOUSE / "deploy").iterdir() if path.is_file())
TOLD = [MANUAL, *DEPLOY, HOUSE / "Procfile"]
PATHS = {path for path, _ in commands()}

UNITS = [path for path in DEPLOY if path.suffix in (".service", ".timer")]


def command_at(path: tuple[str, ...]) -> Any:
    found = ROOT
    for name in path:
        found = found.commands[name]  # type: ignore[attr-defined]  # a group
    return found


def calls_in(path: Path) -> list[list[str]]:
    """The words behind each `mailbot` that begins a command; in a page within code alone."""
    text = path.read_text(encoding="utf-8")
    code = text.split("```")[1::2] + re.findall(r"`([^`\n]+)`", text) if path.suffix == ".md" else [text]
    found = [call for part in code for call in re.findall(r"(?:^|/bin/|: |=\S+ |&& )mailbot ([a-z][^\n#']*)", part, re.MULTILINE)]
    return [call.replace("|", " ").split() for call in found]


@pytest.mark.parametrize("path", TOLD, ids=lambda path: path.name)
def test_every_command_that_is_named_exists_with_its_options(path: Path) -> None:
    for words in calls_in(path):
        called = next((tuple(words[:n]) for n in (2, 1) if tuple(words[:n]) in PATHS), None)
        assert called is not None, words
        known = {option for one in command_at(called).params for option in (*one.opts, *one.secondary_opts)} | {"--help"}
        asked = {word.rstrip(".,:;)") for word in words if re.fullmatch(r"--[a-z-]+[.,:;)]*", word)}
        assert asked <= known, (words, asked - known)


@pytest.mark.parametrize("path", TOLD, ids=lambda path: path.name)
def test_every_setting_that_is_named_exists(path: Path) -> None:
    named = set(re.findall(r"\b(?:MAILBOT_[A-Z_]+|DATABASE_URL(?:_FILE)?)\b", path.read_text(encoding="utf-8")))
    assert {name for name in named if name.removesuffix("_FILE") not in NAMES} == set()


def test_the_manual_names_the_commands_of_operations() -> None:
    named = {" ".join(words[:2]) for words in calls_in(MANUAL)}
    assert named >= {"db backup", "db restore", "db check", "db upgrade", "keys check"}


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze on this machine")
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    """All but the path of the program, which is that of a machine where it is installed."""
    for path in UNITS:
        text = path.read_text(encoding="utf-8").replace("/opt/mailbot/bin/mailbot", "/bin/true")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    units = [str(tmp_path / path.name) for path in UNITS]
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", *units], capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr.decode()) == (0, "")


def test_the_containers_are_given_their_secrets_as_files() -> None:
    told = yaml.safe_load((HOUSE / "deploy" / "compose.yaml").read_text(encoding="utf-8"))
    desk = told["services"]["desk"]
    files = {value.rpartition("/")[2] for name, value in desk["environment"].items() if name.endswith("_FILE")}
    assert files == set(desk["secrets"])
    assert files <= set(told["secrets"])
    assert (desk["read_only"], desk["cap_drop"]) == (True, ["ALL"])
