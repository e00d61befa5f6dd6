"""Where things that people do meet: answers that wait, people who take part, merged requests, absences, a yes by reply."""

from datetime import timedelta

import pytest

from tests.mails import AWA, authenticated, mail, reply, text_of
from tests.pipeline.test_absences import notice
from tests.pipeline.test_crossing import HOLD, LATER, late, say, share
from tests.rulebooks import LEAD, MALI, SECOND
from tests.stage import Stage

BOB = "bob@field.example.net"
TEAM = "team.example.org"


@pytest.fixture
def crossed(stage: Stage) -> Stage:
    """Bob takes part; Sam has answered, and Lena's answer crosses his and waits."""
    share(stage)
    stage.arrive_one(reply(stage.sent_to(SECOND), f"#cc {BOB}\n\nMs Diallo leads it."))
    late(stage, LATER)
    return stage


def heard(stage: Stage) -> list[int]:
    """How many mails the requester has, and Bob."""
    return [len(stage.transport.to(address)) for address in (AWA, BOB)]


def test_a_held_answer_waits_for_everybody_and_leaves_for_everybody(crossed: Stage) -> None:
    assert heard(crossed) == [2, 1]
    crossed.clock.move(HOLD)
    crossed.deliver()
    assert heard(crossed) == [3, 2]
    assert all(LATER in text_of(crossed.sent_to(address)) for address in (AWA, BOB))


def test_send_lets_all_copies_go_and_undo_keeps_all_of_them(crossed: Stage) -> None:
    say(crossed, "#send")
    assert heard(crossed) == [3, 2]
    late(crossed, "And another thing.", minutes=110)
    say(crossed, "#undo", minutes=120)
    crossed.clock.move(HOLD)
    crossed.deliver()
    assert heard(crossed) == [3, 2]
    assert {mail["state"] for mail in crossed.outbox()} == {"sent", "cancelled"}


def test_undo_of_a_held_answer_takes_back_whom_its_mail_let_take_part(stage: Stage) -> None:
    share(stage)
    stage.arrive_one(reply(stage.sent_to(SECOND), "Ms Diallo leads it."))
    late(stage, f"#cc {BOB}\n\n{LATER}")
    say(stage, "#undo")
    stage.clock.move(HOLD)
    stage.deliver()
    assert heard(stage) == [2, 0]
    assert [one["left_by"] for one in stage.ticket("TD-10001")["participants"]] == [LEAD]


@pytest.fixture
def merged(stage: Stage) -> Stage:
    """Awa asked twice; Bob takes part in the second request, which is a part of the first now."""
    stage.arrive_one(mail())
    stage.arrive_one(mail("Another matter", subject="Second"))
    stage.arrive_one(reply(stage.transport.to(LEAD)[1], f"#cc {BOB}\n\nWe look into it."))
    stage.arrive_one(reply(stage.transport.to(LEAD)[1], "#merge TD-10001", minutes=70))
    return stage


def test_who_takes_part_in_a_part_takes_part_in_the_whole(merged: Stage) -> None:
    merged.arrive_one(reply(merged.transport.to(LEAD)[0], "Ms Diallo leads both.", minutes=80))
    assert "Ms Diallo leads both." in text_of(merged.sent_to(BOB))
    row = merged.arrive_one(reply(merged.transport.to(BOB)[0], "I know her.", minutes=90))
    assert (row["disposition"], row["ticket"]) == ("followed_up", "TD-10001")
    assert BOB in text_of(merged.sent_to(LEAD))
    assert [one["address"] for one in merged.ticket("TD-10001")["participants"]] == [BOB]


def test_who_takes_part_in_both_has_each_answer_once_and_leaves_both(merged: Stage) -> None:
    merged.arrive_one(reply(merged.transport.to(LEAD)[0], "#undo", minutes=75))
    merged.arrive_one(reply(merged.transport.to(LEAD)[0], f"#cc {BOB}\n\nTo both.", minutes=76))
    merged.arrive_one(reply(merged.transport.to(LEAD)[1], "#merge TD-10001", minutes=77))
    before = len(merged.transport.to(BOB))
    merged.arrive_one(reply(merged.transport.to(LEAD)[0], "Once.", minutes=80))
    assert len(merged.transport.to(BOB)) == before + 1
    merged.arrive_one(reply(merged.sent_to(BOB), "leave", minutes=90))
    after = len(merged.transport.to(BOB))
    merged.arrive_one(reply(merged.transport.to(LEAD)[0], "Twice.", minutes=100))
    assert len(merged.transport.to(BOB)) == after


def test_a_participants_mail_finds_who_stands_in(stage: Stage) -> None:
    stage.arrive_one(mail("Who leads the cluster in Mali?"))
    stage.arrive_one(reply(stage.sent_to(MALI), f"#cc {BOB}\n\nMs Diallo."))
    stage.arrive_one(notice(stage.transport.to(MALI)[0]))
    assert stage.ticket("TD-10001")["owner"] == SECOND
    stage.arrive_one(reply(stage.sent_to(BOB), "Which Ms Diallo?", minutes=90))
    assert "Which Ms Diallo?" in text_of(stage.sent_to(SECOND))


def test_S1_whom_a_right_domain_alone_would_let_take_part_waits_for_a_yes(stage: Stage) -> None:
    stage.trust()
    stage.arrive_one(authenticated(mail()))
    named = authenticated(mail(f"#cc {BOB}", sender=LEAD, subject="[TD-10001]"), domain=TEAM)
    assert stage.arrive_one(named)["state"] == "held"
    assert stage.ticket("TD-10001")["participants"] == []
    stage.arrive_one(authenticated(reply(stage.sent_to(LEAD), "Yes", minutes=70), domain=TEAM))
    assert [one["address"] for one in stage.ticket("TD-10001")["participants"]] == [BOB]


def test_a_mail_passed_on_while_its_owner_is_away_goes_to_who_stands_in(stage: Stage) -> None:
    stage.trust()
    stage.arrive_one(authenticated(mail("Who leads the cluster in Mali?")))
    stage.arrive_one(authenticated(notice(stage.sent_to(MALI)), domain=TEAM))
    text = "---------- Forwarded message ---------\nFrom: <bob@field.example.net>\nSubject: Gao\n\nIs the road to Gao open?\n"
    stage.arrive_one(authenticated(mail(text, sender=LEAD, subject="Fwd: Gao"), domain=TEAM))
    ticket = stage.ticket("TD-10002")
    assert (ticket["requester"], ticket["owner"]) == (BOB, SECOND)


def test_what_a_participant_wrote_is_told_by_a_mail_that_says_so_and_in_no_digest(stage: Stage) -> None:
    desk = stage.rules["desk.yaml"].replace("name: Lena Lead}", "name: Lena Lead, digest: ['12:00', '18:00']}")
    stage.publish({**stage.rules, "desk.yaml": desk})
    stage.arrive_one(mail())
    stage.arrive_one(mail("Another matter", subject="Second"))
    assert stage.transport.to(LEAD) == []
    stage.clock.move(timedelta(hours=3))
    stage.deliver()
    (digest,) = stage.transport.to(LEAD)
    address = next(line for line in text_of(digest).split() if "+td-10001." in line)
    stage.arrive_one(mail(f"#cc {BOB}\n\nMs Diallo.", sender=LEAD, to=address, subject="Re: requests"))
    stage.arrive_one(reply(stage.sent_to(BOB), "Which Ms Diallo?", minutes=90))
    assert "NOT the requester" in text_of(stage.sent_to(LEAD))


@pytest.mark.parametrize("restricted_by", ["#restrict", "#topic pr_case", "survivor"])
def test_S5_an_answer_that_waits_does_not_reach_participants_of_a_request_that_is_restricted_meanwhile(
    crossed: Stage, restricted_by: str
) -> None:
    if restricted_by == "survivor":
        crossed.arrive_one(reply(crossed.sent_to(AWA), "I write for a survivor.", minutes=100))
    else:
        crossed.arrive_one(reply(crossed.sent_to(SECOND), restricted_by, minutes=100))
    assert crossed.ticket("TD-10001")["restricted"]
    crossed.clock.move(HOLD)
    crossed.deliver()
    assert len(crossed.transport.to(BOB)) == 1
    assert LATER in text_of(crossed.sent_to(AWA))


def test_S5_what_a_participant_wrote_is_not_split_off_for_the_requester(stage: Stage) -> None:
    stage.arrive_one(mail())
    stage.arrive_one(reply(stage.sent_to(LEAD), f"#cc {BOB}\n\nMs Diallo."))
    stage.arrive_one(reply(stage.sent_to(BOB), "I have a question about a grenade.", minutes=70))
    row = stage.arrive_one(reply(stage.sent_to(LEAD), "#split", minutes=80))
    assert row["state"] == "held"
    assert len(stage.tickets()) == 1


def test_a_receipt_does_not_offer_undo_for_what_undo_would_not_take_back(crossed: Stage) -> None:
    said = say(crossed, "#country Mali", minutes=110)
    assert "Country: Mali." in said
    assert "To take this back" not in said
    assert "still waits" in said


def test_an_absence_told_in_reply_to_a_digest_hands_all_of_it_over(stage: Stage) -> None:
    moussa = "name: Moussa Mali, digest: ['12:00', '18:00']"
    stage.publish({**stage.rules, "desk.yaml": stage.rules["desk.yaml"].replace("name: Moussa Mali", moussa)})
    for number in range(2):
        stage.arrive_one(mail(f"Who leads the cluster in Mali? {number}", subject=f"q {number}"))
    stage.clock.move(timedelta(hours=3))
    stage.deliver()
    row = stage.arrive_one(notice(stage.sent_to(MALI)))
    assert "TD-10001 given to Sam Second, TD-10002 given to Sam Second" in row["reason"]
    assert {ticket["owner"] for ticket in stage.tickets()} == {SECOND}


def test_a_digest_leaves_out_what_waits_for_nobody(stage: Stage) -> None:
    desk = stage.rules["desk.yaml"].replace("name: Lena Lead}", "name: Lena Lead, digest: ['12:00', '18:00']}")
    stage.publish({**stage.rules, "desk.yaml": desk})
    for number in range(3):
        stage.arrive_one(mail(f"Question {number}", subject=f"q {number}"))
    stage.trust()
    for number, said in ((1, "#close"), (2, "Ms Diallo.")):
        stage.arrive_one(authenticated(mail(said, sender=LEAD, subject=f"[TD-{10000 + number}]"), domain=TEAM))
    stage.clock.move(timedelta(hours=3))
    stage.deliver()
    assert "Question 2" in text_of(stage.sent_to(LEAD))
    assert [mail["state"] for mail in stage.outbox() if mail["kind"] == "route"] == ["cancelled", "cancelled", "sent"]
