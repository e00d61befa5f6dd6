"""What a mail program sends by itself on a ticket answers nobody and moves nothing (threats L4)."""

import pytest

from tests.mails import AWA, parse
from tests.rulebooks import LEAD
from tests.several import Several
from tests.stage import Stage

SENT = [
    ("Re: {}", "👍\n\nLena Lead reacted via Gmail\n<https://www.google.com/gmail/about/?utm_source=gmail-in-product>"),
    ("Re: {}", "👍\n\nLead, Lena reacted to your message:"),
    ("Recall: {}", 'Lead, Lena would like to recall the message, "{}".'),
    ("Rappel : {}", "Lead, Lena souhaite rappeler le message « {} »."),
    ("Out of Office: {}", "I am currently out of the office. Moussa has the list."),
    ("Out of Office: {}", "I no longer work for the organisation. Please contact Moussa Mali."),
]


@pytest.fixture
def desk(stage: Stage) -> Several:
    return Several(stage)


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize(("subject", "text"), SENT)
def test_L4_nothing_of_a_coordinator_s_program_is_an_answer(desk: Several, subject: str, text: str, *, named: bool) -> None:
    reference = desk.ask()
    old = str(parse(desk.sent(reference, LEAD)[0])["Subject"])
    row = desk.say(reference, text.format(old), subject=subject.format(old), named=named)
    assert row["disposition"] == "automatic"
    assert desk.sent(reference, AWA, "answer") == []
    assert desk.of(reference)["status"] == "new"
    assert desk.of(reference)["due_at"] is not None


@pytest.mark.parametrize(("subject", "text"), SENT)
def test_L4_nothing_of_a_requester_s_program_opens_a_request_again(desk: Several, subject: str, text: str) -> None:
    reference = desk.ask()
    desk.say(reference, "#close\nDear Awa, Ms Diallo leads it.")
    old = str(parse(desk.sent(reference, AWA, "answer")[0])["Subject"])
    owed = desk.stage.owed()
    desk.say(reference, text.format(old), by=AWA, subject=subject.format(old))
    assert desk.of(reference)["status"] == "closed"
    assert desk.stage.owed() == owed


@pytest.mark.parametrize("text", ["I am out of the office tomorrow, but our team comes.", "👍", "He reacted to your message."])
def test_L5_a_coordinator_s_own_words_are_an_answer(desk: Several, text: str) -> None:
    reference = desk.ask()
    assert desk.say(reference, text)["disposition"] == "answered"
    assert len(desk.sent(reference, AWA, "answer")) == 1
