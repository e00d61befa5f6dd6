"""Where somebody's address stands, in whatever way it is written."""

import base64
import quopri

import pytest

from mailbot.core.person import Person

BOB = Person.of("Bob.Traore+news@Field.example.net")


WAYS = ("bob.traore@field.example.net", "BOB.TRAORE@FIELD.EXAMPLE.NET", "bob.traore+x@field.example.net")
OTHERS = (
    *("jim.bob.traore@field.example.net", "bob.traore@field.example.net.evil.example"),
    *("bob-traore@field.example.net", "bob.traore"),
)


@pytest.mark.parametrize("address", [*WAYS, '"bob.traore"@field.example.net'])
def test_his_address(address: str) -> None:
    assert BOB.has(address)
    assert BOB.stands_in(f"To: <{address}>")


@pytest.mark.parametrize("address", WAYS)
def test_taken_out_of_json_it_is_json_still(address: str) -> None:
    assert BOB.blank_out(f'["{address}", 1]') == '["[erased]", 1]'


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_another_address(text: str) -> None:
    assert not BOB.stands_in(text)
    assert not BOB.stands_in_bytes(text.encode())
    assert BOB.blank_out(text) == text


LINE = b"Please write to Bob.Traore@field.example.net, who knows all about the wells."
WRAPPED = base64.encodebytes(b"x" * 40 + LINE * 3).replace(b"\n", b"\r\n")


@pytest.mark.parametrize(
    "raw",
    [
        LINE,
        quopri.encodestring(b"a" * 60 + LINE),
        LINE.replace(b"@", b"=40"),
        b"Content-Transfer-Encoding: base64\r\n\r\n" + WRAPPED,
        b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(b"y" * 16 + LINE[:44]).replace(b"\n", b"\r\n"),
        b"Subject: =?utf-8?B?" + base64.b64encode(LINE) + b"?=",
    ],
    ids=["plain", "soft breaks", "encoded sign", "base64", "at the end of base64", "encoded word"],
)
def test_no_transfer_encoding_hides_it(raw: bytes) -> None:
    assert BOB.stands_in_bytes(raw)


def test_any_bytes_can_be_looked_through() -> None:
    hostile = [b"=", b"A" * 17, b"=?x?B?A?=", b"\xff" * 100, b"=?a?b?====?=", b"a@" * 50_000, b"AAAAAAAAAAAAAAAAA=" * 20_000]
    assert [BOB.stands_in_bytes(raw) for raw in hostile] == [False] * len(hostile)
