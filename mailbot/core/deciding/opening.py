"""What every new ticket begins with: its fields, its first line, the acknowledgement, and the mail to its owner."""

from dataclasses import dataclass, replace

from mailbot.core.deciding.case import Case
from mailbot.core.deciding.context import reference_of
from mailbot.core.deciding.deadlines import deadline_of
from mailbot.core.deciding.digesting import gather
from mailbot.core.deciding.on_call import call
from mailbot.core.deciding.standing_in import find_duty
from mailbot.core.decision import AppendEntry, Classification, Effect, MailKind, OpenTicket, OweMail
from mailbot.core.message import Address
from mailbot.core.ticket import EntryKind


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks for what. `requester` is None where no single sender is named; `answered` is what he is sent at once.

    `cover` is the note of who passed it on: its owner reads that too.
    """

    requester: Address | None
    subject: str
    text: str
    language: str
    answered: tuple[OweMail, ...] = ()
    cover: AppendEntry | None = None


def open_ticket(case: Case, request: Request) -> tuple[Effect, ...]:
    """The effects that open a ticket, routed as the rules say."""
    found = judge(case)
    duty = find_duty(case.desk, case.away, found.owner, found.area, restricted=found.restricted)
    duty = call(case.desk, duty, found.urgency, case.away, case.context.now)
    address = request.requester.address if request.requester else ""
    due = deadline_of(case.desk, duty.person.address, found.urgency, case.context.now)
    opened = OpenTicket(
        subject=request.subject,
        requester=address,
        requester_name=request.requester.name if request.requester else "",
        classification=found,
        owner=duty.person.address,
        language=request.language,
        due_at=due,
        mentions=_mentions(case),
        stands_in_for=duty.stands_in_for,
    )
    entry = AppendEntry(None, EntryKind.REQUEST, address, request.text, case.message.attachments)
    route = duty.owe(MailKind.ROUTE)
    if request.cover is None:
        return opened, entry, *request.answered, gather(case, route, duty.person, found.urgency, due)
    return opened, entry, *request.answered, route, request.cover  # a digest would not show the note


def judge(case: Case) -> Classification:
    """What the rules say of a new request. One that bears a reference which we signed on a restricted ticket is restricted too,
    and its owner's: it may well be about the same person, sent from another address.
    """
    found = case.classification
    near = next((known.ticket for known in case.context.known if known.ticket is not None and known.ticket.restricted), None)
    return found if near is None else replace(found, restricted=True, owner=near.owner)


def _mentions(case: Case) -> tuple[str, ...]:
    named = [k.ticket.id for k in case.context.known if k.ticket] + [t.id for t in case.context.mentioned]
    return tuple(reference_of(case.desk.prefix, number) for number in dict.fromkeys(named))
