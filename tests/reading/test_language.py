"""Languages by script and by small words; what stays open is None, and nothing is loaded or written to tell (threats A3)."""

import sys

import pytest

from mailbot.core.reading.language import find_language


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
