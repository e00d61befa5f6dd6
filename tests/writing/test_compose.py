"""The bytes of an outgoing mail, whatever goes into them (`threats` A4, H1)."""

import re
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailbot.core.message import Address
from mailbot.core.writing.compose import MAX_REFERENCES, Automation, Envelope, File, clean_header, compose, format_mailbox

AT = datetime(2026, 2, 3, 9, 0, tzinfo=UTC)
MESSAGE_ID = "<td-10001.ack.abcdefghijklmnopqrst@desk.example.org>"
AFTER = "x" * 900


def envelope(**fields: object) -> Envelope:
    given_ = {
        "sender": Address("Help Desk", "desk@example.org"),
        "recipient": Address("", "awa@ngo.example.org"),
        "reply_to": "desk+t@example.org",
        "message_id": MESSAGE_ID,
        "date": AT,
        "automation": Automation.REPLIED,
    }
    return Envelope(**(given_ | fields))  # type: ignore[arg-type]  # the test's own words


def parsed(raw: bytes) -> EmailMessage:
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def subject_of(raw: bytes) -> str:
    """The subject as a reader shows it."""
    return str(make_header(decode_header(re.sub(r"\r?\n(?=[ \t])", "", message_from_bytes(raw)["Subject"]))))


def assert_well_formed(raw: bytes) -> None:
    assert b"\0" not in raw
    assert raw.isascii()
    assert not re.search(rb"\r(?!\n)|(?<!\r)\n", raw)
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    head = raw.partition(b"\r\n\r\n")[0]
    names = [line.partition(b":")[0].lower() for line in head.split(b"\r\n") if line[:1] not in b" \t"]
    for name in (b"from", b"to", b"subject", b"date", b"message-id", b"mime-version"):
        assert names.count(name) == 1
    assert {b"bcc", b"cc", b"sender"}.isdisjoint(names)
    assert all(re.fullmatch(rb"[!-9;-~]+", name) for name in names)


anything = st.text(st.characters(codec="utf-8") | st.sampled_from("\0\r\n\x85\u2028\u2029\t \ud800\u202e=?"), max_size=300)


def lines(text: str) -> str:
    """What a reader gets: line ends are line ends, NUL is gone."""
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n"


def whole(text: str) -> str:
    """Text as UTF-8 can hold it."""
    return text.encode("utf-8", "replace").decode()


@settings(deadline=None, max_examples=300)
@given(subject=anything, text=anything, name=anything, html=st.just("") | anything)
def test_A4_every_mail_is_well_formed_and_says_what_it_shall(subject: str, text: str, name: str, html: str) -> None:
    raw = compose(envelope(sender=Address(name, "desk@example.org")), subject, text, html)
    assert_well_formed(raw)
    mail = parsed(raw)
    assert mail["From"].addresses[0].addr_spec == "desk@example.org"
    assert len(mail["From"].addresses) == 1
    assert mail["Message-ID"] == MESSAGE_ID
    assert mail["Date"].datetime == AT
    body = mail.get_body(("plain",))
    assert body is not None
    payload = body.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert payload.decode("utf-8").replace("\r\n", "\n") == whole(lines(text))
    shown = subject_of(raw)
    assert " ".join(shown.split()) == " ".join(clean_header(subject)[:500].split())


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(anything, st.binary(max_size=200), anything), max_size=3))
def test_A4_files_travel_whole(files: list[tuple[str, bytes, str]]) -> None:
    sent = [File(name, kind, data) for name, data, kind in files]
    raw = compose(envelope(), "s", "t", files=sent)
    assert_well_formed(raw)
    got = list(parsed(raw).iter_attachments()) if files else []
    assert [part.get_payload(decode=True) for part in got] == [file.data for file in sent]
    assert all(part.get_content_disposition() == "attachment" for part in got)


@pytest.mark.parametrize(
    "name",
    [
        "plan.pdf",
        "план é.pdf",
        'a"b\\c.txt',
        "x" * 250 + ".pdf",
        "Ṱ" * 85,
        "план " * 40 + ".pdf",
        "خطة.pdf",
        "=?utf-8?q?x?=.txt",
        "a;b=c.txt",
    ],
)
def test_file_names_arrive(name: str) -> None:
    (part,) = parsed(compose(envelope(), "s", "t", files=[File(name, "application/pdf", b"x")])).iter_attachments()
    assert part.get_filename() == name


@pytest.mark.parametrize(
    "kind", ["multipart/mixed", "message/rfc822", "text/html\r\nX: y", "", "x", "text/plain; charset=x", "тип/й"]
)
def test_H1_odd_content_types_become_plain_octets(kind: str) -> None:
    (part,) = parsed(compose(envelope(), "s", "t", files=[File("f", kind, b"x")])).iter_attachments()
    assert part.get_content_type() == "application/octet-stream"
    assert part["X"] is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain",
        "x" * 5000,
        "é" * 5000,
        "line\n" * 2000,
        "  lead\n\n\ntrail  \n",
        ".\n..\n.dot",
        "From here",
        "a=b\t\n=\n",
        "привет\n" * 50,
        AFTER * 3,
    ],
)
def test_text_survives_in_every_encoding(text: str) -> None:
    raw = compose(envelope(), "s", text)
    assert_well_formed(raw)
    body = parsed(raw).get_body(("plain",))
    assert body is not None
    assert str(body.get_content()).replace("\r\n", "\n") == lines(text)


@pytest.mark.parametrize(
    "subject",
    [
        "[TD-10001] Re: plain words",
        "[TD-10001] Où est la réunion de coordination de la protection à Ouagadougou, et quand exactement ?",
        "[TD-10001] انفجار لغم قرب المدرسة في القرية أمس صباحا وهناك جرحى كثيرون",
        "x" * 400,
        "é" * 400,
        "word " * 79 + "word",
        "=?utf-8?q?not=20decoded?=",
        "[TD-10001] a =?utf-8?q?=0D=0Aa?= b",
        "x=?utf-8?q?y?=",
        "Зустріч",
        "a\u00a0b",
        "",
    ],
)
def test_subjects_survive(subject: str) -> None:
    raw = compose(envelope(), subject, "t")
    assert_well_formed(raw)
    assert subject_of(raw).strip() == subject
    assert str(parsed(raw)["Subject"]).strip() == subject


def test_the_reference_stays_readable_in_the_raw_subject() -> None:
    raw = compose(envelope(), "[TD-10001] Où est la réunion ?", "t")
    assert b"\r\nSubject: [TD-10001] " in raw


@pytest.mark.parametrize(
    "name",
    [
        "Help Desk",
        "Desk, Help (GPC)",
        'a "quoted" \\ name',
        "Бюро допомоги",
        "x" * 300,
        "a\r\nBcc: v@x.example",
        "<evil@x>",
        "=?utf-8?q?x?=",
        "",
    ],
)
def test_H1_names_are_one_mailbox(name: str) -> None:
    mail = parsed(compose(envelope(sender=Address(name, "desk@example.org")), "s", "t"))
    (box,) = mail["From"].addresses
    assert box.addr_spec == "desk@example.org"
    assert box.display_name == " ".join(clean_header(name)[:200].split())
    assert mail["Bcc"] is None
    assert "\n" not in format_mailbox(Address("plain", "a@b.example"))


def test_references_keep_the_first_and_the_last() -> None:
    ids = tuple(f"<{n:03}.{'x' * 60}@ngo.example.org>" for n in range(40))
    raw = compose(envelope(references=ids, in_reply_to=ids[-1]), "s", "t")
    assert_well_formed(raw)
    kept = str(message_from_bytes(raw)["References"]).split()
    assert len(kept) == MAX_REFERENCES
    assert (kept[0], kept[-1]) == (ids[0], ids[-1])
    assert message_from_bytes(raw)["In-Reply-To"] == ids[-1]


@pytest.mark.parametrize("count", [1, 2])
def test_few_references_stand_once(count: int) -> None:
    ids = tuple(f"<{n}@x>" for n in range(count))
    assert str(message_from_bytes(compose(envelope(references=ids), "s", "t"))["References"]).split() == list(ids)


@pytest.mark.parametrize(
    ("automation", "said"),
    [(Automation.REPLIED, "auto-replied"), (Automation.GENERATED, "auto-generated"), (Automation.PERSON, None)],
)
def test_L3_automatic_mail_says_so(automation: Automation, said: str | None) -> None:
    mail = parsed(compose(envelope(automation=automation), "s", "t"))
    assert mail["Auto-Submitted"] == said
    assert (mail["X-Auto-Response-Suppress"] is None) == (said is None)


def test_both_forms_of_a_text() -> None:
    mail = parsed(compose(envelope(language="ar"), "s", "plain", "<p dir='rtl'>مرحبا</p>"))
    assert mail.get_content_type() == "multipart/alternative"
    html = mail.get_body(("html",))
    assert html is not None
    assert "مرحبا" in html.get_content()
    assert mail["Content-Language"] == "ar"


@given(anything)
def test_H1_a_clean_header_is_one_line(value: str) -> None:
    cleaned = clean_header(value)
    assert len(cleaned.splitlines()) <= 1
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", cleaned)


def test_the_same_mail_composed_twice_is_the_same_bytes() -> None:
    parts = ("é subject", "é text", "<p>é</p>", [File("é.pdf", "application/pdf", b"x")])
    assert compose(envelope(), *parts) == compose(envelope(), *parts)
