"""A mail that answers nobody has no history: what only looks like some is what its sender wrote."""

import pytest

from mailbot.core.message import Kind
from mailbot.core.reading import read

HEAD = "From: Ada Moss <ada@field.example>\nTo: desk@desk.example\nSubject: {}\nDate: Mon, 5 Jan 2026 10:00:00 +0000\n\n"

OWN = (
    ">help us in Bor",
    ">50 houses burned in Bor, <10 left. Please help",
    "Needs:\n>food\n>water\nPlease send.",
    "From: Goma\nTo: Bukavu\nDate: 5 January 2026 08:00\nSubject: convoy\n\nIs the road free of mines?",
    "De: Goma\nÀ: Bukavu\nDate: 5 janvier 2026 08:00\nObjet: convoi\n\nLa route est-elle minée ?",
    "От: Изюм\nКому: Харьков\nДата: 5 января 2026 08:00\nТема: колонна\n\nЕсть ли мины на дороге?",
    "Call log:\nOn 05/01/2026 at 10:12, Omar wrote:\nthere are five mines on the bridge.\n\n"
    "On 06/01/2026 at 09:00, Omar wrote:\nnow there are six. What shall we do?",
    "----- Original Message -----\nwas what the boy wrote on the wall. What does support cost?",
    "Incident report\n===============\nDate: 2026-01-05\nFrom: Goma team\nSubject: mine accident\nThree people were hurt.",
    "Yesterday at 10:15 a@b.example wrote that the well is dry:\nshould we go there?",
    "Hier à 10:15 a@b.example a écrit que le puits est sec :\ndevons-nous y aller ?",
    "We need water.\n\nBest\n\nAda Moss\n\nThe well in Goma is dry, send help now",
    "Call me\n--\nThe list of wells:\n1. Goma\n2. Bukavu\n3. Uvira\nAll are dry and 300 families have no water since Monday.",
    "Incidents\n\n-- \n1. Village A: a man stepped on a mine\n2. Village B: one shell in the school",
)


@pytest.mark.parametrize("text", OWN)
def test_all_of_it_is_new(text: str) -> None:
    mail = read((HEAD.format("Question") + text + "\n").encode())
    assert mail.reply == text
    assert (mail.quoted, mail.signature, mail.forwarded, mail.kind) == ("", "", None, Kind.REQUEST)


def test_what_somebody_said_stays_above_what_is_asked_of_it() -> None:
    mail = read((HEAD.format("Question") + "The boss wrote:\n> leave by Monday\n\nWhat can we do?\n").encode())
    assert mail.reply == "> leave by Monday\n\nWhat can we do?"


def test_an_answer_without_new_words_stays_empty() -> None:
    mail = read((HEAD.format("Re: Question") + "> What do you need?\n").encode())
    assert (mail.reply, mail.kind) == ("", Kind.EMPTY)


def test_what_a_program_introduced_is_history_even_without_any_mark_of_an_answer() -> None:
    text = "On Mon, 5 Jan 2026 at 10:00, Desk <desk@desk.example> wrote:\n> What do you need?\n"
    mail = read((HEAD.format("Question") + text).encode())
    assert (mail.reply, mail.kind) == ("", Kind.EMPTY)


def test_dashes_before_an_attribution_are_kept_with_it() -> None:
    mail = read(
        (HEAD.format("Re: Kits") + "Yes -- On Mon, 5 Jan 2026 at 10:00, Desk <d@desk.example> wrote:\n> Kits?\n").encode()
    )
    assert mail.reply == "Yes"
    assert mail.quoted.startswith("-- On Mon")


def test_one_word_names_no_language_by_itself() -> None:
    assert read((HEAD.format("Question")).encode()).language is None
