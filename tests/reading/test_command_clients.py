"""Commands above quoted history, as every common mail program writes them: command and answer are told apart in all."""

import re
from functools import cache

import pytest

from mailbot.adapters.templates import TemplateRenderer, sample_view
from mailbot.core.deciding.answering import own_words
from mailbot.core.deciding.commands.script import Script, read_script
from mailbot.core.deciding.commands.verbs import Verb
from mailbot.core.decision import MailKind
from mailbot.core.desk import LANGUAGES
from mailbot.core.reading.history.reply_text import divide_text
from mailbot.core.reading.html.markup import html_to_text
from mailbot.core.reading.limits import Defects, Limits
from mailbot.ports import Rendered
from tests.reading.client_table import ATTRIBUTIONS, ORIGINALS
from tests.reading.test_clients import QUOTED, each, fill
from tests.reading.test_html_clients import NEW, OLD, REPLIES, SENDER, divide

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


@cache
def routing_mail(locale: str) -> Rendered:
    """A mail to an owner, with its links."""
    return TemplateRenderer(None).render(MailKind.ROUTE, sample_view(MailKind.ROUTE, locale))


def inner(html: str) -> str:
    """What a mail program puts into its own page when it quotes one of ours."""
    return html.partition("<body")[2].partition(">")[2].partition("</body>")[0]


def as_plain(html: str) -> str:
    """A mail of ours as a program writes it that quotes in plain text: each link behind its label."""
    linked = re.sub(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', r"\2 &lt;\1&gt;<br>", inner(html))
    return html_to_text(linked, Limits(), Defects())


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("program", [name for name in REPLIES if "below" not in name])
def test_S2_links_of_a_quoted_mail_are_neither_commands_nor_answer(program: str, locale: str) -> None:
    quoting = REPLIES[program].replace(OLD, inner(routing_mail(locale).html))
    for between in BREAKS.values():
        assert_apart(read_script(own_words(divide(quoting.replace(NEW, f"{COMMANDS}{between}{NEW}")).reply)))
    assert read_script(own_words(divide(quoting).reply)) == Script(answer=NEW)


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("template", each(ATTRIBUTIONS)[:40])
def test_S2_links_quoted_in_plain_text_are_neither_commands_nor_answer(template: str, locale: str) -> None:
    lines = as_plain(routing_mail(locale).html).split("\n")
    for quoted in ("\n".join(f"> {line}" for line in lines), "\n".join(f">{line}" for line in lines)):
        text = f"{COMMANDS}\n\n{NEW}\n\n{fill(template)}\n\n{quoted}\n"
        assert_apart(read_script(own_words(divide_text(text, SENDER, "Re: Maps").reply)))


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("template", [row for row in each(ORIGINALS) if row.values[0] != "Original"])
def test_S2_links_below_an_original_message_are_neither_commands_nor_answer(template: str, locale: str) -> None:
    text = f"{COMMANDS}\n\n{NEW}\n\n-----{template}-----\n\n{as_plain(routing_mail(locale).html)}\n"
    assert_apart(read_script(own_words(divide_text(text, SENDER, "Re: Maps").reply)))


@pytest.mark.parametrize("locale", LANGUAGES)
def test_S2_the_label_of_a_link_alone_is_no_command(locale: str) -> None:
    for label in re.findall(r'<a href="[^"]+"[^>]*>([^<]+)</a>', routing_mail(locale).html):
        assert read_script(f"{label}\n\n{NEW}") == Script(answer=f"{label}\n\n{NEW}")


@pytest.mark.parametrize("program", [name for name in REPLIES if "below" not in name])
def test_a_note_takes_no_history_along(program: str) -> None:
    html = REPLIES[program].replace(NEW, f"#note {NEW}")
    assert read_script(own_words(divide(html).reply)).note == NEW
