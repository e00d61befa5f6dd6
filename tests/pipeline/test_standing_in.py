"""A mail to an owner comes back: somebody else has the ticket at once, and no report moves it in circles."""

import pytest

from tests.mails import AWA, mail, reply, text_of
from tests.pipeline.test_loops_of_mail import bounce_of
from tests.rulebooks import LEAD, MALI, SECOND, SMALL
from tests.stage import Stage


@pytest.fixture
def opened(stage: Stage) -> Stage:
    """A desk with one ticket, which somebody at the Mali desk owns."""
    stage.arrive_one(mail("Who leads the cluster in Mali?"))
    return stage


def returned(stage: Stage, recipient: str, number: int = 0) -> bytes:
    """The report on the newest mail to somebody."""
    report = bounce_of(stage.sent_to(recipient), recipient)
    return report.replace(b"<bounce@", f"<bounce-{number}@".encode())


def owner(stage: Stage) -> str:
    return str(stage.ticket("TD-10001")["owner"])


def test_the_next_of_the_desk_has_it_and_can_answer(opened: Stage) -> None:
    row = opened.arrive_one(returned(opened, MALI))
    assert (row["disposition"], row["ticket"], owner(opened)) == ("bounce", "TD-10001", SECOND)
    handed = text_of(opened.sent_to(SECOND))
    assert "Who leads the cluster in Mali?" in handed
    assert "Moussa Mali" in handed
    assert opened.ticket("TD-10001")["status"] == "new"
    assert opened.owed()[2:] == [("escalation", SECOND)]
    assert opened.arrive_one(reply(opened.sent_to(SECOND), "Ms Diallo."))["disposition"] == "answered"


def test_it_climbs_to_the_lead_and_ends_there(opened: Stage) -> None:
    for number, (gone, now) in enumerate([(MALI, SECOND), (SECOND, LEAD), (LEAD, LEAD)]):
        opened.arrive_one(returned(opened, gone, number))
        assert owner(opened) == now
    assert [kind for kind, _ in opened.owed()] == ["ack", "route", "escalation", "escalation"]


def test_the_deputy_comes_first(stage: Stage) -> None:
    deputy = SMALL["desk.yaml"].replace("name: Moussa Mali,", f"name: Moussa Mali, deputy: {LEAD},")
    stage.publish({**SMALL, "desk.yaml": deputy})
    stage.arrive_one(mail("Who leads the cluster in Mali?"))
    stage.arrive_one(returned(stage, MALI))
    assert owner(stage) == LEAD


def test_a_restricted_ticket_goes_to_the_lead_at_once(stage: Stage) -> None:
    stage.arrive_one(mail("I write for a survivor in Mali. She is called Mariam."))
    stage.arrive_one(returned(stage, MALI))
    assert owner(stage) == LEAD
    assert "Mariam" not in text_of(stage.sent_to(LEAD))


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"Action: failed", b"Action: delayed"), (b"Status: 5.1.1", b"Status: 4.2.2"), (MALI.encode(), b"someone@else.example.org")],
)
def test_B2_a_delay_a_passing_trouble_or_another_recipient_moves_nothing(opened: Stage, old: bytes, new: bytes) -> None:
    report = returned(opened, MALI)
    status = report.index(b"message/delivery-status")
    opened.arrive_one(report[:status] + report[status:].replace(old, new, 1))
    assert owner(opened) == MALI


def test_B2_a_forged_report_moves_nothing(opened: Stage) -> None:
    opened.arrive_one(returned(opened, MALI).replace(b"td.route.", b"td.route.aaaa"))
    assert owner(opened) == MALI


def test_B1_a_report_on_a_mail_to_the_requester_moves_nothing(opened: Stage) -> None:
    opened.arrive_one(returned(opened, AWA))
    assert owner(opened) == MALI
    assert len(opened.outbox()) == 2


def test_a_report_on_a_mail_to_a_former_owner_moves_nothing(opened: Stage) -> None:
    late = returned(opened, MALI, 1)
    opened.arrive_one(reply(opened.sent_to(MALI), "#to lena"))
    opened.arrive_one(late)
    assert owner(opened) == LEAD
