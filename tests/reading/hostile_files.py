"""Files within mails that are looked into, made to hurt: winmail.dat, compressed RTF, calendars, OpenPGP, S/MIME."""

import base64
import struct

from tests.reading.hostile import HEAD, MIXED, TEXT, WORDS, Hostile, file_part, filled

SIGNATURE = struct.pack("<IH", 0x223E9F78, 1)
MAPI, RENDERED, DATA, ATTACHED, BODY = 0x00069003, 0x00069002, 0x0006800F, 0x00069005, 0x0002800C


def attribute(number: int, data: bytes, length: int | None = None, level: int = 1) -> bytes:
    """One attribute of winmail.dat; `length` is what it says, if that is a lie."""
    said = len(data) if length is None else length
    return struct.pack("<BII", level, number, said) + data + struct.pack("<H", sum(data) & 0xFFFF)


def winmail(*attributes: bytes) -> bytes:
    """A mail with a winmail.dat of these attributes."""
    data = base64.encodebytes(SIGNATURE + b"".join(attributes))
    return file_part("application/ms-tnef", "winmail.dat", data, "base64")


def properties(count: int, data: bytes) -> bytes:
    """A block of MAPI properties that says to hold `count`."""
    return attribute(MAPI, struct.pack("<I", count) + data)


def compressed_rtf(size: int, raw_size: int) -> bytes:
    """A PR_RTF_COMPRESSED whose every control octet calls for eight long copies (MS-OXRTFCP)."""
    packed = (b"\xff" + b"\x00\x0f" * 8) * (size // 17)
    head = struct.pack("<IIII", len(packed) + 12, raw_size, 0x75465A4C, 0)
    value = head + packed
    return struct.pack("<HHII", 0x0102, 0x1009, 1, len(value)) + value + b"\0" * (-len(value) % 4)


def nested_winmail(depth: int) -> bytes:
    """A winmail.dat as a file of a winmail.dat, and so on."""
    inner = SIGNATURE
    for _ in range(depth):
        name = attribute(0x00018010, b"winmail.dat\0", level=2)
        inner = SIGNATURE + attribute(RENDERED, b"\0" * 14, level=2) + name + attribute(DATA, inner, level=2)
    return file_part("application/ms-tnef", "winmail.dat", base64.encodebytes(inner), "base64")


def embedded_winmail(depth: int) -> bytes:
    """The same by PR_ATTACH_DATA_OBJ, the way Outlook puts a mail into a mail."""
    inner = SIGNATURE
    for _ in range(depth):
        value = b"\0" * 16 + inner
        prop = struct.pack("<IHHII", 1, 0x000D, 0x3701, 1, len(value)) + value + b"\0" * (-len(value) % 4)
        inner = SIGNATURE + attribute(RENDERED, b"\0" * 14, level=2) + attribute(ATTACHED, prop, level=2)
    return file_part("application/ms-tnef", "winmail.dat", base64.encodebytes(inner), "base64")


def calendar(piece: bytes, begin: bytes = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:Meet\r\n") -> Hostile:
    """A mail with an invitation made of nothing but `piece`."""
    head = b"--x\r\nContent-Type: text/calendar; method=REQUEST; charset=utf-8\r\n\r\n"
    return Hostile(lambda: MIXED + head + begin + filled(piece) + b"\r\n--x--")


def smime(kind: bytes, data: bytes) -> bytes:
    """A mail that is nothing but an S/MIME message of this kind, in base64."""
    head = b"Content-Type: application/pkcs7-mime; smime-type=" + kind + b'; name="smime.p7m"\r\n'
    return HEAD + head + b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(data)


def armoured(piece: bytes, begin: bytes = b"-----BEGIN PGP MESSAGE-----\r\n\r\n") -> Hostile:
    """A plain mail with armour made of nothing but `piece` below its words."""
    return Hostile(lambda: TEXT + begin + filled(piece))


LIE = 0xFFFFFFFF
MEETING = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:a\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"

FILES: dict[str, Hostile] = {
    "winmail_garbage": Hostile(lambda: file_part("application/ms-tnef", "winmail.dat", b"\xff\0" * 500_000)),
    "winmail_cut": Hostile(lambda: winmail(attribute(BODY, b"", LIE))),
    "winmail_attributes": Hostile(lambda: winmail(attribute(BODY, b"") * 100_000)),
    "winmail_files": Hostile(
        lambda: winmail((attribute(RENDERED, b"\0" * 14, level=2) + attribute(DATA, b"a", level=2)) * 30_000)
    ),
    "winmail_names": Hostile(
        lambda: winmail(
            (
                attribute(RENDERED, b"\0" * 14, level=2)
                + attribute(0x00018010, b"../../a\0", level=2)
                + attribute(DATA, b"a", level=2)
            )
            * 900
        )
    ),
    "winmail_negative_lengths": Hostile(lambda: winmail(attribute(BODY, b"", 0x80000000) * 50_000)),
    "winmail_properties": Hostile(lambda: winmail(properties(LIE, struct.pack("<HHI", 3, 0x1000, 0) * 120_000))),
    "winmail_values": Hostile(lambda: winmail(properties(1, struct.pack("<HHI", 0x101E, 0x1000, LIE) + b"\0" * 900_000))),
    "winmail_long_value": Hostile(lambda: winmail(properties(1, struct.pack("<HHII", 0x1E, 0x1000, 1, LIE)))),
    "winmail_rtf": Hostile(lambda: winmail(properties(1, compressed_rtf(2_000_000, 0x7FFFFFFF)))),
    "winmail_rtf_short": Hostile(lambda: winmail(properties(1, compressed_rtf(2_000_000, 10)))),
    "winmail_rtf_many": Hostile(lambda: winmail(properties(400, compressed_rtf(2_000, 0x7FFFFFFF) * 400))),
    "winmail_of_30_MB": Hostile(
        lambda: winmail(attribute(RENDERED, b"\0" * 14, level=2), attribute(DATA, bytes(30_000_000), level=2))
    ),
    "winmail_nested": Hostile(lambda: nested_winmail(300)),
    "winmail_embedded": Hostile(lambda: embedded_winmail(300)),
    "winmail_beside": Hostile(
        lambda: (
            MIXED
            + (
                b"--x\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + base64.encodebytes(SIGNATURE + attribute(BODY, b"b" * 3_000) * 5)
            )
            * 90
        )
    ),
    "calendar_events": calendar(b"END:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:a\r\nDTSTART:20260101T000000Z\r\n"),
    "calendar_begins": calendar(b"BEGIN:VEVENT\r\n"),
    "calendar_folds": calendar(b" \r\n"),
    "calendar_line": calendar(b"a"),
    "calendar_parameters": calendar(b";A=B", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY"),
    "calendar_quotes": calendar(b';A="', b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY"),
    "calendar_people": calendar(b"ATTENDEE;CN=Ada:mailto:ada@field.example\r\n"),
    "calendar_dates": calendar(b"DTSTART;TZID=Nowhere/Absurd:99999999T999999\r\n"),
    "calendar_rules": calendar(b"RRULE:FREQ=SECONDLY;INTERVAL=1\r\n"),
    "calendar_escapes": calendar(b"\\n\\,\\", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDESCRIPTION:"),
    "calendars": Hostile(lambda: MIXED + (b"--x\r\nContent-Type: text/calendar\r\n\r\n" + MEETING) * 450),
    "pgp_begins": armoured(b"-----BEGIN PGP MESSAGE-----\r\n"),
    "pgp_signed": armoured(b"-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA1\r\n\r\na\r\n", b""),
    "pgp_signatures": armoured(b"-----BEGIN PGP SIGNATURE-----\r\n\r\nAAAA\r\n", b""),
    "pgp_unended": armoured(b"A" * 64 + b"\r\n"),
    "pgp_dashes": armoured(b"- -----BEGIN PGP\r\n", b"-----BEGIN PGP SIGNED MESSAGE-----\r\n\r\n"),
    "pgp_parts": Hostile(
        lambda: (
            HEAD
            + b"Content-Type: multipart/encrypted; boundary=x\r\n\r\n"
            + b"--x\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n" * 900
        ),
        "encrypted",
        words="",
    ),
    "smime": Hostile(lambda: smime(b"enveloped-data", b"\x30\x82\x01" * 250_000), "encrypted", words=""),
    "smime_opaque": Hostile(lambda: smime(b"signed-data", b"\x30\x84\xff\xff\xff\xff" * 150_000), words=""),
    "smime_lengths": Hostile(lambda: smime(b"signed-data", b"\x30\x80" * 400_000 + WORDS.encode()), words=""),
    "smime_of_30_MB": Hostile(lambda: smime(b"signed-data", b"\x30\x80" * 15_000_000), words=""),
    "smime_short": Hostile(lambda: smime(b"signed-data", b"\x30\x83" * 40_000 + b"\x24\x80" * 300_000), words=""),
}
