"""docs/coordinators.md tells coordinators every command, by the name that works."""

import re
from pathlib import Path

import pytest

import mailbot
from mailbot.core.deciding.commands.script import read_script
from mailbot.core.deciding.commands.verbs import Verb, name_of

PAGE = Path(mailbot.__file__).resolve().parents[1] / "docs" / "coordinators.md"
PARTS = dict(zip(("en", "fr", "ar"), PAGE.read_text(encoding="utf-8").split("\n## ")[1:], strict=True))


@pytest.mark.parametrize("language", PARTS)
def test_the_page_names_every_command(language: str) -> None:
    rows = re.findall(r"^\| `#([^\s`]+)", PARTS[language], re.MULTILINE)
    assert sorted(rows) == sorted(name_of(verb, language) for verb in Verb)


@pytest.mark.parametrize("language", PARTS)
def test_every_example_of_the_page_is_understood(language: str) -> None:
    for line in re.findall(r"`(#[^`]*\w[^`]*)`", PARTS[language]):
        assert all(command.verb is not None for command in read_script(line).commands), line
        assert read_script(line).commands, line
