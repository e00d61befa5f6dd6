"""Containers within a mail (winmail.dat, S/MIME, uuencode, invitations, rich text) with octets changed: reading stays total."""

import base64

from hypothesis import given, settings
from hypothesis import strategies as st

from mailbot.core.reading import payloads, read
from tests.reading import test_calendar, test_encrypted, test_uuencode
from tests.reading import tnef_writer as w

HEAD = b"From: Ada Quist <ada@field.example>\r\nMIME-Version: 1.0\r\n"
CONTAINERS = {
    b"application/ms-tnef": w.container(
        w.attribute(1, w.BODY, b"words\0"), w.file("a.doc", b"content", w.text(0x3707, "long name.doc"), w.long(0x3705, 1))
    ),
    b"application/pkcs7-mime": test_encrypted.signed(test_encrypted.INNER),
    b"application/x-pkcs7-mime": test_encrypted.signed(test_encrypted.INNER, pieces=True),
    b"text/plain": b"Before\n" + test_uuencode.encoded("a.txt", b"content") + b"After\n",
    b"text/calendar": test_calendar.calendar(),
    b"text/rtf": rb"{\rtf1\ansi{\fonttbl{\f0\fcharset204 A;}}\f0 \'ef\par\u1055?\fromhtml1{\*\htmltag64 <p>}}",
}
CHANGES = st.lists(
    st.tuples(st.integers(0, 2000), st.sampled_from([0, 1, 4, 0x24, 0x30, 0x7F, 0x80, 0x84, 0xFF]) | st.integers(0, 255)),
    max_size=6,
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(CONTAINERS)), CHANGES, st.integers(0, 2000))
def test_M1_a_changed_container_is_read_and_its_files_are_those_of_the_mail(
    kind: bytes, changes: list[tuple[int, int]], cut: int
) -> None:
    content = bytearray(CONTAINERS[kind])
    for at, octet in changes:
        content[at % len(content)] = octet
    encoded = base64.encodebytes(bytes(content[: cut or None])) if kind != b"text/plain" else bytes(content)
    how = b"base64" if kind != b"text/plain" else b"8bit"
    raw = HEAD + b"Content-Type: " + kind + b"\r\nContent-Transfer-Encoding: " + how + b"\r\n\r\n" + encoded
    message = read(raw)
    assert message == read(raw)
    assert tuple(a for a, _ in payloads(raw)) == message.attachments
    assert not set(message.text) & set("\x00\r\ue000\ue001\ue002\ue003")
