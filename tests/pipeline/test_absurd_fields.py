"""Any field of a header may hold anything: nobody new gets a mail of ours, nothing stops (`threats` H2)."""

from collections.abc import Callable

import pytest

from tests.mails import AWA, mail, parse
from tests.pipeline.test_outside import assert_well_formed
from tests.rulebooks import LEAD, MALI, SECOND
from tests.stage import Stage

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

TEAM = {LEAD, MALI, SECOND}
GOOD = "bob@ngo.example.org"

FIELDS = (
    *("Sender", "Reply-To", "To", "Cc", "Bcc", "Errors-To", "Disposition-Notification-To", "Return-Path", "Received"),
    *("Subject", "Date", "Message-ID", "In-Reply-To", "References", "MIME-Version", "Content-Type"),
    *("Content-Transfer-Encoding", "Content-Disposition", "Auto-Submitted", "List-Id", "Authentication-Results"),
)

VALUES: dict[str, bytes] = {
    "nothing": b"",
    "blanks": b" \t \t",
    "a victim": b"victim@elsewhere.example.net",
    "many victims": b", ".join(b"Victim %d <victim%d@elsewhere.example.net>" % (n, n) for n in range(200)),
    "a group": b"all: victim@elsewhere.example.net, b@elsewhere.example.net;",
    "a folded line": b"one\r\n\tBcc: victim@elsewhere.example.net",
    "bare line ends": b"one\rBcc: victim@elsewhere.example.net\nX: y",
    "controls": bytes(range(1, 10)) + b"\x0b\x0c" + bytes(range(14, 32)) + b"\x7f",
    "nul": b"a\0b",
    "octets": bytes(range(128, 256)),
    "encoded words": b"=?utf-8?Q?=0D=0ABcc=3A_victim@elsewhere.example.net?=",
    "encoded words of a charset that raises": b"=?idna?Q?=C3=A9?= =?unicode_escape?B?XHUwMDBk?= =?x-nobody?B?AAAA?=",
    "half an encoded word": b"=?utf-8?B?",
    "brackets": b"<" * 3000,
    "comments": b"(" * 3000,
    "quotes": b'"' * 3001,
    "semicolons": b"a" + b";" * 5_000,
    "parameters": b"text/plain; " + b"; ".join(b"charset*%d*=x" % n for n in range(500)),
    "one long word": b"x" * 20_000,
    "directions": "\u202e\u2066\u200f\u2028\u2029\ufeff".encode(),
    "a date of no year": b"Fri, 99 Foo 99999999999999 99:99:99 +9999",
    "numbers": b"9" * 5000,
    "a format": b"%s%n{0.__class__}{{ 7*7 }}$(id)`id`",
}
"""Nothing of them is known to be of use anywhere; each has broken a mail program."""


def absurd(name: str, value: bytes, number: int, times: int = 1) -> bytes:
    """A good mail whose field has this value, so many times."""
    raw = mail(f"We need signs, number {number}.", subject=f"odd {number}", message_id=f"<odd-{number}@ngo.example.org>")
    head, _, body = raw.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(name.lower().encode() + b":")]
    return b"\r\n".join([*lines, *[name.encode() + b": " + value] * times]) + b"\r\n\r\n" + body


def serve(stage: Stage, *raws: bytes) -> None:
    """All of them come in, and a good one behind them; all is sent."""
    stage.arrive(*raws, mail("The next good one.", subject="good", sender=GOOD))
    stage.deliver()


def assert_nothing_is_wrong(stage: Stage, mails: int) -> None:
    """Each mail has an end, each of ours is well formed and goes to who wrote or to the team; the good one is acknowledged."""
    assert [row["state"] for row in stage.inbound() if row["state"] not in {"done", "held"}] == []
    assert len(stage.inbound()) == mails + 1
    assert {parcel.recipient for parcel in stage.transport.tried} <= TEAM | {AWA, GOOD}
    for parcel in stage.transport.tried:
        assert_well_formed(parcel.data)
        names = [line for line in parse(parcel.data).items() if line[0] not in {"Subject", "In-Reply-To", "References"}]
        assert "elsewhere.example.net" not in str(names)
    assert len(stage.transport.to(GOOD)) == 1
    assert stage.jobs() == []


@pytest.mark.parametrize("name", FIELDS)
def test_H2_a_field_may_hold_anything(stage: Stage, name: str) -> None:
    raws = [absurd(name, value, number) for number, value in enumerate(VALUES.values())]
    serve(stage, *raws)
    assert_nothing_is_wrong(stage, len(raws))


@pytest.mark.parametrize("name", FIELDS)
def test_H2_a_field_may_stand_there_often(stage: Stage, name: str) -> None:
    raws = [absurd(name, value, number, times=300) for number, value in enumerate((b"x", b"victim@elsewhere.example.net", b""))]
    serve(stage, *raws)
    assert_nothing_is_wrong(stage, len(raws))


WITHOUT: dict[str, Callable[[bytes], bytes]] = {
    "any header": lambda raw: b"\r\n" + raw.partition(b"\r\n\r\n")[2],
    "a body": lambda raw: raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n",
    "an end of its header": lambda raw: raw.partition(b"\r\n\r\n")[0],
    "From": lambda raw: raw.replace(b"From: ", b"X-From: "),
    "colons": lambda raw: raw.replace(b": ", b" "),
    "anything": lambda raw: b"",
}


@pytest.mark.parametrize("what", WITHOUT)
def test_H2_what_is_missing_stops_nothing(stage: Stage, what: str) -> None:
    serve(stage, WITHOUT[what](mail("We need signs.")))
    assert_nothing_is_wrong(stage, 1)


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_H2_a_from_that_is_no_one_is_answered_to_no_one_else(stage: Stage, value: bytes) -> None:
    serve(stage, absurd("From", value, 1), absurd("From", b"Awa <" + value + b">", 2), absurd("From", value, 3, times=3))
    assert [row["state"] for row in stage.inbound() if row["state"] not in {"done", "held"}] == []
    reached = {parcel.recipient for parcel in stage.transport.tried} - TEAM - {GOOD}
    assert reached <= {"victim@elsewhere.example.net"}
    assert len(stage.transport.to(GOOD)) == 1
    for parcel in stage.transport.tried:
        assert_well_formed(parcel.data)
