"""A coordinator's reply taken apart: commands, note, answer, and what only looks like a command."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.deciding.commands.script import MARKS, MOST_COMMANDS, Command, Script, asks_to_undo, guess, read_script
from mailbot.core.deciding.commands.verbs import KNOWN, NAMES, Verb, name_of, plain
from mailbot.core.desk import LANGUAGES


def said(script: Script) -> list[tuple[Verb | None, str]]:
    return [(command.verb, command.argument) for command in script.commands]


@pytest.mark.parametrize(
    ("text", "commands", "answer"),
    [
        ("#take", [(Verb.TAKE, "")], ""),
        ("# Take", [(Verb.TAKE, "")], ""),
        ("\uff03TAKE.", [(Verb.TAKE, "")], ""),
        ("##take", [(Verb.TAKE, "")], ""),
        ("\n\n  #take\n\n\nDear Awa,\nwe come.\n", [(Verb.TAKE, "")], "Dear Awa,\nwe come."),
        ("#to: hlp\n#urgency=high\n#wait 3d", [(Verb.TO, "hlp"), (Verb.URGENCY, "high"), (Verb.WAIT, "3d")], ""),
        ("#take #urgency high #close\nYes.", [(Verb.TAKE, ""), (Verb.URGENCY, "high"), (Verb.CLOSE, "")], "Yes."),
        ("\u200f#استلام\u200f\n#أولوية عالية", [(Verb.TAKE, ""), (Verb.URGENCY, "عالية")], ""),
        ("#URGENCE : haute", [(Verb.URGENCY, "haute")], ""),
        ("#prioridad alta", [(Verb.URGENCY, "alta")], ""),
        ("#срочность высокая", [(Verb.URGENCY, "высокая")], ""),
        ("#urgncy high\nText", [(None, "high")], "Text"),
        ("#MineAction works\nText", [(None, "works")], "Text"),
        ("# Heading\nText", [], "# Heading\nText"),
        ("#1 is done\n#2 follows", [], "#1 is done\n#2 follows"),
        ("See https://x.example/#close now", [], "See https://x.example/#close now"),
        ("- one\n- two", [], "- one\n- two"),
        ("", [], ""),
    ],
)
def test_commands_stand_above_the_answer(text: str, commands: list[tuple[Verb | None, str]], answer: str) -> None:
    script = read_script(text)
    assert (said(script), script.answer, script.strays, script.note) == (commands, answer, (), None)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("#note he called", "he called"),
        ("#take\n#note: he called\n\nand said #close is too early\nBen", "he called\n\nand said #close is too early\nBen"),
        ("#note\nfirst\nsecond", "first\nsecond"),
        ("#note", ""),
        ("#ملاحظة اتصل بنا", "اتصل بنا"),
    ],
)
def test_all_that_follows_a_note_stays_inside(text: str, note: str) -> None:
    script = read_script(text)
    assert (script.note, script.answer, script.strays) == (note, "", ())


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Dear Awa\n#close", "close"),
        ("Dear Awa\n#clsoe", "clsoe"),
        ("#take\nDear Awa\n # take\n", "take"),
        ("#note he called\n#close", "close"),
        ("take", "take"),
        ("Take.", "Take"),
        ("urgency high", "urgency"),
        ("Urgence : haute", "Urgence"),
        ("/close", "close"),
        ("\\#close", "close"),
        ("!done", "done"),
        ("• #take", "take"),
        ("Hello\n\n/close\n", "close"),
        ("استلام", "استلام"),
        ("закрыть", "закрыть"),
        ("/note she may be lying to us all", "note"),
        ("@note she lies all the time", "note"),
        ("Hi,\n*#note* she lies all the time", "note"),
        (f"- #note {'long ' * 40}", "note"),
        ("1. #note she lies to us all", "note"),
        ("Dear Awa, yes on Monday. #note she may be lying to us", "note"),
        ("– #note she lies", "note"),
        ("(#note she lies)", "note"),
        ("#\ufe0f\u20e3note she lies", "note"),
        ("note: she may be lying to us", "note"),
        ("\u201c#close\u201d", "close"),
        ("`#close`", "close"),
        ("a) #close", "close"),
        ("#/close", "close"),
        ("#_close", "close"),
        ("# # close", "close"),
        ("Yes.\nclose#", "close"),
        ("Yes.\nإغلاق#", "إغلاق"),
        ("\u266fclose", "close"),
        ("~close", "close"),
        ("Please #close", "close"),
        ("Yes.\n~close it", "close"),
        ("№ закрыть", "закрыть"),
        ("№закрыть", "закрыть"),
        ("Да.\n№ закрыть", "закрыть"),
        ("إغلاق #", "إغلاق"),
        ("نعم.\nإغلاق  \uff03", "إغلاق"),
        ("Note interne : elle ment", "Note"),
        ("Note interne\nelle ment", "Note"),
        ("[Internal note] she lies", "Internal"),
        ("Internal note: she lies", "Internal"),
        ("Internal: she lies", "Internal"),
        ("Nota interna: miente", "Nota"),
        ("Nota para a equipa: ela mente", "Nota"),
        ("ملاحظة داخلية: هي تكذب", "ملاحظة"),
        ("ملاحظة هي تكذب", "ملاحظة"),
        ("Внутренняя заметка: она лжёт", "Внутренняя"),
        ("Примечание: она лжёт", "Примечание"),
        ("Внутрішня нотатка — вона бреше", "Внутрішня"),
        ("Note：she lies", "Note"),
        ("Note:\nshe lies", "Note"),
        ("note she lies", "note"),
        ("nota miente mucho", "nota"),
        ("заметка она лжёт", "заметка"),
        ("#take\nurgency high", "urgency"),
        ("#take\nnote she lies", "note"),
    ],
)
def test_what_is_meant_as_a_command_and_stands_wrong_is_found(text: str, word: str) -> None:
    assert [stray.word for stray in read_script(text).strays] == [word]


@pytest.mark.parametrize(
    "text",
    [
        *("Done", "Take the road to the north.", "Help is on its way.", "Note that we close at five.", "To whom it may concern"),
        *("Fermé", "- Help for survivors\n- Note the date\n* History of mines", "• Country: Sudan\n- Pays: Mali", "- To Goma"),
        *("- Urgence médicale", "Help", "Para", "Note", "Aide", "https://x.example/#close", "See issue 12#3 and C#"),
        *("note that the road is closed", "Note she may call you", "- note the date", "Internal notes are kept for a year."),
        *(
            "Internal displacement goes on.",
            "№ 5 is ours",
            "List the files in C #",
            "ملاحظة هامة عن الطريق",
            "nota que la ruta cerró",
        ),
        *("note", "notes of the meeting", "notez que la route est fermée", "Done", "to mali", "wait 3d", "help"),
    ],
)
def test_an_answer_that_begins_like_a_command_is_an_answer(text: str) -> None:
    script = read_script(text)
    assert (script.commands, script.strays, script.answer) == ((), (), text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_has_a_name_in_every_language(language: str) -> None:
    assert set(NAMES[language]) == set(Verb)
    for verb, words in NAMES[language].items():
        for word in words.split():
            assert said(read_script(f"#{word} x")) == [(verb, "x")]
            assert said(read_script(f"#{word.upper()}")) == [(verb, "")]
        assert KNOWN[plain(name_of(verb, language))] is verb


def test_no_name_means_two_commands() -> None:
    meanings: dict[str, set[Verb]] = {}
    for names in NAMES.values():
        for verb, words in names.items():
            for word in words.split():
                meanings.setdefault(plain(word), set()).add(verb)
    assert {name: verbs for name, verbs in meanings.items() if len(verbs) > 1} == {}


@pytest.mark.parametrize(
    ("word", "verb"),
    [
        ("tkae", Verb.TAKE),
        ("urgncy", Verb.URGENCY),
        ("cloze", Verb.CLOSE),
        ("закрит", Verb.CLOSE),
        ("استلم", Verb.TAKE),
        ("qwertz", None),
        ("MineActionDay", None),
    ],
)
def test_a_slip_of_the_finger_is_guessed_and_no_more(word: str, verb: Verb | None) -> None:
    assert guess(Command(word, "", KNOWN.get(plain(word)))) is verb


LINES = st.sampled_from(
    [
        "#take",
        "#note x",
        "# close",
        "#urgency high",
        "\uff03help",
        "take",
        "/close",
        "Dear Awa,",
        "we come.",
        "",
        " ",
        "> quoted",
        "#1",
    ]
    + [f"#{names[Verb.CLOSE].split()[0]}" for names in NAMES.values()]
) | st.text(max_size=30)
TEXTS = st.lists(LINES, max_size=8).map("\n".join)
COMMAND_LINE = re.compile(rf"^[^\w\n]*[{MARKS}]\s?(\w+)", re.MULTILINE)


@given(TEXTS)
def test_an_answer_without_strays_is_a_part_of_the_text_and_holds_no_command(text: str) -> None:
    script = read_script(text)
    assert script.answer in text
    assert script.note is None or not script.answer
    if not script.strays:
        assert not [word for word in COMMAND_LINE.findall(script.answer) if plain(word) in KNOWN]
    assert asks_to_undo(text) or all(command.verb is not Verb.UNDO for command in script.commands)


@pytest.mark.parametrize("unit", ["#take ", "#a ", "# a ", "#note x #a ", "#", "# ( ", "a#", "#a\n", "- "])
def test_C2_hostile_replies_cost_as_much_as_they_are_long(unit: str) -> None:
    """Many commands on one line: eight times the text may cost eight times as much, where a square would be sixty-four."""

    def cost(length: int) -> float:
        text = unit * (length // len(unit))
        began = time.process_time()
        read_script(text)
        asks_to_undo(text)
        return time.process_time() - began

    few, many = (min(cost(length) for _ in range(3)) for length in (125_000, 1_000_000))
    assert many < 24 * max(few, 0.001)


@pytest.mark.parametrize(
    "text",
    [
        "#x" * 100_000,
        "#take " * 50_000,
        "\n#take" * 50_000,
        "a\n" + "#closee\n" * 30_000,
        "- " * 100_000 + "1",
        "#" * 200_000,
        "# " * 100_000,
        "\u200f" * 200_000 + "#take",
        "#note " + "\n#close" * 30_000,
    ],
)
def test_C2_a_hostile_reply_is_read_to_its_end(text: str) -> None:
    script = read_script(text)
    assert len(script.strays) <= MOST_COMMANDS
    assert script.note is not None or script.answer in text
