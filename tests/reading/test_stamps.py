"""Slogans of mail programs, and labels that servers put below a mail, are footers: below a command they are no answer."""

import pytest

from mailbot.core.message import Kind
from mailbot.core.reading import read
from mailbot.core.reading.history.reply_text import divide_text

SAID = "Two maps are missing.\n\nPlease send them before Friday."
YAHOO = "<https://mail.onelink.me/107872968?pid=nativeplacement&c=US_Acquisition_YMktg_315_SearchOrgConquer_EmailSignature>"
STAMPS = [
    *("Yahoo Mail: Search, Organize, Conquer", f"Yahoo Mail: Search, Organize, Conquer {YAHOO}"),
    *("Yahoo Mail : Recherchez, organisez, prenez le contrôle", "Yahoo Mail: Busca, organiza, conquista"),
    *("Yahoo Mail: encontre, organize, conquiste", "Yahoo Mail: Suchen, organisieren, erobern"),
    *("Provenance : Courrier pour Windows 10", "Provenance : Courrier pour Windows", "Provenance\xa0: Courrier pour Windows"),
    "Provenance : Courrier <https://go.microsoft.example/fwlink/?LinkId=550986> pour Windows 10",
    *("Sent from Mail for Windows", "Enviado desde Correo para Windows 10", "Enviado do Correio para Windows 10"),
    *(
        "Отправлено из приложения «Почта» для Windows",
        "Надіслано з програми «Пошта» для Windows",
        "تم الإرسال من البريد لـ Windows 10",
    ),
    *("Sent with Tuta; enjoy secure & ad-free emails", "Sent with Tuta; enjoy secure & ad-free emails:\nhttps://tuta.example"),
    "Envoyé avec Tuta; profitez d'e-mails sécurisés et sans publicité:\nhttps://tuta.example",
    *(
        "Classification: Internal",
        "Classification : Interne",
        "Sensitivity: Internal Use Only",
        "CLASSIFICATION: PUBLIC",
        "TLP:AMBER",
    ),
    *(
        "Clasificación: Interno",
        "Classificação: Interna",
        "التصنيف: داخلي",
        "Классификация: внутренняя",
        "Класифікація: внутрішня",
    ),
    "*Classification: Confidential*",
]
WORDS = [
    *(
        "Yahoo Mail does not work here.",
        "Classification: the mine is of type PMN.",
        "Classification: wait for the survey",
        "Internal",
    ),
    *(
        "Sensitivity: high near the school",
        "Provenance : un don du Japon",
        "Public",
        "Red: do not touch it",
        "Classification:",
        "Classification: red",
    ),
]


@pytest.mark.parametrize("stamp", STAMPS)
@pytest.mark.parametrize("above", [f"{SAID}\n\n", "#take\n\n", "#take\n"])
def test_a_stamp_is_no_new_text(stamp: str, above: str) -> None:
    divided = divide_text(f"{above}{stamp}\n", None, "Re: x")
    assert divided.reply == above.strip()
    assert divided.signature == stamp


@pytest.mark.parametrize("words", WORDS)
def test_words_stay(words: str) -> None:
    divided = divide_text(f"{SAID}\n\n{words}\n", None, "Re: x")
    assert divided.reply == f"{SAID}\n\n{words}"


def test_a_stamp_in_html_with_its_link_is_none_either() -> None:
    html = f'<div>#take</div><div><br></div><div><a href="{YAHOO[1:-1]}">Yahoo Mail: Search, Organize, Conquer</a></div>'
    head = "From: lead@team.example\nTo: desk@desk.example\nSubject: Re: x\nIn-Reply-To: <1@desk.example>\nMIME-Version: 1.0\n"
    found = read(f"{head}Content-Type: text/html; charset=utf-8\n\n{html}\n".encode())
    assert (found.reply, found.kind) == ("#take", Kind.REPLY)
