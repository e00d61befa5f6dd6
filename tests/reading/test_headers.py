"""Fields and words (RFC 2047, RFC 2231), charsets, names, languages."""

import pytest

from mailbot.core.reading.charset.decoding import decode_text
from mailbot.core.reading.charset.labels import find_codec
from mailbot.core.reading.header.headers import decode_value, parse_ids
from mailbot.core.reading.header.parameters import parse_parameters
from mailbot.core.reading.language.finder import find_language
from mailbot.core.reading.parts.names import safe_name


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b" =?utf-8?q?caf=C3=A9_noir?=", "café noir"),
        (b"=?utf-8?b?w6k=?=\r\n =?utf-8?b?w6k=?=", "éé"),
        (b"=?utf-8?b?wg==?= =?utf-8?b?qQ==?=", "©"),
        (b"=?gb2312?b?1tDOxA==?=", "中文"),
        (b"a =?bad?x?y?= b", "a =?bad?x?y?= b"),
        ("naïve".encode(), "naïve"),
        ("naïve".encode("latin-1"), "naïve"),
        (b"one\r\n\ttwo", "one two"),
        (b"=?utf-8*en?q?x?=", "x"),
        (b"=?idna?q?xn--?=", "xn--"),
    ],
)
def test_values_are_decoded(raw: bytes, text: str) -> None:
    assert decode_value(raw) == text


def test_parameters_of_rfc_2231() -> None:
    raw = b'attachment; filename="plain.txt"; filename*0*=UTF-8\'\'na%C3%AF; filename*1="ve.txt"'
    assert parse_parameters(raw) == ("attachment", {"filename": "naïve.txt"})


def test_message_ids() -> None:
    assert parse_ids(["<a@x> text <b@x>\t<a@x>"], 10) == ("<a@x>", "<b@x>")
    assert parse_ids(["bare@x.example"], 10) == ("<bare@x.example>",)
    assert parse_ids(["<a@x><b@x><c@x>"], 2) == ("<b@x>", "<c@x>")


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("GB2312", "gb18030"),
        ("iso-8859-1", "cp1252"),
        ("idna", ""),
        ("unicode_escape", ""),
        ("base64", ""),
        ("koi8-u", "koi8_u"),
        ("os.path", ""),
    ],
)
def test_charset_labels(label: str, codec: str) -> None:
    assert find_codec(label) == codec


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1251", "Добрый день, это вопрос"),
        ("koi8-r", "Добрый день, это вопрос"),
        ("cp1256", "السلام عليكم ورحمة الله"),
        ("cp1252", "déjà vu à Genève"),
    ],
)
def test_eight_bit_text_without_a_label_is_guessed(codec: str, text: str) -> None:
    assert decode_text(text.encode(codec), "")[0] == text


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\x\\y.doc", "y.doc"),
        ("\u202egpj.exe", "gpj.exe"),
        ("con.txt", "_con.txt"),
        ("", "document.txt"),
        ("a\r\nb.txt", "ab.txt"),
        ("..", "document.txt"),
    ],
)
def test_M2_names_are_safe(name: str, safe: str) -> None:
    assert safe_name(name, "text/plain") == safe


def test_M2_long_names_keep_their_extension_within_255_octets() -> None:
    name = safe_name("é" * 300 + ".pdf", "application/pdf")
    assert len(name.encode()) <= 255
    assert name.endswith(".pdf")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Could you please send us the form? We need it before Friday.", "en"),
        ("Pourriez-vous nous envoyer le formulaire avant vendredi ?", "fr"),
        ("¿Pueden enviarnos el formulario antes del viernes?", "es"),
        ("Podem enviar-nos o formulário até sexta-feira? Obrigado.", "pt"),
        ("هل يمكنكم إرسال الاستمارة قبل يوم الجمعة؟", "ar"),
        ("Не могли бы вы прислать нам форму до пятницы?", "ru"),
        ("Чи не могли б ви надіслати нам форму до п'ятниці?", "uk"),
        ("Könnten Sie uns bitte das Formular vor Freitag senden?", "de"),
        ("پرسش ما این است که چه کسی می‌تواند نقشه را بفرستد؟", "fa"),
        ("この地図を送っていただけますか", "ja"),
        ("", None),
        ("ok", None),
        ("12345 !!", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert find_language(text) == language
