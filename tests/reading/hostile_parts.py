"""Structures made to hurt: multiparts, boundaries, attached mails, reports, files and their names, transfer encodings."""

import base64
import binascii
import io
import struct
import zipfile

from tests.reading.hostile import HEAD, MIXED, TEXT, WORDS, Hostile, file_part, filled

W = WORDS.encode()


def nested(depth: int, kind: bytes = b"mixed") -> bytes:
    """Multiparts in one another, the words in the innermost."""
    pieces = [b"Content-Type: multipart/%b; boundary=b%d\r\n\r\n--b%d\r\n" % (kind, i, i) for i in range(depth)]
    return HEAD + b"".join(pieces) + b"\r\n" + W + b"\r\n" + b"".join(b"--b%d--\r\n" % i for i in reversed(range(depth)))


def mails_in_mails(depth: int) -> bytes:
    """Attached mails in one another."""
    inner = b"Subject: inner\r\nContent-Type: multipart/mixed; boundary=i%d\r\n\r\n--i%d\r\n\r\ninner\r\n--i%d\r\n"
    pieces = [inner % (i, i, i) + b"Content-Type: message/rfc822\r\n\r\n" for i in range(depth)]
    return MIXED + b"--x\r\nContent-Type: message/rfc822\r\n\r\n" + b"".join(pieces) + b"\r\nend"


def digests() -> bytes:
    """A digest of digests of digests."""
    layer = b"Subject: inner\r\n\r\nText.\r\n"
    for level in range(5):
        mark = b"--d%d\r\n\r\n" % level
        layer = b"Content-Type: multipart/digest; boundary=d%d\r\n\r\n" % level + (mark + layer) * 8 + b"--d%d--\r\n" % level
    return MIXED + b"--x\r\n" + layer + b"--x--"


def wide_tree() -> bytes:
    """Twenty alternatives of twenty forms, each a multipart again."""
    leaf = b"--c\r\n\r\ninner\r\n--c\r\nContent-Type: text/html\r\n\r\n<p>inner</p>\r\n--c--\r\n"
    form = b"--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n" + leaf
    branch = b"--x\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n" + form * 30 + b"--b--\r\n"
    return MIXED + branch * 30 + b"--x--"


def zip_bomb() -> bytes:
    """A hundred megabytes of zeros in a zip file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        file.writestr("zeros", bytes(100_000_000))
    return file_part("application/zip", "a.zip", base64.encodebytes(packed.getvalue()), "base64")


def large_file(size: int) -> bytes:
    """A file of so many octets, in base64."""
    line = binascii.b2a_base64(bytes(range(57)))
    return file_part("application/pdf", "large.pdf", line * (size // 57), "base64")


def report(recipients: int) -> bytes:
    """A delivery report with so many recipients."""
    groups = b"".join(
        b"Final-Recipient: rfc822; a%d@b.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n" % i for i in range(recipients)
    )
    head = HEAD.replace(b"a@x.example", b"mailer-daemon@x.example")
    return (
        head
        + b"Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n--x\r\n\r\n"
        + W
        + b"\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\n"
        + groups
        + b"--x--"
    )


def report_of(piece: bytes, kind: bytes = b"message/delivery-status", begin: bytes = b"") -> bytes:
    """A delivery report made of nothing but `piece`, after `begin`."""
    head = HEAD + b"Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n--x\r\n\r\n"
    return head + W + b"\r\n--x\r\nContent-Type: " + kind + b"\r\n\r\n" + begin + filled(piece) + b"\r\n--x--"


def encoded(encoding: str, data: bytes) -> bytes:
    """A plain mail in a transfer encoding, as it came."""
    return HEAD + f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode() + data


def named(value: bytes) -> Hostile:
    """A mail with a file whose disposition goes on so."""
    part = b"--x\r\nContent-Type: application/x-y\r\nContent-Disposition: attachment; " + value + b"\r\n\r\ndata\r\n--x--"
    return Hostile(lambda: MIXED + part)


RICH = b"Content-Type: text/html\r\n"
FILE = b"Content-Type: a/b; name=a\r\nContent-Transfer-Encoding: "


def parts_of(part: bytes, times: int, fields: bytes = b"", boundary: bytes = b"x") -> bytes:
    """So many equal parts, each with these fields, all with delimiter lines."""
    return (b"--" + boundary + b"\r\n" + fields + b"\r\n" + part + b"\r\n") * times


def alternative(parts: bytes, last: bytes = b"") -> bytes:
    """The words beside a multipart of `parts`, and one more form."""
    head = HEAD + b"Content-Type: multipart/alternative; boundary=a\r\n\r\n--a\r\n\r\n" + W
    return head + b"\r\n--a\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" + parts + b"--x--\r\n" + last + b"--a--"


def mails_of_html() -> bytes:
    """Ten attached mails of many parts with many tags."""
    inner = b"Content-Type: multipart/mixed; boundary=y\r\n\r\n" + parts_of(b"<p><b></b>" * 20_000, 18, RICH, b"y")
    return MIXED + parts_of(inner, 10, b"Content-Type: message/rfc822\r\n")


def tagged(tag: int, content: bytes) -> bytes:
    """An element of DER (X.690, 8.1) with a length of four octets."""
    return bytes((tag, 0x84)) + len(content).to_bytes(4, "big") + content


def signed_html() -> bytes:
    """Many signed messages of many parts with many tags."""
    inner = b"Content-Type: multipart/mixed; boundary=y\r\n\r\n" + parts_of(b"<p>" * 500, 400, RICH, b"y") + b"--y--"
    enclosed = tagged(0x30, bytes.fromhex("06092a864886f70d010701") + tagged(0xA0, tagged(0x04, inner)))
    signed = tagged(0x30, b"\x02\x01\x01\x31\x00" + enclosed)
    message = tagged(0x30, bytes.fromhex("06092a864886f70d010702") + tagged(0xA0, signed))
    return MIXED + parts_of(message, 40, b"Content-Type: application/pkcs7-mime; smime-type=signed-data\r\n")


def many_values() -> bytes:
    """A winmail.dat of 38 MB of properties with thousands of empty values each."""
    value = struct.pack("<HHI", 0x101E, 0x3001, 4_000) + bytes(16_000)
    attribute = struct.pack("<I", 60) + value * 60
    one = struct.pack("<BII", 1, 0x00069003, len(attribute)) + attribute + bytes(2)
    return bytes.fromhex("789f3e220100") + one * 39


ROBOT = "mailer-daemon@x.example"
SHOWN = "inner ones are shown as text"
W64 = base64.b64encode(W + b"\n\n  ")

PARTS: dict[str, Hostile] = {
    "nested": Hostile(lambda: nested(1_000), SHOWN),
    "nested_alternatives": Hostile(lambda: nested(1_000, b"alternative"), SHOWN),
    "nested_within_limit": Hostile(lambda: nested(19)),
    "nested_same_boundary": Hostile(
        lambda: HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n" * 3_000 + b"\r\n" + W, "multipart", words=""
    ),
    "nested_over_large_text": Hostile(lambda: nested(19).replace(W, W + b"\n\n" + filled(b"x --b0x\n", 4_000_000)), "text"),
    "wide": Hostile(lambda: MIXED + b"--x\r\n\r\na\r\n" * 100_000, "more than 500 parts"),
    "wide_empty": Hostile(lambda: MIXED + b"--x\r\n" * 200_000, "more than 500 parts"),
    "wide_tree": Hostile(wide_tree, "more than 500 parts"),
    "wide_html": Hostile(lambda: MIXED + b"--x\r\nContent-Type: text/html\r\n\r\n<p>a<div>\r\n" * 20_000, "more than 500 parts"),
    "digests": Hostile(digests),
    "boundary_prefixes": Hostile(lambda: MIXED + b"--xy\r\n" * 170_000, "without its closing boundary"),
    "boundary_near": Hostile(lambda: MIXED + b"--x -\r\n" * 100_000 + b" --x\r\n" * 50_000, "without its closing"),
    "boundary_spaces": Hostile(lambda: MIXED + b"--x" + b" " * 300_000 + b"y\r\n" + (b"--x" + b" " * 900 + b"y\r\n") * 1_000),
    "boundary_of_dashes": Hostile(
        lambda: HEAD + b"Content-Type: multipart/mixed; boundary=-\r\n\r\n---\r\n\r\n" + W + b"\r\n" + b"-" * 1_000_000
    ),
    "boundary_of_patterns": Hostile(
        lambda: (
            HEAD
            + b'Content-Type: multipart/mixed; boundary="(a+)+$[.*"\r\n\r\n--(a+)+$[.*\r\n\r\n'
            + W
            + b"\r\n--"
            + b"a" * 900_000
        )
    ),
    "boundary_empty": Hostile(
        lambda: HEAD + b'Content-Type: multipart/mixed; boundary=""\r\n\r\n' + W + b"\r\n" + b"--\r\n" * 200_000, "boundary"
    ),
    "boundary_long": Hostile(
        lambda: (
            HEAD
            + b"Content-Type: multipart/mixed; boundary="
            + b"b" * 30_000
            + b"\r\n\r\n--"
            + b"b" * 30_000
            + b"\r\n\r\n"
            + W
            + b"\r\n"
            + (b"--" + b"b" * 29_999 + b"\r\n") * 30
        )
    ),
    "boundary_never": Hostile(
        lambda: (
            HEAD + b"Content-Type: multipart/mixed; boundary=n\r\n\r\n" + W + b"\r\n\r\n" + b"\r\n" * 200_000 + b"-" * 500_000
        ),
        "boundary",
    ),
    "blank_lines_before": Hostile(lambda: b"\r\n" * 90 + TEXT),
    "mails_in_mails": Hostile(lambda: mails_in_mails(100)),
    "mails_beside_mails": Hostile(
        lambda: MIXED + (b"--x\r\nContent-Type: message/rfc822\r\n\r\nSubject: q\r\n\r\n" + b"x" * 2_000 + b"\r\n") * 400
    ),
    "mails_full_of_html": Hostile(
        lambda: (
            MIXED
            + (b"--x\r\nContent-Type: message/rfc822\r\n\r\nContent-Type: text/html\r\n\r\n" + b"<div>a" * 60_000 + b"\r\n") * 10
        )
    ),
    "mails_full_of_fields": Hostile(
        lambda: (
            MIXED
            + (b"--x\r\nContent-Type: message/rfc822\r\n\r\n" + b"To: a@b.example, =?utf-8?q?a?=\r\n" * 900 + b"\r\n\r\n") * 50
        )
    ),
    "files_many": Hostile(
        lambda: MIXED + b"--x\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\n%PDF\r\n" * 1_000 + b"--x--",
        "more than 500 parts",
    ),
    "files_same_name": Hostile(
        lambda: (
            MIXED
            + b"--x\r\nContent-Disposition: attachment; filename=a.txt\r\nContent-Transfer-Encoding: base64\r\n\r\nYQ\r\n" * 400
            + b"--x--"
        )
    ),
    "files_as_text": Hostile(
        lambda: MIXED + (b"--x\r\nContent-Type: text/plain\r\n\r\n" + b"y" * 40_000 + b"\r\n") * 90, "text of more"
    ),
    "name_path": named(b'filename="' + b"../" * 10_000 + b'a"'),
    "name_bidi": named(b"filename*=utf-8''" + b"%E2%80%AE" * 3_000 + b"gpj.exe"),
    "name_nulls": named(b'filename="' + b"\0" * 30_000 + b'.exe"'),
    "name_reserved": named(b'filename="CON.txt"'),
    "name_pieces": named(b"; ".join(b"filename*%d*=%%41" % i for i in range(1_500))),
    "name_pieces_backwards": named(b"; ".join(b"filename*%d*=%%41" % i for i in reversed(range(1_500)))),
    "name_words": named(b'filename="' + b"=?utf-8?b?4oCu?= " * 1_800 + b'"'),
    "name_combining": named(b'filename="a' + "\u0301".encode() * 14_000 + b'"'),
    "zip_bomb": Hostile(zip_bomb),
    "file_of_40_MB": Hostile(lambda: large_file(40_000_000)),
    "file_of_40_MB_damaged": Hostile(lambda: large_file(40_000_000).replace(b"AAEC", b"AAE", 1), "damaged base64"),
    "file_of_40_MB_quoted": Hostile(
        lambda: file_part("application/pdf", "a.pdf", filled(b"=00=FF" * 12 + b"=\r\n", 40_000_000), "quoted-printable")
    ),
    "file_of_40_MB_uuencoded": Hostile(
        lambda: file_part("a/b", "c", b"begin 644 c\r\n" + filled(b"M" + b"!" * 60 + b"\r\n", 40_000_000), "x-uuencode")
    ),
    "file_of_40_MB_within": Hostile(
        lambda: TEXT + b"begin 644 c\r\n" + filled(b"M" + b"!" * 60 + b"\r\n", 40_000_000) + b"`\r\nend\r\n"
    ),
    "mail_of_40_MB_attached": Hostile(
        lambda: file_part("message/rfc822", "c.eml", TEXT + filled(b"x" * 76 + b"\r\n", 40_000_000))
    ),
    "mail_of_40_MB_with_returns": Hostile(lambda: TEXT.replace(b"\n", b"") + filled(b"x" * 77 + b"\r", 40_000_000), "too long"),
    "mail_of_60_MB": Hostile(lambda: TEXT + filled(b"x" * 76 + b"\r\n", 60_000_000), "too long"),
    "mail_of_70_MB": Hostile(lambda: file_part("a/b", "c", filled(b"\xff\0" * 40 + b"\r\n", 70_000_000)), "mail of more than"),
    "html_of_40_MB": Hostile(
        lambda: HEAD + b"Content-Type: text/html\r\n\r\n<p>" + W + b"</p>" + filled(b"<p>a &amp; b</p>\r\n", 40_000_000),
        "too long",
    ),
    "report_recipients": Hostile(lambda: report(100_000), sender=ROBOT),
    "report_same_recipient": Hostile(lambda: report_of(b"Final-Recipient: rfc822; a@b.example\r\n\r\n")),
    "report_fields": Hostile(lambda: report_of(b"Final-Recipient: rfc822; a@b.example\r\n")),
    "report_folds": Hostile(lambda: report_of(b"Diagnostic-Code: smtp; 550\r\n" + b" 5.1.1\r\n" * 1_000)),
    "report_one_fold": Hostile(
        lambda: report_of(b" x\r\n", begin=b"Final-Recipient: rfc822; a@b.example\r\nDiagnostic-Code: smtp; 550\r\n")
    ),
    "report_digits": Hostile(lambda: report_of(b"Status: 5." + b"1" * 3_000 + b".\r\n\r\n")),
    "report_headers": Hostile(lambda: report_of(b"Message-ID: <" + b"a" * 901 + b"\r\n", b"text/rfc822-headers")),
    "feedback_report": Hostile(
        lambda: report_of(b"Feedback-Type: abuse\r\nOriginal-Rcpt-To: <a@b.example>\r\n", b"message/feedback-report")
    ),
    "base64_cut": Hostile(lambda: encoded("base64", W64 + b"A=BC" * 400_000 + b"A")),
    "base64_garbage": Hostile(lambda: encoded("base64", W64 + b"\xff*" * 500_000 + b"Q"), words=""),
    "base64_padding": Hostile(lambda: encoded("base64", W64 + b"=" * 1_000_000), ""),
    "quoted_soft_breaks": Hostile(lambda: encoded("quoted-printable", W + b"\r\n\r\n" + b"=" * 2_000_000)),
    "quoted_breaks": Hostile(lambda: encoded("quoted-printable", W + b"\r\n\r\n" + b"=\r\n" * 500_000)),
    "quoted_blanks": Hostile(lambda: encoded("quoted-printable", W + b"\r\n\r\n" + b" " * 1_500_000)),
    "quoted_blanks_in_lines": Hostile(lambda: encoded("quoted-printable", W + b"\r\n\r\n" + filled(b" " * 2_000 + b"x"))),
    "uuencode_encoding": Hostile(lambda: encoded("x-uuencode", b"begin 644 x\r\n" + b"#" * 500_000), words=""),
    "uuencode_begins": Hostile(lambda: TEXT + filled(b"begin 644 x\r\n", 1_400_000)),
    "uuencode_files": Hostile(lambda: TEXT + filled(b"begin 644 x\r\n#86)C\r\n`\r\nend\r\n", 1_000_000)),
    "uuencode_unended": Hostile(lambda: TEXT + b"begin 644 x\r\n" + filled(b"M" + b"!" * 60 + b"\r\n", 900_000)),
    "uuencode_name": Hostile(lambda: TEXT + b"begin 644 " + b"../" * 200_000 + b"\r\n#86)C\r\n`\r\nend\r\n"),
    "uuencode_wrong_lengths": Hostile(lambda: TEXT + filled(b"begin 644 a\r\n" + b"~x\r\n" * 300)),
    "parts_behind_a_file_of_39_MB": Hostile(
        lambda: MIXED + parts_of(b"\xff\0" * 19_500_000, 1, b"Content-Type: a/b\r\n") + parts_of(b"x", 490)
    ),
    "html_in_400_parts": Hostile(lambda: alternative(parts_of(b"<p>" * 30_000 + b"hello", 400, RICH))),
    "html_in_50_parts": Hostile(lambda: MIXED + parts_of(b"<p><b></b>" * 20_000, 50, RICH), "more than 60000 tags"),
    "html_in_mails": Hostile(mails_of_html),
    "html_in_signed_mails": Hostile(signed_html, "tags"),
    "text_in_400_parts": Hostile(
        lambda: alternative(
            parts_of(b"word word word word\r\n" * 5_000, 400), b"--a\r\n" + RICH + b"\r\n<p>hello there, all of you</p>\r\n"
        )
    ),
    "quoted_breaks_with_blank": Hostile(
        lambda: MIXED + parts_of(b"= \n" * 13_000_000, 1, FILE + b"quoted-printable\r\n"), "closing boundary"
    ),
    "quoted_breaks_with_blanks": Hostile(
        lambda: MIXED + parts_of(b"=  \n" * 9_000_000, 1, FILE + b"quoted-printable\r\n"), "closing boundary"
    ),
    "boundary_within_lines": Hostile(
        lambda: MIXED + parts_of(b"--x" * 26_000, 495, b"Content-Type: multipart/mixed; boundary=x\r\n"), "closing boundary"
    ),
    "boundary_longer_in_lines": Hostile(
        lambda: MIXED + parts_of(b"--yx\n" * 16_000, 495, b"Content-Type: multipart/mixed; boundary=y\r\n"), "without any part"
    ),
    "boundary_of_40_MB_of_dashes": Hostile(
        lambda: HEAD + b"Content-Type: multipart/mixed; boundary=-\r\n\r\n---\r\n\r\n" + W + b"\r\n" + b"-" * 40_000_000
    ),
    "headers_of_no_fields": Hostile(
        lambda: MIXED + parts_of(b"", 41, b"X: y\n" + b"a b\n" * 60_000), "headers that are too long"
    ),
    "headers_of_odd_blanks": Hostile(lambda: MIXED + parts_of(b"", 100, b"X: y\n" + b"\v\n" * 120_000), "headers that are"),
    "uuencode_blank_lines": Hostile(lambda: TEXT + b"begin 644 a.txt\n" + b"\n" * 10_000_000, "too long"),
    "uuencode_begins_of_36_MB": Hostile(lambda: TEXT + b"begin 644 a\n" * 3_000_000, "too long"),
    "uuencode_short_lines": Hostile(
        lambda: MIXED + parts_of(b"begin 644 a\n" + b"!!\n" * 13_000_000, 1, FILE + b"x-uuencode\r\n")
    ),
    "tnef_of_many_values": Hostile(
        lambda: MIXED + parts_of(many_values(), 1, b"Content-Type: application/ms-tnef\r\n"), "damaged winmail.dat"
    ),
    "base64_with_blanks_of_1_MB": Hostile(lambda: MIXED + parts_of(b"QUFB QUJC " * 110_000, 1, FILE + b"base64\r\n")),
    "partial_mails": Hostile(
        lambda: MIXED + b"--x\r\nContent-Type: message/partial; number=1; total=99999999; id=a\r\n\r\nx\r\n" * 400 + b"--x--"
    ),
    "external_bodies": Hostile(
        lambda: (
            MIXED
            + b"--x\r\nContent-Type: message/external-body; access-type=URL; URL=http://x.example/\r\n\r\nx\r\n" * 400
            + b"--x--"
        )
    ),
}
