"""A mail of ours is refused for good: no request is left with an owner who hears nothing, and who answered learns of it."""

import contextlib
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from mailbot.adapters.store.mending import retry_outbound
from mailbot.core.deciding.context import Lookups
from mailbot.core.decision import EditTicket, MailKind
from mailbot.core.desk import LANGUAGES
from mailbot.core.reading.report.reason import reason_of_reply
from mailbot.core.ticket import Change
from mailbot.core.writing.retry import DELAYS, MAX_ATTEMPTS
from mailbot.pipeline.deliver import LEASE, _give_up, deliver_due
from mailbot.pipeline.replay import Verdict, replay
from mailbot.pipeline.undelivered import GivenUp
from mailbot.ports import Deferred, NoServer, OutboundState, Outcome, Past, Queue, Rejected, Sent, Settled, StoreTrouble
from tests.fakes import PlainRenderer
from tests.mails import AWA, mail, parse, reply, text_of
from tests.pipeline.test_found_by_a_tester import report_of
from tests.pipeline.test_invariants import FaultyStore
from tests.rulebooks import DESK, LEAD, MALI, SECOND, SMALL
from tests.several import Several
from tests.stage import Stage

NO = Rejected("550 5.1.1 user unknown")
LATER = Deferred("451 4.7.1 try again later")
BOB = "bob@field.example.net"
IN_MALI = "A grenade was found in Gao, right now"
ANSWER = "Our team comes on Sunday."


@pytest.fixture
def several(stage: Stage) -> Several:
    return Several(stage)


def wait(stage: Stage, tries: int = MAX_ATTEMPTS + 2) -> None:
    """Days go by."""
    for _ in range(tries):
        stage.clock.move(timedelta(seconds=DELAYS[-1] * 1.25))
        stage.deliver()


def told(stage: Stage) -> list[tuple[str, str]]:
    """Who is owed word of an answer that did not arrive, or a hand-over."""
    return [one for one in stage.owed() if one[0] in ("undelivered", "escalation")]


# -- an owner whom no mail reaches


@pytest.mark.parametrize("outcomes", [[NO], [LATER] * MAX_ATTEMPTS])
def test_the_request_of_an_owner_whom_no_mail_reaches_goes_to_who_stands_in(several: Several, outcomes: list[Outcome]) -> None:
    several.stage.transport.say(MALI, *outcomes)
    reference = several.ask(IN_MALI)
    wait(several.stage)
    assert several.of(reference)["owner"] == SECOND
    assert "A grenade was found" in text_of(several.stage.sent_to(SECOND))
    assert told(several.stage) == [("escalation", SECOND)]
    reason = "user_unknown" if outcomes == [NO] else "expired"
    assert several.texts(reference)[1:] == [
        f"a mail to {MALI} was given up: {reason}",
        f"changed: owner: {MALI} -> {SECOND}",
    ]
    assert several.of(reference)["status"] == "new"
    assert several.stage.complaints == []


def test_a_mail_that_is_put_off_for_now_moves_nothing(several: Several) -> None:
    several.stage.transport.say(MALI, LATER, NoServer("refused"))
    reference = several.ask(IN_MALI)
    wait(several.stage, 3)
    assert (several.of(reference)["owner"], told(several.stage)) == (MALI, [])
    assert several.texts(reference) == [IN_MALI]


def test_a_mail_that_cannot_be_written_has_the_same_end(several: Several) -> None:
    plain = several.stage.renderer = PlainRenderer()
    plain.broken = {MailKind.ROUTE}
    reference = several.ask(IN_MALI)
    assert several.of(reference)["owner"] == SECOND
    assert f"a mail to {MALI} was given up: unsent" in several.texts(reference)


def test_a_hand_over_that_is_refused_climbs_to_the_lead_and_ends_there(several: Several) -> None:
    stage = several.stage
    for one in (MALI, SECOND, LEAD):
        stage.transport.say(one, *[NO] * 9)
    reference = several.ask(IN_MALI)
    wait(stage)
    assert several.of(reference)["owner"] == LEAD
    assert told(stage) == [("escalation", SECOND), ("escalation", LEAD)]
    assert len(stage.complaints) == 1
    assert f"{reference} stays with an owner whom no mail reaches" in stage.complaints[0]
    assert stage.jobs() == []


def test_a_request_never_goes_back_to_whom_no_mail_reaches(several: Several) -> None:
    """Lena leads the area, and Sam is her deputy: what he cannot be sent goes to nobody rather than to her again."""
    desk = DESK.replace("name: Lena Lead}", f"name: Lena Lead, deputy: {SECOND}}}")
    several.stage.publish({**SMALL, "desk.yaml": desk})
    for one in (LEAD, SECOND):
        several.stage.transport.say(one, *[NO] * 9)
    reference = several.ask("A grenade was found")
    wait(several.stage)
    assert told(several.stage) == [("escalation", SECOND)]
    assert several.of(reference)["owner"] == SECOND
    assert len(several.stage.complaints) == 1


def test_a_restricted_request_goes_to_the_lead_at_once(several: Several) -> None:
    several.stage.transport.say(MALI, NO)
    reference = several.ask("I write for a survivor in Mali. She is called Mariam.")
    assert several.of(reference)["owner"] == LEAD
    assert "Mariam" not in text_of(several.stage.sent_to(LEAD))


def test_a_refused_mail_to_who_does_not_own_the_request_moves_nothing(several: Several) -> None:
    reference = several.ask()
    several.stage.transport.say(LEAD, Sent("250 ok"), NO)
    several.say(reference, "#to sam")
    several.say(reference, "#topic mi_find", by=LEAD, to=several.sent(reference, LEAD)[0])
    assert several.of(reference)["owner"] == SECOND
    assert f"a mail to {LEAD} was given up: user_unknown" in several.texts(reference)


def test_files_that_are_too_large_say_nothing_of_who_asked_for_them(several: Several) -> None:
    reference = several.ask()
    several.stage.transport.say(LEAD, Rejected("552 5.3.4 message too big"))
    several.say(reference, "#attachments")
    assert several.of(reference)["owner"] == LEAD
    assert several.stage.complaints == []
    assert several.texts(reference)[-1] == f"a mail to {LEAD} was given up: too_large"


def test_of_a_digest_that_is_refused_each_request_goes_to_the_next_person(stage: Stage) -> None:
    digest = "name: Moussa Mali, digest: ['12:00', '18:00']"
    stage.publish({**SMALL, "desk.yaml": DESK.replace("name: Moussa Mali", digest)})
    for number in range(2):
        stage.arrive_one(mail(f"Who leads the cluster in Mali? {number}", subject=f"q {number}"))
    stage.transport.say(MALI, NO)
    stage.clock.move(timedelta(hours=3))
    stage.deliver()
    assert {ticket["owner"] for ticket in stage.tickets()} == {SECOND}
    assert told(stage) == [("escalation", SECOND)] * 2
    for reference in ("TD-10001", "TD-10002"):
        texts = [line["text"] for line in stage.ticket(reference)["entries"]]
        assert f"a mail to {MALI} was given up: user_unknown" in texts


def test_who_is_away_is_passed_over(several: Several) -> None:
    first = several.ask("Who leads the cluster in Mali?")
    several.say(first, "#to sam", by=MALI)
    notice = reply(
        several.sent(first, SECOND)[0],
        "I am on leave. I will be back on 16 February 2026.",
        extra=[("Auto-Submitted", "auto-replied")],
        subject="Out of office",
    )
    several.stage.arrive_one(notice)
    several.stage.transport.say(MALI, NO)
    second = several.ask(IN_MALI)
    assert several.of(second)["owner"] == LEAD


# -- all or nothing


def test_R2_what_follows_is_written_with_the_end_of_the_mail_or_not_at_all(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.pipeline.test_invariants.Broken", StoreTrouble)
    stage.transport.say(MALI, *[NO] * 200)
    fail_at = broken = 0
    while True:
        fail_at += 1
        (row,) = stage.arrive(mail(IN_MALI, subject=f"q {fail_at}", sender=f"p{fail_at}@ngo.example.org"))
        faulty = FaultyStore(stage.store, fail_at)
        with contextlib.suppress(StoreTrouble):
            deliver_due(stage.delivery(store=faulty))
        if faulty.calls < fail_at:
            break
        broken += 1
        stage.clock.move(LEASE)
        stage.deliver()
        found = stage.ticket(row["ticket"])
        mails = [(one["kind"], one["state"]) for one in stage.outbox() if one["ticket"] == row["ticket"]]
        assert found["owner"] == SECOND
        assert mails == [("ack", "sent"), ("route", "dead"), ("escalation", "sent")]
        assert len(found["entries"]) == 3
    assert broken >= 10
    assert stage.complaints == []


def test_R2_a_full_disk_leaves_the_end_of_a_mail_to_the_next_run(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.transport.say(MALI, NO, NO)
    stage.arrive(mail(IN_MALI))

    def full(*_: object) -> None:
        raise StoreTrouble("the disk is full")

    with monkeypatch.context() as later:
        later.setattr("mailbot.adapters.store.tickets.Tickets.edit_ticket", full)
        with pytest.raises(StoreTrouble):
            stage.deliver()
    assert (stage.ticket("TD-10001")["owner"], len(stage.ticket("TD-10001")["entries"])) == (MALI, 1)
    stage.clock.move(LEASE)
    stage.deliver()
    assert stage.ticket("TD-10001")["owner"] == SECOND
    assert len(stage.transport.to(AWA)) == 1  # what was sent beside it was written down


def test_R2_a_defect_of_ours_does_not_have_a_refused_mail_tried_for_ever(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def defect(*_: object) -> None:
        raise RuntimeError("a defect of ours")

    monkeypatch.setattr("mailbot.pipeline.undelivered.follow_end", defect)
    stage.transport.say(MALI, *[NO] * 9)
    stage.arrive_one(mail(IN_MALI))
    wait(stage)
    assert [one.recipient for one in stage.transport.tried].count(MALI) == 1
    assert len(stage.complaints) == 1
    assert "what should follow could not be done: RuntimeError" in stage.complaints[0]


def test_who_lost_his_lease_lets_nothing_follow(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mailbot.adapters.store.outbox.Outbox._lost", lambda *_: True)
    stage.transport.say(MALI, NO)
    stage.arrive_one(mail(IN_MALI))
    assert stage.ticket("TD-10001")["owner"] == MALI
    assert told(stage) == []


def test_the_end_of_a_mail_waits_for_who_works_on_the_request_and_follows_what_he_made_of_it(stage: Stage) -> None:
    stage.arrive(mail(IN_MALI))
    now = stage.clock.now()
    with stage.store.transaction() as tx:
        _, job = tx.jobs.claim(Queue.SEND, "stage", now, now + LEASE, 2)
        (owed,) = tx.outbox.owed([job.ref])
    lost = GivenUp(owed, NO, Settled(job, OutboundState.DEAD, NO.error, now, None), unsent=False)
    sender = threading.Thread(target=lambda: _give_up(stage.delivery(), lost))
    with stage.store.transaction() as tx:
        tx.tickets.look_up(Lookups("", (), (), (1,), ""), now)
        sender.start()
        sender.join(0.3)
        assert sender.is_alive()
        tx.tickets.edit_ticket(EditTicket(1, LEAD, (Change("owner", MALI, LEAD),)), None, now)
        tx.outbox.release(owed.id, now)
    sender.join()
    assert stage.ticket("TD-10001")["owner"] == LEAD
    assert told(stage) == []
    assert [one["state"] for one in stage.outbox()] == ["queued", "dead"]


# -- an answer that does not arrive


def refuse(several: Several, reference: str, **how: Any) -> None:
    """The server refuses the next mail to the requester, which is an answer."""
    several.stage.transport.say(AWA, NO)
    several.say(reference, ANSWER, **how)


def give_back(several: Several, reference: str, **how: Any) -> None:
    """The answer comes back."""
    several.say(reference, ANSWER, **how)
    several.stage.arrive_one(report_of(several.stage.sent_to(AWA), AWA))


def put_off(several: Several, reference: str, **how: Any) -> None:
    """The server puts us off for days."""
    several.stage.transport.say(AWA, *[LATER] * MAX_ATTEMPTS)
    several.say(reference, ANSWER, **how)
    wait(several.stage)


Ending = Callable[..., None]


@pytest.mark.parametrize("end", [refuse, give_back, put_off])
def test_who_wrote_an_answer_hears_that_it_did_not_arrive(several: Several, end: Ending) -> None:
    reference = several.ask()
    end(several, reference)
    wait(several.stage)
    assert told(several.stage) == [("undelivered", LEAD)]
    heard = several.stage.sent_to(LEAD)
    assert "Your answer did not arrive" in parse(heard)["Subject"]
    assert reference in parse(heard)["Subject"]
    assert AWA in text_of(heard)
    assert ("nobody has this address" if end is not put_off else "did not answer in time") in text_of(heard)
    assert "#history" in text_of(heard)
    assert parse(heard)["Auto-Submitted"] == "auto-generated"
    assert several.of(reference)["status"] == "waiting"
    assert several.say(reference, "#history", to=heard)["disposition"] == "commanded"


@pytest.mark.parametrize("end", [refuse, give_back, put_off])
def test_the_owner_hears_of_it_too_where_a_colleague_answered(several: Several, end: Ending) -> None:
    reference = several.ask()
    several.say(reference, "#to sam")
    end(several, reference, by=LEAD)
    assert told(several.stage) == [("escalation", SECOND), ("undelivered", LEAD), ("undelivered", SECOND)]
    assert "Your answer did not arrive" in parse(several.stage.sent_to(LEAD))["Subject"]
    assert "The answer of a colleague did not arrive" in parse(several.stage.sent_to(SECOND))["Subject"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_hears_of_it_in_his_language_with_the_reason_in_words(several: Several, language: str) -> None:
    desk = DESK.replace("name: Lena Lead}", f"name: Lena Lead, language: {language}}}")
    several.stage.publish({**SMALL, "desk.yaml": desk})
    reference = several.ask()
    refuse(several, reference)
    heard = several.stage.sent_to(LEAD)
    assert parse(heard)["Content-Language"] == language
    assert AWA in text_of(heard)
    assert "user_unknown" not in text_of(heard)
    assert "undelivered" not in text_of(heard)


@pytest.mark.parametrize("end", [refuse, give_back])
def test_S5_of_a_restricted_request_the_team_hears_number_and_topic_alone(several: Several, end: Ending) -> None:
    reference = several.ask("I write for a survivor. She is called Mariam.")
    end(several, reference)
    assert told(several.stage) == [("undelivered", LEAD)]
    heard = several.heard()
    assert reference in heard
    for hidden in (AWA, "Awa", "Mariam", ANSWER, "nobody has this address"):
        assert hidden not in heard


def test_one_answer_is_told_of_once_however_many_reports_there_are(several: Several) -> None:
    reference = several.ask()
    give_back(several, reference)
    report = report_of(several.stage.sent_to(AWA), AWA)
    for number in range(3):
        several.stage.arrive_one(report.replace(b"I am sorry.", f"I am sorry, {number}.".encode()))
    assert told(several.stage) == [("undelivered", LEAD)]
    several.say(reference, "And one more thing.")
    several.stage.arrive_one(report_of(several.stage.sent_to(AWA), AWA))
    assert told(several.stage) == [("undelivered", LEAD)] * 2


def test_an_answer_that_is_sent_again_by_hand_and_refused_again_is_told_of_once(several: Several) -> None:
    reference = several.ask()
    refuse(several, reference)
    several.stage.transport.say(AWA, NO)
    row = next(one["id"] for one in several.stage.outbox() if one["kind"] == "answer")
    with several.stage.store.connection() as connection:
        retry_outbound(connection, row, several.stage.clock.now())
    several.stage.deliver()
    assert told(several.stage) == [("undelivered", LEAD)]


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"Action: failed", b"Action: delayed"), (b"Action: failed", b"Action: delivered"), (AWA.encode(), BOB.encode())],
)
def test_B2_a_delay_a_success_and_a_report_on_another_tell_nobody(several: Several, old: bytes, new: bytes) -> None:
    reference = several.ask()
    several.say(reference, ANSWER)
    report = report_of(several.stage.sent_to(AWA), AWA)
    status = report.index(b"message/delivery-status")
    header = report.index(b"text/rfc822-headers")
    several.stage.arrive_one(report[:status] + report[status:header].replace(old, new, 1) + report[header:])
    assert told(several.stage) == []


def test_an_answer_that_a_full_mailbox_sends_back_is_told_of_though_the_address_is_not_dead(several: Several) -> None:
    reference = several.ask()
    several.say(reference, ANSWER)
    several.stage.arrive_one(report_of(several.stage.sent_to(AWA), AWA).replace(b"Status: 5.1.1", b"Status: 4.2.2"))
    assert told(several.stage) == [("undelivered", LEAD)]
    assert "the mailbox is full" in several.heard()


def test_B2_a_forged_report_tells_nobody(several: Several) -> None:
    reference = several.ask()
    several.say(reference, ANSWER)
    several.stage.arrive_one(report_of(several.stage.sent_to(AWA), AWA).replace(b"td.answer.", b"td.answer.aaaa"))
    assert told(several.stage) == []


def test_B1_a_report_causes_no_mail_outside_the_team(several: Several) -> None:
    reference = several.ask()
    several.say(reference, f"#cc {BOB}\n\n{ANSWER}")
    before = [len(several.stage.transport.to(one)) for one in (AWA, BOB)]
    several.stage.arrive_one(report_of(several.stage.sent_to(AWA), AWA))
    assert [len(several.stage.transport.to(one)) for one in (AWA, BOB)] == before
    assert told(several.stage) == [("undelivered", LEAD)]


def test_L3_a_colleague_hears_of_at_most_so_many_an_hour(several: Several, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mailbot.core.deciding.undelivered.TEAM_LIMIT", 1)
    several.stage.publish({**SMALL, "desk.yaml": DESK.replace("hourly_limit: 10", "hourly_limit: 2")})
    reference = several.ask()
    for number in range(4):
        several.stage.transport.say(AWA, NO)
        several.say(reference, f"{ANSWER} {number}")
    assert told(several.stage) == [("undelivered", LEAD)] * 2


def test_an_answer_whose_notice_is_refused_too_leaves_the_request_with_nobody_who_hears_nothing(several: Several) -> None:
    reference = several.ask("Who leads the cluster in Mali?")
    several.stage.transport.say(MALI, NO)
    refuse(several, reference, by=MALI)
    assert several.of(reference)["owner"] == SECOND
    assert told(several.stage) == [("undelivered", MALI), ("escalation", SECOND)]


def test_an_acknowledgement_that_does_not_arrive_is_noted_and_no_more(several: Several) -> None:
    several.stage.transport.say(AWA, NO)
    reference = several.ask()
    assert several.texts(reference)[-1] == f"a mail to {AWA} was given up: user_unknown"
    assert told(several.stage) == []
    several.say(reference, "#history")
    (history,) = several.sent(reference, LEAD, "history")
    assert f"A mail to {AWA} did not arrive: nobody has this address" in text_of(history)


def test_who_takes_part_and_is_refused_takes_part_no_more(several: Several) -> None:
    reference = several.ask()
    several.stage.transport.say(BOB, NO)
    several.say(reference, f"#cc {BOB}\n\n{ANSWER}")
    assert [(one["address"], one["left_by"]) for one in several.of(reference)["participants"]] == [(BOB, "mailbot")]
    assert told(several.stage) == []


def test_who_takes_part_and_cannot_be_reached_for_now_goes_on_taking_part(several: Several) -> None:
    reference = several.ask()
    several.stage.transport.say(BOB, *[LATER] * MAX_ATTEMPTS)
    several.say(reference, f"#cc {BOB}\n\n{ANSWER}")
    wait(several.stage)
    assert [(one["address"], one["left_by"]) for one in several.of(reference)["participants"]] == [(BOB, None)]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("550 5.1.1 <awa@ngo.example.org>: Recipient address rejected: User unknown", "user_unknown"),
        ("550 5.1.1", "user_unknown"),
        ("552 5.2.2 mailbox full", "mailbox_full"),
        ("given up after 30 tries: 452 4.2.2 over quota", "mailbox_full"),
        ("554 5.7.1 message looks like spam", "spam"),
        ("550 5.7.1 relaying denied", "rejected"),
        ("552 5.3.4 message size exceeds fixed limit", "too_large"),
        ("550 nein", "other"),
    ],
)
def test_the_reason_is_in_what_the_server_says(said: str, reason: str) -> None:
    assert reason_of_reply(said) == reason


def test_what_a_report_brought_about_is_decided_the_same_again(several: Several) -> None:
    reference = several.ask()
    give_back(several, reference)
    assert told(several.stage) == [("undelivered", LEAD)]
    assert {one.verdict for one in replay(several.stage.store, Past())} == {Verdict.SAME}
