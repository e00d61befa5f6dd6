"""A new question on an old ticket: it is offered to the owner, and becomes a ticket of its own when he says so."""

from datetime import datetime, timedelta

import pytest

from mailbot.core.deciding.commands.verbs import Verb, name_of
from mailbot.core.desk import LANGUAGES
from tests.fakes import START
from tests.mails import AWA, mail, parse, reply, text_of, with_files
from tests.rulebooks import LEAD, MALI, SECOND, SMALL
from tests.several import Several
from tests.stage import Stage

FOUND = "Something else: we found a grenade in Gao. Who can come and take it away?"


@pytest.fixture
def desk(stage: Stage) -> Several:
    """A desk with a ticket that is answered."""
    several = Several(stage)
    several.ask("Who leads the cluster?")
    several.say("TD-10001", "Ms Diallo leads it.")
    return several


def asked_again(desk: Several, text: str = FOUND) -> bytes:
    """She writes again; what the owner gets."""
    desk.say("TD-10001", text, by=AWA)
    return desk.stage.sent_to(LEAD)


def test_a_further_mail_becomes_a_ticket_of_its_own(desk: Several) -> None:
    told = asked_again(desk)
    desk.stage.clock.sleep(3600)
    before = len(desk.stage.outbox())
    row = desk.say("TD-10001", "#split", to=told)
    assert (row["state"], row["disposition"], row["ticket"]) == ("done", "commanded", "TD-10001")
    new = desk.of("TD-10002")
    assert (new["status"], new["requester"], new["requester_name"], new["language"]) == ("new", AWA, "Awa Toure", "en")
    assert (new["area"], new["topic"], new["country"], new["urgency"]) == ("mines", "mi_find", "ML", "normal")
    assert (new["owner"], new["subject"], new["restricted"]) == (LEAD, "A question", False)
    assert datetime.fromisoformat(str(new["due_at"])) == START.replace(day=6)  # from the arrival of her mail
    assert desk.texts("TD-10002") == [FOUND, "split off TD-10001"]
    assert desk.texts("TD-10001")[2:] == [FOUND, "a mail of the requester is TD-10002 now"]
    assert [(mail["kind"], mail["to"], mail["ticket"]) for mail in desk.stage.outbox()[before:]] == [
        ("ack", AWA, "TD-10002"),
        ("route", LEAD, "TD-10002"),
        ("receipt", LEAD, "TD-10001"),
    ]
    receipt = desk.heard()
    assert "The mail is a request of its own now, TD-10002, and it is yours." in receipt
    assert "reply to it with #merge TD-10001" in receipt
    assert "To take this back" not in receipt


def test_the_requester_is_acknowledged_and_told_nothing(desk: Several) -> None:
    desk.say("TD-10001", "#split", to=asked_again(desk))
    ack = desk.stage.sent_to(AWA)
    assert parse(ack)["Subject"].startswith("[TD-10002]")
    assert "grenade" not in text_of(ack)
    hers = next(row for row in desk.stage.inbound() if row["disposition"] == "followed_up")
    assert parse(ack)["In-Reply-To"] == hers["message_id"]  # no word of the coordinator's mail is in it
    assert b"team.example.org" not in ack
    row = desk.say("TD-10002", "Please hurry.", by=AWA)
    assert (row["disposition"], row["ticket"]) == ("followed_up", "TD-10002")
    assert desk.say("TD-10001", "And about the cluster?", by=AWA)["ticket"] == "TD-10001"


def test_the_acknowledgement_promises_no_date_that_is_over(desk: Several) -> None:
    told = asked_again(desk)
    assert "You will have an answer by" in text_of(desk.stage.transport.to(AWA)[0])
    desk.stage.clock.move(timedelta(days=30))
    desk.say("TD-10001", "#split", to=told)
    assert "You will have an answer by" not in desk.heard(AWA)
    assert desk.of("TD-10002")["due_at"] < desk.of("TD-10002")["created_at"]


def test_the_owner_reads_and_answers_the_new_one(desk: Several) -> None:
    desk.say("TD-10001", "#split", to=asked_again(desk))
    (route,) = desk.sent("TD-10002", LEAD, "route")
    assert [part in text_of(route) for part in (FOUND, "something found", "Awa Toure")] == [True] * 3
    desk.say("TD-10002", "Our team comes today.")
    assert desk.heard(AWA).strip() == "Our team comes today."
    assert [entry["outbox"] is not None for entry in desk.of("TD-10002")["entries"]] == [True, False, True]


def test_its_files_can_be_asked_for(desk: Several) -> None:
    desk.minutes += 1
    again = reply(desk.sent("TD-10001", AWA)[0], FOUND, minutes=desk.minutes)
    desk.stage.arrive_one(with_files(again, ("photo.jpg", b"a picture")))
    desk.say("TD-10001", "#split")
    assert [file["filename"] for file in desk.of("TD-10002")["entries"][0]["attachments"]] == ["photo.jpg"]
    desk.say("TD-10002", "#attachments")
    (files,) = desk.sent("TD-10002", LEAD, "files")
    assert [(part.get_filename(), part.get_content()) for part in parse(files).iter_attachments()] == [
        ("photo.jpg", b"a picture")
    ]


def test_of_several_mails_the_one_that_is_replied_to(desk: Several) -> None:
    first = asked_again(desk, "First: a grenade was found.")
    asked_again(desk, "Second: and when does the cluster meet?")
    desk.say("TD-10001", "#split", to=first)
    assert desk.texts("TD-10002")[0] == "First: a grenade was found."
    desk.say("TD-10001", "#split")  # in reply to the first routing mail: her newest
    assert desk.texts("TD-10003")[0] == "Second: and when does the cluster meet?"
    assert (desk.of("TD-10003")["area"], desk.of("TD-10003")["topic"]) == ("protection", "pr_other")


def test_what_the_rules_leave_open_is_as_in_the_old_ticket(desk: Several) -> None:
    desk.say("TD-10001", "#topic mi_find\n#country Mali\n#urgency high")
    desk.say("TD-10001", "#split", to=asked_again(desk, "When does the meeting begin, and where?"))
    new = desk.of("TD-10002")
    assert (new["area"], new["topic"], new["country"], new["urgency"]) == ("mines", "mi_find", "ML", "normal")


def test_a_mail_is_split_off_once(desk: Several) -> None:
    told = asked_again(desk)
    desk.say("TD-10001", "#split", to=told)
    row = desk.say("TD-10001", "#split", to=told)
    assert row["state"] == "held"
    assert "That mail is a request of its own already." in desk.heard()
    assert len(desk.stage.tickets()) == 2
    assert len(desk.stage.transport.to(AWA)) == 3


def test_the_first_mail_of_a_ticket_is_not_split_off(desk: Several) -> None:
    row = desk.say("TD-10001", "#split")
    assert row["state"] == "held"
    assert "There is no further mail of the requester" in desk.heard()


@pytest.mark.parametrize("said", ["#split\n\nOur team comes today.", "#split now", "#split #undo", "split", "We must #split it."])
def test_what_is_not_clear_is_asked_back(desk: Several, said: str) -> None:
    told = asked_again(desk)
    sent = len(desk.stage.transport.to(AWA))
    assert desk.say("TD-10001", said, to=told)["state"] == "held"
    assert len(desk.stage.tickets()) == 1
    assert len(desk.stage.transport.to(AWA)) == sent


def test_other_commands_beside_it_are_about_the_old_ticket(desk: Several) -> None:
    desk.say("TD-10001", "#split #close\n#note she has two things to ask", to=asked_again(desk))
    assert [ticket["status"] for ticket in desk.stage.tickets()] == ["closed", "new"]
    assert "she has two things to ask" in desk.texts("TD-10001")
    assert "she has two things to ask" not in desk.texts("TD-10002")
    desk.say("TD-10001", "#undo")
    assert [ticket["status"] for ticket in desk.stage.tickets()] == ["open", "new"]


def test_merged_again_it_is_one_ticket_and_every_line_is_told(desk: Several) -> None:
    desk.say("TD-10001", "#split", to=asked_again(desk))
    desk.say("TD-10002", "#merge TD-10001")
    assert desk.of("TD-10002")["merged_into"] == "TD-10001"
    assert desk.texts("TD-10001").count(FOUND) == 2
    assert desk.say("TD-10002", "Any news?", by=AWA)["ticket"] == "TD-10001"


def test_a_mail_on_a_part_is_split_off_the_whole(desk: Several) -> None:
    asked_again(desk)
    desk.ask("Where do we meet?")
    desk.say("TD-10001", "#merge TD-10002")
    desk.say("TD-10001", "#split")
    assert desk.texts("TD-10003") == [FOUND, "split off TD-10002"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_splitting_in_every_language(stage: Stage, language: str) -> None:
    speaks = SMALL["desk.yaml"].replace("name: Lena Lead}", f"name: Lena Lead, language: {language}}}")
    stage.publish({**SMALL, "desk.yaml": speaks})
    desk = Several(stage)
    desk.ask()
    desk.say("TD-10001", "Ms Diallo.")
    told = asked_again(desk)
    assert f"#{name_of(Verb.SPLIT, language)}" in text_of(told).split(FOUND)[0].split("TD-10001")[0]
    desk.say("TD-10001", f"#{name_of(Verb.SPLIT, language)}", to=told)
    receipt = desk.stage.sent_to(LEAD)
    assert parse(receipt)["Content-Language"] == language
    assert [part in text_of(receipt) for part in ("TD-10002", f"#{name_of(Verb.MERGE, language)} TD-10001", "{")] == [
        *(True, True, False)
    ]


def test_S5_restricted_text_is_not_split_off_by_who_may_not_read_it(desk: Several) -> None:
    asked_again(desk, "I write for a survivor, she is called Mariam.")
    handed = desk.say("TD-10001", f"#to {MALI}")
    assert handed["disposition"] == "commanded"
    desk.say("TD-10001", f"#to {LEAD}")
    row = desk.say("TD-10001", "#séparer", by=MALI)
    assert row["state"] == "held"
    assert len(desk.stage.tickets()) == 1
    desk.say("TD-10001", "#split")
    new = desk.of("TD-10002")
    assert (new["restricted"], new["owner"], new["topic"]) == (True, LEAD, "pr_case")
    assert all("Mariam" not in text_of(data) for data in desk.stage.transport.to(LEAD) + desk.stage.transport.to(MALI))


def test_S3_a_requester_or_an_outsider_splits_nothing(desk: Several) -> None:
    asked_again(desk)
    desk.say("TD-10001", "#split", by=AWA)
    desk.say("TD-10001", "#split", sender=SECOND)
    assert len(desk.stage.tickets()) == 1


# The hint to the owner.

HINT = "This may be a new question: reply with #split"


@pytest.mark.parametrize(
    ("topic", "status", "text", "hinted"),
    [
        ("", "", FOUND, True),
        ("#topic mi_find", "", FOUND, False),
        ("#topic mi_find", "", "Something else: a survivor asks who can help her.", True),
        ("#topic mi_find", "#close", FOUND, True),
        ("", "#close", "Thank you. And when does the cluster meet next?", True),
        ("", "#close", "Thank you very much, that was all that we needed.", False),
        ("", "#close", "Thank you!", False),
        ("", "#close", "ok?", False),
        ("", "", "Thank you, and when does it meet?", False),
        ("", "", "A grenade?", False),
        ("", "", "Thank you!\n\n> is it about the grenade", False),
    ],
)
def test_a_new_question_is_offered_to_the_owner(desk: Several, topic: str, status: str, text: str, hinted: bool) -> None:
    for command in filter(None, (topic, status)):
        desk.say("TD-10001", command)
    told = asked_again(desk, text)
    assert (HINT in text_of(told)) is hinted
    assert len(desk.stage.tickets()) == 1


def test_the_subject_of_the_ticket_is_no_new_question(stage: Stage) -> None:
    desk = Several(stage)
    desk.ask("What do we do?", subject="A grenade in the yard")
    desk.say("TD-10001", "#topic pr_other")
    desk.say("TD-10001", "Keep away from it.")
    assert HINT not in text_of(asked_again(desk, "We will do so, and tell all the neighbours."))


def test_the_subject_counts_where_a_mail_is_not_joined(stage: Stage) -> None:
    desk = Several(stage)
    desk.ask("What do we do?", subject="A grenade in the yard")
    desk.say("TD-10001", "Keep away from it.")
    apart = stage.arrive_one(mail("Nobody came. Please help.", subject="Re: [TD-10001] A grenade in the yard"))
    assert (apart["disposition"], desk.of(apart["ticket"])["topic"]) == ("opened", "mi_find")


def test_a_faint_clue_is_no_new_question(desk: Several) -> None:
    """Under `best` a table finds something in nearly every mail."""
    weighed = SMALL["topic.yaml"].replace("policy: first", "policy: best")
    desk.stage.publish({**SMALL, "topic.yaml": weighed})
    assert HINT not in text_of(asked_again(desk, "By the way, our driver saw a grenade."))
    strong = weighed.replace("words: [grenade]", "words: [grenade, explosive, shell]")
    desk.stage.publish({**SMALL, "topic.yaml": strong})
    assert HINT in text_of(asked_again(desk, "By the way, our driver saw a grenade, a shell and an explosive."))


def test_a_ticket_that_nobody_answered_is_made_clearer_by_a_further_mail(stage: Stage) -> None:
    desk = Several(stage)
    desk.ask("Can somebody help us, please?")
    assert HINT not in text_of(asked_again(desk, "I forgot to say that it is about a grenade."))


def test_a_new_question_on_a_restricted_ticket_is_offered_without_its_text(desk: Several) -> None:
    desk.say("TD-10001", "#restrict")
    told = text_of(asked_again(desk))
    assert HINT in told
    assert "grenade" not in told
