"""docs/templates.md tells admins everything that a template may hold."""

from pathlib import Path

import pytest

import mailbot
from mailbot.adapters.templates.grammar import FILTERS, LISTS, TESTS
from mailbot.adapters.templates.variables import MAY_NAME
from mailbot.core.writing.forms import FORMS, HINTS

PAGE = Path(mailbot.__file__).resolve().parents[1] / "docs" / "templates.md"
NAMES = sorted({name for names in MAY_NAME.values() for name in names})


@pytest.mark.parametrize(
    "words",
    [FORMS, NAMES, FILTERS, TESTS, tuple(LISTS), sorted({hint for hints in HINTS.values() for hint in hints})],
    ids=["kinds", "names", "filters", "tests", "lists", "hints"],
)
def test_the_page_names_everything(words: tuple[str, ...]) -> None:
    written = PAGE.read_text(encoding="utf-8")
    assert [word for word in words if f"`{word}`" not in written] == []


def test_every_hint_that_the_code_gives_is_known_to_its_form() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in sorted(PAGE.parents[1].glob("mailbot/core/deciding/*.py")))
    given = {part.partition('"')[0] for part in source.split('receipt("')[1:]}
    assert given <= {*HINTS["receipt"], *HINTS["commands"]}
    assert given
