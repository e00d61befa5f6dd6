"""A coordinator passes on a mail from the field: the ticket is its writer's, and the coordinator is told."""

import pytest

from tests.mails import AWA, DESK, authenticated, mail, parse, reply, text_of, with_files
from tests.rulebooks import LEAD, MALI
from tests.stage import Stage

AMINA = "amina@field.example.net"
TEAM = "team.example.org"
QUESTION = "Bonjour, nous avons trouvé un objet dangereux près de l'école de Gao.\nQue devons-nous faire ?"


def forward(
    words: str = "She rang me too; the school is closed.",
    *,
    author: str = f"Amina Diallo <{AMINA}>",
    sender: str = LEAD,
    **more: str,
) -> bytes:
    """What a mail program makes of "Forward"."""
    text = (
        f"{words}\n\n---------- Forwarded message ---------\nFrom: {author}\nDate: Mon, 2 Feb 2026 at 10:00\n"
        f"Subject: Une mine\nTo: <{LEAD}>\n\n{QUESTION}\n"
    )
    return mail(text, sender=f"Lena Lead <{sender}>", subject=more.get("subject", "Fwd: Une mine"))


@pytest.fixture
def guarded(stage: Stage) -> Stage:
    """A desk behind a border server."""
    stage.trust()
    return stage


def pass_on(stage: Stage, **how: str) -> dict[str, object]:
    return stage.arrive_one(authenticated(forward(**how), domain=TEAM))


def test_the_ticket_is_of_who_wrote_and_both_are_told(guarded: Stage) -> None:
    row = pass_on(guarded)
    assert (row["disposition"], row["reason"]) == ("opened", f"{LEAD} passed on a mail; of {AMINA}")
    ticket = guarded.ticket("TD-10001")
    assert (ticket["requester"], ticket["requester_name"], ticket["language"]) == (AMINA, "Amina Diallo", "fr")
    assert (ticket["subject"], ticket["country"], ticket["owner"]) == ("Une mine", "ML", MALI)
    assert [(entry["kind"], entry["author"], entry["text"]) for entry in ticket["entries"]] == [
        ("request", AMINA, QUESTION),
        ("note", LEAD, "She rang me too; the school is closed."),
    ]
    assert sorted(guarded.owed()) == [("ack", AMINA), ("receipt", LEAD), ("route", MALI)]
    assert "TD-10001" in str(parse(guarded.sent_to(AMINA))["Subject"])
    told = text_of(guarded.sent_to(LEAD))
    assert "Amina Diallo" in told
    assert "TD-10001" in told


def test_S6_the_writer_hears_nothing_of_what_was_written(guarded: Stage) -> None:
    pass_on(guarded)
    assert [part in guarded.sent_to(AMINA).decode() for part in ("Gao", "rang", LEAD, "Lena")] == [False] * 4
    assert parse(guarded.sent_to(AMINA))["Content-Language"] == "fr"


def test_what_the_writer_replies_and_is_answered_goes_its_usual_way(guarded: Stage) -> None:
    pass_on(guarded)
    joined = guarded.arrive_one(reply(guarded.sent_to(AMINA), "Il y en a deux."))
    assert (joined["disposition"], joined["ticket"]) == ("followed_up", "TD-10001")
    guarded.arrive_one(authenticated(reply(guarded.sent_to(MALI), "Ne touchez à rien.", minutes=90), domain=TEAM))
    assert text_of(guarded.sent_to(AMINA)) == "Ne touchez à rien.\n"


def test_the_owner_reads_the_mail_and_not_what_stood_above_it(guarded: Stage) -> None:
    pass_on(guarded)
    routed = text_of(guarded.sent_to(MALI))
    assert QUESTION in routed
    assert AMINA in routed


def test_S1_a_forward_that_is_not_proved_waits_for_a_yes(stage: Stage) -> None:
    row = stage.arrive_one(forward())
    assert (row["state"], stage.tickets(), stage.owed()) == ("held", [], [("confirmation", LEAD)])
    asked = text_of(stage.sent_to(LEAD))
    assert "objet dangereux" in asked
    assert "\u2026" not in asked
    stage.arrive_one(reply(stage.sent_to(LEAD), "Yes"))
    assert stage.ticket("TD-10001")["requester"] == AMINA
    assert ("ack", AMINA) in stage.owed()


def test_a_question_says_where_a_long_forward_was_cut(stage: Stage) -> None:
    stage.arrive_one(forward("Where it lies, and since when. " * 100))
    assert "\u2026" in text_of(stage.sent_to(LEAD))


def test_S1_a_forged_forward_sends_nobody_anything_but_one_question_to_the_coordinator(guarded: Stage) -> None:
    guarded.arrive_one(forward())
    assert guarded.owed() == [("confirmation", LEAD)]
    assert guarded.arrive_one(authenticated(forward("again"), "fail", TEAM))["state"] == "held"
    assert guarded.owed() == [("confirmation", LEAD)]


def test_L3_one_address_gets_no_more_acknowledgements_than_the_limit(guarded: Stage) -> None:
    for number in range(12):
        pass_on(guarded, words=f"number {number}")
    assert len([owed for owed in guarded.owed() if owed == ("ack", AMINA)]) == 10
    assert len(guarded.tickets()) == 12


@pytest.mark.parametrize(
    "author",
    [MALI, DESK, "helpdesk+td-10001.abc@desk.example.org", "noreply@field.example.net", "Amina", f"{AMINA} <{AWA}>"],
)
def test_L2_what_no_person_outside_wrote_is_the_coordinators_own_request(guarded: Stage, author: str) -> None:
    pass_on(guarded, author=author)
    assert guarded.ticket("TD-10001")["requester"] == LEAD
    assert {to for _, to in guarded.owed()} <= {LEAD, MALI}


def test_L4_an_automatic_mail_passes_nothing_on(guarded: Stage) -> None:
    robot = authenticated(b"Auto-Submitted: auto-generated\r\n" + forward(), domain=TEAM)
    assert guarded.arrive_one(robot)["disposition"] == "automatic"
    assert guarded.owed() == []


def test_a_requesters_forward_is_the_requesters(guarded: Stage) -> None:
    guarded.arrive_one(authenticated(forward(sender=AWA)))
    assert guarded.ticket("TD-10001")["requester"] == AWA
    assert AMINA not in {to for _, to in guarded.owed()}


def test_a_forward_about_a_ticket_opens_no_other_and_its_words_are_no_answer(guarded: Stage) -> None:
    guarded.arrive_one(authenticated(mail()))
    row = pass_on(guarded, words="Sam, this man is a liar, tell him nothing.", subject="Fwd: [TD-10001] A question")
    assert len(guarded.tickets()) == 1
    assert (row["state"], guarded.outbox()[-1]["hint"]) == ("held", "passed_on")
    assert len(guarded.transport.to(AWA)) == 1


def test_commands_above_a_forward_are_told_to_be_undone(guarded: Stage) -> None:
    pass_on(guarded, words="#urgency high\n#to lena")
    assert guarded.ticket("TD-10001")["urgency"] == "normal"
    assert "are not carried out" in text_of(guarded.sent_to(LEAD))


def test_files_of_the_forward_are_the_requests(guarded: Stage) -> None:
    guarded.arrive_one(authenticated(with_files(forward(), ("map.pdf", b"%PDF map")), domain=TEAM))
    (entry, _) = guarded.ticket("TD-10001")["entries"]
    assert [file["filename"] for file in entry["attachments"]] == ["map.pdf"]


def test_commands_that_name_no_ticket_are_asked_back(stage: Stage) -> None:
    row = stage.arrive_one(mail("#take\n\nWe are on it.", sender=LEAD, subject="Your question"))
    assert (row["state"], stage.tickets()) == ("held", [])
    assert stage.outbox()[-1]["hint"] == "no_reference"
