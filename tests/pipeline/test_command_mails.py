"""Commands as a conversation: what is sent, what is stored, what is told, and what is taken back."""

import threading
from collections.abc import Mapping

import pytest

from mailbot.core.deciding.commands.verbs import NAMES, Verb, name_of
from mailbot.core.deciding.context import Lookups
from mailbot.core.decision import EditTicket
from mailbot.core.desk import LANGUAGES
from mailbot.core.ticket import Change
from tests.fakes import START
from tests.mails import AWA, DESK, authenticated, mail, parse, reply, text_of, with_files
from tests.rulebooks import LEAD, MALI, SECOND, SMALL
from tests.stage import Stage

MALLORY = "mallory@evil.example.net"
SECRET = "the survivor is called Mariam"


@pytest.fixture
def opened(stage: Stage) -> Stage:
    """A desk with one ticket, its ack and its routing mail sent."""
    stage.arrive_one(mail())
    return stage


def ticket(stage: Stage, reference: str = "TD-10001") -> dict[str, object]:
    found: dict[str, object] = stage.ticket(reference)
    return found


def entries(stage: Stage) -> list[tuple[str, str, str]]:
    return [(line["kind"], line["author"], line["text"]) for line in stage.ticket("TD-10001")["entries"]]


def test_a_command_is_done_told_and_answered_with_a_receipt(opened: Stage) -> None:
    row = opened.arrive_one(reply(opened.sent_to(LEAD), "#urgency high\n#country Mali"))
    assert (row["state"], row["disposition"], row["ticket"]) == ("done", "commanded", "TD-10001")
    assert row["reason"] == f"{LEAD}: #urgency, #country"
    assert (ticket(opened)["urgency"], ticket(opened)["country"]) == ("high", "ML")
    assert entries(opened)[1:] == [("event", LEAD, entries(opened)[1][2])]
    assert "urgency: normal -> high; country: none -> ML" in entries(opened)[1][2]
    assert len(opened.transport.to(AWA)) == 1
    receipt = opened.sent_to(LEAD)
    assert text_of(receipt).splitlines()[:4] == [
        "- Urgency: Normal → High.",
        "- Date: Wednesday 4 February 2026, 09:00 UTC",
        "- Country: Mali.",
        "- To take this back, reply with #undo.",
    ]
    assert parse(receipt)["Subject"] == "[TD-10001] Done: Urgency: Normal → High."
    assert parse(receipt)["Auto-Submitted"] == "auto-replied"


def test_an_answer_below_commands_reaches_the_requester_and_no_command_does(opened: Stage) -> None:
    opened.arrive_one(reply(opened.sent_to(LEAD), "#take #urgency high\n\nDear Awa,\nMs Diallo leads it.\n\nBest regards\nLena"))
    answer = text_of(opened.sent_to(AWA))
    assert answer.strip() == "Dear Awa,\nMs Diallo leads it."
    assert [kind for kind, _, _ in entries(opened)] == ["request", "answer", "event"]
    assert ticket(opened)["status"] == "waiting"
    assert "Your answer is on its way" in text_of(opened.sent_to(LEAD))


def test_one_slip_and_nothing_is_done_and_the_text_comes_back(opened: Stage) -> None:
    row = opened.arrive_one(reply(opened.sent_to(LEAD), "#urgncy high\n\nDear Awa,\nMs Diallo leads it."))
    assert (row["state"], row["ticket"]) == ("held", "TD-10001")
    assert len(opened.transport.to(AWA)) == 1
    assert [kind for kind, _, _ in entries(opened)] == ["request"]
    back = text_of(opened.sent_to(LEAD))
    assert back.startswith("NOTHING was done, and nothing was sent to the requester.\n")
    assert "There is no command #urgncy. Did you mean #urgency?" in back
    assert "Ms Diallo leads it." in back


def test_the_mended_mail_is_done_once(opened: Stage) -> None:
    opened.arrive_one(reply(opened.sent_to(LEAD), "#clsoe\nYes."))
    row = opened.arrive_one(reply(opened.sent_to(LEAD), "#close\nYes.", minutes=70))
    assert row["disposition"] == "answered"
    assert ticket(opened)["status"] == "closed"
    assert [text_of(data).strip() for data in opened.transport.to(AWA)[1:]] == ["Yes."]


def test_undo_and_undo_again(opened: Stage) -> None:
    opened.arrive_one(reply(opened.sent_to(LEAD), "#urgency high"))
    opened.arrive_one(reply(opened.sent_to(LEAD), "#country ML", minutes=61))
    opened.arrive_one(reply(opened.sent_to(LEAD), "#undo", minutes=62))
    assert (ticket(opened)["urgency"], ticket(opened)["country"]) == ("high", "")
    assert "taken back: country: ML -> none" in entries(opened)[-1][2]
    opened.arrive_one(reply(opened.sent_to(LEAD), "#undo", minutes=63))
    assert (ticket(opened)["urgency"], ticket(opened)["country"]) == ("normal", "")
    row = opened.arrive_one(reply(opened.sent_to(LEAD), "#undo", minutes=64))
    assert row["state"] == "held"
    assert "There is no change of yours to take back." in text_of(opened.sent_to(LEAD))


def test_an_undo_says_what_is_as_it_was_before(opened: Stage) -> None:
    opened.arrive_one(reply(opened.sent_to(LEAD), "#urgency high #country Mali #to mali@team.example.org"))
    opened.arrive_one(reply(opened.transport.to(LEAD)[0], "#undo", minutes=61))
    lines = text_of(opened.sent_to(LEAD)).splitlines()
    assert lines[0] == "- Your last change is taken back. Mails that left stay sent."
    assert lines[1:4] == ["- Owner: Moussa Mali → Lena Lead", "- Urgency: High → Normal", "- Country: Mali → –"]


def test_no_deadline_is_told_of_a_request_that_waits_for_its_requester(opened: Stage) -> None:
    opened.arrive_one(reply(opened.sent_to(LEAD), "#wait 5d #to mali@team.example.org"))
    said = text_of(opened.sent_to(MALI))
    assert "Répondre au plus tard" not in said
    assert "État\u00a0: Nouvelle → En attente du demandeur\nÉchéance\u00a0: " in said


def test_undo_does_not_hang_on_the_case_of_an_address(opened: Stage) -> None:
    opened.arrive_one(reply(opened.sent_to(LEAD), "#urgency high"))
    opened.arrive_one(reply(opened.sent_to(LEAD), "#undo", sender=f"Lena <{LEAD.title()}>", minutes=61))
    assert ticket(opened)["urgency"] == "normal"


def test_a_ticket_is_handed_over_with_its_story_and_the_new_owner_can_answer(opened: Stage) -> None:
    opened.arrive_one(reply(opened.sent_to(LEAD), "#to moussa\n#note she needs the list of contacts"))
    assert ticket(opened)["owner"] == MALI
    handed = opened.sent_to(MALI)
    assert "who leads the protection cluster" in text_of(handed)
    assert "she needs the list of contacts" in text_of(handed)
    assert "Lena Lead" in text_of(handed)
    assert "Moussa Mali has the request now." in text_of(opened.sent_to(LEAD))
    opened.arrive_one(reply(handed, "Madame Diallo la dirige.", minutes=90))
    assert text_of(opened.sent_to(AWA)).strip() == "Madame Diallo la dirige."
    again = opened.arrive_one(reply(opened.sent_to(AWA), "Thank you!", minutes=99))
    assert again["disposition"] == "followed_up"
    assert b"Thank you" in opened.sent_to(MALI)


def test_a_note_is_told_to_the_team_and_to_nobody_else(opened: Stage) -> None:
    opened.arrive_one(reply(opened.sent_to(LEAD), "#note I know her brother\n\nand his phone"))
    assert entries(opened)[-1] == ("note", LEAD, "I know her brother\n\nand his phone")
    opened.arrive_one(reply(opened.sent_to(LEAD), "Ms Diallo leads it.", minutes=70))
    assert all(b"brother" not in data for data in opened.transport.to(AWA))
    opened.arrive_one(reply(opened.sent_to(LEAD), "#history", minutes=80))
    history = next(data for data in opened.transport.to(LEAD)[::-1] if b"I know her brother" in data)
    assert [part in text_of(history) for part in ("who leads the protection", "Ms Diallo leads it.", "Awa Toure")] == [True] * 3


def test_close_and_reopen(opened: Stage) -> None:
    opened.arrive_one(reply(opened.sent_to(LEAD), "#close unmet"))
    assert (ticket(opened)["status"], ticket(opened)["due_at"]) == ("closed", None)
    closing = text_of(opened.sent_to(AWA))
    assert "TD-10001 is closed" in closing
    assert "could not meet this need" in closing
    opened.arrive_one(reply(opened.sent_to(LEAD), "#reopen", minutes=61))
    assert ticket(opened)["status"] == "open"
    assert ticket(opened)["due_at"] is not None


def test_files_are_sent_on_demand(stage: Stage) -> None:
    stage.arrive_one(with_files(mail(), ("carte été.pdf", b"%PDF one"), ("list.csv", b"a,b")))
    stage.arrive_one(reply(stage.sent_to(LEAD), "#attachments"))
    sent = [parse(data) for data in stage.transport.to(LEAD)]
    (files,) = (
        [(p.get_filename(), p.get_content()) for p in one.iter_attachments()]
        for one in sent
        if one.get_content_type() == "multipart/mixed"
    )
    assert files == [("carte été.pdf", b"%PDF one"), ("list.csv", b"a,b")]
    assert [mail["kind"] for mail in stage.outbox()][-2:] == ["files", "receipt"]


def test_files_that_are_not_there(opened: Stage) -> None:
    opened.arrive_one(reply(opened.sent_to(LEAD), "#files"))
    assert "There are no files in this request." in text_of(opened.transport.to(LEAD)[-2])


def test_a_restricted_ticket_tells_its_text_to_its_owner_alone(stage: Stage) -> None:
    stage.arrive_one(with_files(mail(f"I write for a survivor: {SECRET}."), ("Mariam.pdf", b"%PDF")))
    assert SECRET not in text_of(stage.sent_to(LEAD))
    stage.arrive_one(reply(stage.sent_to(LEAD), "#history #attachments"))
    assert any(SECRET in text_of(data) for data in stage.transport.to(LEAD))
    stage.arrive_one(reply(stage.sent_to(LEAD), "#to sam", minutes=61))
    assert all(SECRET not in text_of(data) and "Mariam" not in text_of(data) for data in stage.transport.to(SECOND))
    before = len(stage.transport.to(LEAD))
    stage.arrive_one(reply(stage.sent_to(LEAD), "#history", minutes=62))
    assert all(SECRET not in text_of(data) for data in stage.transport.to(LEAD)[before:])
    assert "only its owner" in text_of(stage.sent_to(LEAD))
    stage.arrive_one(reply(stage.sent_to(SECOND), "#history", minutes=63))
    assert any(SECRET in text_of(data) for data in stage.transport.to(SECOND))


def test_help_tells_every_command(opened: Stage) -> None:
    opened.arrive_one(reply(opened.sent_to(LEAD), "#help"))
    said = text_of(opened.sent_to(LEAD))
    assert [verb for verb in Verb if f"\n#{verb}" not in said] == []


def desk_in(language: str) -> Mapping[str, str]:
    """The small desk, its lead speaking another language."""
    return {**SMALL, "desk.yaml": SMALL["desk.yaml"].replace("name: Lena Lead}", f"name: Lena Lead, language: {language}}}")}


ARGUMENTS = {
    Verb.TO: "moussa",
    Verb.TOPIC: "mi_find",
    Verb.COUNTRY: "ML",
    Verb.WAIT: "3d",
    Verb.SNOOZE: "2d",
    Verb.NOTE: "for the team",
    Verb.URGENCY: "high",
    Verb.CC: "bob@field.example.net",
    Verb.REMOVE: "bob@field.example.net",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_in_every_language(stage: Stage, language: str) -> None:
    stage.publish(desk_in(language))
    without = (Verb.REOPEN, Verb.REMOVE, Verb.UNDO, Verb.SEND, Verb.MERGE, Verb.SPLIT)
    for number, verb in enumerate(verb for verb in Verb if verb not in without):
        stage.arrive_one(mail(f"Question {number}", subject=f"Subject {number}", sender=f"awa{number}@ngo.example.org"))
        stage.clock.sleep(3700)
        route = stage.sent_to(LEAD)
        later = {Verb.CLOSE: Verb.REOPEN, Verb.CC: Verb.REMOVE, Verb.URGENCY: Verb.UNDO}.get(verb)
        for minutes, one in enumerate(filter(None, (verb, later))):
            said = f"#{name_of(one, language)} {ARGUMENTS.get(one, '')}".strip()
            row = stage.arrive_one(reply(route, said, minutes=100 * number + minutes))
            assert (row["disposition"], row["reason"]) == ("commanded", f"{LEAD}: #{one}"), said
            receipt = stage.sent_to(LEAD)
            assert parse(receipt)["Content-Language"] == language
            assert "{" not in text_of(receipt)
    helped = next(
        text_of(data) for data in stage.transport.to(LEAD) if all(f"#{name_of(v, language)}" in text_of(data) for v in Verb)
    )
    assert helped


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_what_is_wrong_is_told_in_the_language_of_who_wrote_it(stage: Stage, language: str) -> None:
    stage.publish(desk_in(language))
    stage.arrive_one(mail())
    stage.arrive_one(reply(stage.sent_to(LEAD), f"#{NAMES[language][Verb.CLOSE].split()[0]}x\n#to nobody\n#wait soon"))
    said = text_of(stage.sent_to(LEAD))
    assert f"#{name_of(Verb.CLOSE, language)}" in said
    assert "nobody" in said
    assert "There is no command" not in said


# Nobody who forges a header gets anything.


def assert_untouched(stage: Stage) -> None:
    assert (ticket(stage)["status"], ticket(stage)["urgency"], ticket(stage)["owner"]) == ("new", "normal", LEAD)
    assert [kind for kind, _, _ in entries(stage)] == ["request"]


def test_S1_a_command_without_a_signed_reference_is_held(opened: Stage) -> None:
    row = opened.arrive_one(mail("#close", sender=LEAD, subject="Re: [TD-10001] A question"))
    assert row["state"] == "held"
    assert_untouched(opened)


def test_S1_a_command_that_the_border_server_did_not_authenticate_is_held(opened: Stage) -> None:
    opened.trust()
    row = opened.arrive_one(reply(opened.sent_to(LEAD), "#close"))
    assert row["state"] == "held"
    assert_untouched(opened)
    proven = authenticated(reply(opened.transport.to(LEAD)[0], "#close", minutes=61), domain="team.example.org")
    assert opened.arrive_one(proven)["disposition"] == "commanded"


def test_S1_another_coordinators_reference_gives_no_command(opened: Stage) -> None:
    row = opened.arrive_one(reply(opened.sent_to(LEAD), "#close", sender=SECOND))
    assert row["state"] == "held"
    assert_untouched(opened)


@pytest.mark.parametrize("named", [True, False])
def test_S2_a_stranger_or_a_requester_has_no_commands(opened: Stage, named: bool) -> None:
    opened.arrive_one(reply(opened.sent_to(LEAD), "#close", sender=MALLORY, named=named))
    row = opened.arrive_one(reply(opened.sent_to(AWA), "#urgency critical\n#to mali", named=named))
    assert row["disposition"] == "followed_up"
    assert (ticket(opened)["urgency"], ticket(opened)["owner"]) == ("normal", LEAD)


@pytest.mark.parametrize(
    "text",
    [
        "On Monday Awa wrote:\n> #close\n",
        "Yes.\n\n-- \nLena\n#close",
        "\n\n----- Original Message -----\nFrom: Awa\nSubject: x\n\n#close",
        "---------- Forwarded message ---------\nFrom: Awa <awa@ngo.example.org>\nSubject: x\nTo: <help@desk.example>\n\n#close",
    ],
)
def test_S2_commands_in_quotes_signatures_and_forwards_are_not_read(opened: Stage, text: str) -> None:
    opened.arrive_one(reply(opened.sent_to(LEAD), text))
    assert ticket(opened)["status"] in ("new", "waiting")
    assert all(b"#close" not in data for data in opened.transport.to(AWA))


def test_S2_a_control_header_means_nothing(opened: Stage) -> None:
    row = opened.arrive_one(reply(opened.sent_to(LEAD), "Yes.", extra=[("X-Mailbot-Command", "close"), ("Control", "#close")]))
    assert row["disposition"] == "answered"
    assert ticket(opened)["status"] == "waiting"


def test_L4_automatic_mail_of_a_coordinator_commands_nothing(opened: Stage) -> None:
    row = opened.arrive_one(reply(opened.sent_to(LEAD), "#close", extra=[("Auto-Submitted", "auto-replied")]))
    assert row["disposition"] == "automatic"
    assert_untouched(opened)


def test_S5_nobody_in_copy_gets_anything(opened: Stage) -> None:
    opened.arrive_one(reply(opened.sent_to(LEAD), "#history", extra=[("Cc", f"{MALLORY}, {MALI}"), ("Bcc", MALLORY)]))
    assert opened.transport.to(MALLORY) == opened.transport.to(MALI) == []


def test_L2_no_command_mails_ourselves(opened: Stage) -> None:
    opened.arrive_one(reply(opened.sent_to(LEAD), f"#to {DESK}"))
    assert f"Nobody here is called “{DESK}”" in text_of(opened.sent_to(LEAD))


def test_two_workers_with_mails_on_one_ticket_take_turns(opened: Stage) -> None:
    """What one has changed the other decides by: no change is made twice, none is told wrongly."""
    opened.arrive_one(reply(opened.sent_to(LEAD), "#to moussa"))
    token = str(parse(opened.sent_to(MALI))["Reply-To"]).partition("@")[0].rpartition(".")[2]
    asked = Lookups("", (), (token,), (), MALI)
    seen: list[str] = []

    def look() -> None:
        with opened.store.transaction() as tx:
            seen.extend(mail.ticket.urgency for mail in tx.tickets.look_up(asked, START).mails if mail.ticket)

    with opened.store.transaction() as tx:
        tx.tickets.look_up(asked, START)
        other = threading.Thread(target=look)
        other.start()
        other.join(0.3)
        assert seen == []
        tx.tickets.edit_ticket(EditTicket(1, LEAD, (Change("urgency", "normal", "high"),)), 1, START)
    other.join()
    assert seen == ["high"]
