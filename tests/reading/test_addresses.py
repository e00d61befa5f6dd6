"""Address fields, strictly (threats S1)."""

import pytest

from mailbot.core.reading.addresses import parse_mailboxes


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("a@x.example", "", "a@x.example"),
        ("<a@x.example>", "", "a@x.example"),
        ("Amina Diallo <Amina@X.Example>", "Amina Diallo", "Amina@x.example"),
        ('"Diallo, Amina" <a@x.example>', "Diallo, Amina", "a@x.example"),
        ("=?utf-8?q?Am=C3=ADna?= <a@x.example>", "Amína", "a@x.example"),
        ("a@x.example (Amina)", "Amina", "a@x.example"),
        ("a@x.example <a@x.example>", "a@x.example", "a@x.example"),
        ('"carla@desk.example" <mallory@evil.example>', "carla@desk.example", "mallory@evil.example"),
        ("=?utf-8?q?carla=40desk=2Eexample=3E?= <m@evil.example>", "carla@desk.example>", "m@evil.example"),
    ],
)
def test_one_plain_mailbox(text: str, name: str, address: str) -> None:
    boxes = parse_mailboxes(text, 10)
    assert [(b.name, b.address) for b in boxes.found] == [(name, address)]
    assert boxes.problems == []


@pytest.mark.parametrize(
    "text",
    [
        "carla@desk.example <mallory@evil.example>",
        "carla@desk.example mallory@evil.example",
        "<carla@desk.example> <mallory@evil.example>",
        "Carla <carla@desk.example> mallory@evil.example",
        "desk: carla@desk.example;",
        "carla@desk.example; mallory@evil.example",
        "<@relay.example:carla@desk.example>",
        "Carla <carla@desk.example",
        "Carla <carla @desk.example>",
        '"Carla" "<carla@desk.example>" <mallory@evil.example> x',
        "=?utf-8?q?carla=40desk=2Eexample?=",
        "carla@desk.example\\@evil.example",
    ],
)
def test_S1_what_is_not_plainly_one_mailbox_has_a_problem(text: str) -> None:
    assert parse_mailboxes(text, 10).problems


def test_a_list_is_read_in_order_and_bounded() -> None:
    boxes = parse_mailboxes('A <a@x.example>, b@x.example, "C, D" <c@x.example>', 2)
    assert [b.address for b in boxes.found] == ["a@x.example", "b@x.example"]
    assert boxes.problems
