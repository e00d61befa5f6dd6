"""A first line that is plainly a command without its mark is asked back; a sentence that begins like one is an answer."""

import pytest

from tests.mails import AWA, text_of
from tests.rulebooks import MALI
from tests.several import Several
from tests.stage import Stage

SLIPS = [
    *("help", "Help", "aide", "помощь", "مساعدة"),
    *(
        "snooze 2d",
        "wait 3d",
        "wait 3d.",
        "Wait 3 days",
        "attendre 3j",
        "esperar 2 días",
        "انتظار 3 أيام",
        "ждать 2 дня",
        "чекати 2 дні",
    ),
    *("wait tomorrow", "aguardar 2026-03-01", "remind 2d"),
    *("to mali", "To: mali", f"to {MALI}", "to protection", "assign Moussa", "à mali", "para mali", "إلى mali", "передать mali"),
    *("! to mali", "№ to mali", "to mali #", "/ close", "@ note she lies", "~ take"),
    *("close unmet", "clore impossible", "topic mi_find", "topic find", "country Mali", "pays Mali", "أولوية عالية #"),
    *("cc bob@ngo.example.org", "cc: Bob <bob@ngo.example.org>", "remove bob@ngo.example.org", "copie bob@ngo.example.org"),
    *(
        "Note interne : elle ment",
        "Internal note: she lies",
        "ملاحظة داخلية: هي تكذب",
        "Внутренняя заметка: она лжёт",
        "note she lies",
    ),
    *("№ закрыть", "إغلاق #"),
]
ANSWERS = [
    *("Help is on its way.", "Help!", "Wait for our team.", "Wait 3 days.", "Wait until tomorrow.", "Wait tomorrow we will see."),
    *(
        "To reach the clinic take the road.",
        "To Goma",
        "To Awa Toure,",
        "À Moussa,",
        "Para Moussa,\nsí.",
        "To whom it may concern",
    ),
    *("Note that the road is closed.", "note that the road is closed", "Note she may call you."),
    *(
        "Close the door.",
        "Close at five.",
        "Topic 3 is about mines.",
        "Country roads are closed.",
        "Copy the list.",
        "Pays d'accueil",
    ),
    *("Assign a guard.", "Remove the sign.", "Files follow.", "Done", "Ayuda a la familia.", "Тема сложная.", "! Wait for us"),
]


@pytest.fixture
def desk(stage: Stage) -> Several:
    return Several(stage)


@pytest.mark.parametrize("command", ["", "#urgency low\n"])
@pytest.mark.parametrize("slip", SLIPS)
def test_S2_a_slip_is_asked_back_and_reaches_nobody(desk: Several, slip: str, command: str) -> None:
    reference = desk.ask()
    desk.say(reference, f"{command}{slip}")
    assert desk.sent(reference, AWA, "answer") == []
    assert desk.of(reference)["status"] == "new"
    assert "looks like a command" in desk.heard()


@pytest.mark.parametrize("slip", [slip for slip in SLIPS if slip.casefold() not in {"help", "aide", "помощь", "مساعدة"}])
def test_S2_so_is_a_slip_above_an_answer(desk: Several, slip: str) -> None:
    reference = desk.ask()
    desk.say(reference, f"{slip}\nDear Awa, when was it?")
    assert desk.sent(reference, AWA, "answer") == []
    assert "looks like a command" in desk.heard()


@pytest.mark.parametrize("answer", ANSWERS)
def test_what_begins_like_a_command_is_an_answer(desk: Several, answer: str) -> None:
    reference = desk.ask()
    desk.say(reference, answer)
    assert text_of(desk.stage.sent_to(AWA)) == f"{answer}\n"
    assert desk.stage.owed()[-1] == ("answer", AWA)
