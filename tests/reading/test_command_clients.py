"""Commands above quoted history, as every common mail program writes them: command and answer are told apart in all."""

import pytest

from mailbot.core.deciding.answering import own_words
from mailbot.core.deciding.commands.script import Script, read_script
from mailbot.core.deciding.commands.verbs import Verb
from mailbot.core.reading.history.reply_text import divide_text
from tests.reading.client_table import ATTRIBUTIONS, ORIGINALS
from tests.reading.test_clients import QUOTED, each, fill
from tests.reading.test_html_clients import NEW, REPLIES, SENDER, divide

COMMANDS = "#take #urgency high"
BREAKS = {
    "one line": "<br>",
    "a blank line": "<br><br>",
    "Outlook": "<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>",
    "a phone": "</div><div><br></div><div>",
    "Apple": '<div><br class="webkit-block-placeholder"></div>',
}


def assert_apart(script: Script) -> None:
    assert [(command.verb, command.argument) for command in script.commands] == [(Verb.TAKE, ""), (Verb.URGENCY, "high")]
    assert (script.answer, script.strays, script.note) == (NEW, (), None)


@pytest.mark.parametrize("between", BREAKS)
@pytest.mark.parametrize("program", [name for name in REPLIES if "below" not in name])
def test_commands_and_answer_in_html(program: str, between: str) -> None:
    html = REPLIES[program].replace(NEW, f"{COMMANDS}{BREAKS[between]}{NEW}")
    assert_apart(read_script(own_words(divide(html).reply)))


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n \n\n", "\u00a0\n\u00a0\n"])
@pytest.mark.parametrize("template", each(ATTRIBUTIONS))
def test_commands_and_answer_in_plain_text(template: str, between: str) -> None:
    text = f"{COMMANDS}{between}{NEW}\n\n{fill(template)}\n\n{QUOTED}\n"
    assert_apart(read_script(own_words(divide_text(text, SENDER, "Re: Maps").reply)))


@pytest.mark.parametrize("template", [row for row in each(ORIGINALS) if row.values[0] != "Original"])
def test_commands_alone_above_an_original_message(template: str) -> None:
    divided = divide_text(f"{COMMANDS}\n\n-----{template}-----\n\n#close\nThe text of old.\n", SENDER, "Re: Maps")
    script = read_script(own_words(divided.reply))
    assert [command.verb for command in script.commands] == [Verb.TAKE, Verb.URGENCY]
    assert (script.answer, script.strays) == ("", ())


@pytest.mark.parametrize("program", [name for name in REPLIES if "below" not in name])
def test_a_note_takes_no_history_along(program: str) -> None:
    html = REPLIES[program].replace(NEW, f"#note {NEW}")
    assert read_script(own_words(divide(html).reply)).note == NEW
