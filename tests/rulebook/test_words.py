import pytest

from mailbot.core.rulebook.lexicon import LexiconBuilder, Section
from mailbot.core.rulebook.samples import Sample
from mailbot.core.rulebook.word_forms import WordRefused


def found(word, text, **more):
    builder = LexiconBuilder()
    number = builder.add(word)
    scan = builder.build([frozenset({number})]).scan(Sample(text, **more).message(), Section.NEW | Section.BODY)
    return [scan.quote(hit) for hit in scan.found[0].get(number, ())]


@pytest.mark.parametrize(
    ("word", "text", "quotes"),
    [
        ("mine", "the mine.", ["mine"]),
        ("mine", "undermined mines minefield", []),
        ("demin*", "Demining teams", ["Demining"]),
        ("Guinée-Bissau", "en GUINEE BISSAU", ["GUINEE BISSAU"]),
        ("принудительн* выселен*", "о принудительном\nвыселении людей", ["принудительном выселении"]),
        ("принудительн* выселен*", "о принудительном порядке", []),
        ("mine* in the field", "mines in the field", ["mines in the field"]),
        ("mine* in the field", "mines in the fields", []),
        ("لغم", "وبلغم هنا", ["وبلغم"]),
        ("لغم", "بلغمي والغمر", []),
        ("لغم", "باللغم واللغم", ["باللغم"]),
        ("ألغام", "حقول الالغام", ["الالغام"]),
        ("الألغام", "للألغام وبألغام", ["للألغام"]),
        ("C++", "c plus", ["c"]),
    ],
)
def test_whole_words_in_every_script(word, text, quotes):
    assert found(word, text) == quotes


def test_each_part_of_the_mail_is_told_apart():
    assert found("mine", "a mine", subject="Mine", quoted="MINE") == ["Mine", "mine", "MINE"]


@pytest.mark.parametrize("word", ["", "!!!", "*", "ab*", "a*b", "و", "x" * 200])
def test_words_that_would_match_too_much_are_refused(word):
    with pytest.raises(WordRefused):
        LexiconBuilder().add(word)
