"""Address fields, strictly (threats S1)."""

import base64

import pytest

from mailbot.core.reading import read
from mailbot.core.reading.header.addresses import parse_mailboxes
from mailbot.pipeline.inspection import shown_sender


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


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        # RFC 5322, 4.4: comments, blanks and routes within an address
        ("Pete(A wonderful \\) chap) <pete(his account)@silly.example(his host)>", "Pete", "pete@silly.example"),
        ("<c@(Chris's (own) host.)public.example>", "", "c@public.example"),
        ("jdoe@test   . example", "", "jdoe@test.example"),
        ("John <jdoe@machine(comment).  example>", "John", "jdoe@machine.example"),
        ("Mary <@relay.example:mary@x.example>", "Mary", "mary@x.example"),
        ("<@one.example,@two.example:mary@x.example>", "", "mary@x.example"),
        ("people: mary@x.example;", "", "mary@x.example"),
        ('"Big prize transfer"@x.example>', "", '"Big prize transfer"@x.example'),
        # no address at all by the grammar
        ("Big Bug bb@bug.example", "Big Bug", "bb@bug.example"),
        ('"Big Bug" bb@bug.example', "Big Bug", "bb@bug.example"),
        ("Big Bug bb@bug.example>", "Big Bug", "bb@bug.example"),
        ("Mary <mary@x.example", "Mary", "mary@x.example"),
        ("Mary <<mary@x.example>>", "Mary", "mary@x.example"),
        ("Mary <mailto:mary@x.example>", "Mary", "mary@x.example"),
        ("Mary <power quadrant@x.example>", "Mary", "powerquadrant@x.example"),
        ("Mary <x.example mary@x.example>", "Mary x.example", "mary@x.example"),
        ("Diallo, Amina <amina@x.example>", "Diallo, Amina", "amina@x.example"),
        ("Note: Amina <amina@x.example>", "Note : Amina", "amina@x.example"),
        ("=?utf-8?q?Am=C3=ADna_=3Camina=40x=2Eexample=3E?=", "Amína", "amina@x.example"),
        ("'amina@x.example'", "", "amina@x.example"),
    ],
)
def test_S1_what_is_obsolete_or_broken_is_shown_and_not_trusted(text: str, name: str, address: str) -> None:
    boxes = parse_mailboxes(text, 10)
    assert [(b.name, b.address) for b in boxes.found] == [(name, address)]
    assert boxes.problems


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("Amina Diallo (ACME) <a@x.example>", "Amina Diallo", "a@x.example"),
        ("<a@x.example> (Amina (the second) Diallo)", "Amina (the second) Diallo", "a@x.example"),
        ("Amina [ACME] <a@x.example>", "Amina [ACME]", "a@x.example"),
        ("'Amina' <a@x.example>", "Amina", "a@x.example"),
        ("Joe Q. Public <joe@x.example>", "Joe Q. Public", "joe@x.example"),
        ('"=?utf-8?q?Diallo=2C_Am=C3=ADna?=" <a@x.example>', "Diallo, Amína", "a@x.example"),
        ("=?utf-8?q?Am=C3?= =?utf-8?q?=ADna?= <a@x.example>", "Amína", "a@x.example"),
        ("Amína <a@x.example>", "Amína", "a@x.example"),
        ("Amina <a@x.example.>", "Amina", "a@x.example"),
        ("Amina <a@[192.0.2.1]>", "Amina", "a@[192.0.2.1]"),
        ('"a b"@x.example', "", '"a b"@x.example'),
        ("имя@почта.example", "", "имя@почта.example"),
    ],
)
def test_the_lawful_forms_have_no_problem(text: str, name: str, address: str) -> None:
    boxes = parse_mailboxes(text, 10)
    assert [(b.name, b.address) for b in boxes.found] == [(name, address)]
    assert boxes.problems == []


@pytest.mark.parametrize(
    ("charset", "name"),
    [
        ("koi8-r", "Амина Диалло"),
        ("cp1251", "Отдел земли"),
        ("cp1256", "أمينة ديالو"),
        ("cp1252", "Aïcha Müller"),
        ("gbk", "武兰成"),
        ("big5", "許功蓋"),  # its second octets are those of a backslash
        ("shift_jis", "表ソ能"),
    ],
)
@pytest.mark.parametrize("form", ['"{}" <a@x.example>', "{} <a@x.example>", "a@x.example ({})"])
def test_S1_raw_octets_are_a_name_and_never_structure(charset: str, name: str, form: str) -> None:
    before, _, after = form.encode().partition(b"{}")
    text = (before + name.encode(charset) + after).decode("utf-8", "surrogateescape")
    boxes = parse_mailboxes(text, 10, charset)
    assert [box.address for box in boxes.found] == ["a@x.example"]
    if charset not in {"big5", "shift_jis"} or form[0] == "{":
        assert boxes.found[0].name == name or "\\" in name.encode(charset).decode("latin-1")


def test_a_user_without_a_domain_is_no_mailbox() -> None:
    boxes = parse_mailboxes("MAILER-DAEMON (Mail Delivery System)", 10)
    assert (boxes.found, [(u.name, u.address) for u in boxes.users]) == ([], [("Mail Delivery System", "MAILER-DAEMON")])
    assert boxes.problems


def test_S1_who_asks_for_the_answers_is_no_sender() -> None:
    mail = read(b"Reply-To: <desk@desk.example>\nTo: desk@desk.example\nSubject: Water\n\nThe well is dry.\n")
    assert mail.senders == ()  # else a mail without From could pass for the desk's own, and nobody would see it


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        (b"From: MAILER-DAEMON (Mail Delivery System)\n", ("Mail Delivery System", "MAILER-DAEMON")),
        (b'From: "Wo" <>\nReply-To: Wo <wo@x.example>\n', ("Wo", "wo@x.example")),
        (b"Reply-To: <wo@x.example>\n", ("", "wo@x.example")),
        (b"Reply-To: wo@x.example, li@x.example\n", None),
        (b"From:\n", None),
        (b"From: \x1b$B%F%9%H\x1b(B <a@x.example>\n", ("テスト", "a@x.example")),
        (b"From: =?utf-8?q?Amina_=3Camina=40x=2Eexample=3E?=\n", ("Amina", "amina@x.example")),
        (b"From: k.g\xfcnther@x.example\n", ("", "k.günther@x.example")),
    ],
)
def test_S1_who_may_have_written_is_shown_and_is_not_the_sender(fields: bytes, shown: tuple[str, str] | None) -> None:
    mail = read(fields + b"To: desk@desk.example\nSubject: Water\n\nThe well is dry.\n")
    assert mail.sender is None
    seen = shown_sender(mail)
    assert ((seen.name, seen.address) if seen else None) == shown
    assert mail.senders in ((), (seen,))
    assert any(defect.startswith("From:") for defect in mail.defects)


def test_groups_and_empty_elements_among_recipients() -> None:
    groups = b"A Group(Some people)\r\n :Chris <c@(his host.)x.example>,\r\n joe@y.example; (the end), , mary@z.example, none:;"
    mail = read(b"From: a@x.example\nTo: " + groups + b"\nCc: Undisclosed recipients:;\n\nWater.\n")
    assert [a.address for a in mail.to] == ["c@x.example", "joe@y.example", "mary@z.example"]
    assert mail.cc == ()


@pytest.mark.parametrize(
    "piece",
    ['"', "(", "<", ":", ";", ",", "a@", "<a@b>", "\\", "(:", '"a"@', "=?utf-8?q?a?= ", "\udcff", "@x:", " ."],
)
def test_a_hostile_field_is_read(piece: str) -> None:
    boxes = parse_mailboxes(piece * (32_000 // len(piece)), 1000)
    assert len(boxes.found) <= 1000
    assert boxes.problems or not boxes.found


def test_a_list_is_read_in_order_and_bounded() -> None:
    boxes = parse_mailboxes('A <a@x.example>, b@x.example, "C, D" <c@x.example>', 2)
    assert [b.address for b in boxes.found] == ["a@x.example", "b@x.example"]
    assert boxes.problems


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u2069", "\u200f", "\u00ad", "\u2063", "\ufeff", "\U000e0041"])
def test_a_name_has_no_marks_that_nobody_sees(mark: str) -> None:
    word = base64.b64encode(f"Ana{mark}gpj.exe".encode()).decode()
    assert [a.name for a in parse_mailboxes(f"=?utf-8?b?{word}?= <ana@ngo.example>", 5).found] == ["Anagpj.exe"]
    assert [a.name for a in parse_mailboxes(f"Ana{mark} B <ana@ngo.example>", 5).found] == ["Ana B"]


def test_an_address_within_marks_of_direction_is_shown_and_not_trusted() -> None:
    read_so = parse_mailboxes("Ana <\u202aana@ngo.example\u202c>", 5)
    assert [a.address for a in read_so.found] == ["ana@ngo.example"]
    assert read_so.problems
