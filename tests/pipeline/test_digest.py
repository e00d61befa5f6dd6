"""A coordinator who wishes so is told at times of day of his own, in one mail, of all that can wait."""

import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from mailbot.adapters.store.mending import Mended, cancel_outbound, retry_outbound
from mailbot.core.desk import LANGUAGES
from mailbot.core.writing.identity import mint_reply_token, reply_address
from mailbot.pipeline.deliver import deliver_due
from mailbot.pipeline.process import process_due
from mailbot.ports import Deferred, Rejected, Uncertain
from tests.fakes import START, FakeClock, FakeTransport
from tests.mails import AWA, DESK, mail, parse, reply, text_of, with_files
from tests.pipeline.test_loops_of_mail import bounce_of
from tests.rulebooks import LEAD, MALI, SECOND, SMALL
from tests.stage import Stage
from tests.tapping import PROGRAMS, html_of, send, tap, taps_in

TWO = datetime(2026, 2, 3, 14, tzinfo=UTC)
"""The digest after START, a Tuesday at nine."""

ITEM = re.compile(r"(td-(\d{5})\.[a-z2-7]{20}@desk\.example\.org)")


def rules(lead: str = "digest: ['08:00', '14:00']", more: str = "", mali: str = "") -> Mapping[str, str]:
    """The small desk whose lead, and the coordinator of Mali if wished, are told in digests."""
    text = SMALL["desk.yaml"].replace("name: Lena Lead}", f"name: Lena Lead, {lead}}}") + more
    return {**SMALL, "desk.yaml": text.replace("language: fr}", f"language: fr, {mali}}}") if mali else text}


@pytest.fixture
def stage(store: Any) -> Stage:
    return Stage(store, rules=rules())


def ask(number: int, text: str = "", sender: str = f"Awa Toure <{AWA}>", **more: Any) -> bytes:
    return mail(text or f"Question number {number}: whom do we write to?", sender=sender, subject=f"Question {number}", **more)


def come(stage: Stage, moment: datetime = TWO) -> None:
    """It is that time, and the desk sends what is due."""
    stage.clock.move(moment - stage.clock.now())
    stage.deliver()


def states(stage: Stage, *kinds: str) -> list[tuple[str, str]]:
    return [(one["kind"], one["state"]) for one in stage.outbox() if one["kind"] in (kinds or ("digest", "route", "follow_up"))]


def row(stage: Stage, kind: str, at: int = 0) -> dict[str, Any]:
    return [one for one in stage.outbox() if one["kind"] == kind][at]


def addresses(raw: bytes) -> dict[str, str]:
    """The reply addresses of a digest, by reference."""
    return {f"TD-{number}": f"helpdesk+{address}" for address, number in ITEM.findall(text_of(raw))}


@pytest.fixture
def told(stage: Stage) -> Stage:
    """A desk that sent a digest of two requests."""
    stage.arrive(ask(1), ask(2))
    come(stage)
    return stage


def test_what_can_wait_comes_in_one_mail_at_the_time_of_the_digest(stage: Stage) -> None:
    stage.arrive(ask(1), with_files(ask(2), ("map.pdf", b"x" * 900)))
    stage.deliver()
    assert stage.transport.to(LEAD) == []
    assert len(stage.transport.to(AWA)) == 2
    digest = row(stage, "digest")
    assert [(one["digest"], one["due_at"]) for one in stage.outbox() if one["kind"] == "route"] == [(digest["id"], TWO)] * 2
    assert digest["due_at"] == TWO
    come(stage, TWO - timedelta(seconds=1))
    assert stage.transport.to(LEAD) == []
    come(stage)
    (raw,) = stage.transport.to(LEAD)
    text = text_of(raw)
    assert parse(raw)["Subject"] == "2 requests"
    assert parse(raw)["Reply-To"] is None
    assert text.index("1. TD-10001 · Normal") < text.index("Question number 1") < text.index("2. TD-10002")
    assert "Awa Toure" in text
    assert "Answer by: Fri 6 February, 09:00 UTC" in text
    assert "Attachments: 1" in text.partition("2. TD-10002")[2]
    assert states(stage) == [("digest", "sent"), ("route", "sent"), ("route", "sent")]
    assert {one["sent_at"] for one in stage.outbox() if one["to"] == LEAD} == {TWO}
    assert [one for one in stage.jobs() if one.queue == "send"] == []


def test_a_second_digest_takes_what_comes_later(told: Stage) -> None:
    told.arrive(ask(3), ask(4))
    come(told, datetime(2026, 2, 4, 8, tzinfo=UTC))
    assert [list(addresses(raw)) for raw in told.transport.to(LEAD)] == [["TD-10001", "TD-10002"], ["TD-10003", "TD-10004"]]


def test_one_alone_leaves_as_a_mail_of_its_own_that_can_be_replied_to(stage: Stage) -> None:
    stage.arrive(ask(1))
    come(stage)
    (raw,) = stage.transport.to(LEAD)
    assert "TD-10001" in parse(raw)["Subject"]
    assert states(stage) == [("digest", "cancelled"), ("route", "sent")]
    assert stage.arrive_one(reply(raw, "Write to Ms Diallo."))["disposition"] == "answered"


def test_a_further_mail_of_a_requester_waits_too(stage: Stage) -> None:
    stage.arrive_one(ask(1))
    stage.arrive_one(reply(stage.sent_to(AWA), "And by when?"))
    come(stage)
    text = text_of(stage.sent_to(LEAD))
    assert re.findall(r"\d\. TD-10001", text) == ["1. TD-10001", "2. TD-10001"]
    assert "The requester wrote again." in text.partition("2. TD")[2]
    assert "And by when?" in text


@pytest.mark.parametrize("word", ["urgent", "right now"])
def test_what_is_urgent_leaves_at_once_and_alone(stage: Stage, word: str) -> None:
    stage.arrive_one(ask(1, f"We need this {word}, please."))
    assert "TD-10001" in parse(stage.sent_to(LEAD))["Subject"]
    assert states(stage) == [("route", "sent")]


def test_what_becomes_urgent_leaves_at_once_and_the_request_comes_with_it(stage: Stage) -> None:
    stage.arrive(ask(1), ask(2), ask(3))
    stage.deliver()
    stage.arrive_one(reply(stage.transport.to(AWA)[0], "This is urgent now."))
    assert ["This is urgent now." in text_of(raw) for raw in stage.transport.to(LEAD)] == [False, True]
    assert "Question number 1" in text_of(stage.transport.to(LEAD)[0])
    come(stage)
    assert list(addresses(stage.sent_to(LEAD))) == ["TD-10002", "TD-10003"]


def test_who_has_set_nothing_is_told_at_once(stage: Stage) -> None:
    stage.arrive_one(ask(1, "Who leads the cluster in Mali?"))
    assert states(stage) == [("route", "sent")]


def test_what_is_due_before_the_digest_leaves_at_once(stage: Stage) -> None:
    stage.publish({**rules(), "desk.yaml": rules()["desk.yaml"].replace("normal: {days: 3}", "normal: {hours: 5}")})
    stage.arrive_one(ask(1))
    assert states(stage) == [("route", "sent")]


def test_it_comes_on_days_of_work_in_the_zone_of_its_reader(stage: Stage) -> None:
    calendar = "calendars: {amman: {timezone: Asia/Amman, weekend: [friday, saturday], holidays: ['2026-02-08']}}\n"
    stage.publish(rules("calendar: amman, digest: ['08:00']", calendar))
    stage.clock.move(timedelta(days=2))  # a Thursday, noon in Amman
    stage.arrive(ask(1))
    monday = datetime(2026, 2, 9, 5, tzinfo=UTC)
    assert row(stage, "digest")["due_at"] == monday == row(stage, "route")["due_at"]


def test_each_reader_has_a_digest_of_his_own_in_his_language(stage: Stage) -> None:
    stage.publish(rules(mali="digest: '14:00'"))
    stage.arrive(ask(1), ask(2), ask(3, "Three: and in Mali?"), ask(4, "Four: and in Gao?"))
    come(stage)
    assert list(addresses(stage.sent_to(LEAD))) == ["TD-10001", "TD-10002"]
    assert list(addresses(stage.sent_to(MALI))) == ["TD-10003", "TD-10004"]
    assert parse(stage.sent_to(MALI))["Subject"] == "2 demandes"


def test_the_21st_leaves_alone(stage: Stage) -> None:
    stage.arrive(*(ask(number, sender=f"p{number}@ngo.example.org") for number in range(21)))
    stage.deliver()
    assert ["TD-10021" in parse(raw)["Subject"] for raw in stage.transport.to(LEAD)] == [True]
    come(stage)
    assert len(addresses(stage.sent_to(LEAD))) == 20
    assert parse(stage.sent_to(LEAD))["Subject"] == "20 requests"


def test_a_long_text_is_cut_and_its_lines_are_joined(stage: Stage) -> None:
    stage.arrive(ask(1, "First line\n\nsecond line " + "word " * 900), ask(2))
    come(stage)
    (line,) = [line for line in text_of(stage.sent_to(LEAD)).split("\n") if line.startswith("First line")]
    assert line.startswith("First line second line word")
    assert len(line) <= 300
    assert line.endswith("…")


def test_S5_a_restricted_request_tells_no_text_and_no_name(stage: Stage) -> None:
    stage.arrive(ask(1), ask(2, "I write for a survivor. She is called Mariam.", sender="Rokia Keita <rokia@ngo.example.org>"))
    come(stage)
    raw = stage.sent_to(LEAD)
    assert "RESTRICTED" in text_of(raw)
    for word in ("Mariam", "survivor", "Rokia", "rokia", "Question 2"):
        assert word not in text_of(raw) + html_of(raw) + str(parse(raw)["Subject"])
    assert sorted(taps_in(raw)) == ["Answer", "Send me the text"]
    history = tap(raw, "Send me the text")
    stage.arrive_one(send(history, "Gmail", sender=LEAD))
    assert any("Mariam" in text_of(one) for one in stage.transport.to(LEAD)[1:])


def test_an_answer_to_the_address_at_a_request_is_the_answer_to_that_request(told: Stage) -> None:
    raw = told.sent_to(LEAD)
    address = addresses(raw)["TD-10002"]
    row = told.arrive_one(mail("Write to Ms Diallo.", sender=LEAD, to=address, subject="An answer"))
    assert (row["disposition"], row["ticket"]) == ("answered", "TD-10002")
    assert text_of(told.sent_to(AWA)).strip() == "Write to Ms Diallo."


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_tap_answers_and_commands_in_every_program(told: Stage, program: str) -> None:
    draft = tap(told.sent_to(LEAD), "Answer")
    assert draft.body == ""
    filled = type(draft)(draft.to, draft.subject, "#urgency high\r\n\r\nWrite to Ms Diallo.\r\n")
    row = told.arrive_one(send(filled, program, sender=LEAD))
    assert (row["disposition"], row["ticket"]) == ("answered", "TD-10002")
    assert text_of(told.transport.to(AWA)[-1]).strip() == "Write to Ms Diallo."
    assert told.ticket("TD-10002")["urgency"] == "high"


def test_a_reply_to_the_digest_with_the_address_of_a_request_put_in_is_for_that_request(told: Stage) -> None:
    raw = told.sent_to(LEAD)
    row = told.arrive_one(reply(raw, "Write to Ms Diallo.", address=addresses(raw)["TD-10001"]))
    assert (row["disposition"], row["ticket"]) == ("answered", "TD-10001")
    assert text_of(told.sent_to(AWA)).strip() == "Write to Ms Diallo."


def test_S3_an_address_of_a_digest_is_of_no_use_to_others(told: Stage) -> None:
    address = addresses(told.sent_to(LEAD))["TD-10001"]
    row = told.arrive_one(mail("I say yes.", sender=MALI, to=address))
    assert (row["state"], row["ticket"]) == ("held", None)
    row = told.arrive_one(mail("I say yes.", sender="mallory@evil.example.net", to=address))
    assert (row["disposition"], row["ticket"]) == ("opened", "TD-10003")


@pytest.mark.parametrize("text", ["Write to Ms Diallo.", "#take", "#close\n\nIt is done.", "", "Thanks"])
def test_a_reply_to_the_digest_itself_is_asked_back_and_reaches_nobody(told: Stage, text: str) -> None:
    before = len(told.transport.to(AWA))
    row = told.arrive_one(reply(told.sent_to(LEAD), text))
    assert (row["state"], row["ticket"]) == ("held", None)
    assert len(told.tickets()) == 2
    assert len(told.transport.to(AWA)) == before
    receipt = told.sent_to(LEAD)
    assert "write to the address that stands at the request" in text_of(receipt)
    again = told.arrive_one(reply(receipt, "Then here: write to Ms Diallo.", minutes=90))
    assert (again["state"], len(told.tickets())) == ("held", 2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_of_a_digest_reaches_a_requester(stage: Stage, language: str) -> None:
    stage.publish(rules(f"language: {language}, digest: ['14:00']"))
    stage.arrive(ask(1), ask(2, "A secret of another requester."))
    come(stage)
    raw = stage.sent_to(LEAD)
    shown = re.sub(r"<[^>]+>", "", html_of(raw).replace("<br>", ""))
    for quoted in (text_of(raw), shown):
        row = stage.arrive_one(mail(f"Yes.\n\n{quoted}", sender=LEAD, to=addresses(raw)["TD-10001"], message_id=None))
        assert row["disposition"] != "answered"
    assert not any(b"secret" in one for one in stage.transport.to(AWA))


def test_what_somebody_else_owns_by_then_is_left_out(stage: Stage) -> None:
    stage.arrive(ask(1), ask(2), ask(3))
    hand_over(stage, "TD-10001")
    come(stage)
    assert list(addresses(stage.sent_to(LEAD))) == ["TD-10002", "TD-10003"]
    left_out = row(stage, "route")
    assert (left_out["ticket"], left_out["state"], left_out["digest"]) == ("TD-10001", "cancelled", None)
    assert "somebody else has it" in left_out["error"]


def hand_over(stage: Stage, *references: str) -> None:
    """The owner gives requests on before the digest leaves, in reply to something else that he had of them."""
    for number, reference in enumerate(references, 1):
        token = mint_reply_token(stage.keys, stage.name_of(number), LEAD)
        stage.arrive_one(mail("#to sam", sender=LEAD, to=reply_address(DESK, reference, token), subject=reference))
    assert {stage.ticket(reference)["owner"] for reference in references} == {SECOND}


def test_where_all_are_left_out_nothing_is_sent(stage: Stage) -> None:
    stage.arrive(ask(1), ask(2))
    hand_over(stage, "TD-10001", "TD-10002")
    come(stage)
    assert states(stage) == [("digest", "cancelled"), ("route", "cancelled"), ("route", "cancelled")]
    assert all("digest" not in str(parse(raw)["Message-ID"]) for raw in stage.transport.to(LEAD))
    assert [one for one in stage.jobs() if one.queue == "send"] == []


def test_mails_behind_a_digest_that_never_leaves_are_not_forgotten(stage: Stage) -> None:
    stage.arrive(ask(1), ask(2))
    hand_over(stage, "TD-10001", "TD-10002")
    stage.transport = FakeTransport(slots=1)
    stage.clock.move(TWO - stage.clock.now())
    stage.arrive(ask(3, "This is urgent."))
    assert stage.deliver().sent == 2  # the acknowledgement and the routing mail


def test_of_a_digest_that_comes_back_each_request_goes_to_the_next_person(stage: Stage) -> None:
    stage.publish(rules(mali="digest: '14:00'"))
    stage.arrive(ask(1, "One: and in Mali?"), ask(2, "Two: and in Gao?"))
    come(stage)
    row = stage.arrive_one(bounce_of(stage.sent_to(MALI), MALI))
    assert row["disposition"] == "bounce"
    assert "TD-10001, TD-10002" in row["reason"]
    assert [one["owner"] for one in stage.tickets()] == [SECOND, SECOND]
    assert stage.owed()[-2:] == [("escalation", SECOND)] * 2
    events = [entry["text"] for entry in stage.ticket("TD-10002")["entries"] if entry["kind"] == "event"]
    assert events[0].startswith("delivery report")


def test_what_the_server_says_of_a_digest_holds_for_all_that_it_tells(stage: Stage) -> None:
    stage.transport.say(LEAD, Deferred("451 later"), Uncertain("the line broke"), Rejected("550 no"))
    stage.arrive(ask(1), ask(2))
    come(stage)
    assert [state for _, state in states(stage)] == ["queued"] * 3
    assert {one["error"] for one in stage.outbox() if one["to"] == LEAD} == {"451 later"}
    come(stage, TWO + timedelta(hours=1))
    assert [state for _, state in states(stage)] == ["uncertain"] * 3
    assert len({one["due_at"] for one in stage.outbox() if one["to"] == LEAD}) == 1
    come(stage, TWO + timedelta(hours=3))
    assert [state for _, state in states(stage)] == ["dead"] * 3
    number = row(stage, "digest")["id"]
    with stage.store.connection() as connection:
        assert retry_outbound(connection, number, stage.clock.now()) == (Mended.DONE, "dead")
    assert [state for _, state in states(stage)] == ["queued"] * 3
    stage.deliver()
    assert [state for _, state in states(stage)] == ["sent"] * 3
    assert len({parcel.data for parcel in stage.transport.tried if parcel.recipient == LEAD}) == 1


def test_a_digest_takes_what_it_tells_with_it_when_it_is_cancelled(stage: Stage) -> None:
    stage.arrive(ask(1), ask(2))
    number = row(stage, "digest")["id"]
    with stage.store.connection() as connection:
        assert cancel_outbound(connection, number) == (Mended.DONE, "queued")
    assert [state for _, state in states(stage)] == ["cancelled"] * 3
    stage.arrive(ask(3))
    stage.deliver()
    assert "TD-10003" in parse(stage.sent_to(LEAD))["Subject"]
    with stage.store.connection() as connection:
        assert retry_outbound(connection, number, stage.clock.now()) == (Mended.DONE, "cancelled")
    stage.deliver()
    assert list(addresses(stage.sent_to(LEAD))) == ["TD-10001", "TD-10002"]


@pytest.mark.parametrize(("mend", "state"), [("cancel", "cancelled"), ("retry", "sent")])
def test_one_request_is_taken_out_of_a_digest_by_hand(stage: Stage, mend: str, state: str) -> None:
    stage.arrive(ask(1), ask(2), ask(3))
    number = row(stage, "route")["id"]
    with stage.store.connection() as connection:
        done = cancel_outbound(connection, number) if mend == "cancel" else retry_outbound(connection, number, START)
    assert done == (Mended.DONE, "queued")
    stage.deliver()
    come(stage)
    assert (row(stage, "route")["state"], row(stage, "route")["digest"]) == (state, None)
    assert list(addresses(stage.sent_to(LEAD))) == ["TD-10002", "TD-10003"]


def test_what_is_written_into_a_digest_cannot_be_taken_out_any_more(stage: Stage) -> None:
    stage.transport.say(LEAD, Deferred("451 later"))
    stage.arrive(ask(1), ask(2))
    come(stage)
    digest, number = row(stage, "digest")["id"], row(stage, "route")["id"]
    for mend in (cancel_outbound, lambda connection, one: retry_outbound(connection, one, TWO)):
        with stage.store.connection() as connection:
            assert mend(connection, number) == (Mended.NOT_NOW, f"told in mail {digest}, which is written already")


def test_a_digest_that_is_written_takes_in_nothing_more(stage: Stage) -> None:
    stage.transport.say(LEAD, Deferred("451 later"))
    stage.arrive(ask(1), ask(2))
    come(stage)
    stage.clock.move(START - stage.clock.now())  # another machine, whose clock is behind
    stage.arrive(ask(3))
    stage.deliver()
    assert "TD-10003" in parse(stage.sent_to(LEAD))["Subject"]


class Killed(BaseException):
    """The process died."""


@contextmanager
def dying() -> Iterator[None]:
    with pytest.raises(Killed):
        yield


def test_killed_before_it_is_settled_the_same_digest_is_sent_again(stage: Stage) -> None:
    stage.arrive(ask(1), ask(2))
    stage.deliver()
    stage.clock.move(TWO - stage.clock.now())

    class Dies(FakeTransport):
        def send(self, parcels: Any) -> Any:
            super().send(parcels)
            raise Killed

    first = Dies()
    with dying():
        deliver_due(stage.delivery(transport=first))
    stage.arrive(ask(3), ask(4))
    come(stage, TWO + timedelta(hours=1))
    assert stage.transport.to(LEAD)[0] == first.to(LEAD)[0]
    assert [state for _, state in states(stage)][:3] == ["sent"] * 3
    come(stage, TWO + timedelta(hours=18))
    assert list(addresses(stage.sent_to(LEAD))) == ["TD-10003", "TD-10004"]


def test_killed_while_it_is_written_nothing_happened(stage: Stage) -> None:
    stage.arrive(ask(1), ask(2))
    stage.deliver()
    stage.clock.move(TWO - stage.clock.now())
    work = stage.delivery()

    class Dies:
        def render(self, kind: Any, view: Any) -> Any:
            raise Killed

    with dying():
        deliver_due(stage.delivery(renderer=Dies()))
    assert [state for _, state in states(stage)] == ["queued"] * 3
    deliver_due(work)
    assert list(addresses(stage.sent_to(LEAD))) == ["TD-10001", "TD-10002"]


def told_once(stage: Stage) -> list[str]:
    """The requests of which the lead was told, in digests and alone."""
    found: list[str] = []
    for raw in stage.transport.to(LEAD):
        alone = re.findall(r"TD-\d{5}", str(parse(raw)["Subject"]))
        found += alone or list(addresses(raw))
    return sorted(found)


def test_two_workers_gather_into_one_digest(stage: Stage) -> None:
    for number in range(12):
        stage.mailbox.put(ask(number, sender=f"p{number}@ngo.example.org"))
    stage.poll()
    both = [threading.Thread(target=lambda name=name: drain(stage, name)) for name in ("one", "two")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert [kind for kind, _ in states(stage)].count("digest") == 1
    come(stage)
    assert told_once(stage) == [f"TD-{10001 + number}" for number in range(12)]
    assert len(stage.transport.to(LEAD)) == 1


def drain(stage: Stage, holder: str) -> None:
    while process_due(stage.processing(holder)).ended:
        pass


def test_what_is_decided_while_the_digest_is_written_is_in_it_or_leaves_alone(stage: Stage) -> None:
    stage.arrive(*(ask(number, sender=f"p{number}@ngo.example.org") for number in range(4)))
    stage.deliver()
    for number in range(4, 16):
        stage.mailbox.put(ask(number, sender=f"p{number}@ngo.example.org"))
    stage.poll()
    stage.clock.move(TWO - timedelta(seconds=30) - stage.clock.now())
    ahead = stage.delivery(clock=FakeClock(TWO))  # of another machine
    sender = threading.Thread(target=lambda: deliver_due(ahead))
    sender.start()
    drain(stage, "decides")
    sender.join()
    come(stage)
    come(stage, TWO + timedelta(hours=1))
    assert told_once(stage) == [f"TD-{10001 + number}" for number in range(16)]
    assert {state for _, state in states(stage)} <= {"sent"}


def test_a_reply_that_hangs_on_the_digest_is_not_threaded_on_mails_that_never_left(told: Stage) -> None:
    raw = told.sent_to(LEAD)
    told.arrive_one(mail("Write to Ms Diallo.", sender=LEAD, to=addresses(raw)["TD-10001"], message_id="<his@team.example.org>"))
    told.arrive_one(reply(told.sent_to(AWA), "This is urgent."))
    assert parse(told.sent_to(LEAD))["References"] == "<his@team.example.org>"
    assert DESK in str(parse(told.sent_to(LEAD))["From"])
