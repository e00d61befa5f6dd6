"""Encoded words (RFC 2047) as programs break them."""

import pytest

from mailbot.core.reading import read
from mailbot.core.reading.header.headers import decode_value


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        # folded and joined
        (b"=?utf-8?B?w6k=?=\r\n =?utf-8?B?w6k=?=", "éé"),
        (b"=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?=", "café"),
        (b"=?utf-8?Q?caf=C3?==?utf-8?Q?=A9?=", "café"),
        (b"=?UTF-8?Q?caf=C3?= =?utf-8?B?qQ==?=", "café"),
        (b"=?koi8-r?Q?=F0=D2=C9?= =?windows-1251?Q?=E2=E5=F2?=", "Привет"),
        (b"one =?utf-8?q?two?= three =?utf-8?q?four?= =?utf-8?q?five?=", "one two three fourfive"),
        (b"=?utf-8?B?\r\n w6k=?=", "é"),
        (b"=?utf-8?B?w6\r\n k=?=", "é"),
        (b"=?utf-8?Q?caf=C3\r\n =A9?=", "café"),
        (b"=\r\n ?utf-8?Q?caf=C3=A9?=", "café"),
        (b"=?utf-8?Q?caf=C3=A9?\r\n =", "café"),
        (b"=?utf-8\r\n ?Q?caf=C3=A9?=", "café"),
        # written carelessly
        (b"=?utf-8?Q?Hello world, caf=C3=A9?=", "Hello world, café"),
        (b"=?utf-8?q?What?_is this??=", "What? is this?"),
        (b"re:=?utf-8?q?caf=C3=A9?=!", "re:café!"),
        (b'"=?utf-8?q?caf=C3=A9?="', '"café"'),
        (b"=?utf-8?B?w6k?=", "é"),
        (b"=?utf-8?B?w6k=w6k=?=", "éé"),
        (b"=?utf-8?B?w6kx?= =?utf-8?b?Mg?=", "é12"),
        (b"=?utf-8*fr?q?caf=C3=A9?=", "café"),
        (b"=?utf-8?Q?caf=C3=A9", "café"),
        (b"=?utf-8?B?w6k=", "é"),
        (b"=?iso-2022-jp?B?GyRCJUYlOSVIGyhC?=", "テスト"),
        # labelled wrongly
        (b"=?utf-8?Q?caf=E9?=", "café"),
        (b"=?us-ascii?Q?caf=E9?=", "café"),
        (b"=?iso-8859-1?Q?caf=C3=A9?=", "café"),
        (b"=?iso-8859-1?Q?=80_20_=96_25?=", "€ 20 – 25"),
        (b"=?gb2312?b?1tDOxA==?=", "中文"),
        (b"=?iso-2022-jp?B?g2OBW4OL?=", "ツール"),
        (b"=?unknown?Q?=F0=D2=C9=D7=C5=D4?=", "Привет"),
        (b"=??Q?=F0=D2=C9=D7=C5=D4?=", "Привет"),
        # raw octets inside and beside
        ("=?utf-8?Q?café?= là".encode(), "café là"),
        (b"=?koi8-r?Q?\xf0\xd2\xc9\xd7\xc5\xd4?=", "Привет"),
        # no words, or no text
        (b"a =?bad?x?y?= b", "a =?bad?x?y?= b"),
        (b"2 =? 3 ?= 4", "2 =? 3 ?= 4"),
        (b"=?utf-8?B?nnDusSNdG92w6Fuw61fMjAxOF8=?=", "=?utf-8?B?nnDusSNdG92w6Fuw61fMjAxOF8=?="),
        (b"=?utf-8?q??=", ""),
        (b"=?utf-8?b?====?=", ""),
        (b"\xef\xbb\xbf=?utf-8?b?77u/w6k=?=", "é"),
    ],
)
def test_words_are_decoded(raw: bytes, text: str) -> None:
    assert decode_value(raw) == text


@pytest.mark.parametrize(
    "piece", [b"=?utf-8?q?", b"=?a?q?x?=", b"=", b"=? ?", b"?=", b"=?a?b?=?=", b"\xf0\xd2", b"=?utf-8?q?=C3?= "]
)
def test_a_hostile_value_is_one_clean_line(piece: bytes) -> None:
    text = decode_value(piece * (32_000 // len(piece)))
    assert text == text.strip()
    assert "\n" not in text


@pytest.mark.parametrize(
    "first", [b"---- Original email message ----", b"tests=BAYES_00: -1.6, HTML: 0.001,", b"by mail.field.example with ESMTP"]
)
def test_lines_before_the_header_do_not_hide_it(first: bytes) -> None:
    fields = b"From: a@field.example\nTo: desk@desk.example\nSubject: Water\nDate: Tue, 06 Jan 2026 08:15:00 +0000\n"
    mail = read(first + b"\n" + fields + b"\nThe well is dry.\n")
    assert (mail.subject, mail.reply) == ("Water", "The well is dry.")
    assert mail.sender is not None


def test_a_text_without_a_header_is_text() -> None:
    mail = read(b"Dear colleagues\nthe well is dry.\nFrom: here you can see it.\n\nAmina\n")
    assert "the well is dry." in mail.text
    assert mail.sender is None
