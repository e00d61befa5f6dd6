"""What our mails are known by, and who can make that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.writing.identity import (
    TOKEN_LENGTH,
    Keys,
    idem_key,
    mint_message_id,
    mint_reply_token,
    recognise_message_id,
    recognise_reply_token,
    reply_address,
)

KEYS, OTHER = Keys(b"k" * 32), Keys(b"o" * 32)
ticket_numbers = st.integers(1, 10**9)
people = st.emails()


@given(ticket_numbers, people)
def test_S3_a_token_is_valid_for_its_ticket_and_recipient(number: int, person: str) -> None:
    ticket = str(number)
    token = mint_reply_token(KEYS, ticket, person)
    assert len(token) == TOKEN_LENGTH
    assert set(token) <= set("abcdefghijklmnopqrstuvwxyz234567")
    assert recognise_reply_token(KEYS, token, ticket, person)
    assert recognise_reply_token(KEYS, token.upper(), ticket, person.upper())
    assert not recognise_reply_token(KEYS, token, str(number + 1), person)
    assert not recognise_reply_token(KEYS, token, ticket, "x" + person)
    assert not recognise_reply_token(OTHER, token, ticket, person)
    assert not recognise_message_id(KEYS, f"<td-1.{token}@x>", f"{ticket}:{person.casefold()}")


def test_S3_tokens_tell_nothing_of_one_another() -> None:
    tokens = {mint_reply_token(KEYS, str(n), "awa@ngo.example.org") for n in range(2000)}
    assert len(tokens) == 2000
    assert len({token[:6] for token in tokens}) > 1990


@pytest.mark.parametrize("token", ["", "a", "a" * 20, "\u0130" * 20, "é", "\0", "a" * 5000])
def test_S3_what_is_no_token_is_refused_and_never_raises(token: str) -> None:
    assert not recognise_reply_token(KEYS, token, "1", "awa@ngo.example.org")
    assert not recognise_message_id(KEYS, token, "1:1:ack:awa@ngo.example.org")


def test_a_message_id_is_the_same_each_time_and_another_for_each_mail() -> None:
    first, second = idem_key("1", "7", "ack", "Awa@NGO.example.org"), idem_key("1", "7", "route", "awa@ngo.example.org")
    assert first == idem_key("1", "7", "ack", "awa@ngo.example.org")
    minted = mint_message_id(KEYS, first, "TD.ack", "desk.example.org")
    assert minted == mint_message_id(KEYS, first, "TD.ack", "desk.example.org")
    assert minted.startswith("<td.ack.")
    assert minted.endswith("@desk.example.org>")
    assert recognise_message_id(KEYS, minted, first)
    assert recognise_message_id(KEYS, minted.upper(), first)
    assert not recognise_message_id(KEYS, minted, second)
    assert not recognise_message_id(OTHER, minted, first)


def test_the_old_secret_is_believed_while_it_is_rotated_and_not_longer() -> None:
    old = mint_reply_token(KEYS, "1", "a@b.example")
    rotated = Keys(OTHER.current, (KEYS.current,))
    assert recognise_reply_token(rotated, old, "1", "a@b.example")
    assert mint_reply_token(rotated, "1", "a@b.example") != old
    assert not recognise_reply_token(OTHER, old, "1", "a@b.example")


def test_the_address_that_carries_a_token() -> None:
    token = mint_reply_token(KEYS, "1", "a@b.example")
    address = reply_address("helpdesk@desk.example.org", "TD-10001", token)
    assert address == f"helpdesk+td-10001.{token}@desk.example.org"
    assert len(address.partition("@")[0]) <= 64
    assert reply_address("helpdesk@desk.example.org", "TD-10001", "") == "helpdesk@desk.example.org"


def test_A3_a_secret_never_shows() -> None:
    assert "kkkk" not in repr(KEYS)
    assert "oooo" not in repr(Keys(b"x", (b"oooo",)))
