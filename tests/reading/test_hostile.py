"""Mails made to hurt: each is read, over a limit it says so, and what can be shown is shown (threats M1, C2, H2)."""

import base64
import subprocess
import sys

import pytest

from mailbot.core.reading import payloads, read

HEAD = b"From: a@x.example\r\nTo: b@x.example\r\nSubject: s\r\nDate: Mon, 5 Jan 2026 10:00:00 +0000\r\n"
PLAIN = HEAD + b"\r\n"
HTML = HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n"
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n"


def nested(depth: int) -> bytes:
    return (
        HEAD
        + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i) for i in range(depth))
        + b"\r\nhello\r\n"
    )


HOSTILE: dict[str, bytes] = {
    "encoded_words": HEAD + b"X: " + b"=?utf-8?q?a?= " * 60_000 + b"\r\n\r\nhello",
    "unended_words": HEAD + b"X: " + b"=?a?q?x" * 90_000 + b"\r\n\r\nhello",
    "long_subject": b"From: a@x.example\r\nSubject: " + b"=?utf-8?b?w6k=?=" * 70_000 + b"\r\n\r\nhello",
    "semicolons": HEAD + b"Content-Type: text/plain" + b";" * 30_000 + b"\r\n\r\nhello",
    "parameters": HEAD + b"Content-Type: text/plain" + b"; a*0*=x" * 4_000 + b"\r\n\r\nhello",
    "parts": MIXED + b"--x\r\n\r\na\r\n" * 50_000,
    "depth": nested(1000),
    "same_boundary": HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n" * 3000,
    "boundary_prefixes": MIXED + b"--xy\r\n" * 300_000,
    "empty_boundary": HEAD + b'Content-Type: multipart/mixed; boundary=""\r\n\r\n' + b"--\r\n" * 100_000,
    "from_colons": b"From: " + b":" * 32_000 + b"\r\n\r\nhello",
    "from_parentheses": b"From: " + b"(" * 32_000 + b"\r\n\r\nhello",
    "from_angles": b"From: " + b"<" * 32_000 + b"\r\n\r\nhello",
    "from_quotes": b"From: " + b'"a' * 16_000 + b"\r\n\r\nhello",
    "from_backslashes": b'From: "' + b"\\" * 31_000 + b"\r\n\r\nhello",
    "to_many": b"To: " + b"a@b.c," * 8_000 + b"\r\n\r\nhello",
    "many_fields": b"".join(b"X-%d: y\r\n" % i for i in range(100_000)) + b"\r\nhello",
    "references": HEAD + b"References: " + b"<" * 16_000 + b"a@" * 8_000 + b"\r\n\r\nhello",
    "folds": HEAD + b"X:" + b"\r\n " * 10_000 + b"\r\n\r\nhello",
    "tags": HTML + b"<div>" * 400_000,
    "open_angles": HTML + b"<" * 2_000_000,
    "open_quotes": HTML + b'<a href="' + b"x>" * 900_000,
    "comments": HTML + b"<!--" * 500_000,
    "scripts": HTML + b"<script>" * 250_000,
    "styles": HTML + b"<style></x>" * 180_000,
    "blockquotes": HTML + b"<blockquote>" * 170_000,
    "closings": HTML + b"<b>" * 5_000 + b"</i></b><b>" * 20_000,
    "attributes": HTML + (b"<a " + b"x=y " * 200_000 + b">") * 2,
    "entities": HTML + b"&amp" * 500_000,
    "quote_marks": PLAIN + b">" * 1_000_000,
    "quote_lines": PLAIN + b">\r\n" * 300_000,
    "attributions": PLAIN + b"On 2020 a@b.example wrote:\r\n\r\n> x\r\n" * 20_000,
    "wrote": PLAIN + b"wrote:\r\n" * 120_000,
    "header_blocks": PLAIN + b"From: a@b.example\r\nSent: 1\r\n" * 50_000,
    "labels": PLAIN + b"From:\r\n" * 150_000,
    "rules": PLAIN + b"-----\r\n" * 150_000,
    "signatures": PLAIN + b"--\r\nx\r\n\r\n" * 100_000,
    "interleaved": PLAIN + b"> q\r\n\r\na\r\n\r\n" * 80_000,
    "one_line": PLAIN + b"x" * 5_000_000,
    "colons": PLAIN + b"a:" * 500_000,
    "flowed": HEAD + b"Content-Type: text/plain; format=flowed\r\n\r\n" + b"a \r\n" * 300_000,
    "bad_base64": HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n" + b"A==" * 600_000,
    "soft_breaks": HEAD + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + b"=" * 2_000_000,
    "uuencode": HEAD + b"Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 x\r\n" + b"#" * 500_000,
    "report": MIXED
    + b"--x\r\nContent-Type: message/delivery-status\r\n\r\n"
    + b"Final-Recipient: rfc822; a@b.c\r\n\r\n" * 20_000
    + b"--x--",
    "bounce_text": b"From: mailer-daemon@x.example\r\nReturn-Path: <>\r\nSubject: Undelivered\r\n\r\nfailed "
    + b"a." * 100_000
    + b"@",
    "attached_mails": MIXED + (b"--x\r\nContent-Type: message/rfc822\r\n\r\nSubject: q\r\n\r\n" + b"x" * 2000 + b"\r\n") * 400,
    "long_name": HEAD + b'Content-Type: application/x; name="' + b"../" * 10_000 + b'a"\r\n\r\nhello',
    "zeros": b"\0" * 300_000,
    "breaks": b"\n" * 300_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_M1_hostile_mail_is_read(name: str) -> None:
    raw = HOSTILE[name]
    mail = read(raw)
    assert mail.size == len(raw)
    assert len(mail.text) <= 3 * 1024 * 1024
    assert len(mail.attachments) <= 500


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("parts", "more than 500 parts"),
        ("depth", "nested more than 20"),
        ("many_fields", "header block of more"),
        ("tags", "tags"),
        ("long_subject", "header"),
    ],
)
def test_M1_what_lies_beyond_a_limit_is_a_defect(name: str, said: str) -> None:
    assert any(said in defect for defect in read(HOSTILE[name]).defects)


MEASURE = """
import resource, sys, time
from mailbot.core.reading import read
read(b"From: a@x.example\\r\\n\\r\\nHello there, how are you?")
raw = sys.stdin.buffer.read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
read(raw)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)
"""


def test_M1_a_large_attachment_is_in_memory_once_beside_the_mail() -> None:
    payload = base64.encodebytes(bytes(range(256)) * 60_000)
    raw = (
        MIXED
        + b"--x\r\n\r\nhi\r\n--x\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + payload
        + b"\r\n--x--"
    )
    run = subprocess.run([sys.executable, "-c", MEASURE], input=raw, capture_output=True, check=True, timeout=120)
    assert int(run.stdout) < 1.2 * len(raw)
    assert [len(data) for _, data in payloads(raw)] == [256 * 60_000]
