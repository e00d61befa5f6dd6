"""What a further mail of a person outside makes of its ticket: open, no less urgent, with a new term."""

from datetime import datetime

from mailbot.core.deciding.case import Case
from mailbot.core.deciding.deadlines import due_at
from mailbot.core.deciding.standing_in import Duty, find_duty
from mailbot.core.decision import ChangeTicket
from mailbot.core.ticket import Ticket, Urgency

_LEVELS = tuple(Urgency)


def put_back(case: Case, ticket: Ticket, latest: datetime | None = None) -> tuple[ChangeTicket, Duty]:
    """The ticket as it is after the mail, due no later than `latest` where that is given, and who has it for now."""
    found = case.classification
    urgency = max(ticket.urgency, found.urgency, key=_LEVELS.index)
    duty = find_duty(case.desk, case.away, ticket.owner, ticket.area, restricted=ticket.restricted or found.restricted)
    due = due_at(case.context.now, case.desk.targets[urgency], duty.home.weekend)
    due = min(due, latest) if latest is not None else due
    return ChangeTicket(ticket.id, ticket.status.after_requester(), urgency, due, found.restricted), duty
