"""Corners in which somebody's words hide: digests, mails that were passed on, merged requests, questions, notes of others."""

from datetime import timedelta
from typing import Any

import pytest

from mailbot.adapters.store.holds import Hold, hold
from mailbot.pipeline.forget import Order, forget_request
from mailbot.pipeline.housekeeping import keep_house
from mailbot.pipeline.purge import Purging, purge
from mailbot.pipeline.rulebooks import RulebookInForce
from mailbot.ports import Deferred
from mailbot.ports.erasing import Gone
from tests.mails import authenticated, mail, reply, text_of
from tests.pipeline.test_digest import TWO, come, rules
from tests.pipeline.test_forgetting import BOB, NAME, PLANTED, SUBJECT, TEXT, ask, forget, forgetting, found
from tests.pipeline.test_overviews import rules as with_overviews
from tests.rulebooks import LEAD, MALI, SECOND
from tests.searching import columns_with
from tests.stage import Stage


@pytest.fixture
def gathering(store: Any) -> Stage:
    """A desk whose lead is told in digests, with a request of Bob's and two of Awa's in one."""
    stage = Stage(store, rules=rules())
    stage.arrive(
        mail(f"Hello, {TEXT} and who helps?", sender=f"{NAME} <{BOB}>", subject=SUBJECT),
        mail("Who leads the cluster?"),
        mail("And when does it meet?"),
    )
    return stage


def test_a_digest_that_left_tells_of_him_no_more(gathering: Stage) -> None:
    come(gathering)
    assert TEXT in text_of(gathering.sent_to(LEAD))
    forget(gathering, confirm=False)
    assert found(gathering) == []


def test_a_digest_that_waits_leaves_without_him(gathering: Stage) -> None:
    forget(gathering, confirm=False)
    come(gathering)
    text = text_of(gathering.sent_to(LEAD))
    assert ("TD-10001" in text, "TD-10002" in text, "TD-10003" in text) == (False, True, True)


def test_a_digest_that_is_written_and_could_not_leave_is_written_anew(gathering: Stage) -> None:
    gathering.transport.say(LEAD, Deferred("451 later"))
    come(gathering)
    assert columns_with(gathering.store, [TEXT])
    forget(gathering, confirm=False)
    assert found(gathering) == []
    come(gathering, TWO + timedelta(minutes=5))
    text = text_of(gathering.sent_to(LEAD))
    assert (TEXT in text, "TD-10002" in text) == (False, True)


def test_old_digests_lose_their_text(gathering: Stage) -> None:
    come(gathering)
    gathering.clock.move(timedelta(days=31))
    work = Purging(gathering.store, gathering.clock, "stage", RulebookInForce())
    assert (purge(work).digests, purge(work).digests) == (1, 0)
    (digest,) = [one for one in gathering.outbox() if one["kind"] == "digest"]
    assert gathering.listed(lambda look: look.outbox_one(digest["id"]))["raw"] is None


def test_a_mail_that_a_coordinator_passed_on(stage: Stage) -> None:
    stage.trust()
    head = f"From: {NAME} <{BOB}>\nDate: Mon, Feb 2, 2026 at 9:00 AM\nSubject: {SUBJECT}\nTo: <{LEAD}>\n\n"
    forwarded = f"FYI\n\n---------- Forwarded message ---------\n{head}{TEXT} here, who can help us with it?\n"
    raw = mail(forwarded, sender=f"Lena <{LEAD}>", subject=f"Fwd: {SUBJECT}")
    stage.arrive_one(authenticated(raw, domain="team.example.org"))
    assert [ticket["requester"].casefold() for ticket in stage.tickets()] == [BOB.casefold()]
    forget(stage, confirm=False)
    assert stage.tickets() == []
    assert found(stage) == []


def test_requests_that_were_merged_go_together(stage: Stage) -> None:
    ask(stage)
    ask(stage, f"{TEXT} again", subject=f"{SUBJECT} two")
    stage.arrive_one(reply(stage.transport.to(MALI)[0], "#merge TD-10002", sender=MALI, minutes=70))
    done = forget_request(forgetting(stage), "TD-10001", Order(confirm=False))
    assert done.gone.tickets == (1, 2)
    assert found(stage) == []


def test_the_question_to_an_empty_mail(stage: Stage) -> None:
    stage.arrive_one(mail("", sender=BOB, subject=""))
    assert stage.owed()
    forget(stage, confirm=False)
    assert found(stage) == []


def test_another_request_in_which_his_was_named_keeps_nothing_of_it(stage: Stage) -> None:
    ask(stage)
    stage.arrive_one(mail("Is this the same as TD-10001?", sender="carl@field.example.net", subject="About TD-10001"))
    assert stage.tickets()[1]["reference"] == "TD-10002"
    forget_request(forgetting(stage), "TD-10001", Order(confirm=False))
    assert found(stage) == []
    assert stage.ticket("TD-10002")["entries"][0]["text"] == "Is this the same as TD-10001?"


def test_a_mail_that_cannot_be_processed(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("mailbot.pipeline.process.decide", _break)
        stage.arrive(mail(TEXT, sender=BOB, subject=SUBJECT))
    assert [row["state"] for row in stage.inbound()] == ["quarantined"]
    forget(stage, confirm=False)
    assert found(stage) == []
    assert [row["state"] for row in stage.inbound()] == ["done"]


def _break(*_: object) -> None:
    raise ValueError("a defect")


def test_a_mail_that_is_still_to_be_processed(stage: Stage) -> None:
    stage.mailbox.put(mail(TEXT, sender=BOB, subject=SUBJECT), received_at=stage.clock.now())
    stage.poll()
    forget(stage, confirm=False)
    assert stage.process().ended == 0
    assert found(stage) == []


def test_a_mail_that_was_kept_twice_and_bytes_that_two_share(stage: Stage) -> None:
    raw = mail(TEXT, sender=BOB, subject=SUBJECT)
    stage.arrive_one(raw)
    stage.arrive_one(raw)
    forget(stage, confirm=False)
    assert found(stage) == []


def test_an_answer_to_somebody_who_wrote_in_capitals_is_his_too(stage: Stage) -> None:
    ask(stage, sender=f"{NAME} <{BOB.upper()}>")
    stage.arrive_one(reply(stage.sent_to(MALI), "#to second@team.example.org", sender=MALI))
    stage.arrive_one(reply(stage.sent_to(SECOND), "#history", sender=SECOND, minutes=80))
    forget(stage, confirm=False)
    keep_house(stage.ticking())
    assert found(stage) == []
    assert columns_with(stage.store, PLANTED) == []


def test_what_is_held_of_others_is_left_as_it_is(stage: Stage) -> None:
    stage.arrive_one(mail("Who leads the cluster?"))
    stage.arrive_one(reply(stage.sent_to(LEAD), f"#cc {BOB}\n\nMs Diallo leads it."))
    stage.arrive_one(reply(stage.sent_to(BOB), f"I know that the {TEXT} are far.", sender=BOB, minutes=70))
    with stage.store.connection() as connection:
        hold(connection, 1, Hold(stage.clock.now(), "operator", "a court asked for it"))
    before = columns_with(stage.store, PLANTED)
    done = forget(stage, confirm=False)
    assert done.gone == Gone()
    assert columns_with(stage.store, PLANTED) == before


def test_rules_that_name_him_are_told_of(stage: Stage) -> None:
    stage.publish(rules(more=f"known_senders: {{ngo: [{BOB.lower()}]}}\n"))
    assert forget(stage).in_rules
    assert not forget(stage, "carl@field.example.net").in_rules


def test_an_overview_that_left_tells_of_him_no_more(store: Any) -> None:
    stage = Stage(store, rules=with_overviews())
    stage.arrive(mail(f"Hello, {TEXT} and who helps?", sender=f"{NAME} <{BOB}>", subject=SUBJECT), mail("Who leads the cluster?"))
    stage.tick()
    stage.clock.move(timedelta(days=1))
    stage.tick()
    (overview,) = [one for one in stage.outbox() if one["kind"] == "overview"]
    assert stage.listed(lambda look: look.outbox_one(overview["id"]))["raw"]
    forget(stage, confirm=False)
    assert stage.listed(lambda look: look.outbox_one(overview["id"]))["raw"] is None
    assert found(stage) == []
