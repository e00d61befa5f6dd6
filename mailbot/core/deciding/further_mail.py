"""What a further mail of a person outside makes of its ticket: open, no less urgent, with a new term."""

from datetime import datetime

from mailbot.core.deciding.case import Case
from mailbot.core.deciding.deadlines import deadline_of
from mailbot.core.deciding.on_call import call
from mailbot.core.deciding.standing_in import Duty, find_duty
from mailbot.core.decision import ChangeTicket
from mailbot.core.ticket import Stage, Ticket, Urgency

_LEVELS = tuple(Urgency)


def put_back(case: Case, ticket: Ticket, latest: datetime | None = None) -> tuple[ChangeTicket, Duty]:
    """The ticket as it is after the mail, due no later than `latest` where that is given, and who has it for now."""
    found = case.classification
    urgency = max(ticket.urgency, found.urgency, key=_LEVELS.index)
    duty = find_duty(case.desk, case.away, ticket.owner, ticket.area, restricted=ticket.restricted or found.restricted)
    if urgency is not ticket.urgency or not ticket.status.waits_for_us:
        duty = call(case.desk, duty, urgency, case.away, case.context.now)
    due = deadline_of(case.desk, duty.person.address, urgency, case.context.now)
    promised = ticket.due_at if ticket.status.waits_for_us else None  # who waits and writes again is not put off
    if promised is not None and promised <= case.context.now and urgency is not ticket.urgency:
        promised = None  # that date is missed: what has become more urgent has its own
    due = min(one for one in (due, promised, latest) if one is not None)
    stage = ticket.stage if due == promised else Stage.UNSEEN
    return ChangeTicket(ticket.id, ticket.status.after_requester(), urgency, due, found.restricted, stage), duty
