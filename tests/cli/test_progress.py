"""Progress is for a person who looks on, and for nobody else."""

import io
import sys

import pytest

from mailbot.cli import progress
from mailbot.cli.progress import Progress


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_one_line_is_written_and_rubbed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(progress, "EVERY", 0)
    with Progress(12_000) as shown:
        shown.advance(1_000)
        shown.advance()
    assert screen.getvalue() == "\r1,000 of 12,000 mails\x1b[K\r1,001 of 12,000 mails\x1b[K\r\x1b[K"


def test_where_the_number_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    with Progress(None) as shown:
        shown.advance(7)
        shown.advance(7)
    assert screen.getvalue() == "\r7 mails\x1b[K\r\x1b[K"


def test_into_a_file_nothing_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.StringIO()
    monkeypatch.setattr(sys, "stderr", file)
    with Progress(5) as shown:
        shown.advance(5)
    assert file.getvalue() == ""
