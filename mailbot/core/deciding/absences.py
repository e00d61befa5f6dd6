"""A coordinator is away: what his notice does, and what ends it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from mailbot.core.deciding.case import Case
from mailbot.core.deciding.context import Absent
from mailbot.core.deciding.standing_in import DESK, find_duty, hand_over, move, tell
from mailbot.core.deciding.trust import Verdict
from mailbot.core.decision import AppendEntry, Decision, Disposition, Effect, EndAbsence, RecordAbsence, Role
from mailbot.core.desk import Coordinator, Desk
from mailbot.core.message import address_key
from mailbot.core.remark import Remark, remark
from mailbot.core.ticket import EntryKind, Status, Ticket

UNDATED = timedelta(days=14)
"""How long somebody is taken to be away who does not say until when."""

FARTHEST = timedelta(days=366)
"""A day of return after more than a year is taken for none."""

LONGEST_REST = 10
"""Days off in a row that are looked through for the next working day."""


def take_notice(case: Case) -> Decision | None:
    """What follows from an automatic reply which says that a coordinator is away: he is known to be, and the ticket that the mail
    is about goes to who stands in for him. Nothing is sent to him.

    It counts where it answers a mail that we signed for the very coordinator in From, and our border server, where one is
    believed, vouches for him; any other is automatic mail like the rest.
    """
    notice, person = case.message.absence, case.coordinator
    if notice is None or person is None or (case.context.identity.trusted_authserv and case.verdict is not Verdict.PASS):
        return None
    known = [k for k in case.context.known if k.role is Role.COORDINATOR and address_key(k.recipient) == person.key]
    if not known:
        return None
    told = _told(case, person, notice.back_on)
    if told is None:
        return Decision(Disposition.AUTOMATIC, f"an absence notice of {person.name}, back since {notice.back_on}")
    before = case.away.get(person.key)
    absent = before if before is not None and not _replaces(told, before) else told
    record = () if absent is before else (RecordAbsence(person.address, absent.until, absent.back_on),)
    said = f"an absence notice of {person.name}" + (f", back on {absent.back_on}" if absent.back_on else "")
    tickets = {ticket.id: ticket for mail in known[:1] for ticket in mail.about if _is_his(ticket, person, case.desk)}.values()
    became, effects = list[str](), list[Effect]()
    for ticket in tickets:
        duty = find_duty(case.desk, {**case.away, person.key: absent}, ticket.owner, ticket.area, restricted=ticket.restricted)
        if duty.absent is None:
            became.append(f"{ticket.reference} stays, for nobody can stand in")
        else:
            became.append(f"{ticket.reference} given to {duty.person.name}")
            effects += (
                AppendEntry(ticket.id, EntryKind.EVENT, DESK, said, remarks=(_noticed(person, absent),)),
                *hand_over(ticket, duty),
            )
    number = next(iter(tickets)).id if len(tickets) == 1 and effects else None
    reason = f"{said}: {', '.join(became)}" if became else said
    return Decision(Disposition.AUTOMATIC, reason, (*effects, *record), number)


def _noticed(person: Coordinator, absent: Absent) -> Remark:
    """What the story of a ticket tells of a notice."""
    if absent.back_on is None:
        return remark("away", owner=person.name)
    return remark("away_until", owner=person.name, back_on=absent.back_on.isoformat())


def _is_his(ticket: Ticket, person: Coordinator, desk: Desk) -> bool:
    return ticket.status is not Status.CLOSED and desk.owner_of(ticket.owner)[1].key == person.key


def _told(case: Case, person: Coordinator, back_on: date | None) -> Absent | None:
    """The absence that a notice tells of, None if it is over: to the first working day from `back_on`, where the person works."""
    now, calendar = case.context.now, case.desk.calendar_of(person)
    if back_on is None or calendar.begin_of(back_on) > now + FARTHEST:
        return Absent(person.key, now + UNDATED, None)
    ahead = (back_on + timedelta(days=days) for days in range(LONGEST_REST))
    day = next((one for one in ahead if calendar.is_working_day(one)), back_on)
    until = calendar.begin_of(day)
    return Absent(person.key, until, day) if until > now else None


def _replaces(told: Absent, before: Absent) -> bool:
    """Whether a notice says more than is known: a later day, or anything where no day was. An earlier one may be an old mail."""
    return before.back_on is None or (told.back_on is not None and told.back_on > before.back_on)


def end_absence(case: Case, person: Coordinator, decision: Decision) -> Decision:
    """The same decision; who answers or commands is no longer away."""
    if person.key not in case.away or decision.disposition not in (Disposition.ANSWERED, Disposition.COMMANDED):
        return decision
    return replace(decision, effects=(*decision.effects, EndAbsence(person.address)))


def give_back(absent: Absent, tickets: Sequence[Ticket], desk: Desk) -> tuple[Effect, ...]:
    """What follows when an absence is over: each ticket that waited for it goes back, and who had it meanwhile is told.

    `tickets` are those that somebody holds in his place and that are not closed. Where he is a coordinator no more, they stay.
    """
    person = desk.coordinator(absent.person)
    if person is None:
        return ()
    effects: list[Effect] = []
    for ticket in tickets:
        _, stand_in = desk.owner_of(ticket.owner)
        effects.append(move(ticket, person, stands_in_for=""))
        effects.append(tell(person, ticket.id, "back", former=stand_in))
        effects.append(tell(stand_in, ticket.id, "returned", former=stand_in))
    return tuple(effects)
