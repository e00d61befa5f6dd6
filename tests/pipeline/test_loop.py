"""The whole loop: a mail in, a ticket, the right mails out, an answer back."""

from tests.mails import AWA, DESK, QUESTION, mail, parse, reply, text_of
from tests.rulebooks import LEAD, MALI
from tests.stage import Stage


def test_a_request_is_acknowledged_and_routed(stage: Stage) -> None:
    row = stage.arrive_one(mail(f"{QUESTION} in Gao"))
    assert (row["state"], row["disposition"], row["ticket"]) == ("done", "opened", "TD-10001")
    assert [(m["kind"], m["to"], m["state"]) for m in stage.outbox()] == [("ack", AWA, "sent"), ("route", MALI, "sent")]
    (ticket,) = stage.tickets()
    assert (ticket["status"], ticket["owner"], ticket["country"]) == ("new", MALI, "ML")
    ack, route = parse(stage.sent_to(AWA)), parse(stage.sent_to(MALI))
    assert ack["In-Reply-To"] == row["message_id"]
    assert ack["Auto-Submitted"] == "auto-replied"
    assert "TD-10001" in ack["Subject"]
    assert route["Auto-Submitted"] == "auto-generated"
    assert "who leads the protection cluster" in text_of(stage.sent_to(MALI))


def test_the_coordinators_reply_goes_to_the_requester_without_his_address(stage: Stage) -> None:
    request = stage.arrive_one(mail())
    row = stage.arrive_one(reply(stage.sent_to(LEAD), "Ms Diallo leads it.\nThe next meeting is on Monday."))
    assert row["disposition"] == "answered"
    answer = parse(stage.sent_to(AWA))
    assert text_of(stage.sent_to(AWA)) == "Ms Diallo leads it.\nThe next meeting is on Monday.\n"
    assert answer["From"].addresses[0].addr_spec == DESK
    assert LEAD.encode() not in stage.sent_to(AWA)
    assert answer["Auto-Submitted"] is None
    assert answer["In-Reply-To"] == request["message_id"]
    (ticket,) = stage.tickets()
    assert (ticket["status"], ticket["due_at"], ticket["entries"]) == ("waiting", None, 2)


def test_the_requesters_follow_up_goes_to_the_owner(stage: Stage) -> None:
    stage.arrive_one(mail())
    stage.arrive_one(reply(stage.sent_to(LEAD), "Ms Diallo leads it."))
    row = stage.arrive_one(reply(stage.sent_to(AWA), "And who is her deputy?", minutes=90))
    assert (row["disposition"], row["ticket"]) == ("followed_up", "TD-10001")
    assert "And who is her deputy?" in text_of(stage.sent_to(LEAD))
    assert stage.owed()[-1] == ("follow_up", LEAD)
    ticket = stage.ticket("TD-10001")
    assert ticket["status"] == "open"
    assert ticket["due_at"] is not None
    assert [(e["kind"], e["author"]) for e in ticket["entries"]] == [("request", AWA), ("answer", LEAD), ("reply", AWA)]
    assert [e["outbox"] is not None for e in ticket["entries"]] == [True, True, True]
    assert len(stage.tickets()) == 1
