"""New text apart from history and signature, over many clients and languages."""

import pytest

from mailbot.core.message import Address
from mailbot.core.reading.history.reply_text import divide_text

NEW = "Thank you, this is what I wanted to know."

ATTRIBUTIONS = [
    "On Mon, Jan 5, 2026 at 4:45 PM Help Desk <desk@desk.example> wrote:",
    "On 5 Jan 2026, at 12:15, Help Desk <desk@desk.example> wrote:",
    "On 05/01/2026 14:44, Help Desk wrote:",
    "Le lun. 5 janv. 2026 à 16:45, Help Desk <desk@desk.example> a écrit :",
    "Le lun. 5 janv. 2026 à 16:45, Help Desk <desk@desk.example> a écrit\n:",
    "El lun, 5 ene 2026 a las 18:22, Help Desk (<desk@desk.example>)\nescribió:",
    "Em seg., 5 de jan. de 2026 às 12:15, Help Desk <desk@desk.example> escreveu:",
    "في الاثنين، 5 يناير 2026 في 8:10 م تمت كتابة ما يلي بواسطة Help\nDesk <desk@desk.example>:",
    "пн, 5 янв. 2026 г. в 12:27, Help Desk <desk@desk.example>:",
    "05.01.2026 12:27, Help Desk пишет:",
    "пн, 5 січ. 2026 р. о 12:27 Help Desk <desk@desk.example> пише:",
    "Am 05.01.2026 um 12:27 schrieb Help Desk:",
    "Il giorno lun 5 gen 2026 alle ore 12:27 Help Desk <desk@desk.example> ha scritto:",
    "Op ma 5 jan 2026 om 12:27 schreef Help Desk <desk@desk.example>:",
    "pon., 5 sty 2026 o 12:27 Help Desk <desk@desk.example> napisał(a):",
    "Den mån 5 jan. 2026 kl 12:27 skrev Help Desk <desk@desk.example>:",
    "Den man. 5. jan. 2026 kl. 12.27 skrev Help Desk <desk@desk.example>:",
    "ma 5. tammik. 2026 klo 12.27 Help Desk (desk@desk.example) kirjoitti:",
    "Help Desk <desk@desk.example>, 5 Oca 2026 Pzt, 12:27 tarihinde şunu yazdı:",
    "Help Desk <desk@desk.example> 于2026年1月5日周一 12:27写道：",
    "2026年1月5日(月) 12:27 Help Desk <desk@desk.example>:",
    "2026년 1월 5일 (월) 오후 12:27, Help Desk <desk@desk.example>님이 작성:",
]


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
def test_attribution_and_quotation_are_history(attribution: str) -> None:
    divided = divide_text(f"{NEW}\n\n{attribution}\n\n> An answer.\n> More of it.\n", None, "Re: x")
    assert divided.reply == NEW
    assert attribution.split("\n", maxsplit=1)[0] in divided.quoted


BLOCKS = [
    "From: Help Desk <desk@desk.example>\nSent: 5 January 2026 09:30\nTo: Amina\nSubject: x",
    "________________________________\nDe : Help Desk <desk@desk.example>\nEnvoyé : 5 janvier 2026 17:03\nÀ : Amina\nObjet : x",
    "De: Help Desk <desk@desk.example>\nEnviado el: lunes, 5 de enero de 2026 16:40\nPara: Amina\nAsunto: x",
    "De: Help Desk <desk@desk.example>\nEnviado: 5 de janeiro de 2026 16:40\nPara: Amina\nAssunto: x",
    "من: Help Desk <desk@desk.example>\nتاريخ الإرسال: الاثنين، 5 يناير، 2026 5:12 م\nإلى: أمينة\nالموضوع: س",
    "От: Help Desk <desk@desk.example>\nОтправлено: 5 января 2026 г. 11:30\nКому: Амина\nТема: x",
    "Від: Help Desk <desk@desk.example>\nНадіслано: 5 січня 2026 р. 11:30\nКому: Аміна\nТема: x",
    "Von: Help Desk <desk@desk.example>\nGesendet: Montag, 5. Januar 2026 11:30\nAn: Amina\nBetreff: x",
    "Da: Help Desk <desk@desk.example>\nInviato: lunedì 5 gennaio 2026 11:30\nA: Amina\nOggetto: x",
    "Van: Help Desk <desk@desk.example>\nVerzonden: maandag 5 januari 2026 11:30\nAan: Amina\nOnderwerp: x",
    "发件人: Help Desk <desk@desk.example>\n发送时间: 2026年1月5日 11:30\n收件人: Amina\n主题: x",
    "*From:* Help Desk <desk@desk.example>\n*Sent:* Monday, 5 January 2026 11:30\n*To:* Amina\n*Subject:* x",
    "-----Original Message-----\nFrom: Help Desk\nSent: 5 January 2026\n",
    "-----Message d'origine-----",
    "-------- الرسالة الأصلية --------",
    "-------- Исходное сообщение --------",
]


@pytest.mark.parametrize("block", BLOCKS)
def test_header_block_or_separator_begins_history(block: str) -> None:
    divided = divide_text(f"{NEW}\n\n{block}\n\nAn answer of the desk.\n", None, "Re: x")
    assert divided.reply == NEW
    assert "An answer of the desk." in divided.quoted


@pytest.mark.parametrize(
    "text",
    [
        "Please note the following:\n\nFrom: the bridge\nTo: the school\nthe road is closed.",
        "We wrote:\nnothing yet.",
        "On Monday we went there and he wrote: nothing.",
        "- one\n- two\n--- three ---\nfour",
        "The original message was lost, can you send it again?",
        "Sent from my office, this letter has a stamp.",
        "Time: 10:30\nPlace: the school\nSubject: water",
    ],
)
def test_what_only_looks_like_history_stays(text: str) -> None:
    assert divide_text(text, None, "x").reply == text


def test_words_that_share_a_line_with_an_attribution_stay() -> None:
    divided = divide_text("Yes, gladly. On Wed, Jan 7, 2026 at 3:59 PM, desk@desk.example wrote:\n> May we?\n", None, "Re: x")
    assert divided.reply == "Yes, gladly."


def test_an_answer_below_the_quotation_is_new() -> None:
    divided = divide_text("On 5 January 2026 14:44, Help Desk wrote:\n> Who?\n\nThe mayor.\n", None, "Re: x")
    assert divided.reply == "The mayor."


@pytest.mark.parametrize(
    "footer",
    [
        "Sent from my iPhone", "Envoyé de mon iPhone", "Enviado desde mi Galaxy", "Enviado do meu iPhone",
        "أرسلت من الـ iPhone", "Отправлено с iPhone", "Надіслано з iPhone",
        "Get Outlook for Android<https://outlook.example/mobile>", "Von meinem iPhone gesendet",
        "Inviato da iPhone", "iPhoneから送信", "Amina Diallo", "Field Coordinator\nField Office",
        "This message may contain confidential information. If you are not the intended recipient, please delete it.",
        "Ce courriel est confidentiel. Si vous n’en êtes pas le destinataire, veuillez le supprimer.",
    ],
)  # fmt: skip
def test_footers_and_sign_offs_are_signature(footer: str) -> None:
    divided = divide_text(f"{NEW}\n\n{footer}\n", Address("Amina Diallo", "amina@field.example"), "x")
    assert divided.reply == NEW
    assert divided.signature == footer
