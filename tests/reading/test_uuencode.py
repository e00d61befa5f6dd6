"""Files that are written into the text in uuencode: they become files and leave the text; broken ones stay text."""

import binascii

import pytest

from mailbot.core.reading import payloads, read

HEAD = b"From: Ada Quist <ada@field.example>\r\nSubject: Report\r\n"


def encoded(name: str, data: bytes, *, spaces: bool = False) -> bytes:
    lines = [binascii.b2a_uu(data[i : i + 45], backtick=not spaces).rstrip(b"\n") for i in range(0, len(data), 45)]
    return b"\n".join([b"begin 644 " + name.encode(), *lines, b"`" if not spaces else b" ", b"end", b""])


def mail(body: bytes, fields: bytes = b"") -> bytes:
    return HEAD + fields + b"\r\n" + body


DATA = bytes(range(256)) * 3


@pytest.mark.parametrize("spaces", [False, True])
def test_a_file_in_the_text_is_a_file(spaces: bool) -> None:
    raw = mail(b"Here it is.\n\n" + encoded("plan of the well.doc", DATA, spaces=spaces) + b"\nAda\n")
    message = read(raw)
    assert [(a.filename, a.content_type, a.size) for a in message.attachments] == [
        ("plan of the well.doc", "application/msword", len(DATA))
    ]
    assert [data for _, data in payloads(raw)] == [DATA]
    assert "begin" not in message.text
    assert message.text.split() == ["Here", "it", "is.", "Ada"]


def test_several_files_keep_their_order_and_the_words_between() -> None:
    raw = mail(b"One:\n" + encoded("a.txt", b"first") + b"Two:\n" + encoded("b.png", b"second") + b"End.\n").replace(
        b"\n", b"\r\n"
    )
    message = read(raw)
    assert [a.filename for a in message.attachments] == ["a.txt", "b.png"]
    assert [data for _, data in payloads(raw)] == [b"first", b"second"]
    assert message.text.split() == ["One:", "Two:", "End."]


def test_quoted_printable_is_undone_first() -> None:
    body = encoded("a.csv", DATA).replace(b"=", b"=3D")
    raw = mail(
        b"Caf=C3=A9:\n" + body, b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    )
    message = read(raw)
    assert message.text.strip() == "Café:"
    assert [data for _, data in payloads(raw)] == [DATA]


def test_a_mail_that_is_nothing_but_a_file() -> None:
    message = read(mail(encoded("report.csv", b"a;b\n1;2\n")))
    assert [a.filename for a in message.attachments] == ["report.csv"]
    assert not message.text.strip()


@pytest.mark.parametrize(
    "body",
    [
        b"Please begin 644 times.\nend\n",
        b"begin 644 a.txt\nthis is no file at all\nend\n",
        b"begin 644 a.txt\n#86)C\n",
        b"begin 644 a.txt\nend\n",
        b"begin with the map,\nthen we see.\nend\n",
        b"> begin 644 a.txt\n> #86)C\n> `\n> end\n",
    ],
)
def test_what_is_broken_or_only_looks_so_stays_text(body: bytes) -> None:
    message = read(mail(body))
    assert message.attachments == ()
    assert message.text.split() == body.decode().split()


def test_a_part_in_uuencode_is_decoded() -> None:
    raw = mail(
        b'--x\n\nSee below.\n--x\nContent-Type: image/png; name="m.png"\nContent-Transfer-Encoding: x-uuencode\n\n'
        + encoded("m.png", DATA)
        + b"--x--\n",
        b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n",
    )
    assert [data for _, data in payloads(raw)] == [DATA]


def test_a_name_cannot_leave_its_folder() -> None:
    assert [a.filename for a in read(mail(encoded("../../etc/passwd", b"x"))).attachments] == ["passwd"]
