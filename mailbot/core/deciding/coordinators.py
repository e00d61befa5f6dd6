"""The gate of the desk's own people: a coordinator answers by replying to a mail of ours."""

import re

from mailbot.core.deciding.case import Case
from mailbot.core.deciding.trust import Verdict
from mailbot.core.decision import AppendEntry, ChangeTicket, Decision, Disposition, MailKind, OweMail, Role
from mailbot.core.desk import Coordinator
from mailbot.core.ticket import EntryKind, Status, Ticket

COMMAND = re.compile(r"^[ \t]*[#\uFF03][^\W\d_]", re.MULTILINE)
"""A line that is meant as a command: `#` (also the wide form) and a letter."""

TOKEN = re.compile(r"\+[a-z]+-\d{5,9}\.[a-z2-7]{20}@", re.IGNORECASE)
"""A reply address of ours: it stands in routing mails only, and is nobody else's to read."""

MAX_ANSWER = 200_000
"""Characters of an answer; what is longer was not typed."""

MAX_FILES = 10_000_000
"""Octets of an answer's attachments, decoded: with base64 it still passes the usual limits of 20 MB and more."""


def coordinator(case: Case) -> Decision | None:
    """Take a coordinator's reply as the answer to the requester, if it is certain whose reply to which ticket it is."""
    person = case.coordinator
    if person is None:
        return None
    ticket = _bound_ticket(case, person)
    if ticket is None:
        return _unbound(case, person)
    if case.context.identity.trusted_authserv and case.verdict is not Verdict.PASS:
        return Decision(None, "a coordinator's mail that our border server did not authenticate", case.receipt("not_verified"))
    return _answer(case, person, ticket)


def _bound_ticket(case: Case, person: Coordinator) -> Ticket | None:
    """The ticket of a reference that we signed for this very person.

    Or, authenticated, the one he owns and names in the subject.
    """
    for known in case.context.known:
        if known.role is Role.COORDINATOR and known.recipient.casefold() == person.key and known.ticket is not None:
            return known.ticket
    if case.verdict is Verdict.PASS:
        return next((t for t in case.context.mentioned if t.owner.casefold() == person.key), None)
    return None


def _unbound(case: Case, person: Coordinator) -> Decision | None:
    """A coordinator without a reference of his own: asked back where he means a ticket, else he is a requester like any other."""
    own = [k for k in case.context.known if k.recipient.casefold() == person.key]
    if own or any(t.requester.casefold() == person.key for t in case.context.mentioned):
        return None
    if any(k.role is Role.COORDINATOR for k in case.context.known):
        return Decision(None, "a coordinator used a reference that was signed for another person", case.receipt("no_reference"))
    if case.context.mentioned:
        return Decision(None, "a coordinator named a ticket without a reference signed for him", case.receipt("no_reference"))
    return None


def own_words(reply: str) -> str:
    """A reply without the lines that it quotes between its answers.

    They are of a routing mail, which is not the requester's to read.
    """
    kept = "\n".join(line for line in reply.split("\n") if not line.startswith(">"))
    return re.sub(r"\n{3,}", "\n\n", kept).strip()


def _answer(case: Case, person: Coordinator, ticket: Ticket) -> Decision:
    message, text = case.message, own_words(case.message.reply)
    files = tuple(a for a in message.attachments if a.goes_along)
    if not text and not files:
        effects = case.receipt("nothing_written", ticket.id)
        return Decision(Disposition.DISCARDED, "a coordinator's reply with nothing written in it", effects, ticket.id)
    hint, why = _objection(text, sum(a.size for a in files), person, ticket)
    if hint:
        return Decision(None, why, case.receipt(hint, ticket.id), ticket.id)
    return Decision(
        Disposition.ANSWERED,
        f"{person.address} answered",
        (
            AppendEntry(ticket.id, EntryKind.ANSWER, person.address, text, message.attachments),
            ChangeTicket(ticket.id, Status.WAITING, ticket.urgency, None),
            OweMail(MailKind.ANSWER, ticket.requester, Role.REQUESTER, ticket.language, ticket.id),
        ),
        ticket.id,
    )


def _objection(text: str, octets: int, person: Coordinator, ticket: Ticket) -> tuple[str, str]:
    """Why an answer may not be relayed: the hint of the receipt, and the reason in the ledger; "" for both where it may."""
    if COMMAND.search(text):
        return "command", "commands are not understood yet"
    if TOKEN.search(text) or person.key in text.casefold():
        return "private", "the answer holds the coordinator's own address, or text of a routing mail"
    if len(text) > MAX_ANSWER:
        return "too_long", f"an answer of {len(text)} characters is too long to relay"
    if octets > MAX_FILES:
        return "attachments_left_out", f"attachments of {octets} octets are too large to relay"
    if not ticket.requester:
        return "no_requester", "the ticket has no requester's address"
    return "", ""
