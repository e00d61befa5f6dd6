"""Two coordinators answer at once: the second answer waits, both hear of it, and whoever wrote it decides."""

import threading
import time
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.engine import database_url
from mailbot.adapters.store.mending import Mended, cancel_outbound, retry_outbound
from mailbot.core.deciding.commands.verbs import Verb, name_of
from mailbot.core.deciding.context import Context, Lookups
from mailbot.core.deciding.gates import decide
from mailbot.core.decision import Decision
from mailbot.core.desk import LANGUAGES
from mailbot.core.message import InboundMessage
from mailbot.core.rulebook import Rulebook
from mailbot.pipeline.drain import drain
from mailbot.pipeline.parts import Desk
from mailbot.pipeline.process import process_due
from mailbot.pipeline.replay import Verdict, replay
from mailbot.ports import Past
from tests.databases import copy_database
from tests.fakes import START, SilentSay
from tests.mails import AWA, authenticated, mail, parse, reply, text_of, with_files
from tests.rulebooks import LEAD, MALI, SECOND, SMALL
from tests.stage import Stage

HOLD = timedelta(minutes=10)
EARLIER, LATER = "Ms Diallo leads it.", "Nobody leads it just now."


def desk(*, hold: str = "", language: str = "") -> Mapping[str, str]:
    """The small desk with another hold, or its lead speaking another language."""
    text = SMALL["desk.yaml"] + (f"answer_hold: {hold}\n" if hold else "")
    return {
        **SMALL,
        "desk.yaml": text.replace("name: Lena Lead}", f"name: Lena Lead, language: {language}}}") if language else text,
    }


@pytest.fixture
def shared(stage: Stage) -> Stage:
    """A desk with one ticket that was handed on: two people have a mail of it to reply to, and nobody has answered."""
    return share(stage)


@pytest.fixture
def held(shared: Stage) -> Stage:
    """Both have answered: first Sam, who owns it, two minutes later Lena, who had it before and has not seen that."""
    return cross(shared)


def share(stage: Stage, first: bytes = b"") -> Stage:
    stage.arrive_one(first or mail())
    stage.arrive_one(reply(stage.sent_to(LEAD), "#to sam"))
    stage.clock.move(timedelta(minutes=5))
    return stage


def cross(stage: Stage, text: str = LATER) -> Stage:
    stage.arrive_one(reply(stage.sent_to(SECOND), EARLIER))
    stage.clock.move(timedelta(minutes=2))
    late(stage, text)
    return stage


def late(stage: Stage, text: str, minutes: int = 70) -> None:
    """Lena replies to the mail by which she had the request."""
    stage.arrive_one(reply(stage.transport.to(LEAD)[0], text, minutes=minutes))


def say(stage: Stage, text: str, minutes: int = 100) -> str:
    """Lena replies to the newest mail of ours; what she hears then."""
    stage.arrive_one(reply(stage.sent_to(LEAD), text, minutes=minutes))
    return text_of(stage.sent_to(LEAD))


def answers(stage: Stage) -> list[str]:
    """What reached the requester as answers."""
    ids = {one["message_id"] for one in stage.outbox() if one["kind"] == "answer"}
    return [text_of(data).strip() for data in stage.transport.to(AWA) if str(parse(data)["Message-ID"]) in ids]


def states(stage: Stage) -> list[str]:
    return [one["state"] for one in stage.outbox() if one["kind"] == "answer"]


def story(stage: Stage) -> list[tuple[str, str]]:
    return [(line["kind"], line["text"]) for line in stage.ticket("TD-10001")["entries"]]


def hints_of_crossing(stage: Stage) -> list[str]:
    """What the mails about answers of others are about: "" one that waits, "answered" one that left."""
    return [str(mail["hint"] or "") for mail in stage.outbox() if mail["kind"] == "crossing"]


def test_the_second_answer_waits_and_both_are_told_before_it_leaves(held: Stage) -> None:
    assert answers(held) == [EARLIER]
    receipt = held.sent_to(LEAD)
    assert parse(receipt)["Subject"] == "[TD-10001] Your answer waits: a colleague answered before"
    assert parse(receipt)["Auto-Submitted"] == "auto-replied"
    said = text_of(receipt)
    assert "- Sam Second answered this request before you, on Tuesday 3 February 2026, 09:05 UTC.\n" in said
    assert (
        "it waits until Tuesday 3 February 2026, 09:17 UTC. Reply with #send to let it go now, with #undo to take it back."
        in said
    )
    assert EARLIER in said
    notice = held.sent_to(SECOND)
    assert parse(notice)["Subject"] == "[TD-10001] A second answer waits"
    assert "- Lena Lead answered this request too, without having seen your answer." in text_of(notice)
    assert "09:17 UTC" in text_of(notice)
    assert LATER in text_of(notice)
    assert held.ticket("TD-10001")["status"] == "waiting"
    assert ("answer", LATER) in story(held)
    assert story(held)[-1] == ("event", f"this answer is held until 2026-02-03T09:17+00:00: {SECOND} had answered")


def test_it_leaves_by_itself_once_and_not_a_moment_before(held: Stage) -> None:
    (waiting,) = (one for one in held.outbox() if one["state"] == "queued")
    assert (waiting["kind"], waiting["due_at"]) == ("answer", held.clock.now() + HOLD)
    held.clock.move(HOLD - timedelta(seconds=1))
    held.deliver()
    assert answers(held) == [EARLIER]
    held.clock.move(timedelta(seconds=1))
    held.deliver()
    held.deliver()
    assert answers(held) == [EARLIER, LATER]
    assert states(held) == ["sent", "sent"]


@pytest.fixture
def other(tmp_path: Path, migrated_file: Path) -> Iterator[Stage]:
    """A second desk, on a database of its own, that holds nothing."""
    copy_database(migrated_file, tmp_path / "other.db")
    store = SqlStore(database_url(f"sqlite:///{tmp_path}/other.db"))
    yield Stage(store, rules=desk(hold="{minutes: 0}"))
    store.close()


def test_the_mail_that_waited_is_byte_for_byte_the_mail_that_would_have_left(held: Stage, other: Stage) -> None:
    cross(share(other))
    held.clock.move(HOLD)
    held.deliver()
    assert answers(other) == answers(held) == [EARLIER, LATER]
    assert held.transport.to(AWA) == other.transport.to(AWA)
    assert hints_of_crossing(other) == ["answered"]


def test_send_lets_it_go_at_once(held: Stage) -> None:
    said = say(held, "#send")
    assert answers(held) == [EARLIER, LATER]
    assert said.startswith("- Your answer that waited leaves now.\n")
    assert story(held)[-1] == ("event", "the held answer is sent now")
    assert "There is no answer of yours that waits" in say(held, "#send", 101)
    assert held.inbound()[-1]["state"] == "held"
    assert answers(held) == [EARLIER, LATER]


def test_undo_takes_it_back_for_good(held: Stage) -> None:
    said = say(held, "#undo")
    assert said.startswith("- Your answer that waited is taken back: the requester does not get it.\n")
    assert states(held) == ["sent", "cancelled"]
    assert story(held)[-1] == ("event", "the held answer is taken back: it was never sent")
    held.clock.move(HOLD)
    held.deliver()
    assert answers(held) == [EARLIER]
    assert held.ticket("TD-10001")["status"] == "waiting"
    assert "There is no change of yours to take back." not in said


def test_undo_too_late_says_so_and_touches_nothing_else(held: Stage) -> None:
    held.clock.move(HOLD)
    held.deliver()
    assert "it can no longer be taken back" in say(held, "#undo")
    assert held.ticket("TD-10001")["owner"] == SECOND  # what she had changed before: #to sam
    assert held.inbound()[-1]["state"] == "held"


def test_undo_puts_back_the_state_that_the_answer_changed_if_nothing_moved_on(shared: Stage) -> None:
    shared.arrive_one(reply(shared.sent_to(SECOND), EARLIER))
    shared.clock.move(timedelta(minutes=2))
    shared.arrive_one(reply(shared.sent_to(AWA), "And when do they meet?"))
    due = shared.ticket("TD-10001")["due_at"]
    assert due is not None
    late(shared, LATER)
    assert (shared.ticket("TD-10001")["status"], shared.ticket("TD-10001")["due_at"]) == ("waiting", None)
    say(shared, "#undo")
    assert (shared.ticket("TD-10001")["status"], shared.ticket("TD-10001")["due_at"]) == ("open", due)


def test_undo_leaves_a_state_that_moved_on(shared: Stage) -> None:
    shared.arrive_one(reply(shared.sent_to(SECOND), EARLIER))
    shared.clock.move(timedelta(minutes=2))
    shared.arrive_one(reply(shared.sent_to(AWA), "And when do they meet?"))
    late(shared, LATER)
    shared.arrive_one(reply(shared.sent_to(SECOND), "#close", minutes=90))
    say(shared, "#undo")
    assert shared.ticket("TD-10001")["status"] == "closed"
    assert states(shared) == ["sent", "cancelled"]


def test_undo_takes_back_the_commands_of_the_same_mail(shared: Stage) -> None:
    cross(shared, f"#close #urgency high #country ML\n\n{LATER}")
    now = shared.ticket("TD-10001")
    assert (now["status"], now["urgency"], now["country"]) == ("closed", "high", "ML")
    said = text_of(shared.sent_to(LEAD))
    assert [part in said for part in ("The request is closed.", "it waits until", EARLIER)] == [True] * 3
    assert answers(shared) == [EARLIER]
    say(shared, "#undo")
    now = shared.ticket("TD-10001")
    assert (now["status"], now["urgency"], now["country"]) == ("waiting", "normal", "")
    assert states(shared) == ["sent", "cancelled"]
    assert "owner" not in story(shared)[-2][1]
    say(shared, "#undo", 101)  # one step further: the handing over
    assert shared.ticket("TD-10001")["owner"] == LEAD


def test_help_above_an_answer_that_waits_lists_the_commands_and_tells_of_both(shared: Stage) -> None:
    cross(shared, f"#help\n\n{LATER}")
    said = text_of(shared.sent_to(LEAD))
    assert [part in said for part in ("it waits until", EARLIER, "\n#snooze 2d")] == [True] * 3
    assert answers(shared) == [EARLIER]


def test_a_new_text_in_reply_to_the_receipt_leaves_at_once_and_the_old_one_goes_on_waiting(held: Stage) -> None:
    said = say(held, "As Sam said, it is Ms Diallo.")
    assert answers(held) == [EARLIER, "As Sam said, it is Ms Diallo."]
    assert "Your answer is on its way to the requester." in said
    assert "An answer that you wrote before still waits, until Tuesday 3 February 2026, 09:17 UTC" in said
    held.clock.move(HOLD)
    held.deliver()
    assert answers(held) == [EARLIER, "As Sam said, it is Ms Diallo.", LATER]


def test_undo_above_a_new_text_replaces_the_old_one(held: Stage) -> None:
    said = say(held, "#undo\n\nAs Sam said, it is Ms Diallo.")
    held.clock.move(HOLD)
    held.deliver()
    assert answers(held) == [EARLIER, "As Sam said, it is Ms Diallo."]
    assert "still waits" not in said
    assert held.ticket("TD-10001")["status"] == "waiting"


def test_several_that_wait_all_go_and_are_taken_back_one_by_one(held: Stage) -> None:
    late(held, "One more thing.", 71)
    assert states(held) == ["sent", "queued", "queued"]
    say(held, "#undo")
    assert states(held) == ["sent", "queued", "cancelled"]
    late(held, "And one more.", 72)
    say(held, "#send", 101)
    assert answers(held) == [EARLIER, LATER, "And one more."]


def test_send_and_undo_are_for_ones_own_answers(held: Stage) -> None:
    held.arrive_one(reply(held.sent_to(SECOND), "#send", minutes=90))
    assert "There is no answer of yours that waits" in text_of(held.sent_to(SECOND))
    held.arrive_one(reply(held.sent_to(SECOND), "#undo", minutes=91))
    assert states(held) == ["sent", "queued"]


def test_send_and_undo_contradict_each_other(held: Stage) -> None:
    assert "#send and #undo do not go together" in say(held, "#send\n#undo")
    assert states(held) == ["sent", "queued"]


def test_the_first_may_cross_the_second_too(held: Stage) -> None:
    """To the mail from before, he cannot have seen the other answer; to the mail that told him of it, he has."""
    handed = next(data for data in held.transport.to(SECOND) if b"A second answer" not in data)
    held.arrive_one(reply(handed, "One word more.", minutes=80))
    assert states(held) == ["sent", "queued", "queued"]
    assert LATER in text_of(held.sent_to(SECOND))
    held.arrive_one(reply(held.sent_to(SECOND), "Another word.", minutes=81))
    assert answers(held) == [EARLIER, "Another word."]


def test_an_answer_that_was_taken_back_holds_nobody(held: Stage) -> None:
    say(held, "#undo")
    handed = next(data for data in held.transport.to(SECOND) if b"A second answer" not in data)
    held.arrive_one(reply(handed, "One word more.", minutes=110))
    assert answers(held) == [EARLIER, "One word more."]


def test_three_at_once_all_hear_of_each_other(held: Stage) -> None:
    held.arrive_one(reply(held.transport.to(LEAD)[0], "#to moussa", minutes=80))
    handed = held.sent_to(MALI)
    assert EARLIER in text_of(handed)
    held.arrive_one(reply(handed, "Oui.", minutes=81))
    assert answers(held) == [EARLIER, "Oui."]
    late(held, "Again.", 82)
    said = text_of(held.sent_to(LEAD))
    assert [name in said for name in ("Moussa Mali answered", "Sam Second answered", "Oui.", EARLIER)] == [True] * 4
    assert b"Lena Lead" in held.sent_to(MALI)
    assert "Lena Lead" in text_of(held.sent_to(SECOND))


def test_whoever_has_seen_the_other_answer_is_not_held(shared: Stage) -> None:
    shared.arrive_one(reply(shared.sent_to(SECOND), EARLIER))
    shared.clock.move(timedelta(minutes=2))
    shared.arrive_one(reply(shared.sent_to(LEAD), "#history", minutes=65))
    history = next(data for data in shared.transport.to(LEAD)[::-1] if EARLIER in text_of(data))
    shared.arrive_one(reply(history, LATER, minutes=70))
    assert answers(shared) == [EARLIER, LATER]
    assert shared.owed()[-2:] == [("answer", AWA), ("crossing", SECOND)]
    assert hints_of_crossing(shared) == ["answered"]


def test_two_answers_of_one_person_never_cross(stage: Stage) -> None:
    stage.arrive_one(mail())
    route = stage.sent_to(LEAD)
    for number in range(2):
        stage.clock.move(timedelta(minutes=1))
        stage.arrive_one(reply(route, f"Answer {number}.", minutes=60 + number))
    assert answers(stage) == ["Answer 0.", "Answer 1."]
    assert [kind for kind, _ in stage.owed()] == ["ack", "route", "answer", "answer"]


def test_without_a_message_id_the_oldest_mail_counts_and_each_answer_holds_once(shared: Stage) -> None:
    """A program that names no mail of ours: it cannot be told what its user had read, rather a short wait too many."""
    shared.arrive_one(reply(shared.sent_to(SECOND), EARLIER))
    shared.clock.move(timedelta(minutes=2))
    shared.arrive_one(reply(shared.sent_to(LEAD), LATER, named=False))
    assert states(shared) == ["sent", "queued"]
    shared.clock.move(timedelta(minutes=1))
    shared.arrive_one(reply(shared.sent_to(LEAD), "As Sam said.", named=False, minutes=101))
    assert answers(shared) == [EARLIER, "As Sam said."]


def test_an_owner_who_names_the_reference_alone_is_held_too(shared: Stage) -> None:
    shared.trust()
    early = reply(shared.transport.to(LEAD)[0], EARLIER)
    shared.arrive_one(authenticated(early, domain="team.example.org"))
    shared.clock.move(timedelta(minutes=2))
    written = mail(LATER, sender=SECOND, subject="About [TD-10001]")
    row = shared.arrive_one(authenticated(written, domain="team.example.org"))
    assert (row["disposition"], states(shared)) == ("answered", ["sent", "queued"])


def test_the_hold_is_the_desks_to_say(shared: Stage) -> None:
    shared.publish(desk(hold="{seconds: 30}"))
    cross(shared)
    assert [one["due_at"] for one in shared.outbox() if one["state"] == "queued"] == [shared.clock.now() + timedelta(seconds=30)]


def test_no_hold_no_waiting_and_no_mails_about_it(shared: Stage) -> None:
    shared.publish(desk(hold="{minutes: 0}"))
    cross(shared)
    assert answers(shared) == [EARLIER, LATER]
    assert shared.owed()[-3:] == [("answer", AWA), ("answer", AWA), ("crossing", SECOND)]
    assert hints_of_crossing(shared) == ["answered"]


def test_what_is_wrong_is_asked_back_before_anything_is_held(shared: Stage) -> None:
    cross(shared, f"#clsoe\n\n{LATER}")
    assert (states(shared), answers(shared)) == (["sent"], [EARLIER])
    assert LATER in text_of(shared.sent_to(LEAD))


def test_files_wait_with_their_answer(shared: Stage) -> None:
    shared.arrive_one(reply(shared.sent_to(SECOND), EARLIER))
    shared.clock.move(timedelta(minutes=2))
    shared.arrive_one(with_files(reply(shared.transport.to(LEAD)[0], LATER, minutes=70), ("list.csv", b"a,b")))
    assert len(shared.transport.to(AWA)) == 2
    shared.clock.move(HOLD)
    shared.deliver()
    assert [part.get_filename() for part in parse(shared.sent_to(AWA)).iter_attachments()] == ["list.csv"]


def test_a_restricted_answer_is_told_to_nobody(stage: Stage) -> None:
    """Who and when, and no words: the owner asks for them with #history."""
    stage.arrive_one(mail("I write for a survivor."))
    stage.arrive_one(reply(stage.sent_to(LEAD), "#to sam"))
    stage.clock.move(timedelta(minutes=5))
    cross(stage)
    said, notice = text_of(stage.sent_to(LEAD)), text_of(stage.sent_to(SECOND))
    assert "Sam Second answered this request before you" in said
    assert "Lena Lead answered this request too" in notice
    assert all(text not in mail for text in (EARLIER, LATER) for mail in (said, notice))
    stage.arrive_one(reply(stage.sent_to(SECOND), "#history", minutes=99))
    assert any(LATER in text_of(data) for data in stage.transport.to(SECOND))


def test_S5_nobody_outside_hears_of_it(held: Stage) -> None:
    for data in held.transport.to(AWA):
        assert all(word not in data for word in (b"waits", b"colleague", LEAD.encode(), SECOND.encode(), b"Lena", b"Sam"))
    assert {to for kind, to in held.owed() if kind in ("crossing", "receipt")} == {LEAD, SECOND}


def test_S1_a_forged_send_lets_nothing_go(held: Stage) -> None:
    row = held.arrive_one(mail("#send", sender=LEAD, subject="Re: [TD-10001] A question"))
    assert (row["state"], states(held)) == ("held", ["sent", "queued"])


def test_L4_an_absence_notice_of_the_second_sends_and_undoes_nothing(held: Stage) -> None:
    held.arrive_one(reply(held.sent_to(LEAD), "#send", extra=[("Auto-Submitted", "auto-replied")]))
    assert states(held) == ["sent", "queued"]


def test_a_person_can_cancel_it_or_let_it_go_by_hand(held: Stage) -> None:
    (number,) = (one["id"] for one in held.outbox() if one["state"] == "queued")
    with held.store.connection() as connection:
        assert cancel_outbound(connection, number) == (Mended.DONE, "queued")
    assert "There is no answer of yours that waits" in say(held, "#send")
    with held.store.connection() as connection:
        assert retry_outbound(connection, number, held.clock.now()) == (Mended.DONE, "cancelled")
    held.deliver()
    assert answers(held) == [EARLIER, LATER]


def test_run_once_does_not_wait_for_it(held: Stage) -> None:
    before = held.clock.now()
    work = Desk(SilentSay(), processing=held.processing(), delivery=held.delivery())
    assert drain(work, held.store, held.clock).sent == 0
    assert held.clock.now() - before < timedelta(seconds=1)
    held.clock.move(HOLD)
    assert drain(work, held.store, held.clock).sent == 1
    assert answers(held) == [EARLIER, LATER]


def test_a_desk_that_dies_while_it_is_held_sends_it_all_the_same(held: Stage) -> None:
    again = Stage(held.store)
    again.clock.move(timedelta(hours=1))
    again.deliver()
    assert [text_of(data).strip() for data in again.transport.to(AWA)] == [LATER]


def test_the_decision_can_be_made_again(held: Stage) -> None:
    say(held, "#undo")
    assert {one.verdict for one in replay(held.store, Past())} == {Verdict.SAME}


def test_two_workers_at_the_same_moment_see_that_they_cross(shared: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    for raw in (reply(shared.sent_to(SECOND), EARLIER), reply(shared.transport.to(LEAD)[0], LATER, minutes=61)):
        shared.mailbox.put(raw, received_at=shared.clock.now())
        shared.poll()
    begun: list[str] = []

    def decide_slowly(message: InboundMessage, context: Context, rulebook: Rulebook) -> Decision:
        """Long enough for the other to have looked at the ticket as well, if anybody let him."""
        begun.append(threading.current_thread().name)
        time.sleep(0.3)
        return decide(message, context, rulebook)

    monkeypatch.setattr("mailbot.pipeline.process.BATCH", 1)
    monkeypatch.setattr("mailbot.pipeline.process.decide", decide_slowly)
    workers = [threading.Thread(target=process_due, args=(shared.processing(name),), name=name) for name in ("one", "two")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    shared.deliver()
    assert sorted(begun) == ["one", "two"]
    assert [row["disposition"] for row in shared.inbound()][-2:] == ["answered", "answered"]
    assert sorted(states(shared)) == ["queued", "sent"]
    assert hints_of_crossing(shared).count("") == 1


def test_nobody_sends_what_a_mail_is_about_to_take_back(held: Stage) -> None:
    """Once a mail of its author is looked at, a held answer that falls due stays where it is until that mail is decided."""
    token = str(parse(held.sent_to(LEAD))["Reply-To"]).partition("@")[0].rpartition(".")[2]
    asked = Lookups("", (), (token,), (), LEAD)
    held.clock.move(HOLD)
    left: list[int] = []
    sender = threading.Thread(target=lambda: left.append(held.deliver().sent))
    with held.store.transaction() as tx:
        (answer,) = (one for one in tx.tickets.look_up(asked, START).answers if one.waits)
        sender.start()
        sender.join(0.3)
        tx.outbox.cancel(answer.mail)
    sender.join()
    assert left == [0]
    assert states(held) == ["sent", "cancelled"]


def test_a_requesters_mail_asks_nothing_about_answers(held: Stage) -> None:
    token = str(parse(held.sent_to(AWA))["Reply-To"]).partition("@")[0].rpartition(".")[2]
    with held.store.transaction() as tx:
        assert tx.tickets.look_up(Lookups("", (), (token,), (1,), AWA), START).answers == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_of_it_in_every_language(stage: Stage, language: str) -> None:
    stage.publish(desk(language=language))
    share(stage)
    cross(stage)
    receipt = stage.sent_to(LEAD)
    assert parse(receipt)["Content-Language"] == language
    said = text_of(receipt)
    for part in ("Sam Second", EARLIER, f"#{name_of(Verb.SEND, language)}", f"#{name_of(Verb.UNDO, language)}", "2026"):
        assert part in said
    assert "{" not in said
    assert "_" not in str(parse(receipt)["Subject"])
    sent = say(stage, f"#{name_of(Verb.SEND, language)}")
    assert answers(stage) == [EARLIER, LATER]
    assert "{" not in sent
    handed = next(data for data in stage.transport.to(SECOND) if b"A second answer" not in data)
    stage.arrive_one(reply(handed, "Word.", minutes=120))
    notice = stage.sent_to(LEAD)
    assert parse(notice)["Content-Language"] == language
    assert [part in text_of(notice) for part in ("Sam Second", "Word.", "{")] == [True, True, False]
