import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.rulebook import folding
from mailbot.core.rulebook.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L'Accident, PAR  mine!", "l accident par mine"),
        ("L’été à l'école – œuvre", "l ete a l ecole oeuvre"),
        ("e\u0301te\u0301", "ete"),
        ("Её ёлка; їжак, Ґанок", "ее елка іжак ґанок"),
        ("أُلغامٌ إلى مدرسةـ", "الغام الي مدرسه"),
        ("٢٥ لغما", "25 لغما"),
        ("Straße ½ İstanbul", "strasse 12 istanbul"),
        ("mine_action\nnow", "mine action now"),
        ("  ", ""),
    ],
)
def test_words_compare_equal_whatever_their_dress(text, folded):
    assert fold(text).text == folded


@given(st.text(alphabet=st.sampled_from("aZ éÉœß½ёЇйґ'’-_.\n\u0301\u064eأىةـ٢\u200f\u00adŁ漢"), max_size=60))
def test_the_fast_ways_say_the_same_as_word_by_word(text):
    slow = [w for w in map(folding._fold_token, folding._TOKEN.findall(text)) if w != "_"]
    assert [w for w in fold(text).text.split() if w != "_"] == slow


def test_a_quote_is_in_the_senders_own_letters():
    folded = fold("Un  ACCIDENT, par\nMine à l’École")
    assert folded.quote(1, 3) == "ACCIDENT par Mine"
    assert fold("После Подрыва на Мине").quote(1, 1) == "Подрыва"
    assert fold("漢 Мине é").quote(1, 1) == "Мине"


def test_a_letter_whose_folded_form_its_code_page_lacks():
    assert fold("5 µg à Gao").text == "5 μg a gao"
