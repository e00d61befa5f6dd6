"""A coordinator's answer: what of his reply it is, and why it may not be passed on."""

import re

from mailbot.core.decision import MailKind, OweMail, Role
from mailbot.core.desk import Coordinator
from mailbot.core.message import Attachment, InboundMessage
from mailbot.core.rulebook.folding import fold
from mailbot.core.ticket import Ticket

TOKEN = re.compile(r"\+[a-z]+-\d{5,9}\.[a-z2-7]{20}@", re.IGNORECASE)
"""A reply address of ours: it stands in routing mails only, and is nobody else's to read."""

MAX_NAME = 80

MAX_ANSWER = 200_000
"""Characters of an answer; what is longer was not typed."""

MAX_FILES = 10_000_000
"""Octets of an answer's attachments, decoded: with base64 it still passes the usual limits of 20 MB and more."""


def own_words(reply: str) -> str:
    """A reply without the lines that it quotes between its answers.

    They are of a routing mail, which is not the requester's to read.
    """
    kept = "\n".join(line for line in reply.split("\n") if not line.startswith(">"))
    return re.sub(r"\n{3,}", "\n\n", kept).strip()


def is_only_name(text: str, person: Coordinator) -> bool:
    """Whether a text is nothing but the name of who wrote it: a signature below commands, no answer."""
    words = fold(text).text.split() if len(text) <= MAX_NAME else []
    return bool(words) and set(words) <= set(fold(person.name).text.split())


def files_of(message: InboundMessage) -> tuple[Attachment, ...]:
    """The files that an answer takes along."""
    return tuple(file for file in message.attachments if file.goes_along)


def objection(text: str, octets: int, person: Coordinator, ticket: Ticket) -> tuple[str, str]:
    """Why an answer may not be relayed: the hint of the receipt, and the reason in the ledger; "" for both where it may."""
    if TOKEN.search(text) or person.key in text.casefold():
        return "private", "the answer holds the coordinator's own address, or text of a routing mail"
    if len(text) > MAX_ANSWER:
        return "too_long", f"an answer of {len(text)} characters is too long to relay"
    if octets > MAX_FILES:
        return "attachments_left_out", f"attachments of {octets} octets are too large to relay"
    if not ticket.requester:
        return "no_requester", "the ticket has no requester's address"
    return "", ""


def answer_mails(ticket: Ticket) -> tuple[OweMail, ...]:
    """The answer on its way to the requester."""
    return (OweMail(MailKind.ANSWER, ticket.requester, Role.REQUESTER, ticket.language, ticket.id),)
