"""Odd senders: every ack is well formed, or is left out; nothing stops the way out (`threats` A2, A4, H1, H2)."""

import re

import pytest

from tests.mails import AWA, mail, parse, reply
from tests.rulebooks import LEAD
from tests.stage import Stage


def assert_well_formed(raw: bytes) -> None:
    assert raw.isascii()
    assert b"\0" not in raw
    assert not re.search(rb"\r(?!\n)|(?<!\r)\n", raw)
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    parsed = parse(raw)
    assert [len(parsed.get_all(name, [])) for name in ("From", "To", "Subject", "Date", "Message-ID")] == [1] * 5
    assert parsed["Bcc"] is None


@pytest.mark.parametrize(
    "fields",
    [
        {"message_id": f"<{'x' * 3000}@ngo.example.org>"},
        {"message_id": "<é\u202e@ngo.example.org>"},
        {"message_id": "no brackets"},
        {"message_id": "<a@b> <c@d>"},
        {"message_id": '<"a b"@ngo.example.org>'},
        {"message_id": "<a@b>\r\n\tBcc: v@x.example"},
        {"sender": "пошта@приклад.укр"},
        {"sender": '"quoted local"@ngo.example.org'},
        {"sender": "o'brien+tag@ngo.example.org"},
        {"sender": "a@xn--e1afmkfd.example"},
        {"sender": "a@[192.0.2.1]"},
        {"sender": f"{'x' * 64}@{'y' * 60}.{'z' * 60}.example.org"},
        {"sender": "a@localhost"},
        {"sender": "a..b@ngo.example.org"},
        {"subject": "é" * 3000},
        {"subject": "x" * 3000},
        {"extra": [("References", " ".join(f"<{n}{'x' * 90}@ngo.example.org>" for n in range(300)))]},
        {"extra": [("In-Reply-To", "<" + "y" * 5000 + "@x>")]},
    ],
    ids=lambda fields: re.sub(r"[^\x20-\x7e]", "?", str(next(iter(fields.values()))))[:30],
)
def test_A4_an_odd_mail_is_answered_well_or_not_at_all(stage: Stage, fields: dict[str, object]) -> None:
    stage.arrive(mail(**fields), mail(subject="the next good one", sender="bob@ngo.example.org"))  # type: ignore[arg-type]  # fits
    stage.deliver()
    for parcel in stage.transport.tried:
        assert_well_formed(parcel.data)
        assert parcel.recipient.isascii()
        assert not set(parcel.recipient) & set("\r\n<>,;")
    assert len(stage.transport.to("bob@ngo.example.org")) == 1
    assert {row["state"] for row in stage.inbound()} <= {"done", "held"}
    assert {m["state"] for m in stage.outbox()} <= {"sent", "dead"}
    assert stage.jobs() == []


def test_A4_answers_within_long_threads_are_well_formed(stage: Stage) -> None:
    stage.arrive_one(mail(message_id=f"<{'x' * 900}@ngo.example.org>"))
    for n in range(9):
        stage.arrive_one(reply(stage.sent_to(AWA), f"More {n}", minutes=n + 1))
        stage.arrive_one(reply(stage.sent_to(LEAD), f"Answer {n}", minutes=n + 1))
    for parcel in stage.transport.tried:
        assert_well_formed(parcel.data)
    assert len(stage.tickets()) == 1
    assert len(stage.transport.sent) == 2 + 9 * 2


def test_a_busy_coordinator_is_still_asked_whether_it_is_his(stage: Stage) -> None:
    for n in range(12):
        stage.arrive_one(mail(f"Question {n}", subject=f"q {n}", sender=f"p{n}@ngo.example.org"))
    row = stage.arrive_one(mail("The answer.", sender=LEAD, subject="Re: [TD-10003]"))
    assert row["state"] == "held"
    assert stage.owed()[-1] == ("confirmation", LEAD)


def test_L3_an_unmarked_robot_of_a_coordinator_gets_ten_questions_an_hour(stage: Stage) -> None:
    stage.arrive_one(mail())
    for n in range(15):
        stage.arrive_one(mail(f"I am away {n}.", sender=LEAD, subject="Re: [TD-10001]"))
    assert stage.owed().count(("confirmation", LEAD)) == 10
