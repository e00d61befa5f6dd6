"""docs/coordinators.md, a page to print, and docs/answering.md tell coordinators every command by the name that works."""

import re
from math import ceil
from pathlib import Path

import pytest

import mailbot
from mailbot.core.deciding.commands.script import read_script
from mailbot.core.deciding.commands.verbs import Verb, name_of

DOCS = Path(mailbot.__file__).resolve().parents[1] / "docs"
PAGE = dict(zip(("en", "fr", "ar"), (DOCS / "coordinators.md").read_text(encoding="utf-8").split("\n## ")[1:], strict=True))
TOLD = [*PAGE.items(), ("en", (DOCS / "answering.md").read_text(encoding="utf-8"))]

LINES_OF_A_PAGE = 62
"""A4 with letters of 9 points and margins of 1.5 cm, as a browser prints it."""

CHARACTERS_OF_A_LINE = 115


@pytest.mark.parametrize(("language", "text"), TOLD)
def test_the_page_names_every_command(language: str, text: str) -> None:
    rows = re.findall(r"^\| `#([^\s`]+)", text, re.MULTILINE)
    assert sorted(rows) == sorted(name_of(verb, language) for verb in Verb)


@pytest.mark.parametrize(("language", "text"), TOLD)
def test_every_example_of_the_page_is_understood(language: str, text: str) -> None:
    for line in re.findall(r"`(#[^`\n]*\w[^`\n]*)`", text):
        assert all(command.verb is not None for command in read_script(line).commands), (language, line)
        assert read_script(line).commands, (language, line)


@pytest.mark.parametrize("language", PAGE)
def test_a_language_of_the_page_to_print_fits_on_one_sheet(language: str) -> None:
    paragraphs = [part.replace("\n", " ") for part in PAGE[language].split("\n\n") if not part.startswith(("|", "```"))]
    apart = [part.splitlines() for part in PAGE[language].split("\n\n") if part.startswith(("|", "```"))]
    lines = sum(ceil(len(part) / CHARACTERS_OF_A_LINE) for part in paragraphs) + len(paragraphs) / 2 + sum(map(len, apart))
    assert lines <= LINES_OF_A_PAGE
