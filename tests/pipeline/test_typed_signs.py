"""A distance that a coordinator writes with a sign (">500 m") reaches the requester, or he is asked; it is never left out."""

import pytest

from mailbot.core.desk import LANGUAGES
from tests.mails import AWA, parse, text_of
from tests.rulebooks import DESK, LEAD, SMALL
from tests.several import Several
from tests.stage import Stage

SAID = "Keep these distances:\n>500 m for mines\n> 5 km for all\nOur team comes."


@pytest.fixture
def desk(stage: Stage) -> Several:
    return Several(stage)


def in_html(desk: Several, reference: str, html: str) -> None:
    """The owner replies with HTML alone."""
    ours = parse(desk.sent(reference, LEAD)[0])
    head = (
        f"From: {LEAD}\r\nTo: {ours['Reply-To']}\r\nSubject: Re: x\r\nIn-Reply-To: {ours['Message-ID']}\r\nMIME-Version: 1.0\r\n"
    )
    desk.stage.arrive_one(f"{head}Content-Type: text/html; charset=utf-8\r\n\r\n{html}\r\n".encode())


def test_a_sign_in_html_reaches_the_requester(desk: Several) -> None:
    reference = desk.ask()
    in_html(desk, reference, "".join(f"<div>{line.replace('>', '&gt;')}</div>" for line in SAID.split("\n")))
    assert text_of(desk.stage.sent_to(AWA)) == SAID.replace(">", " >") + "\n"
    assert desk.stage.owed()[-1] == ("answer", AWA)


@pytest.mark.parametrize("command", ["", "#take\n"])
def test_a_sign_in_plain_text_is_asked_back_with_its_line(desk: Several, command: str) -> None:
    reference = desk.ask()
    desk.say(reference, command + SAID)
    assert desk.sent(reference, AWA, "answer") == []
    assert desk.of(reference)["status"] == "new"
    heard = desk.heard()
    assert "“>500 m for mines”" in heard
    assert "“> 5 km for all”" in heard
    assert "Your text was:\n\n" in heard


def test_a_note_with_a_sign_stays_inside_and_whole(desk: Several) -> None:
    reference = desk.ask()
    desk.say(reference, f"#note\n{SAID}")
    assert desk.sent(reference, AWA, "answer") == []
    assert any(">500 m for mines" in text for text in desk.texts(reference))


def test_S5_a_line_of_a_restricted_request_is_not_repeated(desk: Several) -> None:
    reference = desk.ask("I am a survivor.")
    desk.say(reference, SAID)
    assert "looks" not in desk.heard()
    assert "500 m" not in desk.heard()
    assert "“>…”" in desk.heard()


def test_S2_a_quoted_line_between_answers_still_stays_out(desk: Several) -> None:
    reference = desk.ask("Who leads the cluster?\n5 families wait.")
    desk.say(reference, "Ms Diallo.\n> 5 families wait.\nThey get tents.")
    assert text_of(desk.stage.sent_to(AWA)) == "Ms Diallo.\n\nThey get tents.\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_coordinator_of_any_language_is_asked_in_it(stage: Stage, language: str) -> None:
    stage.publish({**SMALL, "desk.yaml": DESK.replace("name: Lena Lead", f"name: Lena Lead, language: {language}")})
    desk = Several(stage)
    desk.say(desk.ask(), SAID)
    assert ">500 m for mines" in desk.heard().split("\n- ")[1]
    assert "perhaps_quoted" not in desk.heard()
