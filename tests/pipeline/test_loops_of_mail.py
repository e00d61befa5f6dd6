"""No machine answers a machine, nobody is flooded, and we never write to ourselves."""

from datetime import timedelta

import pytest

from tests.mails import AWA, DESK, mail, parse, reply
from tests.rulebooks import LEAD, SMALL
from tests.stage import Stage

ROBOTS = [
    {"extra": [("Auto-Submitted", "auto-replied")]},
    {"extra": [("auto-submitted", "AUTO-GENERATED; type=x")]},
    {"extra": [("Precedence", "bulk")]},
    {"extra": [("Precedence", "junk")]},
    {"extra": [("Precedence", "auto_reply")]},
    {"extra": [("List-Id", "<x.lists.example.org>"), ("List-Unsubscribe", "<mailto:x@lists.example.org>")]},
    {"extra": [("X-Auto-Response-Suppress", "All")]},
    {"extra": [("X-Autoreply", "yes")]},
    {"trace": [("Return-Path", "<>")]},
    {"sender": "noreply@shop.example.org"},
    {"sender": "MAILER-DAEMON@mx.example.org"},
    {"sender": "owner-list@lists.example.org"},
    {"sender": "list-request@lists.example.org"},
]


@pytest.mark.parametrize("signs", ROBOTS, ids=lambda signs: str(next(iter(signs.values()))))
def test_no_machine_answers_a_machine(stage: Stage, signs: dict[str, object]) -> None:
    row = stage.arrive_one(mail(**signs))  # type: ignore[arg-type]  # the table's values fit
    assert row["state"] == "done"
    robot = str(signs.get("sender", AWA))
    assert stage.transport.to(robot) == []
    assert {m["to"] for m in stage.outbox()} <= {LEAD}


def test_L1_a_persons_mail_through_a_list_is_a_ticket_without_an_ack(stage: Stage) -> None:
    row = stage.arrive_one(mail(extra=[("List-Id", "<x.lists.example.org>"), ("List-Post", "<mailto:x@lists.example.org>")]))
    assert row["disposition"] == "opened"
    assert stage.owed() == [("route", LEAD)]


@pytest.mark.parametrize(
    "sender", [DESK, "HelpDesk@DESK.example.org", "helpdesk+td-10001.abc@desk.example.org", "info@desk.example.org"]
)
def test_L2_our_own_mail_does_nothing(stage: Stage, sender: str) -> None:
    row = stage.arrive_one(mail(sender=sender))
    assert (row["state"], row["disposition"]) == ("done", "automatic")
    assert stage.outbox() == []
    assert stage.tickets() == []


def test_L2_our_own_ack_that_comes_back_does_nothing(stage: Stage) -> None:
    stage.arrive_one(mail())
    row = stage.arrive_one(stage.sent_to(AWA))
    assert row["disposition"] == "automatic"
    assert len(stage.outbox()) == 2


def test_L2_no_mail_is_ever_sent_to_ourselves(stage: Stage) -> None:
    ourselves = {**SMALL, "desk.yaml": SMALL["desk.yaml"].replace(LEAD, "Helpdesk+x@desk.example.org")}
    stage.publish(ourselves)
    stage.arrive_one(mail())
    route = stage.outbox()[1]
    assert (route["state"], route["error"]) == ("dead", "the recipient is one of the desk's own addresses")
    assert {parcel.recipient for parcel in stage.transport.tried} == {AWA}


def test_L2_mail_that_goes_in_circles_is_held(stage: Stage) -> None:
    row = stage.arrive_one(mail(trace=[("Received", "from a by b")] * 60))
    assert row["state"] == "held"
    assert stage.outbox() == []


def test_L3_all_automatic_mail_says_so(stage: Stage) -> None:
    stage.arrive_one(mail())
    stage.arrive_one(reply(stage.sent_to(AWA), "More."))
    stage.arrive_one(reply(stage.sent_to(LEAD), ""))
    said = {m["kind"]: parse(p.data)["Auto-Submitted"] for m, p in zip(stage.outbox(), stage.transport.sent, strict=True)}
    assert said == {"ack": "auto-replied", "route": "auto-generated", "follow_up": "auto-generated", "receipt": "auto-replied"}


def test_L3_the_eleventh_ack_within_an_hour_is_withheld_and_the_ticket_opened(stage: Stage) -> None:
    rows = stage.arrive(*[mail(f"Question number {n}", subject=f"q {n}") for n in range(12)])
    assert [r["disposition"] for r in rows] == ["opened"] * 12
    assert len([m for m in stage.outbox() if m["to"] == AWA]) == 10
    assert "10 mails from us within an hour" in rows[-1]["reason"]
    stage.clock.move(timedelta(hours=1, seconds=1))
    stage.arrive(mail("Later", subject="later"))
    assert len([m for m in stage.outbox() if m["to"] == AWA]) == 11


def test_R1_a_flood_in_other_spellings_of_one_address_is_one_flood(stage: Stage) -> None:
    stage.arrive(*[mail(f"Question {n}", sender=AWA if n % 2 else AWA.upper(), subject=f"q {n}") for n in range(12)])
    assert len([m for m in stage.outbox() if m["kind"] == "ack"]) == 10


@pytest.mark.parametrize(
    "subject", ["A question on out of office rules", "Re: your automatic reply", "Bounced trucks, undelivered aid", "Away team"]
)
def test_L5_a_person_is_not_taken_for_a_robot_by_a_subject(stage: Stage, subject: str) -> None:
    row = stage.arrive_one(mail(subject=subject))
    assert row["disposition"] == "opened"
    assert stage.owed()[0] == ("ack", AWA)


def bounce_of(ours: bytes, recipient: str) -> bytes:
    """A delivery report as servers write it (RFC 3464), with the header of our mail returned."""
    head = ours.partition(b"\r\n\r\n")[0].decode()
    body = (
        "--b\r\nContent-Type: text/plain\r\n\r\nYour mail could not be delivered.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.ngo.example.org\r\n\r\n"
        f"Final-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\n{head}\r\n\r\n--b--\r\n"
    )
    top = (
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.ngo.example.org\r\nTo: helpdesk@desk.example.org\r\nSubject: Undelivered\r\n"
        "Date: Tue, 03 Feb 2026 10:00:00 +0000\r\nMessage-ID: <bounce@mx.ngo.example.org>\r\nAuto-Submitted: auto-replied\r\n"
        f"In-Reply-To: {parse(ours)['Message-ID']}\r\nReferences: {parse(ours)['Message-ID']}\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
    )
    return (top + body).encode()


def test_B1_a_bounce_of_our_mail_is_noted_and_causes_nothing(stage: Stage) -> None:
    stage.arrive_one(mail())
    row = stage.arrive_one(bounce_of(stage.sent_to(AWA), AWA))
    assert (row["disposition"], row["ticket"]) == ("bounce", "TD-10001")
    ticket = stage.ticket("TD-10001")
    assert ticket["status"] == "new"
    assert [e["kind"] for e in ticket["entries"]] == ["request", "event"]
    assert "5.1.1" in ticket["entries"][1]["text"]
    assert len(stage.outbox()) == 2


def test_B2_a_bounce_of_a_mail_that_we_never_sent_touches_nothing(stage: Stage) -> None:
    stage.arrive_one(mail())
    forged = bounce_of(stage.sent_to(AWA), AWA).replace(b"td.ack.", b"td.ack.aaaa")
    row = stage.arrive_one(forged)
    assert (row["disposition"], row["ticket"]) == ("bounce", None)
    assert len(stage.ticket("TD-10001")["entries"]) == 1


def test_noise_by_the_desks_rules_is_discarded(stage: Stage) -> None:
    row = stage.arrive_one(mail("Cheap backlinks for your site"))
    assert (row["disposition"], row["reason"]) == ("discarded", "noise: advertising")
    assert stage.outbox() == []


def test_an_empty_mail_is_asked_about_once(stage: Stage) -> None:
    row = stage.arrive_one(mail("", subject=""))
    assert row["disposition"] == "discarded"
    assert stage.owed() == [("question", AWA)]
    assert stage.tickets() == []
