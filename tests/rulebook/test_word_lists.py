import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.rulebook import check
from mailbot.core.rulebook.word_forms import WordRefused, fold_many, fold_word
from tests.rulebook.small import FILES

ONE = "lists:\n  loss of limb: [amputat*, prosthesis]\n"


@pytest.mark.parametrize(
    ("files", "place", "message"),
    [
        ({"a.yaml": ONE, "b.yaml": ONE}, "b.yaml:2:3", "the list 'loss of limb' is in a.yaml too"),
        ({"a.yaml": "lists: [one, two]\n"}, "a.yaml:1:8", "lists must be 'name: words' lines"),
        ({"a.yaml": "lists:\n  x: []\n"}, "a.yaml:2:6", "no word is listed here"),
        ({"a.yaml": "lists:\n  x: [ab*]\n"}, "a.yaml:2:7", "at least three letters"),
        ({"a.yaml": "lists:\n  x: [a*b]\n"}, "a.yaml:2:7", "a star stands at the end"),
        ({"a.yaml": "lists:\n  x, y: [one]\n"}, "a.yaml:2:3", "no comma"),
        ({"a.yaml": f"lists:\n  {'x' * 61}: [one]\n"}, "a.yaml:2:3", "1 to 60 characters"),
        ({"a.yaml": ONE + "more: [x]\n"}, "a.yaml:3:1", "no key 'more'"),
        ({"a.yaml": "list:\n  x: [one]\n"}, "a.yaml:1:1", "the file is no table"),
    ],
)
def test_a_wrong_list_is_named_at_its_place(files, place, message):
    problems = check(FILES | files)
    assert any(str(problem).startswith(place) and message in problem.message for problem in problems), problems


def test_a_list_that_is_meant_is_suggested():
    urgency = "table: urgency\ndecides: [urgency]\nrules:\n  - {name: it, when: {listed: los of limb}, then: {urgency: high}}\n"
    (problem,) = check(FILES | {"a.yaml": ONE, "urgency.yaml": urgency})
    assert "loss of limb" in problem.mend


LETTERS = "abcé'-* ñЖжиїґъلاتِ١ـŒß_0\u00ad"


@given(st.lists(st.text(LETTERS, min_size=1, max_size=14), max_size=8))
def test_many_words_fold_as_each_alone(words):
    for word, form in fold_many(words).items():
        try:
            alone = fold_word(word)
        except WordRefused:
            alone = None
        assert form == alone
