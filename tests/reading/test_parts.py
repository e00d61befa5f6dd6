"""The tree of parts: broken headers and boundaries, what is text and what is a file, and in which order."""

import base64

import pytest

from mailbot.core.message import InboundMessage
from mailbot.core.reading import payloads, read
from tests.mails import mail, with_files

HEAD = b"From: Ada Quist <ada@field.example>\r\nSubject: Wells\r\nDate: Mon, 5 Jan 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
PICTURE = b"Content-Type: image/png; name=m.png\r\nContent-Transfer-Encoding: base64\r\n"
DATA = b"\r\ncGljdHVyZQ=="


def multipart(kind: str, *parts: bytes, boundary: str = "x") -> bytes:
    line = f"--{boundary}".encode()
    return (
        f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n'.encode()
        + b"".join(line + b"\r\n" + part + b"\r\n" for part in parts)
        + line
        + b"--\r\n"
    )


def text(words: str, kind: str = "plain", fields: str = "") -> bytes:
    return f"Content-Type: text/{kind}; charset=utf-8\r\n{fields}\r\n{words}".encode()


def names(message: InboundMessage) -> list[str]:
    return [a.filename for a in message.attachments]


MIXED = multipart("mixed", text("The words."), PICTURE + DATA)


@pytest.mark.parametrize(
    "raw",
    [
        HEAD + MIXED,
        b"\xef\xbb\xbf" + HEAD + MIXED,
        b"\r\n\r\n" + HEAD + MIXED,
        b"From ada@field.example Mon Jan  5 10:00:00 2026\r\n" + HEAD + MIXED,
        b">From ada@field.example Mon Jan  5 10:00:00 2026\r\n" + HEAD + MIXED,
        (HEAD + MIXED).replace(b"\r\n", b"\n"),
        (HEAD + MIXED).replace(b"\r\n", b"\r"),
        (HEAD + MIXED).replace(b"\r\n", b"\r\r\n"),
        (HEAD + MIXED).decode().encode("utf-16"),
        HEAD + MIXED.replace(b'; boundary="x"', b""),
        HEAD + MIXED.replace(b'boundary="x"', b"boundary=y"),
        HEAD + MIXED.replace(b'boundary="x"\r\n\r\n', b"boundary=y\r\n\r\nThis is a multi-part message in MIME format.\r\n\r\n"),
        HEAD + MIXED.replace(b"--x--\r\n", b""),
        HEAD + MIXED.replace(b'Content-Type: multipart/mixed; boundary="x"\r\n', b""),
        HEAD + MIXED.replace(b"multipart/mixed", b"Multipart/Mixed").replace(b"Content-Type: multi", b"content-TYPE:multi"),
        HEAD + MIXED.replace(b"\r\n\r\n--x", b"\r\n--x", 1),
        HEAD + b"\r\n" + MIXED,
        HEAD + b"Content-Transfer-Encoding: base64\r\n" + MIXED,
        HEAD + b"Content-Transfer-Encoding: quoted-printable\r\n" + MIXED,
        HEAD
        + MIXED.partition(b"\r\n\r\n")[0]
        + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(MIXED.partition(b"\r\n\r\n")[2]),
    ],
)
def test_a_broken_frame_still_holds_its_parts(raw: bytes) -> None:
    message = read(raw)
    assert message.text.strip() == "The words."
    assert names(message) == ["m.png"]
    assert [data for _, data in payloads(raw)] == [b"picture"]
    assert message.subject == "Wells"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (HEAD + b"Dear desk,\r\nwe need two maps.\r\n\r\nAda\r\n", "Dear desk,\r\nwe need two maps.\r\n\r\nAda\r\n"),
        (HEAD + b"We need two maps.", "We need two maps."),
        (HEAD + b"Two maps, please:\r\none of the well\r\n\r\nAda", "Two maps, please:\r\none of the well\r\n\r\nAda"),
    ],
)
def test_no_blank_line_between_header_and_text_loses_no_word(raw: bytes, words: str) -> None:
    message = read(raw)
    assert all(word in message.text for word in words.split()[1:])
    assert message.subject == "Wells"
    assert any("blank line" in defect for defect in message.defects)


def test_a_stray_line_within_the_header_does_not_end_it() -> None:
    message = read(b"From: ada@field.example\r\nthis is no field\r\nSubject: Wells\r\n\r\nHello.\r\n")
    assert (message.subject, message.text.strip()) == ("Wells", "Hello.")


ALTERNATIVE = multipart("alternative", text("Plain words."), text("<p>Rich words.</p>", "html"), boundary="a")


@pytest.mark.parametrize(
    ("body", "words", "files"),
    [
        (multipart("mixed", ALTERNATIVE, PICTURE + DATA), "Plain words.", ["m.png"]),
        (multipart("related", ALTERNATIVE, PICTURE + b"Content-ID: <a@x>\r\n" + DATA), "Plain words.", ["m.png"]),
        (
            multipart(
                "alternative",
                text("Plain words."),
                multipart("related", text("<p>Rich.</p>", "html"), PICTURE + DATA, boundary="r"),
            ),
            "Plain words.",
            ["m.png"],
        ),
        (multipart("mixed", text("One."), PICTURE + DATA, text("Two.")), "One. Two.", ["m.png"]),
        (multipart("mixed", ALTERNATIVE, text("-- \nfooter of the list")), "Plain words. -- footer of the list", []),
        (multipart("mixed", text("Words."), text("a;b", "csv")), "Words.", ["document.csv"]),
        (multipart("mixed", text("Words."), text("a", fields="Content-Disposition: attachment\r\n")), "Words.", ["document.txt"]),
        (
            multipart("mixed", text("Words."), text("a", fields="Content-Disposition: inline; filename=log.txt\r\n")),
            "Words.",
            ["log.txt"],
        ),
        (multipart("mixed", PICTURE + DATA, text("Below.")), "Below.", ["m.png"]),
        (multipart("alternative", PICTURE + DATA), "", ["m.png"]),
        (multipart("related", text("<p>Main.</p>", "html"), text("<p>frame</p>", "html")), "Main.", ["document.html"]),
        (multipart("mixed", b"\r\nNo type at all."), "No type at all.", []),
        (multipart("nonsense", text("Words.")), "Words.", []),
    ],
)
def test_what_is_text_and_what_is_a_file(body: bytes, words: str, files: list[str]) -> None:
    message = read(HEAD + body)
    assert message.text.split() == words.split()
    assert names(message) == files


INNER = b"From: li@far.example\r\nSubject: Inner\r\n" + multipart("mixed", text("Inner words."), PICTURE + DATA, boundary="i")


@pytest.mark.parametrize(
    ("fields", "body"),
    [
        (b"", INNER),
        (b"Content-Transfer-Encoding: base64\r\n", base64.encodebytes(INNER)),
        (b"Content-Transfer-Encoding: quoted-printable\r\n", INNER.replace(b"=", b"=3D")),
    ],
)
def test_an_attached_mail_is_one_file(fields: bytes, body: bytes) -> None:
    raw = HEAD + multipart("mixed", text("See below."), b"Content-Type: message/rfc822\r\n" + fields + b"\r\n" + body)
    message = read(raw)
    assert names(message) == ["Inner.eml"]
    assert "Inner words." in message.text
    assert next(data for _, data in payloads(raw)).startswith(b"From: li@far.example")


def test_a_digest_holds_mails() -> None:
    message = read(HEAD + multipart("digest", b"\r\nSubject: One\r\n\r\nFirst.", b"\r\nSubject: Two\r\n\r\nSecond."))
    assert names(message) == ["One.eml", "Two.eml"]
    assert "First." in message.text
    assert "Second." in message.text


def test_a_macintosh_file_is_one_file() -> None:
    double = multipart(
        "appledouble", b"Content-Type: application/applefile; name=m.png\r\n\r\nfork", PICTURE + DATA, boundary="d"
    )
    assert [a.content_type for a in read(HEAD + multipart("mixed", text("Hi."), double)).attachments] == ["image/png"]


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (b"Content-Type: message/partial; id=1; number=2; total=3\r\n\r\nrest of it", "piece 2 of 3"),
        (
            b'Content-Type: message/external-body; access-type=URL; URL="https://x.example/a"\r\n\r\nContent-Type: image/png\r\n',
            "elsewhere: https://x.example/a",
        ),
        (
            b"Content-Type: message/external-body; name=\x00\x1b[31mx\r\n\r\nContent-Type: image/png\r\n",
            "elsewhere: \ufffd\ufffd[31mx",
        ),
    ],
)
def test_what_is_not_whole_in_the_mail_is_named(part: bytes, said: str) -> None:
    message = read(HEAD + multipart("mixed", text("Hi."), part))
    assert any(said in defect for defect in message.defects)
    assert all(defect.isprintable() for defect in message.defects)
    assert len(message.attachments) == 1


@pytest.mark.parametrize(
    ("fields", "html", "inline"),
    [
        (b"Content-ID: <a@x>\r\n", '<img src="cid:a@x">', True),
        (b"Content-ID: <a@x>\r\nContent-Disposition: attachment\r\n", '<img src="cid:a@x">', True),
        (b"Content-ID: <a@x>\r\nContent-Disposition: attachment\r\n", "<p>nothing</p>", False),
        (b"Content-Disposition: inline; filename=m.png\r\n", "<p>nothing</p>", False),
        (b"", "<p>nothing</p>", False),
    ],
)
def test_a_picture_in_the_text_is_inline(fields: bytes, html: str, inline: bool) -> None:
    raw = HEAD + multipart("related", text(html, "html"), PICTURE + fields + DATA)
    assert [a.inline for a in read(raw).attachments] == [inline]
    assert tuple(a for a, _ in payloads(raw)) == read(raw).attachments


def test_a_document_that_says_inline_is_a_file_that_goes_along() -> None:
    part = b"Content-Type: application/pdf\r\nContent-Disposition: inline; filename=plan.pdf\r\n\r\nx"
    assert [a.goes_along for a in read(HEAD + multipart("mixed", text("Hi."), part)).attachments] == [True]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        (b"Content-Type: application/pdf\r\nContent-Description: The plan\r\n", "The plan.pdf"),
        (b"Content-Type: image/png\r\nContent-ID: <map.png@01D0.AB>\r\n", "map.png"),
        (b"Content-Type: image/png\r\n", "image.png"),
        (b"Content-Type: application/x-odd\r\nContent-ID: <77.1@host>\r\n", "77.1"),
    ],
)
def test_a_file_without_a_name_gets_one(fields: bytes, name: str) -> None:
    assert names(read(HEAD + multipart("mixed", text("Hi."), fields + b"\r\nx"))) == [name]


def test_names_of_ours_differ_and_names_of_the_sender_stay() -> None:
    plain, named = b"Content-Type: image/png\r\n\r\nx", b"Content-Type: image/png; name=a.png\r\n\r\nx"
    message = read(HEAD + multipart("mixed", text("Hi."), plain, plain, named, named))
    assert names(message) == ["image.png", "image1.png", "a.png", "a.png"]


def test_a_report_that_holds_words_is_text() -> None:
    message = read(
        HEAD
        + multipart(
            "report; report-type=delivery-status", b"Content-Type: message/delivery-status\r\n\r\nIt could not be delivered."
        )
    )
    assert message.text.strip() == "It could not be delivered."


def test_parts_behind_a_multipart_with_the_same_boundary_are_kept() -> None:
    inner = multipart("alternative", text("The words."), text("<p>The words.</p>", "html"))
    raw = HEAD + multipart("mixed", inner, PICTURE + DATA)
    message = read(raw)
    assert "The words." in message.text
    assert names(message) == ["m.png"]
    assert [data for _, data in payloads(raw)] == [b"picture"]


def test_words_behind_the_last_boundary_are_no_part() -> None:
    message = read(HEAD + MIXED + b"\r\nThis was a multi-part message.\r\n--x--\r\n--y\r\n\r\nmore\r\n")
    assert message.text.strip() == "The words."
    assert names(message) == ["m.png"]
    assert message.defects == read(HEAD + MIXED).defects


def test_delimiters_need_a_line_of_their_own() -> None:
    message = read(HEAD + multipart("mixed", text("One --x\r\n--xy\r\n --x\r\n--x --\r\ntwo"), PICTURE + DATA))
    assert message.text.split() == ["One", "--x", "--xy", "--x", "--x", "--", "two"]
    assert names(message) == ["m.png"]


def test_the_text_of_all_parts_has_one_bound() -> None:
    part = text("<p><b></b>" * 25_000 + "<p>words of the part", "html")
    message = read(HEAD + multipart("mixed", text("The words."), part, part))
    assert message.text.startswith("The words.")
    assert "HTML of more than 60000 tags; the rest is ignored" in message.defects


def test_an_attached_mail_has_what_is_left_of_the_bound() -> None:
    carried = b"Content-Type: message/rfc822\r\n\r\nSubject: q\r\nContent-Type: text/html\r\n\r\n<p>Carried words."
    short = read(HEAD + multipart("mixed", text("<p>The words.", "html"), carried))
    long = read(HEAD + multipart("mixed", text("<p>The words." + "<p><b></b>" * 25_000, "html"), carried))
    assert "Carried words." in short.text
    assert "The words." in long.text
    assert "Carried words." not in long.text


def test_of_two_names_the_one_that_is_whole_counts() -> None:
    fields = "Content-Type: application/pdf; name*=utf-8''%D1%81%D1%85%D0%B5%D0%BC%D0%B0.pdf\r\n"
    raw = f'From: a@x.example\r\n{fields}Content-Disposition: attachment; filename="?????.pdf"\r\n\r\nx\r\n'.encode()
    assert [a.filename for a in read(raw).attachments] == ["схема.pdf"]


def test_a_file_that_is_only_named_as_a_mail_is_read_as_one_where_it_is_one() -> None:
    inner = mail("We found a mine.", sender="Amal <amal@relief.example.net>", subject="Found")
    for content, said in ((inner, "We found a mine."), (b"\x00\x01 no mail", None)):
        found = read(with_files(mail(""), ("found.eml", content)))
        assert found.forwarded is None if said is None else found.forwarded is not None and found.forwarded.text == said
        assert [(file.filename, file.is_mail) for file in found.attachments] == [("found.eml", True)]
