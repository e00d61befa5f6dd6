"""docs/security.md promises by letters; each letter is proved by tests that bear it, and no test bears another."""

import re
from pathlib import Path

TESTS = Path(__file__).parent
PAGE = TESTS.parent / "docs" / "security.md"


def promised() -> set[str]:
    """The letters of the table."""
    return set(re.findall(r"^\| ([A-Z]\d) \| \S", PAGE.read_text("utf-8"), re.MULTILINE))


def proved() -> set[str]:
    """The letters in the names of tests."""
    return {letter for path in TESTS.rglob("test_*.py") for letter in re.findall(r"def test_([A-Z]\d)_", path.read_text("utf-8"))}


def test_every_promise_is_proved_and_every_proof_is_of_a_promise() -> None:
    assert len(promised()) == 31
    assert promised() == proved()
