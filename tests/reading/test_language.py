"""Languages by script and by small words; what stays open is None, and nothing is loaded or written to tell (threats A3)."""

import sys

import pytest

from mailbot.core.reading.language.finder import find_language
from tests.reading.sentences import HELD_OUT, MIXED, NOTHING_TO_SAY, SENTENCES

OURS = ("en", "fr", "es", "ar", "pt", "ru", "uk")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We need two maps of the district before Friday.", "en"),
        ("Nous avons besoin de deux cartes du district.", "fr"),
        ("Necesitamos dos mapas del distrito antes del viernes.", "es"),
        ("Precisamos de dois mapas do distrito até sexta.", "pt"),
        ("نحتاج إلى خريطتين للمنطقة", "ar"),
        ("Нам нужны две карты района до пятницы.", "ru"),
        ("Нам потрібні дві карти району до п'ятниці.", "uk"),
        ("Enviado desde mi iPhone", "es"),
        ("Mit freundlichen Grüßen", "de"),
        ("Χρειαζόμαστε δύο χάρτες", "el"),
        ("אנחנו צריכים שתי מפות", "he"),
        ("我们需要两张地图", "zh"),
        ("地図が二枚必要です", "ja"),
        ("지도 두 장이 필요합니다", "ko"),
        ("เราต้องการแผนที่", "th"),
        ("xqz 4711 plan kbd", None),
        ("Kirjeldus puudub", None),
        ("", None),
    ],
)
def test_a_language_is_told_or_left_open(text: str, language: str | None) -> None:
    assert find_language(text) == language


def test_A3_no_model_is_loaded() -> None:
    find_language("Mums vajadzīgas divas novada kartes līdz piektdienai.")
    assert "py3langid" not in sys.modules


def judge(sentences: dict[str, tuple[str, ...]], codes: set[str]) -> tuple[int, int, int]:
    """How many are told right, left open and mistaken."""
    found = [(code, find_language(text)) for code in codes for text in sentences[code]]
    right = sum(code == language for code, language in found)
    left_open = sum(language is None for _, language in found)
    return right, left_open, len(found) - right - left_open


@pytest.mark.parametrize(("code", "text"), [(code, text) for code in OURS for text in SENTENCES[code]])
def test_our_languages_in_short_and_hurried_sentences(code: str, text: str) -> None:
    assert find_language(text) == code


def test_sentences_written_after_the_tables() -> None:
    right, _, mistaken = judge(HELD_OUT, set(OURS))
    assert right >= 65
    assert mistaken <= 1


def test_other_languages_are_mostly_told_and_seldom_mistaken() -> None:
    others = set(SENTENCES) - set(OURS)
    right, _, mistaken = judge(SENTENCES, others)
    assert right >= 106
    assert mistaken <= 5


@pytest.mark.parametrize("text", NOTHING_TO_SAY)
def test_where_nothing_can_be_said_nothing_is_said(text: str) -> None:
    assert find_language(text) is None


@pytest.mark.parametrize(("text", "language"), MIXED)
def test_a_mixed_text_is_in_the_language_of_most_of_it(text: str, language: str) -> None:
    assert find_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "Necesitamos información sobre minas en la escuela",
        "Нам потрібна допомога з мінами",
        "Nous avons trouvé un obus à l’école",
    ],
)
def test_case_and_missing_accents_change_nothing(text: str) -> None:
    plain = text.replace("ó", "o").replace("é", "e").replace("à", "a").replace("’", "'")
    assert find_language(text) == find_language(text.upper()) == find_language(plain) == find_language(plain.upper()) is not None
