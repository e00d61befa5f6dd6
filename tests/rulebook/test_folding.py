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
        # letters of another script inside a word
        ("mіnе МINЕ Νotice", "mine mine notice"),
        ("mі\u200bnе, m\u00adine", "mine mine"),
        ("минa мiна", "мина міна"),
        ("сорока рaсе", "сорока расе"),
        ("SMSки Ελλάδα μg", "smsки ελλαδα μg"),
        # width, presentation forms, digits
        ("ＭＩＮＥ ｆｉｅｌｄ １２", "mine field 12"),
        ("ﻻ ﻷلغام ﺃﻟﻐﺎﻡ", "لا لالغام الغام"),
        ("۱۲ १२ ႑", "12 12 1"),
        ("گروه‌ها آلات مسؤول شیء", "كروهها الات مسوول شي"),
        ("Sanʿāʾ Đà Nẵng ƙasa", "sana da nang kasa"),
        ("𝐦𝐢𝐧𝐞 𝗺𝗶𝗻𝗲", "mine mine"),
    ],
)
def test_words_compare_equal_whatever_their_dress(text, folded):
    assert fold(text).text == folded


@given(st.text(alphabet=st.sampled_from("aZ éÉœß½ёЇйґ'’-_.\n\u0301\u064eأىةـ٢\u200f\u00adŁ漢"), max_size=60))
def test_the_fast_ways_say_the_same_as_word_by_word(text):
    slow = list(filter(None, map(folding._fold_token, folding._TOKEN.findall(text))))
    assert fold(text).text.split() == slow


@given(
    st.text(alphabet=st.sampled_from("aZ éÉœß½ёЇйґ'’-_.\n\u0301\u064eأىةـء٢\u200f\u00adŁ漢іe"), max_size=40), st.integers(0, 9)
)
def test_every_word_is_found_again_in_the_original(text, first):
    folded = fold(text)
    words = folded.text.split()
    for count in range(1, len(words) - first + 1):
        begin, end = folded.span(first, count)
        assert fold(text[begin:end]).text.split() == words[first : first + count]
        assert text[begin:end] == text[begin:end].strip()
    assert folded.span(len(words), 1) == (0, 0)


def test_a_quote_is_in_the_senders_own_letters():
    folded = fold("Un  ACCIDENT, par\nMine à l’École")
    assert folded.quote(1, 3) == "ACCIDENT, par Mine"
    assert folded.span(1, 3) == (4, 22)
    assert fold("حقل «أَلْغامٍ» قريب").quote(0, 2) == "حقل «أَلْغامٍ"
    assert fold("После Подрыва на Мине").quote(1, 1) == "Подрыва"
    assert fold("漢 Мине é").quote(1, 1) == "Мине"


def test_a_letter_whose_folded_form_its_code_page_lacks():
    assert fold("5 µg à Gao").text == "5 μg a gao"
