"""The gates of people who ask: a further mail on a ticket, or a new request."""

from mailbot.core.deciding.case import Case
from mailbot.core.deciding.context import reference_of
from mailbot.core.deciding.deadlines import due_at
from mailbot.core.deciding.new_question import asks_something_new
from mailbot.core.deciding.trust import Verdict
from mailbot.core.decision import (
    AppendEntry,
    ChangeTicket,
    Classification,
    Decision,
    Disposition,
    Effect,
    MailKind,
    OpenTicket,
    OweMail,
    Role,
)
from mailbot.core.message import Kind, address_key, person_key
from mailbot.core.ticket import EntryKind, Ticket, Urgency

LEVELS = tuple(Urgency)


def follow_up(case: Case) -> Decision | None:
    """Join a mail to the ticket of the very requester who writes; anything less certain is left to `new_request`."""
    ticket = _own_ticket(case)
    if ticket is None:
        return None
    message = case.message
    urgency = max(ticket.urgency, case.classification.urgency, key=LEVELS.index)
    desk, owner = case.desk.owner_of(ticket.owner)
    due = due_at(case.context.now, case.desk.targets[urgency], desk.weekend)
    hint = "new_question" if asks_something_new(case, ticket) else ""
    return Decision(
        Disposition.FOLLOWED_UP,
        f"{ticket.reference}: its requester wrote again",
        (
            AppendEntry(ticket.id, EntryKind.REPLY, ticket.requester, message.reply, message.attachments),
            ChangeTicket(ticket.id, ticket.status.after_requester(), urgency, due, case.classification.restricted),
            OweMail(MailKind.FOLLOW_UP, owner.address, Role.COORDINATOR, owner.language, ticket.id, hint),
        ),
        ticket.id,
    )


def _own_ticket(case: Case) -> Ticket | None:
    sender = case.message.sender
    if sender is None:
        return None
    for known in case.context.known:
        ticket = known.ticket
        if (
            ticket
            and known.role is Role.REQUESTER
            and address_key(known.recipient) == sender.key
            and person_key(known.recipient) == person_key(ticket.requester)  # of a merged one the other may have his plus-address
        ):
            return ticket
    if case.verdict is Verdict.PASS:
        return next((t for t in case.context.mentioned if address_key(t.requester) == sender.key), None)
    return None


def new_request(case: Case) -> Decision:
    """Open a ticket. Whatever came this far is a person's mail, and gets an owner."""
    message, found = case.message, case.classification
    if message.kind is Kind.EMPTY and not message.attachments and not message.subject.strip():
        return _ask(case)
    desk, owner = case.desk.owner_of(found.owner)
    locale = case.locale
    sender = message.sender
    effects: list[Effect] = [
        OpenTicket(
            subject=message.subject,
            requester=sender.address if sender else "",
            requester_name=sender.name if sender else "",
            classification=found,
            owner=owner.address,
            language=locale,
            due_at=due_at(case.context.now, case.desk.targets[found.urgency], desk.weekend),
            mentions=_mentions(case),
        ),
        AppendEntry(
            None, EntryKind.REQUEST, sender.address if sender else "", message.reply or message.text, message.attachments
        ),
    ]
    if case.answerable and sender is not None:
        kind = MailKind.QUESTION if message.kind is Kind.EMPTY else MailKind.ACK
        effects.append(OweMail(kind, sender.address, Role.REQUESTER, locale, hint=case.language_hint))
    effects.append(OweMail(MailKind.ROUTE, owner.address, Role.COORDINATOR, owner.language))
    return Decision(Disposition.OPENED, _why(found, case), tuple(effects))


def _ask(case: Case) -> Decision:
    """Nothing at all was written: one polite question, and no ticket until there is something to own."""
    sender = case.message.sender
    if sender is None or not case.answerable:
        return Decision(None, "an empty mail that cannot be answered")
    question = OweMail(MailKind.QUESTION, sender.address, Role.REQUESTER, case.locale, hint=case.language_hint)
    return Decision(Disposition.DISCARDED, "an empty mail; its sender was asked what it should say", (question,))


def _mentions(case: Case) -> tuple[str, ...]:
    named = [k.ticket.id for k in case.context.known if k.ticket] + [t.id for t in case.context.mentioned]
    return tuple(reference_of(case.desk.prefix, number) for number in dict.fromkeys(named))


def _why(found: Classification, case: Case) -> str:
    words = f"{found.area}/{found.topic}, {found.urgency}"
    if found.country:
        words += f", {found.country}"
    if case.message.sender is None:
        return f"{words}; no answer, because no single sender is named"
    if case.message.automatic:
        return f"{words}; no answer: {case.message.automatic}"
    if not case.answerable:
        return f"{words}; no answer, because the sender had {case.context.recent_mails} mails from us within an hour"
    return words
