"""What nobody proved is held until the person in whose name it came says, by one reply, that he wrote it."""

from datetime import timedelta

from mailbot.core.deciding.answering import COURTESIES, own_words
from mailbot.core.deciding.case import Case
from mailbot.core.deciding.context import Awaited
from mailbot.core.decision import Decision, Disposition, MailKind, ReleaseHeld
from mailbot.core.desk import Coordinator
from mailbot.core.message import address_key
from mailbot.core.rulebook.folding import fold
from mailbot.core.ticket import Ticket

OPEN_FOR = timedelta(days=3)
"""How long a question for confirmation may be answered: over a weekend."""

YES = frozenset(
    fold("yes confirm confirmed oui confirme sí si confirmo confirmado sim نعم أؤكد да подтверждаю так підтверджую").text.split()
)
"""Words that confirm, in the languages of the desk."""

MOST_CHARACTERS = 80

FORWARD = "forward"
"""The hint of a question about a mail that passes on another."""


def ask_to_confirm(case: Case, ticket: Ticket | None, reason: str, hint: str = "") -> Decision:
    """Hold the mail, on no ticket yet, and ask the person in whose name it came: at the address on file."""
    number = ticket.id if ticket is not None else None
    return Decision(None, reason, case.to_coordinator(MailKind.CONFIRMATION, hint, number))


def confirm(case: Case, person: Coordinator) -> Decision | None:
    """Take a reply to such a question, None where the mail is none: a yes releases the held mail, once and in time."""
    first = next((known for known in case.context.known if address_key(known.recipient) == person.key), None)
    awaited = first.awaits if first is not None else None
    if first is None or awaited is None:
        return None
    ticket = first.ticket.id if first.ticket is not None else None
    if not awaited.held or case.context.now > awaited.asked_at + OPEN_FOR:
        return Decision(Disposition.DISCARDED, _over(awaited), case.receipt("no_longer_open", ticket), ticket)
    if not says_yes(own_words(case.message.reply), person):
        return Decision(None, "a question for confirmation was not answered by yes", case.receipt("no_yes", ticket), ticket)
    reason = f"{person.address} confirmed inbound {awaited.inbound}"
    return Decision(Disposition.COMMANDED, reason, (ReleaseHeld(awaited.inbound),), ticket)


def _over(awaited: Awaited) -> str:
    return f"inbound {awaited.inbound} can be confirmed no more: {'the time is over' if awaited.held else 'it is settled'}"


def says_yes(text: str, person: Coordinator) -> bool:
    """Whether a text says yes and nothing else but a courtesy or a name."""
    words = set(fold(text).text.split()) if len(text) <= MOST_CHARACTERS else set()
    return bool(words & YES) and words <= YES | COURTESIES | set(fold(person.name).text.split())
