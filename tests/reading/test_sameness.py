"""The digest: equal for the same mail by another way, and for nothing else (threats R3, H3)."""

import base64

from mailbot.core.reading import read

HEAD = b"From: A <a@x.example>\r\nSubject: Water\r\nDate: Tue, 06 Jan 2026 09:15:00 +0100\r\n"
TEXT = "Où est le puits ?\r\nMerci.\r\n"


def digest(raw: bytes) -> str:
    return read(raw).digest


def test_R3_trace_fields_and_transfer_encoding_make_no_difference() -> None:
    eight = b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + TEXT.encode()
    sixty_four = b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(
        TEXT.encode()
    )
    latin = b"Content-Type: text/plain; charset=iso-8859-1\r\n\r\n" + TEXT.encode("latin-1")
    trace = b"Received: from x by y; Tue, 06 Jan 2026 09:16:00 +0100\r\nDelivered-To: z@y.example\r\n"
    same = {digest(HEAD + eight), digest(HEAD + sixty_four), digest(HEAD + latin), digest(trace + HEAD + eight)}
    assert len(same) == 1
    assert digest((HEAD + eight).replace(b"\r\n", b"\n")) in same


def test_H3_other_content_is_another_mail() -> None:
    first = b"Message-ID: <1@x.example>\r\n" + HEAD + b"\r\nWater\r\n"
    assert digest(first) != digest(first.replace(b"\r\nWater", b"\r\nFire"))
    assert digest(first) != digest(first.replace(b"a@x.example", b"b@x.example"))


def test_received_fields_are_counted() -> None:
    assert read(b"Received: a\r\nReceived: b\r\n" + HEAD + b"\r\nx").received == 2
