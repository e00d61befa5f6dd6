"""Nobody is left unowned: a request that nobody answers climbs, each step once and at its time, whenever somebody looks."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.tables import job
from tests.mails import mail, reply, text_of
from tests.rulebooks import LEAD, MALI, SECOND, SMALL
from tests.stage import Stage

REQUEST = "Who leads the cluster in Mali?"
FIND = "A grenade lies in the school of Gao right now"
REF = "TD-10001"
HOURS = timedelta(hours=1)
RULES = {
    **SMALL,
    "desk.yaml": SMALL["desk.yaml"] + "silence: {warning: {days: 20}, closing: {days: 7}}\n",
}


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+00:00")


@pytest.fixture
def ladder(store: SqlStore) -> Iterator[Stage]:
    """A desk that closes what nobody asks any more."""
    yield Stage(store, rules=RULES)


def go_to(stage: Stage, moment: datetime, pace: timedelta = timedelta(minutes=30)) -> None:
    """Let time pass, the clock looking every `pace`; on PostgreSQL, where a look takes long, only at those when a job is due."""
    every_look = stage.store.url.get_backend_name() == "sqlite"
    while (now := stage.clock.now()) < moment:
        looks = 1 if every_look else max(1, -((now - due_next(stage, moment)) // pace))
        stage.clock.move(min(looks * pace, moment - now))
        while stage.tick():
            pass


def due_next(stage: Stage, moment: datetime) -> datetime:
    """When the next job of any queue is due, at the latest at `moment`."""
    with stage.store.connection() as connection:
        due: datetime | None = connection.execute(select(func.min(job.c.run_at)).where(job.c.state == "ready")).scalar_one()
    return min(due or moment, moment)


def steps(stage: Stage, reference: str = REF) -> list[tuple[str, str]]:
    """What the desk did by itself: when, and what it told of it."""
    return [
        (f"{entry['at']:%Y-%m-%d %H:%M}", entry["text"])
        for entry in stage.ticket(reference)["entries"]
        if entry["author"] == "mailbot" and not entry["text"].startswith("changed")
    ]


def told(stage: Stage, *kinds: str) -> list[tuple[str, str]]:
    return [(mail["kind"], mail["to"]) for mail in stage.outbox() if mail["kind"] in kinds]


def test_a_request_that_nobody_answers_is_reminded_of_then_handed_up_and_its_requester_hears_once(ladder: Stage) -> None:
    ladder.arrive_one(mail(REQUEST))  # Tuesday 9:00; the Mali desk rests on Friday and Saturday
    assert (ladder.ticket(REF)["owner"], ladder.ticket(REF)["due_at"]) == (MALI, at("2026-02-08T09:00"))
    go_to(ladder, at("2026-02-20T00:00"))
    assert steps(ladder) == [
        ("2026-02-04 13:30", "half of the time is over: Moussa Mali was reminded"),
        ("2026-02-08 09:00", "nobody answered in time: handed on to Lena Lead"),
        ("2026-02-08 09:00", "the requester was told that it takes longer"),
        ("2026-02-10 12:30", "half of the time is over: Lena Lead was reminded"),
        ("2026-02-11 17:00", "nobody answered in time: Lena Lead was reminded"),
        ("2026-02-16 17:00", "nobody answered in time: Lena Lead was reminded"),
        ("2026-02-19 17:00", "nobody answered in time: Lena Lead was reminded"),
    ]
    assert [(mail["to"], mail["locale"]) for mail in ladder.outbox() if mail["kind"] == "delay"] == [
        ("awa@ngo.example.org", "en")
    ]
    assert told(ladder, "escalation") == [("escalation", LEAD), ("escalation", MALI)]


def test_an_answer_stops_the_clock_and_a_new_question_starts_it_again(ladder: Stage) -> None:
    ladder.arrive_one(mail(REQUEST))
    go_to(ladder, at("2026-02-04T15:00"))
    ladder.arrive_one(reply(ladder.sent_to(MALI), "The cluster is led by UNHCR."))
    go_to(ladder, at("2026-02-12T10:00"))
    assert [text for _, text in steps(ladder)] == ["half of the time is over: Moussa Mali was reminded"]
    ladder.arrive_one(reply(ladder.sent_to("awa@ngo.example.org"), "And who leads it in Gao?"))
    assert ladder.ticket(REF)["due_at"] == at("2026-02-17T10:00")
    go_to(ladder, at("2026-02-17T10:00"))
    assert steps(ladder)[-2:] == [
        ("2026-02-17 10:00", "nobody answered in time: handed on to Lena Lead"),
        ("2026-02-17 10:00", "the requester was told that it takes longer"),
    ]


def test_who_waits_and_writes_again_neither_gains_nor_loses_time(ladder: Stage) -> None:
    ladder.arrive_one(mail(REQUEST))
    due = ladder.ticket(REF)["due_at"]
    go_to(ladder, at("2026-02-05T10:00"))
    ladder.arrive_one(reply(ladder.sent_to("awa@ngo.example.org"), "It is for the meeting."))
    assert ladder.ticket(REF)["due_at"] == due


def test_what_is_critical_and_not_taken_goes_round_the_desk_and_to_the_lead(ladder: Stage) -> None:
    ladder.clock.move(11 * HOURS)  # Tuesday, 20:00: at night all the same
    ladder.arrive_one(mail(FIND))
    go_to(ladder, at("2026-02-03T23:59"), timedelta(minutes=1))
    assert steps(ladder) == [
        ("2026-02-03 20:30", "nobody took it: handed on to Sam Second"),
        ("2026-02-03 21:00", "nobody took it: handed on to Lena Lead"),
        ("2026-02-03 21:30", "nobody has taken it: Lena Lead was reminded"),
        ("2026-02-03 22:00", "nobody answered in time: Lena Lead was reminded"),
        ("2026-02-03 22:00", "the requester was told that it takes longer"),
    ]
    assert told(ladder, "delay") == [("delay", "awa@ngo.example.org")]


def test_who_takes_what_is_critical_has_his_two_hours(ladder: Stage) -> None:
    ladder.arrive_one(mail(FIND))
    go_to(ladder, at("2026-02-03T09:20"), timedelta(minutes=1))
    ladder.arrive_one(reply(ladder.sent_to(MALI), "#take"))
    go_to(ladder, at("2026-02-03T11:30"), timedelta(minutes=1))
    assert steps(ladder) == [
        ("2026-02-03 10:00", "half of the time is over: Moussa Mali was reminded"),
        ("2026-02-03 11:00", "nobody answered in time: handed on to Lena Lead"),
        ("2026-02-03 11:00", "the requester was told that it takes longer"),
    ]


def test_what_is_late_and_becomes_critical_has_the_two_hours_of_that(ladder: Stage) -> None:
    ladder.arrive_one(mail(REQUEST))
    go_to(ladder, at("2026-02-12T10:00"))  # Lena has been reminded on the 11th, and would be again on the 16th
    ladder.arrive_one(reply(ladder.sent_to("awa@ngo.example.org"), "People shoot at us right now."))
    assert ladder.ticket(REF)["due_at"] == at("2026-02-12T12:00")
    go_to(ladder, at("2026-02-12T13:00"), timedelta(minutes=1))
    assert steps(ladder)[-2:] == [
        ("2026-02-12 11:00", "half of the time is over: Lena Lead was reminded"),
        ("2026-02-12 12:00", "nobody answered in time: Lena Lead was reminded"),
    ]
    assert told(ladder, "delay") == [("delay", "awa@ngo.example.org")]


def test_a_command_that_makes_it_critical_when_it_is_late_does_so_too(ladder: Stage) -> None:
    ladder.arrive_one(mail(REQUEST))
    go_to(ladder, at("2026-02-12T10:00"))
    ladder.arrive_one(reply(ladder.sent_to(LEAD), "#urgency critical"))
    assert ladder.ticket(REF)["due_at"] == at("2026-02-12T12:00")


def test_who_was_told_that_it_takes_longer_is_not_told_so_again_after_it_was_put_off(ladder: Stage) -> None:
    ladder.arrive_one(mail(REQUEST))
    go_to(ladder, at("2026-02-09T12:00"))
    ladder.arrive_one(reply(ladder.sent_to(LEAD), "#snooze 2026-02-16"))
    go_to(ladder, at("2026-02-20T00:00"))
    assert [text for _, text in steps(ladder)][-3:] == [
        "the day has come to which it was put off: Lena Lead was reminded",
        "half of the time is over: Lena Lead was reminded",
        "nobody answered in time: Lena Lead was reminded",
    ]
    assert told(ladder, "delay") == [("delay", "awa@ngo.example.org")]


def test_what_was_put_off_comes_back_on_its_day(ladder: Stage) -> None:
    ladder.arrive_one(mail(REQUEST))
    ladder.arrive_one(reply(ladder.sent_to(MALI), "#snooze 2026-02-16"))
    go_to(ladder, at("2026-02-17T00:00"))
    assert [text for _, text in steps(ladder)] == ["the day has come to which it was put off: Moussa Mali was reminded"]
    assert ladder.ticket(REF)["due_at"] == at("2026-02-18T17:00")


def test_who_does_not_write_until_the_day_is_no_longer_waited_for(ladder: Stage) -> None:
    ladder.arrive_one(mail(REQUEST))
    ladder.arrive_one(reply(ladder.sent_to(MALI), "#wait 2026-02-09\nWhich Gao do you mean?"))
    assert ladder.ticket(REF)["status"] == "waiting"
    go_to(ladder, at("2026-02-09T12:00"))
    assert [text for _, text in steps(ladder)] == ["the requester has not written until that day: Moussa Mali was reminded"]
    assert (ladder.ticket(REF)["status"], ladder.ticket(REF)["due_at"]) == ("open", at("2026-02-11T17:00"))


def test_silence_closes_after_one_warning(ladder: Stage) -> None:
    ladder.arrive_one(mail(REQUEST))
    ladder.arrive_one(reply(ladder.sent_to(MALI), "The cluster is led by UNHCR."))
    go_to(ladder, at("2026-03-20T00:00"), timedelta(hours=1))
    assert steps(ladder) == [
        ("2026-02-23 09:00", "the requester was told that it will be closed"),
        ("2026-03-02 09:00", "closed, for the requester did not write again"),
    ]
    assert told(ladder, "warning", "closing") == [("warning", "awa@ngo.example.org"), ("closing", "awa@ngo.example.org")]
    assert ladder.ticket(REF)["status"] == "closed"
    assert "2 March" in text_of(ladder.transport.to("awa@ngo.example.org")[-2])


def test_a_word_of_the_requester_ends_the_silence(ladder: Stage) -> None:
    ladder.arrive_one(mail(REQUEST))
    ladder.arrive_one(reply(ladder.sent_to(MALI), "The cluster is led by UNHCR."))
    go_to(ladder, at("2026-02-24T00:00"), timedelta(hours=1))
    ladder.arrive_one(reply(ladder.sent_to("awa@ngo.example.org"), "One more question: since when?"))
    go_to(ladder, at("2026-02-26T00:00"), timedelta(hours=1))
    assert ladder.ticket(REF)["status"] == "open"
    assert told(ladder, "closing") == []


def test_after_days_of_standing_still_the_warning_comes_late_and_its_time_is_whole(ladder: Stage) -> None:
    ladder.arrive_one(mail(REQUEST))
    ladder.arrive_one(reply(ladder.sent_to(MALI), "The cluster is led by UNHCR."))
    go_to(ladder, at("2026-05-01T00:00"), timedelta(days=87))
    assert told(ladder, "warning", "closing") == [("warning", "awa@ngo.example.org")]
    go_to(ladder, at("2026-05-08T00:00"), timedelta(hours=1))
    assert ladder.ticket(REF)["status"] == "closed"


@pytest.mark.parametrize("pause", [1, 7, 25, 50, 121, 300])
@pytest.mark.parametrize("text", [REQUEST, FIND])
def test_who_stood_still_takes_the_step_that_is_due_by_now_and_no_other(ladder: Stage, text: str, pause: int) -> None:
    ladder.arrive_one(mail(text))
    ladder.clock.move(pause * HOURS)
    before = len(ladder.outbox())
    while ladder.tick():
        pass
    new = [(one["kind"], one["to"]) for one in ladder.outbox()[before:]]
    assert len(new) <= 3, "a step tells the old owner, the new one, and once the requester"
    assert len(new) == len(set(new))
    assert ladder.complaints == []


DUTY = f"""
duty: {{coordinators: [{SECOND}, {LEAD}], since: 2026-02-02, days: 1, at: '09:00', timezone: UTC}}
take_within: {{minutes: 20}}
"""
ROTA = {**RULES, "desk.yaml": RULES["desk.yaml"] + DUTY}
"""Sam is on duty from Monday 9:00, Lena from Tuesday 9:00, and so on."""


@pytest.fixture
def guarded(store: SqlStore) -> Stage:
    """A desk with people on duty."""
    return Stage(store, rules=ROTA)


def test_at_night_what_is_critical_goes_to_who_is_on_duty_at_once(guarded: Stage) -> None:
    guarded.clock.move(23 * HOURS)  # Wednesday, 8:00 UTC sharp: the Mali desk opens
    guarded.arrive_one(mail(FIND))
    assert guarded.ticket(REF)["owner"] == MALI
    guarded.clock.move(12 * HOURS)
    guarded.arrive_one(mail(FIND, message_id="<two@ngo.example.org>", subject="Another"))
    assert guarded.ticket("TD-10002")["owner"] == SECOND
    assert "on duty" in text_of(guarded.sent_to(SECOND))
    go_to(guarded, at("2026-02-04T20:20"), timedelta(minutes=1))
    assert guarded.ticket("TD-10002")["owner"] == LEAD
    assert told(guarded, "ack") == [("ack", "awa@ngo.example.org")] * 2


def test_by_day_the_owner_has_it_first_and_then_who_is_on_duty(guarded: Stage) -> None:
    guarded.arrive_one(mail(FIND))  # Tuesday, 9:00: Lena has just begun
    go_to(guarded, at("2026-02-03T11:10"), timedelta(minutes=1))
    assert steps(guarded) == [
        ("2026-02-03 09:20", "nobody took it: handed on to Lena Lead"),
        ("2026-02-03 09:40", "nobody took it: handed on to Sam Second"),
        ("2026-02-03 10:00", "nobody has taken it: Sam Second was reminded"),
        ("2026-02-03 11:00", "nobody answered in time: handed on to Lena Lead"),
        ("2026-02-03 11:00", "the requester was told that it takes longer"),
    ]


def test_an_answered_request_that_becomes_critical_at_night_wakes_who_is_on_duty(guarded: Stage) -> None:
    guarded.arrive_one(mail(REQUEST))
    guarded.arrive_one(reply(guarded.sent_to(MALI), "UNHCR does."))
    guarded.clock.move(12 * HOURS)
    guarded.arrive_one(reply(guarded.sent_to("awa@ngo.example.org"), FIND))
    assert (guarded.ticket(REF)["owner"], guarded.ticket(REF)["urgency"]) == (LEAD, "critical")


def test_what_is_not_critical_wakes_nobody(guarded: Stage) -> None:
    guarded.clock.move(12 * HOURS)
    guarded.arrive_one(mail(REQUEST))
    assert guarded.ticket(REF)["owner"] == MALI


def test_an_urgent_word_of_a_coordinator_starts_the_half_hour(ladder: Stage) -> None:
    ladder.arrive_one(mail(REQUEST))
    ladder.arrive_one(reply(ladder.sent_to(MALI), "#to sam\n#urgency critical"))
    go_to(ladder, at("2026-02-03T09:40"), timedelta(minutes=1))
    assert steps(ladder) == [("2026-02-03 09:30", "nobody took it: handed on to Moussa Mali")]


def test_who_hands_on_what_is_late_gives_a_whole_target(ladder: Stage) -> None:
    ladder.arrive_one(mail(REQUEST))
    go_to(ladder, at("2026-02-12T00:00"))
    ladder.arrive_one(reply(ladder.sent_to(LEAD), "#to sam"))
    go_to(ladder, at("2026-02-16T00:00"), timedelta(hours=1))
    assert ladder.ticket(REF)["owner"] == SECOND
    go_to(ladder, at("2026-02-18T00:00"), timedelta(hours=1))
    assert ladder.ticket(REF)["owner"] == LEAD
    assert told(ladder, "delay") == [("delay", "awa@ngo.example.org")]


def test_whom_we_never_wrote_to_we_do_not_write_to_by_ourselves(ladder: Stage) -> None:
    for number in range(10):
        ladder.arrive_one(mail(f"Question {number}?", message_id=f"<n{number}@ngo.example.org>", subject=f"N {number}"))
    ladder.arrive_one(mail("Question 11?", message_id="<n11@ngo.example.org>", subject="N 11"))
    assert len(told(ladder, "ack")) == 10, "the limit of an hour"
    go_to(ladder, at("2026-02-12T00:00"), timedelta(hours=1))
    assert len(told(ladder, "delay")) == 10


def test_mails_that_have_come_are_read_before_a_step_is_taken(ladder: Stage) -> None:
    ladder.arrive_one(mail(REQUEST))
    answer = reply(ladder.sent_to(MALI), "UNHCR does.")
    ladder.clock.move(timedelta(days=6))
    ladder.mailbox.put(answer, received_at=ladder.clock.now())
    ladder.poll()
    ladder.tick()
    assert ladder.ticket(REF)["owner"] == MALI
    ladder.process()
    ladder.tick()
    assert (steps(ladder), ladder.ticket(REF)["status"]) == ([], "waiting")


def test_a_merged_request_has_no_clock_and_has_one_again_when_it_is_apart(ladder: Stage) -> None:
    ladder.arrive_one(mail(REQUEST))
    ladder.arrive_one(mail("And who in Gao?", message_id="<two@ngo.example.org>", subject="Another"))
    ladder.arrive_one(reply(ladder.transport.to(MALI)[1], "#merge TD-10001"))
    assert _clocks(ladder) == ["TD-10001"]
    ladder.arrive_one(reply(ladder.sent_to(MALI), "#undo", minutes=90))
    assert _clocks(ladder) == ["TD-10001", "TD-10002"]


def _clocks(stage: Stage) -> list[str]:
    with stage.store.transaction() as tx:
        return [ticket.reference for ticket, found in tx.countdowns.take({1, 2}) if found is not None]


def test_undo_does_not_close_on_somebody_who_wrote_meanwhile(ladder: Stage) -> None:
    ladder.arrive_one(mail(REQUEST))
    routed = ladder.sent_to(MALI)
    ladder.arrive_one(reply(routed, "#close"))
    ladder.arrive_one(reply(routed, "#reopen", minutes=70))
    ladder.arrive_one(reply(ladder.sent_to("awa@ngo.example.org"), "I am still waiting."))
    ladder.arrive_one(reply(routed, "#undo", minutes=80))
    assert ladder.ticket(REF)["status"] == "open"


def test_L3_no_more_mails_an_hour_go_to_one_address_when_all_that_it_asked_is_late(ladder: Stage) -> None:
    for number in range(30):
        ladder.clock.move(timedelta(minutes=7))
        ladder.arrive_one(mail(f"Question {number}?", message_id=f"<n{number}@ngo.example.org>", subject=f"N {number}"))
    go_to(ladder, at("2026-02-06T18:00"))
    assert len(ladder.tickets()) == 30
    moments = sorted(one["sent_at"] for one in ladder.outbox() if one["to"] == "awa@ngo.example.org" and one["sent_at"])
    most = max(sum(moment - HOURS < other <= moment for other in moments) for moment in moments)
    assert most <= 10


def test_L3_a_warning_waits_until_there_is_room_for_it(ladder: Stage) -> None:
    for number in range(12):
        ladder.clock.move(timedelta(minutes=30))
        ladder.arrive_one(mail(f"Question {number}?", message_id=f"<n{number}@ngo.example.org>", subject=f"N {number}"))
    for routed in ladder.transport.to(LEAD):
        ladder.arrive_one(reply(routed, "The cluster is led by UNHCR."))
    go_to(ladder, at("2026-03-20T00:00"), timedelta(minutes=30))
    assert len(told(ladder, "warning")) == 12
    assert {ticket["status"] for ticket in ladder.tickets()} == {"closed"}
    moments = sorted(one["sent_at"] for one in ladder.outbox() if one["kind"] == "warning")
    assert max(sum(moment - HOURS < other <= moment for other in moments) for moment in moments) <= 10


def test_who_knows_that_it_takes_longer_is_not_told_again_when_his_requests_become_one(ladder: Stage) -> None:
    ladder.arrive_one(mail(REQUEST))
    go_to(ladder, at("2026-02-08T10:00"), timedelta(hours=1))
    assert len(told(ladder, "delay")) == 1
    ladder.arrive_one(mail("And who in Gao?", message_id="<two@ngo.example.org>", subject="Another"))
    ladder.arrive_one(reply(ladder.sent_to(LEAD), "#merge TD-10002"))
    assert ladder.ticket(REF)["merged_into"] == "TD-10002"
    go_to(ladder, at("2026-02-20T00:00"), timedelta(hours=1))
    assert len(told(ladder, "delay")) == 1
