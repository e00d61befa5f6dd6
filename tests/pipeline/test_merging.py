"""Two tickets become one, and every reference to either stays valid."""

import threading
from collections.abc import Callable

import pytest

from mailbot.core.deciding.commands import merging
from mailbot.core.deciding.commands.verbs import Verb, name_of
from mailbot.core.deciding.context import Lookups
from mailbot.core.decision import EditTicket
from mailbot.core.desk import LANGUAGES
from mailbot.core.ticket import Change
from mailbot.pipeline.process import process_due
from tests.fakes import START
from tests.mails import AWA, mail, parse, reply, text_of, with_files
from tests.pipeline.test_loops_of_mail import bounce_of
from tests.pipeline.test_side_by_side import at_once
from tests.rulebooks import LEAD, MALI, SECOND, SMALL
from tests.several import Several
from tests.stage import Stage

MALLORY = "mallory@evil.example.net"
BOB = "bob@ngo.example.org"


@pytest.fixture
def desk(stage: Stage) -> Several:
    """A desk with two tickets of Awa's, which Lena has."""
    several = Several(stage)
    several.ask("Who leads the cluster?")
    several.ask("And when does it meet?", subject="Another question")
    return several


def test_a_merged_ticket_is_closed_and_its_story_goes_on_in_the_other(desk: Several) -> None:
    row = desk.say("TD-10001", "#merge TD-10002")
    assert (row["state"], row["disposition"], row["ticket"], row["reason"]) == (
        *("done", "commanded", "TD-10001"),
        f"{LEAD}: #merge",
    )
    source, target = desk.of("TD-10001"), desk.of("TD-10002")
    assert (source["status"], source["due_at"], source["merged_into"]) == ("closed", None, "TD-10002")
    assert (target["status"], target["merged_into"]) == ("new", None)
    assert desk.texts("TD-10002") == [
        "Who leads the cluster?",
        "And when does it meet?",
        f"changed: status: new -> closed; due_at: {START.replace(day=6).isoformat()} -> none; merged_into: none -> TD-10002",
        "TD-10001 was merged into it",
    ]
    assert [ticket["merged_into"] for ticket in desk.stage.tickets()] == ["TD-10002", None]
    assert "TD-10001 is a part of TD-10002 now" in desk.heard()
    assert "reply with #undo" in desk.heard()
    assert len(desk.stage.transport.to(AWA)) == 2  # the two acknowledgements: she hears nothing


def test_history_and_files_are_those_of_both(stage: Stage) -> None:
    desk = Several(stage)
    stage.arrive_one(with_files(mail("The list is attached."), ("list.csv", b"a,b")))
    desk.ask("And when does it meet?")
    desk.say("TD-10001", "#merge TD-10002")
    desk.say("TD-10002", "#history #attachments")
    history, files = (text_of(data) for data in stage.transport.to(LEAD)[-3:-1])
    assert [part in history for part in ("The list is attached.", "And when does it meet?")] == [True, True]
    assert "list.csv" in files


@pytest.mark.parametrize("named", [True, False])
def test_the_requester_writes_to_either_reference(desk: Several, named: bool) -> None:
    """By the reply token alone, or with the Message-ID too."""
    desk.say("TD-10001", "#merge TD-10002")
    row = desk.say("TD-10001", "One more thing, for both.", by=AWA, named=named)
    assert (row["disposition"], row["ticket"]) == ("followed_up", "TD-10002")
    assert desk.texts("TD-10002")[-1] == "One more thing, for both."
    assert desk.of("TD-10001")["status"] == "closed"
    assert parse(desk.stage.sent_to(LEAD))["Subject"].startswith("Re: [TD-10002]")


def test_the_requester_writes_by_message_id_alone(desk: Several) -> None:
    desk.say("TD-10001", "#merge TD-10002")
    row = desk.say("TD-10001", "One more thing.", by=AWA, address="helpdesk@desk.example.org")
    assert (row["disposition"], row["ticket"]) == ("followed_up", "TD-10002")


def test_the_requester_writes_by_number_alone_once_authenticated(desk: Several) -> None:
    desk.say("TD-10001", "#merge TD-10002")
    assert desk.name("TD-10001", "One more thing.")["disposition"] == "opened"
    desk.stage.trust()
    row = desk.name("TD-10001", "And another.")
    assert (row["disposition"], row["ticket"]) == ("followed_up", "TD-10002")


def test_the_owner_answers_by_either_reference(desk: Several) -> None:
    desk.say("TD-10001", "#merge TD-10002")
    row = desk.say("TD-10001", "Ms Diallo leads it, and it meets on Monday.")
    assert (row["disposition"], row["ticket"]) == ("answered", "TD-10002")
    assert parse(desk.stage.sent_to(AWA))["Reply-To"].startswith("helpdesk+td-10002.")
    assert (desk.of("TD-10002")["status"], desk.of("TD-10001")["status"]) == ("waiting", "closed")


def test_a_report_on_a_mail_of_a_part_is_noted_on_the_whole(desk: Several) -> None:
    ack = desk.sent("TD-10001", AWA)[0]
    desk.say("TD-10001", "#merge TD-10002")
    assert desk.stage.arrive_one(bounce_of(ack, AWA))["ticket"] == "TD-10002"


def test_a_chain_is_followed_to_its_end(desk: Several) -> None:
    desk.ask("A third question.")
    desk.say("TD-10001", "#merge TD-10002")
    desk.say("TD-10002", "#merge TD-10003")
    assert desk.say("TD-10001", "Any news?", by=AWA)["ticket"] == "TD-10003"
    assert desk.say("TD-10001", "#urgency high")["ticket"] == "TD-10003"
    assert desk.texts("TD-10003")[:3] == ["Who leads the cluster?", "And when does it meet?", "A third question."]
    assert desk.of("TD-10001")["merged_into"] == "TD-10002"
    # Taken apart in the middle, the begin of the chain goes to where that is.
    desk.say("TD-10003", "#undo")
    desk.say("TD-10003", "#undo")
    assert desk.of("TD-10002")["merged_into"] is None
    assert desk.say("TD-10001", "Any news at all?", by=AWA)["ticket"] == "TD-10002"


def test_what_names_a_part_is_merged_into_what_that_is_now(desk: Several) -> None:
    desk.ask("A third question.")
    desk.say("TD-10001", "#merge TD-10002")
    desk.say("TD-10003", "#merge TD-10001")
    assert desk.of("TD-10003")["merged_into"] == "TD-10002"


@pytest.mark.parametrize("chain", [(("TD-10001", "TD-10002"), ("TD-10002", "TD-10001")), (("TD-10001", "TD-10002"),) * 2])
def test_no_circle_can_be_made(desk: Several, chain: tuple[tuple[str, str], ...]) -> None:
    for source, target in chain:
        row = desk.say(source, f"#merge {target}")
    assert row["state"] == "held"
    assert f"{chain[-1][1]} is this very request." in desk.heard()
    assert [ticket["merged_into"] for ticket in desk.stage.tickets()] == ["TD-10002", None]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("#merge", "#merge needs the reference of the other request."),
        ("#merge 10002", "“10002” is no reference: write it as TD-10001."),
        ("#merge the other one", "“the other one” is no reference"),
        ("#merge GPC-10002", "“GPC-10002” is no reference"),
        ("#merge TD-10002 TD-10003", "is no reference"),
        ("#merge TD-19999", "There is no request TD-19999."),
        ("#merge TD-00001", "There is no request TD-00001."),
        ("#merge TD-10001", "TD-10001 is this very request."),
        ("#merge TD-10002 #merge TD-10003", "#merge and #merge do not go together"),
        ("#merge TD-10002\n#close", "#merge and #close do not go together"),
        ("#history\n#merge TD-10002", "#history and #merge do not go together"),
        ("#merge TD-10002\n#split", "#merge and #split do not go together"),
        ("#merge TD-10002\n\nMs Diallo leads it.", "No text may stand below #merge"),
        ("merge TD-10002", "Did you mean #merge?"),
        ("Yes, please #merge TD-10002 with it", "Did you mean #merge?"),
    ],
)
def test_what_is_not_clear_is_asked_back(desk: Several, said: str, told: str) -> None:
    row = desk.say("TD-10001", said)
    assert row["state"] == "held"
    assert told in desk.heard()
    assert desk.of("TD-10001")["merged_into"] is None
    assert len(desk.stage.transport.to(AWA)) == 2


@pytest.mark.parametrize("said", ["TD-10002", "[td-10002]", "TD\u201310002", "td 10002", "TD-10002."])
def test_a_reference_is_read_however_a_telephone_writes_it(desk: Several, said: str) -> None:
    desk.say("TD-10001", f"#merge {said}")
    assert desk.of("TD-10001")["merged_into"] == "TD-10002"


def test_a_note_beside_it_stays_inside(desk: Several) -> None:
    desk.say("TD-10001", "#merge TD-10002\n#note she asked twice")
    assert "she asked twice" in desk.texts("TD-10002")
    assert all(b"asked twice" not in data for data in desk.stage.transport.to(AWA))


def test_undo_takes_both_apart_as_they_were(desk: Several) -> None:
    desk.say("TD-10001", "#urgency high")
    before = [{**ticket, "entries": 0, "updated_at": 0} for ticket in desk.stage.tickets()]
    desk.say("TD-10001", "#merge TD-10002")
    assert (desk.of("TD-10002")["urgency"], desk.of("TD-10002")["due_at"]) == ("high", before[0]["due_at"])
    row = desk.say("TD-10001", "#undo")
    assert (row["disposition"], row["ticket"]) == ("commanded", "TD-10002")
    assert [{**ticket, "entries": 0, "updated_at": 0} for ticket in desk.stage.tickets()] == before
    assert "TD-10001 is a request of its own again." in desk.heard()
    assert "taken back: status: closed -> new" in desk.texts("TD-10001")[-1]
    assert "TD-10001 is a ticket of its own again" in desk.texts("TD-10002")
    assert desk.say("TD-10001", "One more thing.", by=AWA)["ticket"] == "TD-10001"
    # The change before the merging is what is taken back next.
    desk.say("TD-10001", "#undo")
    assert desk.of("TD-10001")["urgency"] == "normal"


def test_undo_by_the_other_reference(desk: Several) -> None:
    desk.say("TD-10001", "#merge TD-10002")
    desk.say("TD-10002", "#undo")
    assert desk.of("TD-10001")["merged_into"] is None


def test_undo_leaves_a_ticket_on_which_somebody_wrote_meanwhile_open(desk: Several) -> None:
    desk.say("TD-10002", "#close")
    desk.say("TD-10001", "#merge TD-10002")
    assert desk.of("TD-10002")["status"] == "open"
    desk.stage.clock.sleep(60)
    desk.say("TD-10001", "Please call me.", by=AWA)
    due = desk.of("TD-10002")["due_at"]
    desk.say("TD-10002", "#undo")
    assert (desk.of("TD-10002")["status"], desk.of("TD-10002")["due_at"]) == ("open", due)
    assert desk.of("TD-10001")["status"] == "new"


def test_undo_after_everything_moved_on_is_told_and_done_once(desk: Several) -> None:
    desk.say("TD-10002", f"#to {MALI}")
    desk.say("TD-10002", "#clore", by=MALI)
    desk.say("TD-10001", "#merge TD-10002")
    desk.say("TD-10002", "It meets on Monday.")
    desk.say("TD-10002", "#undo")
    assert "taken back: nothing, for all of it has changed since" in desk.texts("TD-10002")
    assert desk.of("TD-10001")["merged_into"] is None
    desk.say("TD-10002", "#undo")  # the change before that
    assert desk.of("TD-10002")["owner"] == LEAD


def test_somebody_else_cannot_undo_it(desk: Several) -> None:
    desk.say("TD-10002", f"#to {MALI}")
    desk.say("TD-10001", "#merge TD-10002")
    desk.say("TD-10002", "#undo", by=MALI)
    assert desk.of("TD-10001")["merged_into"] == "TD-10002"
    assert "aucun changement de vous" in desk.heard(MALI)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([], [], ("new", "normal")),
        (["#urgency critical"], [], ("new", "critical")),
        (["#urgency low"], ["#urgency high"], ("new", "high")),
        ([], ["#close"], ("open", "normal")),
        (["#close"], ["#close"], ("closed", "normal")),
        (["#close"], ["#wait 3d"], ("waiting", "normal")),
        (["#wait 3d"], ["#close"], ("waiting", "normal")),
        ([], ["#wait 3d"], ("open", "normal")),
        (["#take"], [], ("new", "normal")),
        (["#close"], [], ("new", "normal")),
    ],
)
def test_the_target_stands_where_somebody_still_waits(
    desk: Several, first: list[str], second: list[str], expected: tuple[str, str]
) -> None:
    for reference, commands in (("TD-10001", first), ("TD-10002", second)):
        for command in commands:
            desk.say(reference, command)
    due = [ticket["due_at"] for ticket in desk.stage.tickets() if ticket["status"] in ("new", "open")]
    desk.say("TD-10001", "#merge TD-10002")
    target = desk.of("TD-10002")
    assert (target["status"], target["urgency"]) == expected
    if expected[0] in ("new", "open"):
        assert target["due_at"] == min(due)


def test_the_earlier_date_holds(desk: Several) -> None:
    desk.say("TD-10001", "#snooze 1d")
    early = desk.of("TD-10001")["due_at"]
    desk.say("TD-10001", "#merge TD-10002")
    assert desk.of("TD-10002")["due_at"] == early


def test_the_owner_of_the_target_keeps_it_and_both_owners_are_told(desk: Several) -> None:
    desk.say("TD-10002", f"#to {MALI}")
    desk.say("TD-10001", f"#to {SECOND}")
    desk.say("TD-10001", "#merge TD-10002")
    assert desk.of("TD-10002")["owner"] == MALI
    told = desk.stage.sent_to(MALI)
    assert parse(told)["Subject"].startswith("[TD-10002] Fusion")
    assert "TD-10001 fait maintenant partie de TD-10002" in text_of(told)
    assert "Who leads the cluster?" in text_of(told)
    former = desk.stage.sent_to(SECOND)
    assert "TD-10001 is a part of TD-10002 now" in text_of(former)
    assert "Until now: Sam Second" in text_of(former)
    assert "From now on: Moussa Mali" in text_of(former)
    assert "Who leads the cluster?" not in text_of(former)
    assert desk.say("TD-10002", "It meets on Monday.", by=MALI, to=told)["disposition"] == "answered"
    # Taken apart, each has his own again, and is told so.
    desk.say("TD-10002", "#undo")
    assert desk.of("TD-10001")["owner"] == SECOND
    assert parse(desk.stage.sent_to(SECOND))["Subject"].startswith("[TD-10001] Taken apart")
    assert desk.say("TD-10001", "Ms Diallo.", by=SECOND, to=desk.stage.sent_to(SECOND))["ticket"] == "TD-10001"


def test_who_merges_his_own_tickets_is_told_by_the_receipt_alone(desk: Several) -> None:
    before = len(desk.stage.outbox())
    desk.say("TD-10001", "#merge TD-10002")
    assert [(mail["kind"], mail["to"]) for mail in desk.stage.outbox()[before:]] == [("receipt", LEAD)]


@pytest.mark.parametrize(("said", "sent"), [("#envoyer", True), ("#annuler", False)])
def test_an_answer_that_waits_on_a_part_is_let_go_or_taken_back_by_who_wrote_it(desk: Several, said: str, sent: bool) -> None:
    desk.say("TD-10001", f"#to {MALI}")
    route = desk.sent("TD-10001", MALI)[0]
    desk.stage.clock.sleep(60)
    desk.say("TD-10001", "Ms Diallo leads it.")
    desk.stage.clock.sleep(60)
    desk.say("TD-10001", "Madame Diallo la dirige.", by=MALI, to=route)
    assert desk.heard(AWA).strip() == "Ms Diallo leads it."
    desk.say("TD-10001", "#merge TD-10002")
    row = desk.say("TD-10001", said, by=MALI, to=route)
    assert (row["disposition"], row["ticket"]) == ("commanded", "TD-10002")
    desk.stage.clock.sleep(3600)
    desk.stage.deliver()
    assert ("Madame Diallo la dirige." in desk.heard(AWA)) is sent


def test_an_answer_on_the_whole_crosses_one_on_a_part(desk: Several) -> None:
    """Who replies to an older mail of the whole has not seen what was answered on the part."""
    route = owned_by_mali(desk, "TD-10002")
    desk.stage.clock.sleep(60)
    desk.say("TD-10001", "Ms Diallo leads it.")
    desk.say("TD-10001", "#merge TD-10002")
    desk.say("TD-10002", "Madame Diallo la dirige.", by=MALI, to=route)
    assert desk.heard(AWA).strip() == "Ms Diallo leads it."
    assert "Ms Diallo leads it." in desk.heard(MALI)


def test_a_family_has_a_limit(desk: Several, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "MOST_MEMBERS", 2)
    desk.ask("A third question.")
    desk.say("TD-10001", "#merge TD-10002")
    for source, target in (("TD-10002", "TD-10003"), ("TD-10003", "TD-10001")):
        desk.say(source, f"#merge {target}")
        assert "More than 2 requests" in desk.heard()
    assert desk.of("TD-10003")["merged_into"] is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_merging_in_every_language(stage: Stage, language: str) -> None:
    speaks = SMALL["desk.yaml"].replace("name: Lena Lead}", f"name: Lena Lead, language: {language}}}")
    stage.publish({**SMALL, "desk.yaml": speaks})
    desk = Several(stage)
    desk.ask()
    desk.ask("And when?")
    desk.say("TD-10001", f"#{name_of(Verb.MERGE, language)} TD-10002")
    assert desk.of("TD-10001")["merged_into"] == "TD-10002"
    said = desk.heard()
    assert parse(stage.sent_to(LEAD))["Content-Language"] == language
    assert [part in said for part in ("TD-10001", "TD-10002", "{")] == [True, True, False]
    desk.say("TD-10001", f"#{name_of(Verb.MERGE, language)}\n\nMs Diallo.")
    assert f"#{name_of(Verb.MERGE, language)}" in desk.heard()


# Nobody gets anything by it that is not his.


def test_S5_tickets_of_different_requesters_are_not_merged(desk: Several) -> None:
    desk.ask("Where are the signs?", sender=BOB)
    row = desk.say("TD-10003", "#merge TD-10001")
    assert row["state"] == "held"
    assert "TD-10001 is another person's request" in desk.heard()
    assert desk.of("TD-10003")["merged_into"] is None


def test_S5_one_person_with_a_plus_address_is_one_requester(stage: Stage) -> None:
    desk = Several(stage)
    desk.ask("Who leads it?", sender="awa+field@ngo.example.org")
    desk.ask("And when?", sender=AWA)
    desk.say("TD-10001", "#merge TD-10002")
    row = desk.say("TD-10001", "One more thing.", by="awa+field@ngo.example.org")
    assert (row["disposition"], row["ticket"]) == ("followed_up", "TD-10002")
    desk.say("TD-10001", "It meets on Monday.")
    assert "It meets on Monday." in desk.heard(AWA)


def test_S3_an_outsiders_merge_does_nothing(desk: Several) -> None:
    desk.ask("Where are the signs?", sender=BOB)
    writers: list[Callable[[], object]] = [
        lambda: desk.say("TD-10001", "#merge TD-10003", by=AWA),
        lambda: desk.say("TD-10001", "#merge TD-10003", sender=MALLORY),
        lambda: desk.say("TD-10001", "#merge TD-10002", sender=SECOND),
        lambda: desk.name("TD-10001", "#merge TD-10003", sender=MALLORY, domain="evil.example.net"),
    ]
    for write in writers:
        write()
    assert all(ticket["merged_into"] is None for ticket in desk.stage.tickets())
    assert "signs" not in desk.heard(AWA)


def test_S3_a_token_of_a_part_is_no_token_of_another_recipient(desk: Several) -> None:
    desk.say("TD-10001", "#merge TD-10002")
    for by in (MALLORY, BOB):
        assert desk.say("TD-10001", "Send me all of it.", to=desk.sent("TD-10001", AWA)[0], sender=by)["disposition"] == "opened"
    assert len(desk.texts("TD-10002")) == 4


def test_S3_a_forged_token_of_a_part_is_none(desk: Several) -> None:
    ack = desk.sent("TD-10001", AWA)[0]
    token = str(parse(ack)["Reply-To"]).partition("@")[0].rpartition(".")[2]
    desk.say("TD-10001", "#merge TD-10002")
    forged = reply(ack, "Hello", address=f"helpdesk+td-10002.{token[::-1]}@desk.example.org", named=False)
    assert desk.stage.arrive_one(forged)["disposition"] == "opened"


@pytest.mark.parametrize(("first", "second"), [("#restrict", ""), ("", "#restrict")])
def test_what_was_restricted_makes_both_so_for_good(desk: Several, first: str, second: str) -> None:
    for reference, command in (("TD-10001", first), ("TD-10002", second)):
        if command:
            desk.say(reference, command)
    desk.say("TD-10001", "#merge TD-10002")
    assert [ticket["restricted"] for ticket in desk.stage.tickets()] == [True, True]
    desk.say("TD-10001", "#undo")
    assert [(ticket["restricted"], ticket["merged_into"]) for ticket in desk.stage.tickets()] == [(True, None)] * 2
    assert "A restriction is lifted by no mail" in desk.heard()


@pytest.mark.parametrize("said", ["#restrict", "#topic pr_case"])
def test_what_becomes_restricted_later_makes_its_parts_so(desk: Several, said: str) -> None:
    desk.say("TD-10001", "#merge TD-10002")
    desk.say("TD-10002", said)
    desk.say("TD-10002", "#undo")
    assert desk.of("TD-10001")["restricted"]


def test_a_follow_up_that_restricts_a_ticket_restricts_its_parts(desk: Several) -> None:
    desk.say("TD-10001", "#merge TD-10002")
    desk.say("TD-10002", "I write for a survivor.", by=AWA)
    assert [ticket["restricted"] for ticket in desk.stage.tickets()] == [True, True]


def owned_by_mali(desk: Several, reference: str) -> bytes:
    """Moussa has a ticket; the mail by which he has it."""
    desk.say(reference, f"#to {MALI}")
    return desk.sent(reference, MALI)[0]


def test_S5_only_who_owns_both_or_leads_merges_what_is_restricted(desk: Several) -> None:
    route = owned_by_mali(desk, "TD-10001")
    desk.say("TD-10002", "#restrict")
    row = desk.say("TD-10001", "#fusionner TD-10002", by=MALI, to=route)
    assert row["state"] == "held"
    assert "seul le responsable du domaine" in desk.heard(MALI)
    assert desk.of("TD-10001")["merged_into"] is None
    desk.say("TD-10001", "#merge TD-10002")  # Lena leads the area
    assert desk.of("TD-10001")["merged_into"] == "TD-10002"
    assert all("And when" not in text_of(data) for data in desk.stage.transport.to(MALI))


def test_S5_the_owner_of_both_merges_what_is_restricted(desk: Several) -> None:
    routes = [owned_by_mali(desk, reference) for reference in ("TD-10001", "TD-10002")]
    desk.say("TD-10001", "#restrict", by=MALI, to=routes[0])
    desk.say("TD-10001", "#merge TD-10002", by=MALI, to=routes[0])
    assert desk.of("TD-10002")["restricted"]
    assert desk.of("TD-10001")["merged_into"] == "TD-10002"


def test_S5_a_restricted_ticket_of_a_former_owner_is_not_taken_apart_by_him(desk: Several) -> None:
    """He owned both and merged them; then the lead gave the whole to somebody else, who has its text alone."""
    routes = [owned_by_mali(desk, reference) for reference in ("TD-10001", "TD-10002")]
    desk.say("TD-10001", "#merge TD-10002", by=MALI, to=routes[0])
    desk.say("TD-10002", "#restrict")
    desk.say("TD-10002", f"#to {SECOND}")
    row = desk.say("TD-10001", "#undo", by=MALI, to=routes[0])
    assert row["state"] == "held"
    assert desk.of("TD-10001")["merged_into"] == "TD-10002"


def test_two_workers_that_name_a_part_and_the_whole_take_turns(desk: Several) -> None:
    """The one that merges is waited for, and what it made is seen."""
    routes = [parse(desk.sent(reference, LEAD)[0]) for reference in ("TD-10001", "TD-10002")]
    tokens = [str(route["Reply-To"]).partition("@")[0].rpartition(".")[2] for route in routes]
    store, seen = desk.stage.store, []

    def look() -> None:
        with store.transaction() as tx:
            asked = Lookups("", (), (tokens[0],), (), MALI)
            seen.extend(mail.now.reference for mail in tx.tickets.look_up(asked, START).mails if mail.now)

    def raise_urgency() -> None:
        with store.transaction() as tx:
            tx.tickets.look_up(Lookups("", (), (tokens[1],), (), SECOND), START)
            tx.tickets.edit_ticket(EditTicket(2, LEAD, (Change("urgency", "normal", "high"),)), 1, START)

    with store.transaction() as tx:
        tx.tickets.look_up(Lookups("", (), (tokens[0],), (), LEAD, merges=(2,)), START)
        others = [threading.Thread(target=work) for work in (look, raise_urgency)]
        for other in others:
            other.start()
        others[0].join(0.3)
        assert seen == []
        tx.tickets.edit_ticket(EditTicket(1, LEAD, (Change("merged_into", "", "2"),)), 1, START)
    for other in others:
        other.join()
    assert set(seen) == {"TD-10002"}
    assert desk.of("TD-10002")["urgency"] == "high"


def test_two_workers_that_merge_two_tickets_into_one_another_make_no_circle(desk: Several) -> None:

    stage = desk.stage
    for source, target, minutes in (("TD-10001", "TD-10002", 300), ("TD-10002", "TD-10001", 301)):
        stage.mailbox.put(reply(desk.sent(source, LEAD)[0], f"#merge {target}", minutes=minutes))
    stage.poll()
    works = [stage.processing(name) for name in ("one", "two")]
    at_once(*(lambda work=work: process_due(work) for work in works))  # type: ignore[misc]  # a bound default
    stage.process()
    merged = [ticket["merged_into"] for ticket in stage.tickets()]
    assert sorted(merged, key=str) in (["TD-10001", None], ["TD-10002", None], [None, "TD-10001"], [None, "TD-10002"])
