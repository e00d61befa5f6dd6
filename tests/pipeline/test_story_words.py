"""A coordinator reads what happened to a request in his own language, with the names of people and words for ids."""

import pytest

from tests.mails import AWA, mail, parse, reply, text_of
from tests.pipeline.test_loops_of_mail import bounce_of
from tests.rulebooks import LEAD, MALI
from tests.several import Several
from tests.stage import Stage


@pytest.fixture
def handed_on(stage: Stage) -> Several:
    """A request of Awa's that the lead handed on to Moussa, who reads French."""
    stage.arrive_one(mail())
    stage.arrive_one(reply(stage.sent_to(LEAD), "#urgency high #country Mali #to mali@team.example.org"))
    return Several(stage)


def history(desk: Several) -> str:
    """What Moussa is sent who asks for it."""
    desk.say("TD-10001", "#historique", by=MALI)
    return text_of(desk.sent("TD-10001", MALI, "history")[-1])


def test_the_mail_that_hands_over_tells_the_change_in_the_readers_words(handed_on: Several) -> None:
    said = handed_on.heard(MALI)
    newline = "\n"
    told = ("Responsable\u00a0: Lena Lead → Moussa Mali", "Urgence\u00a0: Normal → Urgent", "Pays\u00a0: – → Mali")
    assert f"Événement · Lena Lead\n{newline.join(told)}\n" in said
    assert "changed:" not in said


def test_a_merging_an_undoing_and_a_split_are_told(handed_on: Several) -> None:
    second = handed_on.ask("And when does it meet?")
    handed_on.say(second, "#merge TD-10001")
    handed_on.say(second, "#undo")
    handed_on.say("TD-10001", "And one more thing: who has the keys to the store?", by=AWA)
    handed_on.say("TD-10001", "#split", by=MALI)
    said = history(handed_on)
    for line in (
        "TD-10002 en fait désormais partie",
        "TD-10002 est de nouveau une demande à part",
        "Un message du demandeur est désormais une demande à part, TD-10003",
    ):
        assert f"\n{line}\n" in said
    assert "merged" not in said


def test_a_delivery_report_is_told_by_its_reason(handed_on: Several) -> None:
    handed_on.say("TD-10001", "Ms Diallo leads it.", by=MALI)
    handed_on.stage.arrive_one(bounce_of(handed_on.stage.sent_to(AWA), AWA))
    said = history(handed_on)
    assert f"Événement · Test Desk\nRapport sur un message à {AWA}\u00a0: non remis, cette adresse n'existe pas" in said


def test_what_was_written_before_there_were_words_is_told_as_it_was(handed_on: Several) -> None:
    with handed_on.stage.store.connection() as connection:
        connection.exec_driver_sql("UPDATE entry SET remarks = NULL")
    assert "changed: owner: lead@team.example.org -> mali@team.example.org" in history(handed_on)


def test_the_listing_keeps_the_words_of_whoever_runs_the_desk(handed_on: Several) -> None:
    assert any(text.startswith("changed: owner: ") and "urgency: normal -> high" in text for text in handed_on.texts("TD-10001"))


def test_the_file_of_a_long_story_tells_it_in_the_same_words(handed_on: Several) -> None:
    handed_on.say("TD-10001", "The list is long. " * 40, by=AWA)
    handed_on.say("TD-10001", "#pièces", by=MALI)
    (file,) = parse(handed_on.sent("TD-10001", MALI, "files")[-1]).iter_attachments()
    told = file.get_content()
    assert file.get_filename() == "TD-10001.txt"
    assert "· Événement · Lena Lead\n\nResponsable\u00a0: Lena Lead → Moussa Mali\nUrgence\u00a0: Normal → Urgent" in told
    assert "· Demandeur · Awa Toure\n\nThe list is long." in told
    assert "changed:" not in told
