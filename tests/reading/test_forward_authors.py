"""Who wrote what is passed on, and in which language: by what mail programs print, and by nothing that is in doubt."""

import pytest

from mailbot.core.message import Address
from mailbot.core.reading import read
from mailbot.core.reading.history.author import author_of
from tests.mails import mail


@pytest.mark.parametrize(
    ("printed", "name", "address"),
    [
        ("Amina Diallo <amina@field.example.net>", "Amina Diallo", "amina@field.example.net"),
        ('"Diallo, Amina" <amina@field.example.net>', "Diallo, Amina", "amina@field.example.net"),
        ("amina@field.example.net", "", "amina@field.example.net"),
        ("<amina@field.example.net>", "", "amina@field.example.net"),
        ("Amina Diallo [mailto:amina@field.example.net]", "Amina Diallo", "amina@field.example.net"),
        ("Amina <amina@field.example.net<mailto:amina@field.example.net>>", "Amina", "amina@field.example.net"),
        ("amina@field.example.net <amina@field.example.net>", "", "amina@field.example.net"),
        ("'Amina' <amina@FIELD.example.net>", "Amina", "amina@field.example.net"),
        ("أمينة ديالو <amina@field.example.net>", "أمينة ديالو", "amina@field.example.net"),
        ("Амина amina@field.example.net", "Амина", "amina@field.example.net"),
    ],
)
def test_the_author_is_read_as_mail_programs_print_him(printed: str, name: str, address: str) -> None:
    assert author_of(printed) == Address(name, address)


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "Amina Diallo",
        "Amina (field office)",
        "carla@desk.example.org <mallory@evil.example.net>",
        "a@x.example.org; b@y.example.org",
        "amina@field@example.net",
        "amina@",
        "@field.example.net",
        "x" * 900 + "@" * 90,
    ],
)
def test_what_is_in_doubt_is_nobody(printed: str) -> None:
    assert author_of(printed) is None


FORWARD = """FYI, please take this one.

---------- Forwarded message ---------
From: {sender}
Date: Mon, 2 Feb 2026 at 10:00
Subject: Une mine
To: <lead@team.example.org>

Bonjour, nous avons trouvé un objet dangereux près de l'école du village.
Que devons-nous faire ?
"""


def test_a_forward_names_its_author_and_has_its_own_language() -> None:
    found = read(mail(FORWARD.format(sender="Amina Diallo <amina@field.example.net>"), subject="Fwd: Une mine"))
    assert found.language == "en"
    assert found.forwarded is not None
    assert (found.forwarded.author, found.forwarded.language) == (Address("Amina Diallo", "amina@field.example.net"), "fr")


@pytest.mark.parametrize("sender", ["noreply@field.example.net", "MAILER-DAEMON@field.example.net", "Amina"])
def test_a_forward_of_what_nobody_would_read_has_no_author(sender: str) -> None:
    found = read(mail(FORWARD.format(sender=sender), subject="Fwd: Une mine"))
    assert found.forwarded is not None
    assert found.forwarded.author is None
