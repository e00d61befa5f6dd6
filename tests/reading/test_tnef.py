"""winmail.dat: its files become files of the mail, its text the text where the mail has none; damage hides nothing."""

import base64
import random
import struct

import pytest

from mailbot.core.reading import payloads, read
from mailbot.core.reading.parts.rtf import rtf_to_text, unpack_rtf
from mailbot.core.reading.parts.tnef import read_tnef
from tests.reading import tnef_writer as w

HEAD = b"From: Ada Quist <ada@field.example>\r\nSubject: Plan\r\nMIME-Version: 1.0\r\n"
PLAN = w.file(
    "PLAN~1.DOC", b"the plan", w.text(0x3707, "План колодца.docx"), w.text(0x370E, "application/msword"), w.text(0x3712, "c1@x")
)
PHOTO = w.file("photo.jpg", b"the photo")


def mail(tnef: bytes, plain: bytes = b"See the plan.", name: bytes = b"winmail.dat") -> bytes:
    return (
        HEAD
        + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n"
        + plain
        + b'\r\n--x\r\nContent-Type: application/ms-tnef; name="'
        + name
        + b'"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        + base64.encodebytes(tnef)
        + b"--x--\r\n"
    )


def test_files_of_a_container_are_files_of_the_mail() -> None:
    raw = mail(w.container(PLAN, PHOTO))
    message = read(raw)
    assert [(a.filename, a.content_type, a.size) for a in message.attachments] == [
        ("План колодца.docx", "application/msword", 8),
        ("photo.jpg", "image/jpeg", 9),
    ]
    assert [data for _, data in payloads(raw)] == [b"the plan", b"the photo"]
    assert message.text.strip() == "See the plan."
    assert message.defects == ("no date",)


def test_it_is_known_by_its_name_too() -> None:
    raw = mail(w.container(PHOTO)).replace(b"application/ms-tnef", b"application/octet-stream")
    assert [a.filename for a in read(raw).attachments] == ["photo.jpg"]


def test_titles_are_in_the_codepage_of_the_container() -> None:
    assert [a.filename for a in read(mail(w.container(w.file("Схема.png", b"x")))).attachments] == ["Схема.png"]


def test_a_container_without_files_leaves_nothing() -> None:
    assert read(mail(w.container())).attachments == ()


LITERALS = b"{\\rtf1\\ansi\\ansicpg1251 Dear \\'e4\\'e5\\'f1\\'ea,\\par two \\u8222?maps\\u8220?.}"


def packed(rtf: bytes) -> bytes:
    body = b"".join(b"\0" + rtf[i : i + 8] for i in range(0, len(rtf), 8))
    return struct.pack("<IIII", len(body) + 12, len(rtf), 0x75465A4C, 0) + body


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (w.attribute(1, w.BODY, "Привет, стол.".encode("cp1251") + b"\0"), "Привет, стол."),
        (w.attribute(1, w.PROPERTIES, w.properties(w.text(0x1000, "Two maps, please."))), "Two maps, please."),
        (
            w.attribute(
                1,
                w.PROPERTIES,
                w.properties(w.long(0x3FDE, 65001), w.variable(w.BINARY, 0x1013, "<p>Café <b>now</b></p>".encode())),
            ),
            "Café now",
        ),
        (w.attribute(1, w.PROPERTIES, w.properties(w.variable(w.BINARY, 0x1009, packed(LITERALS)))), "Dear деск,\ntwo „maps“."),
        (
            w.attribute(
                1, w.PROPERTIES, w.properties(w.named(w.LONG, "Keywords", struct.pack("<I", 7)), w.text(0x1000, "Behind."))
            ),
            "Behind.",
        ),
    ],
)
def test_its_text_is_that_of_a_mail_that_has_none(body: bytes, told: str) -> None:
    assert read(mail(w.container(body), plain=b" ")).text.strip() == told
    assert read(mail(w.container(body))).text.strip() == "See the plan."


def test_the_data_of_a_file_may_stand_in_its_properties() -> None:
    only = w.attribute(2, w.RENDERING, bytes(14)) + w.attribute(
        2, w.FILE_PROPERTIES, w.properties(w.text(0x3707, "a.pdf"), w.variable(w.OBJECT, 0x3701, bytes(16) + b"pdf"))
    )
    raw = mail(w.container(only))
    assert [(a.filename, data) for a, data in payloads(raw)] == [("a.pdf", b"pdf")]


@pytest.mark.parametrize("tnef", [b"", b"no container", w.container(PLAN, PHOTO)[:-12], w.container(PLAN) + b"\x01\xff" * 20])
def test_a_damaged_container_stays_a_file_beside_what_could_be_had(tnef: bytes) -> None:
    message = read(mail(tnef))
    assert "damaged winmail.dat" in message.defects
    assert "winmail.dat" in [a.filename for a in message.attachments]


def test_any_octet_may_be_wrong() -> None:
    chance = random.Random(20260101)  # test data, the same each time
    whole = w.container(
        w.attribute(1, w.PROPERTIES, w.properties(w.text(0x1000, "x"), w.variable(w.BINARY, 0x1009, packed(LITERALS)))), PLAN
    )
    for _ in range(3000):
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            broken[chance.randrange(6, len(broken))] = chance.choice((0, 1, 0x7F, 0xFF, chance.randrange(256)))
        tnef = read_tnef(bytes(broken))
        assert tnef is not None
        assert all(0 <= f.start <= f.end <= len(broken) for f in tnef.files)
        assert len(rtf_to_text(unpack_rtf(tnef.rtf, 10_000))[0]) <= 20_000


def test_references_into_the_dictionary_and_into_themselves_are_followed() -> None:
    # Literals "ab", a reference to them that runs into its own copy, and the reference to the place of writing that ends all.
    at = 207
    stream = bytes([0b1100]) + b"ab" + struct.pack(">H", (at << 4) | 4) + struct.pack(">H", (at + 8) << 4)
    data = struct.pack("<IIII", len(stream) + 12, 100, 0x75465A4C, 0) + stream
    assert unpack_rtf(data, 1000) == b"abababab"
    first = struct.pack("<IIII", 15, 100, 0x75465A4C, 0) + bytes([1]) + struct.pack(">H", 0 << 4 | 4)
    assert unpack_rtf(first, 1000) == b"{\\rtf1"


@pytest.mark.parametrize(
    ("rtf", "text"),
    [
        (r"{\rtf1\ansi{\fonttbl{\f0\fcharset204 Arial;}{\f1\fcharset178 Arial;}}\f0 \'ef\'f0\f1 \'c7\par end}", "прا\nend"),
        (
            r"{\rtf1\ansi{\*\generator Riched20;}{\info{\author Ada}}One\tab two\line three\~four\{x\}}",
            "One\ttwo\nthree\xa0four{x}",
        ),
        (r"{\rtf1\ansi\uc1 \u1055?\u1088?{\uc0 \u-10179 \u-8704 }}", "Пр😀"),
        (r"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}\htmlrtf \par \htmlrtf0 Hello{\*\htmltag72 </p>}}", "<p>Hello</p>"),
        (r"{\rtf1 one{{{{{", "one"),
        (r"}}}}\rtf1 one", "one"),
        ("", ""),
    ],
)
def test_rich_text_is_read(rtf: str, text: str) -> None:
    assert rtf_to_text(rtf.encode())[0] == text
