"""Mistakes of admins: named with file, line, column and mend, and nothing else is called wrong because of them."""

import pytest

from mailbot.core.rulebook import check
from mailbot.core.rulebook.compiling import check_draft
from mailbot.core.rulebook.coverage import cover
from mailbot.core.rulebook.nearest import did_you_mean
from mailbot.core.rulebook.problems import Problem
from tests.rulebook.small import FILES, changed
from tests.rules_broken.mistakes import MISTAKES

ELSEWHERE = {"tables in the wrong order": "urgency.yaml"}
LED_BY_NOTHING = {"tab", "no colon", "open brace", "indented too little", "coordinator misspelt", "alias bomb", "key twice"}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named_at_its_very_place(name: str) -> None:
    file, old, new, place, message, mend = MISTAKES[name]
    problems = check(changed(file, old, new))
    assert [p for p in problems if f"{p.file}:{p.line}:{p.column}" == f"{ELSEWHERE.get(name, file)}:{place}"] != [], problems
    found = next(p for p in problems if str(p).startswith(f"{ELSEWHERE.get(name, file)}:{place}:") and message in p.message)
    assert mend in found.mend


@pytest.mark.parametrize("name", sorted(LED_BY_NOTHING))
def test_one_mistake_is_one_problem(name: str) -> None:
    file, old, new, *_ = MISTAKES[name]
    assert len(check(changed(file, old, new))) == 1


def test_what_asks_about_a_table_that_cannot_be_read_is_not_called_wrong() -> None:
    problems = check(changed("desk.yaml", "[topic,", "[topics,"))
    assert [(p.file, p.message) for p in problems] == [
        ("desk.yaml", "there is no table 'topics'"),
        ("topic.yaml", "the table 'topic' is not in the order of tables"),
    ]


def test_a_file_that_could_not_be_read_is_named_once() -> None:
    files = {name: text for name, text in FILES.items() if name != "topic.yaml"}
    fault = Problem("topic.yaml", 3, 7, "the file is not UTF-8", "save the file as UTF-8")
    assert check_draft(files, (fault,)).problems == (fault,)


def test_an_unless_that_always_holds_is_told() -> None:
    files = changed("urgency.yaml", "then: {urgency: high}", "unless: {always: true}, then: {urgency: high}")
    checked = check_draft(files, ())
    assert checked.problems == ()
    assert checked.rulebook is not None
    (found,) = cover(checked.rulebook, files)
    assert str(found).startswith("urgency.yaml:6:12: the rule 'soon' can never win: its 'unless' always holds (")


@pytest.mark.parametrize(
    ("written", "known", "meant"),
    [
        ("unles", ("when", "unless"), "did you mean 'unless'? "),
        ("‘High’", ("high", "low"), "did you mean 'high'? "),
        ("mine-action", ("mine_action",), "did you mean 'mine_action'? "),
        ("zebra", ("high", "low"), ""),
        ("", ("high",), ""),
    ],
)
def test_the_nearest_word(written: str, known: tuple[str, ...], meant: str) -> None:
    assert did_you_mean(written, known) == meant
