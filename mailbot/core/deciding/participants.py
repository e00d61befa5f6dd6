"""People who take part in a request beside its requester: what they write, how they leave, and who they are."""

from mailbot.core.deciding.case import Case
from mailbot.core.deciding.context import Context, KnownMail
from mailbot.core.deciding.further_mail import put_back
from mailbot.core.deciding.grants import Right
from mailbot.core.deciding.leaving import wants_to_leave
from mailbot.core.deciding.standing_in import DESK
from mailbot.core.deciding.whole_text import text_of_further
from mailbot.core.deciding.withholding import is_unproved, why_over_budget
from mailbot.core.decision import (
    OF_PARTICIPANT,
    AppendEntry,
    Decision,
    Disposition,
    Effect,
    MailKind,
    OweMail,
    RemoveParticipant,
    Role,
)
from mailbot.core.message import Address, address_key
from mailbot.core.participant import Participant
from mailbot.core.remark import remark
from mailbot.core.ticket import EntryKind, Ticket


def taking_part(case: Case, ticket: Ticket) -> tuple[Participant, ...]:
    """Who takes part in a ticket, in the order of joining. Nobody in a restricted one, nor where the desk lets nobody."""
    return _not_left(case.context, ticket) if case.desk.participants and not ticket.restricted else ()


def _not_left(context: Context, ticket: Ticket) -> tuple[Participant, ...]:
    """Who joined a ticket and has not left, in the order of joining."""
    there = [person for person in context.participants if person.ticket == ticket.id and person.left_at is None]
    return tuple({person.key: person for person in reversed(there)}.values())


def participant(case: Case) -> Decision | None:
    """Join a mail of somebody who takes part to the ticket, or let him go; anything less certain is left to `new_request`."""
    sender = case.message.sender
    ticket = _named_ticket(case, sender) if sender else None
    if sender is None or ticket is None:
        return None
    if wants_to_leave(case.message) and not any(file.goes_along for file in case.message.attachments):
        return _leave(case, ticket, next((one for one in _not_left(case.context, ticket) if one.key == sender.key), None))
    person = next((one for one in taking_part(case, ticket) if one.key == sender.key), None)
    return _join(case, ticket, person) if person is not None else None


def drop_undelivered(context: Context, known: KnownMail) -> tuple[Effect, ...]:
    """What follows where the address of somebody who takes part takes no mail, for good: he takes part no more."""
    if known.ticket is None or known.role is not Role.PARTICIPANT:
        return ()
    if address_key(known.recipient) not in {person.key for person in _not_left(context, known.ticket)}:
        return ()
    told = f"{known.recipient} takes part no more: mail to this address comes back"
    return (
        RemoveParticipant(known.ticket.id, known.recipient, DESK),
        AppendEntry(known.ticket.id, EntryKind.EVENT, DESK, told, remarks=(remark("unreachable", who=known.recipient),)),
    )


def _named_ticket(case: Case, sender: Address) -> Ticket | None:
    """The ticket of a reference that was signed for this very person as one who takes part.

    Or, authenticated, the one that he takes part in and names in the subject.
    """
    for known in case.context.known:
        if known.ticket is not None and known.role is Role.PARTICIPANT and address_key(known.recipient) == sender.key:
            return known.ticket
    if case.may(Right.APPEND, signed=False):
        return next((t for t in case.context.mentioned if any(one.key == sender.key for one in taking_part(case, t))), None)
    return None


def _join(case: Case, ticket: Ticket, person: Participant) -> Decision:
    message = case.message
    latest = ticket.due_at if ticket.status.waits_for_us else None
    after, duty = put_back(case, ticket, latest)  # while the requester waits, nobody else gives the desk more time
    return Decision(
        Disposition.FOLLOWED_UP,
        f"{ticket.reference}: somebody who takes part wrote",
        (
            AppendEntry(ticket.id, EntryKind.REPLY, person.address, text_of_further(message), message.attachments),
            after,
            *duty.follow_up(case, ticket, after, OF_PARTICIPANT),
        ),
        ticket.id,
    )


def _leave(case: Case, ticket: Ticket, person: Participant | None) -> Decision:
    """Let somebody go. Who says so again, or takes part no more anyway, is gone already, and hears nothing."""
    if person is None:
        return Decision(Disposition.DISCARDED, f"{ticket.reference}: its sender takes part no more", (), ticket.id)
    text = f"{person.address} takes part no more: left by mail"
    told = AppendEntry(ticket.id, EntryKind.EVENT, person.address, text, remarks=(remark("left", who=person.address),))
    farewell = OweMail(MailKind.LEAVING, person.address, Role.PARTICIPANT, ticket.language, ticket.id, unproved=is_unproved(case))
    return Decision(
        Disposition.FOLLOWED_UP,
        f"{ticket.reference}: somebody who took part left",
        (
            RemoveParticipant(ticket.id, person.address, person.address),
            told,
            *((farewell,) if case.answerable and not why_over_budget(case) else ()),
        ),
        ticket.id,
    )
