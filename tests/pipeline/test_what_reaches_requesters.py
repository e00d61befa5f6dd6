"""For any reply of a coordinator: what reaches the requester is a part of what he wrote, and nothing not meant for her."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mailbot.core.deciding.answering import TOKEN
from mailbot.core.deciding.commands.verbs import KNOWN, NAMES, Verb, plain
from mailbot.core.deciding.gates import decide
from mailbot.core.decision import AppendEntry, Decision, Role
from mailbot.core.reading import read
from mailbot.core.rulebook import Rulebook
from mailbot.core.ticket import EntryKind
from tests.core.test_decide import context, known
from tests.mails import mail
from tests.rulebooks import LEAD

ROUTE = (
    "From: Awa Toure, awa@ngo.example.org\nTopic: Other\nReference: TD-10001\n\n"
    "Reply to this mail: your text goes to the requester from the desk's address.\n\nNew text:\n\nPlease call my sister Mariam.\n"
)
TOKEN_ADDRESS = "helpdesk+td-10001.abcdefghij234567klmn@desk.example.org"
TAPPED = (
    "First lines such as #take, #to hlp, #urgency high, #note or #close act on the request; #help tells all.\n"
    f"Take it <mailto:{quote(TOKEN_ADDRESS, safe='@')}?subject=%5BTD-10001%5D%20%23take&body=%23take%0D%0A%0D%0A>\n"
    f"Close it <mailto:{quote(TOKEN_ADDRESS, safe='@')}?subject=%5BTD-10001%5D%20%23close&body=%23close%0D%0A%0D%0A>\n"
)
HEAD = f"From: Test Desk <helpdesk@desk.example.org>\nSent: Monday, 5 January 2026 12:15\nTo: {LEAD}\nSubject: [TD-10001] Other\n"
QUOTED = "".join(f"> {line}\n" for line in ROUTE.split("\n"))
HISTORIES = (
    "",
    f"On Mon, Jan 5, 2026 at 12:15 PM Test Desk <{TOKEN_ADDRESS}> wrote:\n\n{QUOTED}",
    f"Le 5 janv. 2026 à 12:15, Test Desk <{TOKEN_ADDRESS}> a écrit :\n{QUOTED}",
    f"-----Original Message-----\n{HEAD}\n{ROUTE}",
    f"________________________________\n{HEAD}\n{ROUTE}",
    QUOTED,
    f"On Mon, Jan 5, 2026 at 12:15 PM Test Desk <{TOKEN_ADDRESS}> wrote:\n\n> {TAPPED}",
    f"-----Original Message-----\n{HEAD}\n{TAPPED}{ROUTE}",
    TAPPED,
)
WRITTEN = [
    "Dear Awa,",
    "we come on Sunday.",
    "Ms Diallo leads it.",
    "1. go\n2. stay",
    "Is it # 5 or #6?",
    "",
    "https://x.example/#take",
]
COMMANDS = [f"#{name}" for names in NAMES.values() for words in names.values() for name in words.split()]
SLIPS = [
    "#clsoe",
    "#tkae it",
    "take",
    "/close",
    "!undo",
    "• #take",
    "\u200f#\u200fإغلاق",
    "\uff03close",
    "##close",
    "# close",
    "\u00a0#close",
]
INSIDE = "the brother is called Omar"
LINES = (
    st.sampled_from(WRITTEN)
    | st.sampled_from(COMMANDS + SLIPS)
    | st.sampled_from([f"#note {INSIDE}", "#urgency high", "#wait 3d", LEAD])
)
PLAIN = st.text(st.characters(exclude_categories=["C"]), max_size=20)
REPLIES = st.tuples(st.lists(LINES | PLAIN, max_size=7), st.sampled_from(HISTORIES))
COMMAND_LINE = re.compile(r"^\W*[#\uff03\ufe5f]\s?(\w+)", re.MULTILINE)


def answers(decision: Decision) -> Iterator[str]:
    return (e.text for e in decision.effects if isinstance(e, AppendEntry) and e.kind is EntryKind.ANSWER)


def words(text: str) -> str:
    return "".join(text.split())


def without_quotes(text: str) -> str:
    """What somebody wrote but for the lines that quote; an answer leaves them out, also one that quotes nothing."""
    return "\n".join(line for line in text.split("\n") if not line.startswith(">"))


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(REPLIES)
@example((["#note", INSIDE], HISTORIES[1]))
@example((["Yes.", "#close"], HISTORIES[3]))
@example((["We come on Sunday.", ">", "Ms Diallo leads it."], HISTORIES[1]))
def test_S2_what_reaches_the_requester(rulebook: Rulebook, reply: tuple[list[str], str]) -> None:
    written = "\n".join(reply[0])
    message = read(mail(f"{written}\n\n{reply[1]}", sender=LEAD))
    for answer in answers(decide(message, context(known(LEAD, Role.COORDINATOR)), rulebook)):
        assert words(answer) in words(written) or words(answer) in words(without_quotes(written))
        assert not [word for word in COMMAND_LINE.findall(answer) if plain(word) in KNOWN]
        assert INSIDE not in answer or f"#note {INSIDE}" not in written
        assert "Mariam" not in answer
        assert not TOKEN.search(answer)
        assert LEAD not in answer.casefold()


@pytest.mark.parametrize("history", HISTORIES[1:])
@pytest.mark.parametrize("verb", Verb)
def test_S2_no_history_below_a_command_is_an_answer(rulebook: Rulebook, verb: Verb, history: str) -> None:
    message = read(mail(f"#{verb}\n\n{history}", sender=LEAD))
    assert list(answers(decide(message, context(known(LEAD, Role.COORDINATOR)), rulebook))) == []
