"""A person is forgotten: not a byte of what he wrote is left, and everybody else's requests are as before."""

import base64
from dataclasses import replace

import pytest
from sqlalchemy import select

from mailbot.adapters.store.tables import statistic
from mailbot.pipeline.forget import CannotForget, Forgetting, Forgotten, Order, forget_person, forget_request
from mailbot.pipeline.housekeeping import keep_house
from mailbot.pipeline.rulebooks import RulebookInForce
from mailbot.ports import Past, Rejected
from mailbot.ports.erasing import Gone
from tests.mails import AWA, DESK, authenticated, mail, reply, text_of, with_files
from tests.pipeline.test_loops_of_mail import bounce_of
from tests.rulebooks import LEAD, MALI
from tests.searching import columns_with, on_disk, sealed_pieces
from tests.stage import HOLDER, Stage

BOB = "Bob.Traore@field.example.net"
CARL = "carl@field.example.net"
NAME, SUBJECT, TEXT, FILE, INSIDE = "Traorewicz", "Zanzibarquest", "wellsnearkidalpoisoned", "kidalmap.pdf", "insideofthefile77"
WORDS = (BOB, "bob.traore", NAME, SUBJECT, TEXT, FILE, INSIDE)
PLANTED = [*WORDS, base64.b64encode(INSIDE.encode()).decode()[:20]]


def forgetting(stage: Stage, who: str = "operator") -> Forgetting:
    return Forgetting(stage.store, stage.clock, HOLDER, stage.identity, stage.keys, RulebookInForce(), who)


def forget(stage: Stage, address: str = BOB, **changes: bool) -> Forgotten:
    return forget_person(forgetting(stage), address, replace(Order(), **changes))


def ask(stage: Stage, text: str = TEXT, *, subject: str = SUBJECT, sender: str = f"{NAME} <{BOB}>") -> None:
    raw = mail(f"Hello,\n\n{text} in Mali, and nobody answers us.\n", sender=sender, subject=subject)
    stage.arrive_one(with_files(raw, (FILE, INSIDE.encode() * 40)))


def found(stage: Stage) -> list[str]:
    """Where anything planted still is: in columns, and for SQLite in any byte of the files."""
    seen = columns_with(stage.store, PLANTED)
    if stage.store.url.get_backend_name() == "sqlite":
        seen += on_disk(stage.store, [word.encode() for word in PLANTED])
    return seen


@pytest.fixture
def busy(stage: Stage) -> Stage:
    """A desk with two requests of Bob's, one of them answered and bounced, one of Awa's, and a mail of Bob's that is spam."""
    stage.arrive_one(mail("Who leads the cluster?"))
    ask(stage)
    stage.arrive_one(reply(stage.sent_to(MALI), f"We shall see about it. You wrote: {TEXT}", sender=MALI))
    stage.arrive_one(reply(stage.sent_to(BOB), f"Thank you, {TEXT} still", sender=BOB, minutes=70))
    ask(stage, f"{TEXT} again", subject=f"{SUBJECT} two")
    stage.arrive_one(bounce_of(stage.sent_to(BOB), BOB))
    stage.arrive_one(mail("Get cheap backlinks now", sender=BOB, subject=SUBJECT))
    return stage


def test_not_a_byte_is_left(busy: Stage) -> None:
    pieces = sealed_pieces(busy.store, PLANTED)
    assert found(busy)
    assert pieces
    if busy.store.url.get_backend_name() == "sqlite":
        assert on_disk(busy.store, pieces)
    done = forget(busy, confirm=False)
    assert (done.gone.tickets, done.held, done.stay, done.wiped) == ((2, 3), (), (), True)
    assert found(busy) == []
    if busy.store.url.get_backend_name() == "sqlite":
        assert on_disk(busy.store, pieces) == []


def test_what_is_of_others_stays_as_it_was(busy: Stage) -> None:
    before, sent = busy.ticket("TD-10001"), busy.transport.to(AWA)
    forget(busy)
    busy.deliver()
    assert busy.ticket("TD-10001") == before
    assert [ticket["reference"] for ticket in busy.tickets()] == ["TD-10001"]
    assert busy.transport.to(AWA) == sent


def test_a_row_stays_of_each_mail_so_that_none_is_fetched_again(busy: Stage) -> None:
    before = busy.inbound()
    done = forget(busy, confirm=False)
    after = busy.inbound()
    same = ("id", "mailbox", "uid", "uidvalidity", "received_at", "disposition", "attempts")
    assert [{name: row[name] for name in same} for row in after] == [{name: row[name] for name in same} for row in before]
    gone = [row for row in after if row["id"] in done.gone.arrived]
    assert {(row["reason"], row["size"], row["message_id"], row["ticket"], row["state"]) for row in gone} == {
        ("erased", 0, None, None, "done")
    }
    assert len(gone) == 6
    assert busy.poll() == 0


def test_it_is_said_where_the_mails_may_still_lie(busy: Stage) -> None:
    (place,) = forget(busy).on_server
    assert (place.mailbox, place.uids) == (busy.mailbox.name, (2, 3, 4, 5, 6, 7))


def test_the_confirmation_reaches_him_and_leaves_nothing(busy: Stage) -> None:
    done = forget(busy, BOB)
    assert done.confirmed == BOB
    assert [mail["kind"] for mail in busy.outbox() if mail["state"] == "queued"] == ["erased", "erased", "erasure"]
    busy.deliver()
    text = text_of(busy.sent_to(BOB))
    assert "has erased what it kept of you" in text
    assert "Requests: 2\n" in text
    assert "TD-1000" not in text
    busy.tick()
    wipe(busy)
    assert found(busy) == []


def wipe(stage: Stage) -> None:
    assert keep_house(stage.ticking())


def test_a_confirmation_that_never_arrives_leaves_nothing_either(busy: Stage) -> None:
    busy.transport.say(BOB, Rejected(f"550 5.1.1 <{BOB}> unknown"))
    forget(busy, BOB)
    busy.deliver()
    wipe(busy)
    assert found(busy) == []
    assert busy.owed()[-1] == ("erased", MALI)


def test_who_has_an_open_request_is_told_that_it_is_gone(busy: Stage) -> None:
    forget(busy, confirm=False)
    busy.deliver()
    first, second = (text_of(data) for data in busy.transport.to(MALI)[-2:])
    assert "TD-10002 a été effacée à la demande de la personne" in first
    assert "TD-10003" in second
    for word in WORDS:
        assert word not in first + second


def test_a_reply_to_what_is_erased_is_a_new_request(busy: Stage) -> None:
    answer = busy.sent_to(BOB)
    forget(busy, confirm=False)
    row = busy.arrive_one(reply(answer, "And now?", sender=BOB, minutes=90))
    assert (row["disposition"], row["ticket"]) == ("opened", "TD-10004")


def test_a_rehearsal_says_the_same_and_changes_nothing(busy: Stage) -> None:
    before = columns_with(busy.store, PLANTED)
    told = forget(busy, rehearse=True)
    assert columns_with(busy.store, PLANTED) == before
    assert replace(forget(busy), wiped=False) == told


def test_the_second_time_there_is_nothing(busy: Stage) -> None:
    forget(busy, confirm=False)
    assert forget(busy) == Forgotten(wiped=True)
    assert ("erasure", BOB) not in busy.owed()


@pytest.mark.parametrize("address", ["bob.traore@FIELD.example.net", "Bob.Traore+news@field.example.net"])
def test_however_the_address_is_written(busy: Stage, address: str) -> None:
    assert forget(busy, address, confirm=False).gone.tickets == (2, 3)
    assert found(busy) == []


@pytest.mark.parametrize("address", [LEAD, LEAD.upper(), DESK])
def test_a_coordinator_and_the_desk_itself_are_not_forgotten(busy: Stage, address: str) -> None:
    with pytest.raises(CannotForget, match="desk"):
        forget(busy, address)


def test_one_request_goes_and_the_other_stays(busy: Stage) -> None:
    forget_request(forgetting(busy), "TD-10002", Order())
    busy.deliver()
    assert [ticket["reference"] for ticket in busy.tickets()] == ["TD-10001", "TD-10003"]
    assert "has erased a request of yours" in text_of(busy.sent_to(BOB))
    assert "erased by whoever runs the desk" in text_of(busy.sent_to(MALI)) or "gère le service" in text_of(busy.sent_to(MALI))
    assert not any(f"{TEXT} still".casefold() in place for place in columns_with(busy.store, [f"{TEXT} still"]))


def test_a_reference_of_nothing(busy: Stage) -> None:
    with pytest.raises(CannotForget, match="there is no request TD-99999"):
        forget_request(forgetting(busy), "TD-99999", Order())


@pytest.fixture
def shared(stage: Stage) -> Stage:
    """A request of Awa's in which Bob takes part; he wrote on it, and its owner quoted him."""
    stage.arrive_one(mail("Who leads the cluster?"))
    stage.arrive_one(reply(stage.sent_to(LEAD), f"#cc {BOB}\n\nMs Diallo leads it."))
    stage.arrive_one(reply(stage.sent_to(BOB), f"I am {NAME} and I know that the {TEXT} are far.", sender=BOB, minutes=70))
    stage.arrive_one(reply(stage.sent_to(LEAD), "#note Let us call him.", minutes=80))
    return stage


def test_who_takes_part_in_the_request_of_another_leaves_nothing_there(shared: Stage) -> None:
    pieces = sealed_pieces(shared.store, PLANTED)
    assert found(shared)
    done = forget(shared, confirm=False)
    assert done.stay == ()
    assert found(shared) == []
    if shared.store.url.get_backend_name() == "sqlite":
        assert on_disk(shared.store, pieces) == []
    ticket = shared.ticket("TD-10001")
    assert [entry["kind"] for entry in ticket["entries"]] == ["request", "answer", "event", "note"]
    assert ticket["participants"] == []
    assert "[erased]" in ticket["entries"][2]["text"]


def test_the_request_in_which_he_took_part_goes_on(shared: Stage) -> None:
    forget(shared, confirm=False)
    shared.arrive_one(reply(shared.sent_to(AWA), "Thank you.", sender=AWA, minutes=90))
    shared.arrive_one(reply(shared.sent_to(LEAD), "#history", minutes=100))
    assert any("Ms Diallo leads it." in text_of(data) for data in shared.transport.to(LEAD)[-2:])
    assert len(shared.tickets()) == 1


def test_mails_of_others_that_name_him_are_theirs(stage: Stage) -> None:
    stage.arrive_one(mail(f"Please write to {BOB} about it.", sender=CARL))
    done = forget(stage)
    assert (done.gone, done.stay, done.confirmed) == (Gone(), (1,), "")
    assert BOB in stage.ticket("TD-10001")["entries"][0]["text"]


def test_a_mail_that_waits_goes_too(stage: Stage) -> None:
    stage.trust()
    stage.arrive(authenticated(mail(f"{TEXT}", sender=BOB), "fail", "field.example.net"))
    assert [row["state"] for row in stage.inbound()] == ["held"]
    forget(stage, confirm=False)
    assert [(row["state"], row["disposition"]) for row in stage.inbound()] == [("done", "discarded")]
    assert found(stage) == []


def test_what_is_erased_is_no_mail_of_the_past(busy: Stage) -> None:
    forget(busy, confirm=False)
    with busy.store.transaction() as tx:
        assert [past.inbound for past in tx.archive.past_mails(Past(), 0)] == [1]
        assert tx.archive.count(Past()) == 1


def test_the_figures_stay_as_they_were(busy: Stage) -> None:
    def figures() -> list[object]:
        with busy.store.connection() as connection:
            return [tuple(row) for row in connection.execute(select(statistic).order_by(statistic.c.ticket))]

    before = figures()
    assert len(before) == 3
    forget(busy)
    busy.deliver()
    wipe(busy)
    assert figures() == before


def test_a_late_reply_of_a_coordinator_brings_nobody_back(busy: Stage) -> None:
    routed = next(raw for raw in busy.transport.to(MALI) if NAME in text_of(raw))
    forget(busy, confirm=False)
    row = busy.arrive_one(reply(routed, f"Dear {NAME}, we are coming.", sender=MALI))
    assert (row["disposition"], row["ticket"]) == ("discarded", None)
    assert [ticket["requester"] for ticket in busy.tickets()] == [AWA]


def test_what_the_team_passed_on_and_waits_goes_too(busy: Stage) -> None:
    busy.trust()
    head = f"From: {NAME} <{BOB}>\nDate: Mon, Feb 2, 2026 at 9:00 AM\nSubject: {SUBJECT}\nTo: <{LEAD}>\n\n"
    passed_on = f"FYI\n\n---------- Forwarded message ---------\n{head}{TEXT}, who can help us with it please?\n"
    row = busy.arrive_one(mail(passed_on, sender=f"Lena <{LEAD}>", subject=f"Fwd: {SUBJECT}"))
    assert row["state"] == "held"
    forget(busy, confirm=False)
    assert found(busy) == []
