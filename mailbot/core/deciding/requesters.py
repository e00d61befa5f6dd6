"""The gates of people who ask: a further mail on a ticket, or a new request."""

from dataclasses import replace

from mailbot.core.deciding.case import Case
from mailbot.core.deciding.context import KnownMail
from mailbot.core.deciding.further_mail import put_back
from mailbot.core.deciding.grants import Right
from mailbot.core.deciding.new_question import asks_something_new
from mailbot.core.deciding.opening import Request, open_ticket
from mailbot.core.deciding.whole_text import text_of_first, text_of_further
from mailbot.core.deciding.withholding import is_unproved, note_unanswered, why_unanswered
from mailbot.core.decision import (
    AppendEntry,
    Classification,
    Decision,
    Disposition,
    MailKind,
    OweMail,
    Role,
)
from mailbot.core.message import Address, Kind, address_key, person_key
from mailbot.core.ticket import EntryKind, Ticket


def follow_up(case: Case) -> Decision | None:
    """Join a mail to the ticket of the very requester who writes; anything less certain is left to `new_request`."""
    ticket = _own_ticket(case)
    if ticket is None:
        return None
    message = case.message
    after, duty = put_back(case, ticket)
    hint = "new_question" if asks_something_new(case, ticket) else ""
    return Decision(
        Disposition.FOLLOWED_UP,
        f"{ticket.reference}: its requester wrote again",
        (
            AppendEntry(ticket.id, EntryKind.REPLY, ticket.requester, text_of_further(message), message.attachments),
            after,
            *duty.follow_up(case, ticket, after, hint),
        ),
        ticket.id,
    )


def _own_ticket(case: Case) -> Ticket | None:
    sender = case.message.sender
    if sender is None:
        return None
    signed = next((known.ticket for known in case.context.known if known.role is Role.REQUESTER and _is_of(known, sender)), None)
    named = next((ticket for ticket in case.context.mentioned if address_key(ticket.requester) == sender.key), None)
    return (signed or named) if case.may(Right.APPEND, signed=signed is not None) else None


def _is_of(known: KnownMail, sender: Address) -> bool:
    """Whether a mail of ours went to the sender, who is the requester of its ticket: of a merged one the other ticket may have
    him by a plus-address.
    """
    requester = known.ticket.requester if known.ticket is not None else ""
    return address_key(known.recipient) == sender.key and person_key(sender.address) == person_key(requester)


def new_request(case: Case) -> Decision:
    """Open a ticket. Whatever came this far is a person's mail, and gets an owner."""
    message, found = case.message, case.classification
    if message.kind is Kind.EMPTY and not message.attachments and not message.subject.strip():
        return _ask(case)
    sender = message.sender
    answered: tuple[OweMail, ...] = ()
    unanswered = why_unanswered(case)
    if case.answerable and sender is not None and not unanswered:
        kind = MailKind.QUESTION if message.kind is Kind.EMPTY else MailKind.ACK
        answered = (_answer(case, kind, sender),)
    text = text_of_first(message, ours_below=bool(case.context.known))
    request = Request(sender, message.subject, text, case.locale, answered)
    effects = (*open_ticket(case, request), *note_unanswered(unanswered))
    return Decision(Disposition.OPENED, _why(found, case, unanswered), effects)


def _answer(case: Case, kind: MailKind, sender: Address) -> OweMail:
    mail = OweMail(kind, sender.address, Role.REQUESTER, case.locale, hint=case.language_hint)
    return replace(mail, unproved=is_unproved(case))


def _ask(case: Case) -> Decision:
    """Nothing at all was written: one polite question, and no ticket until there is something to own."""
    sender = case.message.sender
    unanswered = why_unanswered(case)
    if sender is None or not case.answerable or unanswered:
        return Decision(None, f"an empty mail that cannot be answered{unanswered and ': '}{unanswered}")
    question = _answer(case, MailKind.QUESTION, sender)
    return Decision(Disposition.DISCARDED, "an empty mail; its sender was asked what it should say", (question,))


def _why(found: Classification, case: Case, unanswered: str) -> str:
    words = f"{found.area}/{found.topic}, {found.urgency}"
    if found.country:
        words += f", {found.country}"
    if case.message.sender is None:
        return f"{words}; no answer, because no single sender is named"
    if case.automatic:
        return f"{words}; no answer: {case.automatic}"
    return f"{words}; no answer, because {unanswered}" if unanswered else words
