"""What stands below commands alone: a sign-off is no answer, words for the requester are."""

import pytest

from mailbot.core.deciding.answering import is_only_name
from mailbot.core.desk import Coordinator

LENA = Coordinator("lead@team.example.org", "Lena Lead")
OLGA = Coordinator("olga@team.example.org", "Ольга Коваль")
OSCAR = Coordinator("oscar@team.example.org", "Oscar Kent")
AMAL = Coordinator("amal@team.example.org", "أمل حداد")

SIGN_OFFS = [
    *((LENA, text) for text in ("Lena", "Lena Lead", "L.", "L", "LL", "L.L.", "L. L.", "ll", "-L", "/LL", "[image: logo]")),
    *(
        (LENA, text)
        for text in (
            "Lena Lead\nHead of desk",
            "Lena Lead\nChargée de coordination",
            "LENA LEAD\nDirectora",
            "Lena Lead\nProtection Coordinator",
        )
    ),
    *((OLGA, text) for text in ("О.", "О. К.", "Ольга Коваль\nКоординатор кластера", "Ольга Коваль\nКерівниця відділу")),
    *((AMAL, text) for text in ("أ.", "أمل حداد\nمنسقة المكتب")),
    (OSCAR, "O."),
]
WORDS = [
    *(
        (LENA, text)
        for text in (
            "M.",
            "LM",
            "L1",
            "Yes",
            "L?",
            "Lena Lead leads it",
            "Lena Lead\nShe leads it",
            "Lena Lead\nCall the head",
            "Lena Lead\nThe director comes",
            "Lena\nHead of desk",
        )
    ),
    *(
        (LENA, text)
        for text in (
            "Lena Lead\nThe head comes.",
            "Lena Lead\nHead of desk\nCome",
            "Lena Lead\nHead: Awa, and her team will come now",
        )
    ),
    *((LENA, text) for text in ("", "Head of desk")),
    (Coordinator("n@team.example.org", "Nadia Ortiz"), "No"),
    (Coordinator("s@team.example.org", "Sara Ibáñez"), "Sí"),
    (Coordinator("d@team.example.org", "Дарья Антонова"), "Да"),
    (OSCAR, "OK"),
    (OSCAR, "ok."),
]


@pytest.mark.parametrize(("person", "text"), SIGN_OFFS)
def test_a_sign_off_is_no_answer(person: Coordinator, text: str) -> None:
    assert is_only_name(text, person)


@pytest.mark.parametrize(("person", "text"), WORDS)
def test_words_are(person: Coordinator, text: str) -> None:
    assert not is_only_name(text, person)
