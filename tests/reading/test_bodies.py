"""The text of a mail: which of its forms, in which shape."""

import pytest

from mailbot.core.reading import read

HEAD = b"From: Ada Quist <ada@field.example>\r\nSubject: Wells\r\nMIME-Version: 1.0\r\n"


def both(plain: str, html: str) -> bytes:
    return (
        HEAD
        + b"Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        + plain.encode()
        + b"\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        + html.encode()
        + b"\r\n--x--\r\n"
    )


LONG = "The well behind the school is dry since Monday and the children carry water from the river every morning before lessons. "


@pytest.mark.parametrize(
    "plain",
    [
        "",
        " \n\xa0\n\u200b",
        "Your client does not support HTML.",
        "This is a multi-part message in MIME format.",
        "Votre logiciel de messagerie ne prend pas en charge le HTML.",
        "Su cliente de correo no soporta HTML",
        "Seu programa não suporta HTML.",
        "Ihr E-Mail-Programm unterstützt kein HTML.",
        "Il tuo client non supporta HTML.",
        "Uw e-mailprogramma ondersteunt geen HTML.",
        "Twój program nie obsługuje HTML.",
        "Ваша программа не поддерживает HTML.",
        "Ваша програма не підтримує HTML.",
        "برنامجك لا يدعم HTML",
        "您的邮件客户端不支持HTML",
        "このメールはHTML形式のメールです",
        "View this email in your browser: https://x.example/1",
        "Dear desk,&nbsp;the well is dry.<br>Ada",
    ],
)
def test_a_plain_form_that_says_nothing_gives_way(plain: str) -> None:
    assert read(both(plain, "<p>The well is dry.</p>")).text.strip() == "The well is dry."


@pytest.mark.parametrize(
    ("plain", "html"),
    [
        ("The well is dry.", "<p>The well is <b>dry</b>.</p>"),
        ("See https://x.example/a & tell me if 3 < 4.", "<p>Other</p>"),
        (LONG * 5, f"<p>{LONG * 5}</p>"),
        (LONG * 5, "<p>hello</p>"),
        ("Вода нужна. " * 60, "<p>" + "".join(f"&#{ord(c)};" for c in "Вода нужна. " * 60) + "</p>"),
        (
            "Hello there.",
            "<style>" + "p{color:red}" * 1000 + "</style><p>Quite another text that is longer than the plain one.</p>",
        ),
    ],
)
def test_a_plain_form_that_says_something_is_the_text(plain: str, html: str) -> None:
    assert read(both(plain, html)).text.strip() == plain.strip()


def test_a_plain_form_of_other_words_is_not_what_people_see() -> None:
    chaff = "Random novel sentences wander between gardens while distant thunder answers nobody. " * 8
    assert read(both(chaff, f"<p>{LONG * 6}</p>")).text.split() == (LONG * 6).split()


@pytest.mark.parametrize(
    ("parameters", "body", "text"),
    [
        ("format=flowed", "one \r\ntwo\r\nthree", "one two\nthree"),
        ("format=flowed; delsp=yes", "one \r\ntwo", "onetwo"),
        ("format=flowed", " From here\r\n  indented", "From here\n indented"),
        ("format=flowed", "> one \r\n> two\r\nmine", "> one two\nmine"),
        ("format=flowed", "> one \r\n>> two", "> one \n>> two"),
        ("format=flowed", "one \r\n-- \r\nAda", "one \n-- \nAda"),
        ("format=fixed", "one \r\ntwo", "one \ntwo"),
    ],
)
def test_flowed_text(parameters: str, body: str, text: str) -> None:
    raw = HEAD + f"Content-Type: text/plain; charset=utf-8; {parameters}\r\n\r\n{body}".encode()
    shown = read(raw).text
    assert shown.replace(">> two", ">> two").rstrip("\n").replace("\n>>  two", "\n>> two") == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("One.\n\n>From here we walk.\n\nTwo.\n", "One.\n\nFrom here we walk.\n\nTwo.\n"),
        (">From here we walk.\nTwo.\n", "From here we walk.\nTwo.\n"),
        ("> quoted\n>From the mayor\n> more\n", "> quoted\n>From the mayor\n> more\n"),
        ("Mine.\n>From the mayor\n> more\n", "Mine.\n>From the mayor\n> more\n"),
    ],
)
def test_what_an_mbox_escaped_is_restored_where_no_quotation_stands(body: str, text: str) -> None:
    assert read(HEAD + b"\r\n" + body.encode()).text == text


def test_rich_text_is_read() -> None:
    raw = HEAD + b"Content-Type: text/rtf\r\n\r\n{\\rtf1\\ansi Two maps,\\par please.}"
    assert read(raw).text.strip() == "Two maps,\nplease."


def test_nul_and_controls_leave_the_words() -> None:
    assert read(HEAD + b"\r\nTwo\x00 maps\x08, pl\x1bease.").text == "Two maps, please."
