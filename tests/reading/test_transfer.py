"""Transfer encodings that are damaged, that lie, or that servers have tampered with."""

import base64
import hashlib

import pytest

from mailbot.core.reading import payloads, read
from mailbot.core.reading.parts.transfer import decode_transfer, digest_transfer

HEAD = b"From: Ada Quist <ada@field.example>\r\nSubject: s\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
WORDS = "Сегодня мы ждём две карты района."
SIXTY_FOUR = base64.encodebytes(WORDS.encode())


def text_of(encoding: str, body: bytes) -> str:
    return read(HEAD + f"Content-Transfer-Encoding: {encoding}\r\n\r\n".encode() + body).text.strip()


@pytest.mark.parametrize(
    "encoding", ["base64", "BASE64", "Base-64", "base64; charset=utf-8", '"base64"', "base64 (by us)", "base64, base64"]
)
def test_base64_however_it_is_written(encoding: str) -> None:
    assert text_of(encoding, SIXTY_FOUR) == WORDS


@pytest.mark.parametrize("encoding", ["7-bit", "8 bit", "7bits", "plain", "utf-8", "binary", "none", "X-unknown", "", "8BIT"])
def test_everything_else_is_plain(encoding: str) -> None:
    assert text_of(encoding, WORDS.encode()) == WORDS


@pytest.mark.parametrize(
    "body",
    [
        SIXTY_FOUR.replace(b"\n", b"\r\n\r\n"),
        SIXTY_FOUR.rstrip(b"=\n"),
        b"  ".join(SIXTY_FOUR.split(b"\n")),
        SIXTY_FOUR.replace(b"\n", b"!\n", 1),
        base64.encodebytes(WORDS[:9].encode()) + base64.encodebytes(WORDS[9:].encode()),
    ],
)
def test_damaged_base64_gives_its_words(body: bytes) -> None:
    assert text_of("base64", body) == WORDS


@pytest.mark.parametrize(
    "body", ["Dear desk, we need two maps.", WORDS, "See https://x.example/a?b=c for it, please.\n\n-- \nAda"]
)
def test_base64_that_is_none_is_shown_as_it_came(body: str) -> None:
    message = read(HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n" + body.encode())
    assert message.text == body
    assert "says it is base64 and is not" in message.defects


@pytest.mark.parametrize("words", [WORDS, WORDS[:-1], WORDS[:-2]])
@pytest.mark.parametrize("between", [b"", b"\n", b"_______________\n"])
def test_a_footer_below_base64_is_kept(words: str, between: bytes) -> None:
    body = base64.encodebytes(words.encode()) + between + b"-- \nYou are on the list of the district, to leave it write to us\n"
    shown = text_of("base64", body)
    assert shown.startswith(words)
    assert shown.endswith("to leave it write to us")


def test_a_footer_below_a_file_is_none_of_its_content() -> None:
    raw = (
        b"From: a@b.example\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(b"the file")
        + b"\n-- \nscanned by the server, have a nice day\n"
    )
    assert [data for _, data in payloads(raw)] == [b"the file"]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"Caf=C3=A9 = \r\nnow", "Café now"),
        (b"Caf=C3=A9 =\t \r\nnow", "Café now"),
        (b"Caf=c3=a9", "Café"),
        (b"100=% = 5=ZZ", "100=% = 5=ZZ"),
        (b"ends in =", "ends in"),
        (b"one=\ntwo", "onetwo"),
    ],
)
def test_quoted_printable_with_broken_soft_breaks(body: bytes, text: str) -> None:
    assert text_of("quoted-printable", body) == text


@pytest.mark.parametrize("size", [0, 1, 2, 3, 786_431, 786_432, 786_433, 1_572_864, 2_000_001])
@pytest.mark.parametrize("joint", [b"", b"\n", b"\r\n", b"\n  ", b"=\n"])
def test_a_digest_is_that_of_the_content(size: int, joint: bytes) -> None:
    data = (bytes(range(256)) * (size // 256 + 1))[:size]
    encoded = joint.join([base64.b64encode(data[i : i + 57_000]) for i in range(0, size, 57_000)])
    view = memoryview(encoded)
    content, trouble = decode_transfer(view, "base64")
    assert digest_transfer(view, "base64") == (len(content), hashlib.sha256(content).hexdigest(), trouble)
    if joint != b"=\n":
        assert content == data


FILE = b"From: ada@field.example\r\nContent-Type: application/x-map; name=a.map\r\nContent-Disposition: attachment\r\n"


def file_of(encoding: bytes, body: bytes) -> bytes:
    """The one file of a mail, of which the mail and its payloads say the same."""
    raw = FILE + b"Content-Transfer-Encoding: " + encoding + b"\r\n\r\n" + body
    ((attachment, data),) = payloads(raw)
    assert read(raw).attachments == (attachment,)
    return data


@pytest.mark.parametrize("groups", [3, 300, 110_000])
def test_blanks_between_groups_of_base64_are_none_of_it(groups: int) -> None:
    assert file_of(b"base64", b"QUFB QUJC " * groups) == b"AAAABB" * groups


@pytest.mark.parametrize(
    "footer", [b"_______________\nlist mailing list footer", b"--\nSent to all of the field list", b"The field list\n"]
)
@pytest.mark.parametrize("size", [768, 1_500_000])
def test_a_footer_below_a_file_without_padding_is_none_of_it(footer: bytes, size: int) -> None:
    data = bytes(range(256)) * (size // 256 // 3 * 3)
    assert file_of(b"base64", base64.encodebytes(data) + b"\n" + footer) == data


@pytest.mark.parametrize("blanks", [b" ", b"\t", b"   ", b" \t "])
@pytest.mark.parametrize("lines", [2, 60_000])
def test_blanks_behind_soft_breaks_are_none_of_a_file(blanks: bytes, lines: int) -> None:
    line = b"=00=FF and more words in a line"
    assert file_of(b"quoted-printable", (line + b"=" + blanks + b"\r\n") * lines) == b"\x00\xff and more words in a line" * lines


@pytest.mark.parametrize("shift", range(4))
def test_quoted_printable_without_lines_is_cut_nowhere(shift: int) -> None:
    body = b"= \n" + b"x" * shift + b"=41" * 500_000
    assert file_of(b"quoted-printable", body) == b"x" * shift + b"A" * 500_000
