"""A mail in which nothing was written is empty, whatever its program put there; a single sign is something."""

import pytest

from mailbot.core.message import Kind
from mailbot.core.reading import read

HEAD = (
    "From: Ana <ana@ngo.example.org>\nTo: desk@desk.example\nSubject: Kits\nMessage-ID: <1@ngo.example.org>\nMIME-Version: 1.0\n"
    "Content-Type: text/{}; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
)

EMPTY = [
    "",
    "\n\n \t\n",
    "\u00a0\u00a0\n\u00a0",
    "\u200b\u200c\u200d\ufeff",
    "\u2800\u3164\u00ad",
    "\u202b\u202c\u200f",
    "[image: IMG_2041.jpg]",
    "[cid:image001.png@01DB7A2C.5E0F3C10]",
    "[Inline image]",
    "<IMG_2041.jpeg>",
    "\ufffc",
    "[صورة: IMG.jpg]",
    "Sent from my iPhone",
    "Envoyé de mon iPhone",
    "Отправлено с iPhone",
    "-- \nAna Diallo\nField office",
    "On Mon, 5 Jan 2026 at 10:00, Desk <desk@desk.example> wrote:\n> What do you need?\n",
]
WRITTEN = [
    "?",
    "!",
    "ok",
    "👍",
    "SOS",
    ".",
    "[image: a.jpg]\nmine",
    "<https://x.example/map.html>",
    "[GPC-38702]",
    "5",
    "ㅤ네",
    "مساعدة",
]


@pytest.mark.parametrize("text", EMPTY)
def test_nothing_written_is_empty(text: str) -> None:
    assert read((HEAD.format("plain") + text).encode()).kind is Kind.EMPTY


@pytest.mark.parametrize("text", WRITTEN)
def test_L5_whatever_was_written_is_no_empty_mail(text: str) -> None:
    assert read((HEAD.format("plain") + text).encode()).kind is Kind.REQUEST


@pytest.mark.parametrize(
    "html", ["<p>&nbsp;</p>", "<div><br></div>", "<p><img src='cid:a'></p>", "<span>&#8203;</span>", "<p>&zwnj;&nbsp;</p>"]
)
def test_html_without_words_is_empty(html: str) -> None:
    assert read((HEAD.format("html") + html).encode()).kind is Kind.EMPTY
