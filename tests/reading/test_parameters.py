"""Names of files in the fields of a part (RFC 2183, RFC 2231) as programs break them, and made safe (`threats` M2)."""

import pytest

from mailbot.core.reading.header.parameters import parse_parameters
from mailbot.core.reading.parts.names import safe_name


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        # RFC 2231
        (b"filename*=utf-8''na%C3%AFve.txt", "naïve.txt"),
        (b"filename*=UTF-8'fr'na%C3%AFve.txt", "naïve.txt"),
        (b"filename*=iso-8859-1''na%EFve.txt", "naïve.txt"),
        (b"filename*=\"iso-8859-1''na%EFve.txt\"", "naïve.txt"),
        (b"filename*=us-ascii''na%EFve.txt", "naïve.txt"),
        (b"filename*=na%C3%AFve.txt", "naïve.txt"),
        (b"filename*=''na%C3%AFve.txt", "naïve.txt"),
        (b"filename*=utf-8''a%20%27b%27.txt", "a 'b'.txt"),
        (b"filename*=utf-8''na\xc3\xafve.txt", "naïve.txt"),
        (b"filename*=koi8-r''%D0%CC%C1%CE.pdf", "план.pdf"),
        (b"filename*=x-unknown''%D0%CC%C1%CE.pdf", "план.pdf"),
        (b"filename*0*=utf-8''na%C3; filename*1*=%AFve.txt", "naïve.txt"),
        (b"filename*1*=%AFve.txt; filename*0*=utf-8''na%C3", "naïve.txt"),
        (b"filename*0*=utf-8''na%C3%AF; filename*1=ve%20.txt", "naïve%20.txt"),
        (b'filename*0="one "; filename*1="two.txt"', "one two.txt"),
        (b'filename*0=one; filename*1=two; filename*2=".txt"', "onetwo.txt"),
        (b'filename*1="two.txt"', "two.txt"),
        (b'filename*0="=?utf-8?Q?na=C3=AF?="; filename*1="=?utf-8?Q?ve.txt?="', "naïve.txt"),
        (b"filename=\"plain.txt\"; filename*=utf-8''na%C3%AFve.txt", "naïve.txt"),
        (b'filename="plain.txt"; filename*=', "plain.txt"),
        (b"filename=\"plain.txt\"; filename*=utf-8''a%C3%28b%FF.txt", "plain.txt"),
        # RFC 2047 where it does not belong
        (b'filename="=?utf-8?Q?na=C3=AFve.txt?="', "naïve.txt"),
        (b"filename==?utf-8?Q?na=C3=AFve.txt?=", "naïve.txt"),
        (b'filename="=?utf-8?B?bmHDr3Zl?=.txt"', "naïve.txt"),
        (b'filename=" =?utf-8?B?bmHDr3Zl?= =?utf-8?Q?.txt?="', " naïve.txt"),
        (b'filename="=?utf-8?B?bmHD?=\r\n =?utf-8?B?r3ZlLnR4dA==?="', "naïve.txt"),
        (b'filename="=?utf-8?Q?na=C3=AFve.txt"', "naïve.txt"),
        # raw octets
        ('filename="naïve.txt"'.encode(), "naïve.txt"),
        ('filename="naïve.txt"'.encode("latin-1"), "naïve.txt"),
        ('filename="карта района.pdf"'.encode("koi8-r"), "карта района.pdf"),
        ('filename="карта района.pdf"'.encode("cp1251"), "карта района.pdf"),
        ('filename="خريطة القرية.pdf"'.encode("cp1256"), "خريطة القرية.pdf"),
        ('filename="请寄地图.pdf"'.encode("gbk"), "请寄地图.pdf"),
        # percent signs without the star
        (b'filename="na%C3%AFve.txt"', "naïve.txt"),
        (b"filename=\"utf-8''na%C3%AFve%20one.txt\"", "naïve one.txt"),
        (b'filename="report%20final.txt"', "report%20final.txt"),
        (b'filename="100%E9.txt"', "100%E9.txt"),
        # quotes and divisions
        (b"filename=two words.txt", "two words.txt"),
        (b"filename = spaced.txt ; size=3", "spaced.txt"),
        (b'filename="a;b.txt"', "a;b.txt"),
        (b'filename="open.txt', "open.txt"),
        (b'filename="my "best" map.txt"', 'my "best" map.txt'),
        (b'filename="a\\"b.txt"', 'a"b.txt'),
        (b'filename="C:\\Maps\\x.doc"', "C:\\Maps\\x.doc"),
        (b'size="3" filename="a.txt"', "a.txt"),
        (b'FILENAME="a.txt"; filename="b.txt"', "a.txt"),
        (b"filename=", ""),
        (b'filename=""', ""),
    ],
)
def test_names_of_files(raw: bytes, name: str) -> None:
    kind, found = parse_parameters(b"attachment; " + raw)
    assert (kind, found["filename"]) == ("attachment", name)


@pytest.mark.parametrize(
    ("raw", "kind", "parameters"),
    [
        (b"text/plain", "text/plain", {}),
        (b"TEXT/Plain; Charset=US-ASCII (Plain text)", "text/plain", {"charset": "US-ASCII (Plain text)"}),
        (b"text/plain (words); charset=utf-8", "text/plain", {"charset": "utf-8"}),
        (b"text/html charset=utf-8", "text/html", {"charset": "utf-8"}),
        (b"text/html, charset=utf-8; format=flowed", "text/html", {"charset": "utf-8", "format": "flowed"}),
        (b'text/plain; charset="utf-8" format="flowed"', "text/plain", {"charset": "utf-8", "format": "flowed"}),
        (b'multipart/mixed; boundary="a%C3%A9b"', "multipart/mixed", {"boundary": "a%C3%A9b"}),
        (b'multipart/mixed; boundary="=_a; b"', "multipart/mixed", {"boundary": "=_a; b"}),
        (b"multipart/mixed; boundary*0=one; boundary*1=two", "multipart/mixed", {"boundary": "onetwo"}),
        (b";;;", "", {}),
        (b"", "", {}),
    ],
)
def test_values_and_their_parameters(raw: bytes, kind: str, parameters: dict[str, str]) -> None:
    assert parse_parameters(raw) == (kind, parameters)


@pytest.mark.parametrize(
    "piece", [b";", b';a="', b'"', b";a*0=x", b"; a=b", b"\\", b'a="\\" ', b"%C3", b"'", b";filename*=''", b'";" ']
)
def test_a_hostile_value_is_read(piece: bytes) -> None:
    kind, _ = parse_parameters(b"text/plain; x=" + piece * (32_000 // len(piece)))
    assert kind == "text/plain"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("dir/", "dir"),
        ("/etc/cron.d/x", "x"),
        ("..\\..\\x.txt", "x.txt"),
        (".htaccess", "htaccess"),
        ("report.pdf. . .", "report.pdf"),
        ("  map.pdf  ", "map.pdf"),
        ("invoice.pdf" + " " * 80 + ".exe", "invoice.pdf .exe"),
        ("invoice.pdf" + "\u2003\xa0" * 40 + ".exe", "invoice.pdf .exe"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("a\u2066b\u2069\u200b\ufeff\xad.txt", "ab.txt"),
        ("a\U000e0041\u3164b.txt", "ab.txt"),
        ("a\x00\x1b[31mb.txt", "a[31mb.txt"),
        ("a\u2028b.txt", "ab.txt"),
        ("CON", "_CON"),
        ("nul.tar.gz", "_nul.tar.gz"),
        ("COM¹.txt", "_COM¹.txt"),
        ("aux .txt", "_aux .txt"),
        ("console.txt", "console.txt"),
        ("e\u0301te\u0301.txt", "été.txt"),
        ("خريطة.pdf", "خريطة.pdf"),
        ("README", "README"),
        ("...", "file.pdf"),
        ("\u202e\u200b", "file.pdf"),
    ],
)
def test_M2_a_name_is_safe_to_show_and_to_store(name: str, safe: str) -> None:
    assert safe_name(name, "application/pdf") == safe


@pytest.mark.parametrize("name", ["é" * 300, "a." + "b" * 400, "x" * 251 + ". " + ".pdf", "نص" * 200 + ".docx"])
def test_M2_a_long_name_fits(name: str) -> None:
    safe = safe_name(name, "application/pdf")
    assert 0 < len(safe.encode()) <= 255
    assert safe == safe.strip(" .")
