"""The owner of a ticket is no longer in the desk file: who has it now."""

from collections.abc import Mapping
from datetime import datetime

from mailbot.core.deciding.context import Absent
from mailbot.core.deciding.on_call import call
from mailbot.core.deciding.routes import route
from mailbot.core.deciding.standing_in import DESK, Duty, find_duty, move, tell
from mailbot.core.decision import AppendEntry, Effect
from mailbot.core.desk import Coordinator
from mailbot.core.remark import remark
from mailbot.core.rulebook import Rulebook
from mailbot.core.ticket import EntryKind, Ticket


def succeed(ticket: Ticket, rulebook: Rulebook, away: Mapping[str, Absent], now: datetime) -> tuple[Effect, ...]:
    """A ticket whose owner is no coordinator any more goes to who would have it by the rules, and that one is told.

    What was held in somebody's place is that one's again, or goes to who else stands in for him. Its date stays.
    """
    former = Coordinator(ticket.owner, ticket.owner)
    duty = _successor(ticket, rulebook, away, now)
    said = f"{former.name} is not in the desk file any more"
    return (
        AppendEntry(ticket.id, EntryKind.EVENT, DESK, said, remarks=(remark("no_coordinator", owner=former.name),)),
        move(ticket, duty.person, stands_in_for=duty.stands_in_for),
        tell(duty.person, ticket.id, "nobody_there", former=former),
    )


def _successor(ticket: Ticket, rulebook: Rulebook, away: Mapping[str, Absent], now: datetime) -> Duty:
    desk = rulebook.desk
    first = desk.coordinator(ticket.stands_in_for)
    owner = first.address if first is not None else route(ticket.area, rulebook, ticket)
    duty = find_duty(desk, away, owner, ticket.area, restricted=ticket.restricted)
    return call(desk, duty, ticket.urgency, away, now) if ticket.status.waits_for_us else duty
