"""A first line that is a command with its argument, and has no mark: only the desk knows whether `to mali` means somebody."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from mailbot.core.deciding.commands.addresses import is_list_of_addresses
from mailbot.core.deciding.commands.script import MARKS, Command, Script, seen
from mailbot.core.deciding.commands.values import country_of, ending_of, moment_of, owner_of, topic_of
from mailbot.core.deciding.commands.verbs import KNOWN, WITH_ADDRESSES, Verb, plain
from mailbot.core.rulebook import Rulebook
from mailbot.core.ticket import Ticket

_LINE = re.compile(
    rf"(?P<sign>[/\\!@~%$\u00a7\u2116{MARKS}\u266f]\s{{0,3}})?(?P<word>[^\W\d_]+)[\s:=.]*(?P<argument>.*?)\s{{0,3}}[{MARKS}\u266f\u2116]?",
    re.DOTALL,
)
_ADDRESSING = (",", "،", "!", "?", "؟", ":", ";", "؛")
"""How a line ends that greets somebody, asks or announces: no command does."""

MOST_ARGUMENT = 60
"""Characters behind a name; what is longer is a sentence."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line was written: on which ticket, of which desk, and when."""

    ticket: Ticket
    rulebook: Rulebook
    now: datetime


def find_slip(script: Script, place: Place) -> Script:
    """The reply, with its first line among the strays where that is a command but for its mark.

    That is: the name of a command in any language, and behind it what this command takes: `to mali`, `wait 3d`, `close unmet`,
    `cc bob@example.org`; `help` where nothing else was written; a name alone, or a note, behind another sign (`/ close`).
    `Wait for our team.` and `To Goma` are none, nor is a sentence (`Wait 3 days.`) or a greeting (`À Moussa,`).
    """
    first, _, rest = script.answer.partition("\n")
    line = seen(first)
    if script.strays or not line:
        return script
    found = _LINE.fullmatch(line[: MOST_ARGUMENT * 2])
    verb = KNOWN.get(plain(found["word"])) if found and len(line) <= MOST_ARGUMENT * 2 else None
    if found is None or verb is None:
        return script
    argument = found["argument"].strip()
    alone = not argument and (bool(found["sign"]) or (verb is Verb.HELP and not rest.strip()))
    marked = bool(found["sign"]) and verb is Verb.NOTE
    if not alone and not marked and (_is_said(found["word"], argument) or not _takes(verb, argument.rstrip(" ."), place)):
        return script
    return replace(script, strays=(Command(found["word"], argument, verb),))


def _is_said(word: str, argument: str) -> bool:
    """Whether a line reads as somebody's sentence or greeting."""
    sentence = word[:1].isupper() and argument.endswith(".") and " " in argument
    return sentence or not argument or argument.endswith(_ADDRESSING) or len(argument) > MOST_ARGUMENT


def _takes(verb: Verb, argument: str, place: Place) -> bool:
    """Whether a command could be carried out with this argument."""
    ticket, rulebook = place.ticket, place.rulebook
    if verb in (Verb.WAIT, Verb.SNOOZE):
        return moment_of(argument, place.now) is not None
    if verb in WITH_ADDRESSES:
        return is_list_of_addresses(argument)
    if verb is Verb.TO:
        return owner_of(argument, rulebook, ticket) is not None
    if verb is Verb.TOPIC:
        return topic_of(argument, rulebook.desk, ticket.area) is not None
    if verb is Verb.COUNTRY:
        return country_of(argument, rulebook) is not None
    return verb is Verb.CLOSE and ending_of(argument) is not None
