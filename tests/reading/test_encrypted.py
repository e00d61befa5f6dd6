"""Encrypted mail is named, signed mail is read: S/MIME, PGP/MIME, PGP within the text."""

import base64

import pytest

from mailbot.core.reading import payloads, read

HEAD = b"From: Ada Quist <ada@field.example>\r\nSubject: Secret\r\nMIME-Version: 1.0\r\n"
SIGNED, ENVELOPED, DATA, COMPRESSED = (
    bytes.fromhex(oid)
    for oid in ("06092a864886f70d010702", "06092a864886f70d010703", "06092a864886f70d010701", "060b2a864886f70d0109100109")
)
INNER = (
    b"Content-Type: multipart/mixed; boundary=i\r\n\r\n--i\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    b"Caf\xc3\xa9 at noon.\r\n--i\r\nContent-Type: image/png; name=m.png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    b"cGljdHVyZQ==\r\n--i--\r\n"
)


def item(tag: int, content: bytes) -> bytes:
    size = len(content)
    length = bytes([size]) if size < 128 else b"\x82" + size.to_bytes(2, "big")
    return bytes([tag]) + length + content


def endless(tag: int, content: bytes) -> bytes:
    return bytes([tag, 0x80]) + content + b"\0\0"


def signed(content: bytes, *, pieces: bool = False) -> bytes:
    digests = item(0x31, item(0x30, bytes.fromhex("0609608648016503040201")))
    if pieces:
        octets = endless(0x24, b"".join(item(4, content[i : i + 100]) for i in range(0, len(content), 100)))
        body = endless(0x30, b"\x02\x01\x01" + digests + endless(0x30, DATA + endless(0xA0, octets)) + item(0x31, b""))
        return endless(0x30, SIGNED + endless(0xA0, body))
    body = item(0x30, b"\x02\x01\x01" + digests + item(0x30, DATA + item(0xA0, item(4, content))) + item(0x31, b""))
    return item(0x30, SIGNED + item(0xA0, body))


def smime(content: bytes, parameters: bytes = b"") -> bytes:
    return (
        HEAD
        + b"Content-Type: application/pkcs7-mime; name=smime.p7m"
        + parameters
        + b"\r\nContent-Disposition: attachment; filename=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(content)
    )


@pytest.mark.parametrize("pieces", [False, True])
def test_opaque_signed_mail_is_read(pieces: bool) -> None:
    raw = smime(signed(INNER, pieces=pieces), b"; smime-type=signed-data")
    message = read(raw)
    assert message.text.strip() == "Café at noon."
    assert [(a.filename, data) for a, data in payloads(raw)] == [("m.png", b"picture")]
    assert message.defects == ("no date",)


def test_signed_twice_is_read_too() -> None:
    inner = b"Content-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(
        signed(INNER)
    )
    assert read(smime(signed(inner))).text.strip() == "Café at noon."


@pytest.mark.parametrize(
    ("content", "parameters", "said"),
    [
        (item(0x30, ENVELOPED + item(0xA0, b"x")), b"", "encrypted mail"),
        (item(0x30, ENVELOPED + item(0xA0, b"x")), b"; smime-type=signed-data", "encrypted mail"),
        (b"damaged", b"; smime-type=enveloped-data", "encrypted mail"),
        (item(0x30, COMPRESSED + item(0xA0, b"x")), b"", "compressed mail"),
        (signed(INNER)[:60], b"", "cannot be opened"),
        (signed(b""), b"", "cannot be opened"),
    ],
)
def test_what_cannot_be_read_is_named_and_stays_a_file(content: bytes, parameters: bytes, said: str) -> None:
    message = read(smime(content, parameters))
    assert any(said in defect for defect in message.defects)
    assert [a.filename for a in message.attachments] == ["smime.p7m"]


def test_an_octet_stream_named_p7m_is_told_by_its_content() -> None:
    raw = smime(signed(INNER)).replace(b"application/pkcs7-mime", b"application/octet-stream")
    assert read(raw).text.strip() == "Café at noon."


def test_mail_with_a_detached_signature_is_read() -> None:
    message = read(
        HEAD + b"Content-Type: multipart/signed; protocol=application/pkcs7-signature; boundary=s\r\n\r\n--s\r\n" + INNER
        + b"\r\n--s\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\n\r\nxx\r\n--s--\r\n"
    )  # fmt: skip
    assert message.text.strip() == "Café at noon."
    assert [a.filename for a in message.attachments] == ["m.png", "smime.p7s"]


def test_pgp_mime_is_named() -> None:
    message = read(
        HEAD + b"Content-Type: multipart/encrypted; protocol=application/pgp-encrypted; boundary=e\r\n\r\n--e\r\n"
        b"Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--e\r\nContent-Type: application/octet-stream; name=e.asc"
        b"\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n\r\nhQEM\r\n-----END PGP MESSAGE-----\r\n--e--\r\n"
    )
    assert "encrypted mail; its content cannot be read here" in message.defects


ARMOURED = (
    "Before.\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nDear desk,\n- -- not a rule\n- From here on.\n"
    "-----BEGIN PGP SIGNATURE-----\nVersion: X\n\niQEzBAEB\n=abcd\n-----END PGP SIGNATURE-----\nAfter.\n"
)


def test_armour_of_a_signature_is_taken_off() -> None:
    message = read(HEAD + b"\r\n" + ARMOURED.encode())
    assert message.text == "Before.\nDear desk,\n-- not a rule\nFrom here on.\nAfter.\n"


@pytest.mark.parametrize("cut", ["-----END PGP SIGNATURE-----", "-----BEGIN PGP SIGNATURE-----", "Hash: SHA256\n\n"])
def test_broken_armour_stays(cut: str) -> None:
    text = ARMOURED.replace(cut, "")
    assert read(HEAD + b"\r\n" + text.encode()).text == text


def test_an_encrypted_text_is_named_and_stays() -> None:
    text = "Hello,\n-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n"
    message = read(HEAD + b"\r\n" + text.encode())
    assert "encrypted text (PGP); it cannot be read here" in message.defects
    assert message.text == text


def test_armour_in_a_quotation_is_left_to_it() -> None:
    text = "See:\n> -----BEGIN PGP MESSAGE-----\n> hQEMA\n"
    message = read(HEAD + b"\r\n" + text.encode())
    assert message.text == text
    assert not any("PGP" in defect for defect in message.defects)
