"""Commands in the subject of a coordinator's reply: they are not carried out there, and not passed over in silence either."""

import re

from mailbot.core.deciding.case import Case
from mailbot.core.deciding.commands.script import MARKS, Script, read_script
from mailbot.core.ticket import Ticket

MOST_SUBJECT = 500
"""Characters of a subject that are looked at."""

_MARKED = re.compile(rf"(?<![^\s\[\](:])[{MARKS}]\s?[^\W\d_]{{1,30}}")


def find_in_subject(case: Case, ticket: Ticket, script: Script) -> str:
    """The command that stands in the subject and not on top of the text, as it was written; "" where there is none.

    A link that is tapped writes its command into both; who deletes the line below it, and writes there, still means it. What
    the requester himself wrote into his subject is not the coordinator's.
    """
    theirs = "\n".join((ticket.subject, *(known.ticket.subject for known in case.context.known if known.ticket))).casefold()
    done = {command.verb for command in script.commands}
    for found in _MARKED.finditer(case.message.subject[:MOST_SUBJECT]):
        meant = read_script(found[0]).commands
        if meant and meant[0].verb is not None and meant[0].verb not in done and found[0].casefold() not in theirs:
            return found[0]
    return ""
