"""Charsets that are not declared, or declared wrongly: found by what the text looks like, the likely one before the exotic."""

import pytest

from mailbot.core.reading import read
from mailbot.core.reading.charset.decoding import decode_text
from mailbot.core.reading.charset.labels import find_codec
from mailbot.core.reading.header.headers import decode_value

# What people write above a mail, in every charset in which such mail came; the label is that of Python's codec.
SUBJECTS: tuple[tuple[str, str], ...] = (
    ("koi8-r", "Вопрос о разминировании поля"),
    ("koi8-r", "Ответ"),
    ("koi8-r", "СРОЧНО: пропал человек"),
    ("koi8-u", "Питання щодо земельної ділянки"),
    ("cp1251", "Просьба прислать карту района"),
    ("cp1251", "Re: Ваш запрос № 17"),
    ("cp1251", "СРОЧНО"),
    ("cp1251", "Заява від громади, є загроза"),
    ("cp1251", "Дякую!"),
    ("cp1256", "طلب خريطة للقرية"),
    ("cp1256", "عاجل: حادث قرب المدرسة"),
    ("cp1256", "السلام عليكم"),
    ("cp1252", "Prière de nous envoyer le modèle"),
    ("cp1252", "Réunion prévue à l’école"),
    ("cp1252", "ÉVALUATION DE LA SITUATION À GENÈVE"),
    ("cp1252", "Où êtes-vous ?"),
    ("cp1252", "¿Pueden enviarnos más información?"),
    ("cp1252", "Solicitud de certificación del año pasado"),
    ("cp1252", "Informações sobre a remoção de minas"),
    ("cp1252", "Não há água"),
    ("cp1252", "Rückfrage zur Übergabe der Geräte"),
    ("cp1252", "Größe"),
    ("cp1252", "Ändern"),
    ("cp1252", "Perché è così?"),
    ("cp1252", "Återkomst på måndag"),
    ("cp1252", "Forespørgsel om næste møde på Ærø"),
    ("cp1252", "Een vraag over één kaart"),
    ("cp1252", "“quoted” – the district’s map costs € 20"),
    ("cp1250", "Žádost o zaslání mapy, děkuji příteli"),
    ("cp1250", "Prośba o przesłanie mapy, dziękuję"),
    ("iso8859-2", "Zażółć gęślą jaźń"),
    ("cp1254", "Harita isteği: köy için güncel bilgi"),
    ("cp1253", "Αίτηση για χάρτη της περιοχής"),
    ("cp1255", "בקשה למפה של הכפר"),
    ("gbk", "请寄一份地图给我们"),
    ("gbk", "邮件发送失败"),
    ("big5", "請寄一份地圖給我們的辦公室"),
    ("shift_jis", "地図を送ってください"),
    ("shift_jis", "ツール"),
    ("euc_jp", "地図を送ってください"),
    ("iso2022_jp", "地図を送ってください"),
    ("euc_kr", "지도를 보내 주십시오"),
    ("euc_kr", "[공지] 교육 일정 안내"),
)


@pytest.mark.parametrize(("charset", "subject"), SUBJECTS)
def test_a_raw_subject_is_read_though_nothing_declares_its_charset(charset: str, subject: str) -> None:
    assert decode_value(subject.encode(charset)) == subject


@pytest.mark.parametrize(("charset", "subject"), SUBJECTS)
def test_a_raw_subject_is_read_in_a_mail_whose_text_is_ascii(charset: str, subject: str) -> None:
    raw = b"From: a@field.example\nTo: desk@desk.example\nSubject: " + subject.encode(charset) + b"\n\nSee above.\n"
    assert read(raw).subject == subject


@pytest.mark.parametrize(("charset", "subject"), [s for s in SUBJECTS if s[0].startswith(("cp125", "koi8"))])
def test_a_raw_text_is_read_though_nothing_declares_its_charset(charset: str, subject: str) -> None:
    text = f"{subject}\n\n{subject}"
    assert decode_text(text.encode(charset), "")[0] == text


@pytest.mark.parametrize(("charset", "subject"), [s for s in SUBJECTS if s[0] in {"cp1252", "cp1251", "koi8-r", "cp1256"}])
def test_what_is_declared_is_believed(charset: str, subject: str) -> None:
    assert decode_text(subject.encode(charset), charset) == (subject, "")


@pytest.mark.parametrize(
    ("charset", "label", "text"),
    [
        ("utf-8", "iso-8859-1", "déjà vu à Genève"),
        ("utf-8", "windows-1251", "Добрый день"),
        ("utf-8", "us-ascii", "naïve"),
        ("utf-8", "gb2312", "请寄一份地图给我们"),
        ("cp1252", "utf-8", "café"),
        ("cp1252", "utf-8", "déjà vu à Genève"),
        ("cp1251", "utf-8", "Просьба прислать карту района"),
        ("koi8-r", "iso-8859-1", "Просьба прислать карту района"),
        ("cp1251", "us-ascii", "Просьба прислать карту района"),
        ("cp1256", "iso-8859-1", "طلب خريطة للقرية"),
        ("shift_jis", "iso-2022-jp", "地図を送ってください"),
        ("cp1252", "x-unknown", "déjà vu à Genève"),
        ("koi8-r", "unknown-8bit", "Просьба прислать карту"),
    ],
)
def test_a_label_that_lies_is_not_believed(charset: str, label: str, text: str) -> None:
    found, problem = decode_text(text.encode(charset), label)
    assert found == text
    assert problem


@pytest.mark.parametrize(
    ("label", "data", "text"),
    [
        ("iso-8859-1", "«É»".encode("cp1252"), "«É»"),
        ("iso-8859-1", "ÇÀ ET LÀ".encode("cp1252"), "ÇÀ ET LÀ"),
        ("iso-8859-1", "Ã©".encode("cp1252") + b"\xe9", "Ã©é"),
        ("utf-8", "Ã© is not repaired".encode(), "Ã© is not repaired"),
        ("utf-8", "déjà v".encode() + b"\xc3", "déjà v�"),
        ("gb2312", "中文".encode("gbk"), "中文"),
        ("iso-2022-jp", b"Dij\x8aat", "Dij�at"),
        ("iso-8859-15", b"\xa4 20", "€ 20"),
        ("utf-7", b"+AOk-", "é"),
        ("iso-2022-jp", b"words \x1b$B$3\x1b", "words こ�"),
        ("iso-2022-kr", b"words \x1b$)C\x0e!", "words �"),
        ("johab", "é".encode(), "é"),
    ],
)
def test_what_is_not_surely_wrong_is_left_alone(label: str, data: bytes, text: str) -> None:
    assert decode_text(data, label)[0] == text


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("windows-1251", "cp1251"),
        ("win-1251", "cp1251"),
        ("x-cp1251", "cp1251"),
        ("cp-850", "cp850"),
        ("ISO 8859-1", "cp1252"),
        ("iso_8859-1:1987", "cp1252"),
        ("3Dutf-8", "utf_8_sig"),
        ('"utf-8', "utf_8_sig"),
        ("utf-8, text", "utf_8_sig"),
        ("us-ascii (Plain text)", "ascii"),
        ("charset=utf-8", "utf_8_sig"),
        ("x-sjis", "cp932"),
        ("Windows-31J", "cp932"),
        ("gb_2312-80", "gb18030"),
        ("ks_c_5601-1987", "cp949"),
        ("iso-8859-8-i", "iso8859_8"),
        ("windows-874", "cp874"),
        ("euc-tw", ""),
        ("", ""),
        ("   ", ""),
        ("\x00", ""),
    ],
)
def test_labels_as_people_write_them(label: str, codec: str) -> None:
    assert find_codec(label) == codec


def _mail(fields: list[bytes], text: bytes) -> bytes:
    return b"\n".join([*fields, b"Date: Tue, 06 Jan 2026 08:15:00 +0000", b"", text])


def test_one_charset_is_found_for_all_raw_fields_of_a_mail() -> None:
    name = "武兰成".encode("gbk")  # alone it would as well be Japanese
    fields = [b'From: "' + name + b'" <wu@field.example>', b"Subject: " + "转发：整体提升企业服务水平".encode("gbk")]
    mail = read(_mail([*fields, b"Content-Type: text/plain; charset=iso-8859-1"], b"See above."))
    assert mail.subject == "转发：整体提升企业服务水平"
    assert mail.sender is not None
    assert (mail.sender.name, mail.sender.address) == ("武兰成", "wu@field.example")


def test_the_charset_of_the_text_speaks_for_that_of_the_header() -> None:
    fields = [b"From: a@field.example", b"Subject: " + "від".encode("cp1251"), b"Content-Type: text/plain; charset=windows-1251"]
    assert read(_mail(fields, "Ділянка за селом.".encode("cp1251"))).subject == "від"


def test_a_text_without_a_label_speaks_for_the_header() -> None:
    fields = [b"From: a@field.example", b"Subject: " + "Ы".encode("koi8-r")]
    assert read(_mail(fields, "Просьба прислать карту района до пятницы.".encode("koi8-r"))).subject == "Ы"


def test_an_encoded_word_speaks_for_the_raw_octets_beside_it() -> None:
    fields = [b"From: =?koi8-r?B?69LJ087B?= <k@field.example>", b"Subject: " + "ТЕМА".encode("koi8-r")]
    assert read(_mail(fields, b"See above.")).subject == "ТЕМА"


def test_a_charset_that_cannot_be_told_is_taken_as_declared() -> None:
    fields = [b"From: a@field.example", b"Subject: " + "ขอแผนที่".encode("cp874"), b"Content-Type: text/plain; charset=tis-620"]
    assert read(_mail(fields, b"See above.")).subject == "ขอแผนที่"


@pytest.mark.parametrize("size", [3, 1499, 1500, 1501, 200_000])
def test_a_sample_of_a_long_text_is_enough(size: int) -> None:
    text = ("Просьба прислать карту района до пятницы. " * (size // 40 + 1))[:size]
    assert decode_text(("x" * 50 + "\n" + text).encode("koi8-r"), "")[0].endswith(text)


@pytest.mark.parametrize(
    "text", ["Здравствуйте, мы нашли мину в саду возле дома.", "Доброго дня! Прошу надіслати перелік потреб"]
)
@pytest.mark.parametrize(
    ("real", "label"), [("koi8_u", "windows-1251"), ("cp1251", "koi8-r"), ("cp1251", "koi8-u"), ("koi8_u", "koi8-r")]
)
def test_the_two_cyrillic_charsets_are_told_apart_whatever_is_declared(text: str, real: str, label: str) -> None:
    assert decode_text(text.encode(real), label)[0] == text


def test_a_byte_order_mark_is_believed_before_the_label() -> None:
    assert decode_text("\ufeffUne école à Goma".encode("utf-16-le"), "utf-8")[0].lstrip("\ufeff") == "Une école à Goma"
