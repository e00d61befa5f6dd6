"""Who has a ticket when a mail to its owner comes back, or he is away: nobody may be left unowned."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from datetime import date

from mailbot.core.deciding.case import Case
from mailbot.core.deciding.context import Absent, Context, KnownMail
from mailbot.core.deciding.digesting import gather
from mailbot.core.decision import ChangeTicket, EditTicket, Effect, MailKind, OweMail, Role
from mailbot.core.desk import Coordinator, Desk, RegionalDesk
from mailbot.core.message import address_key
from mailbot.core.ticket import Change, Stage, Ticket

DESK = "mailbot"
"""The author of what the desk does by itself."""

AWAY = "away"
"""The hint of a mail to who stands in for somebody."""

ON_DUTY = "duty"
"""The hint of a mail to who is called for something critical while the desk that would own it is closed."""


@dataclass(frozen=True, slots=True)
class Duty:
    """Who has a ticket for now: its owner, or while that one is `absent` somebody in his place.

    `instead_of` is whose it would be at another hour, where `person` is called because he is on duty.
    """

    home: RegionalDesk
    person: Coordinator
    absent: Coordinator | None = None
    back_on: date | None = None
    instead_of: Coordinator | None = None

    @property
    def stands_in_for(self) -> str:
        """Who is away, as `Ticket.stands_in_for` names him, "" for nobody."""
        return self.absent.key if self.absent is not None else ""

    def owe(self, kind: MailKind, ticket: int | None = None) -> OweMail:
        """A mail to who has the ticket; it says for whom he stands in, or that he is on duty."""
        if self.instead_of is not None:
            return replace(tell(self.person, ticket, ON_DUTY, former=self.instead_of), kind=kind)
        if self.absent is None:
            return OweMail(kind, self.person.address, Role.COORDINATOR, self.person.language, ticket)
        return replace(tell(self.person, ticket, AWAY, former=self.absent, back_on=self.back_on), kind=kind)

    def follow_up(self, case: Case, ticket: Ticket, after: ChangeTicket, hint: str) -> tuple[Effect, ...]:
        """What tells of a further mail on a ticket: the mail to its owner, or the hand-over where he is away.

        `after` is what becomes of the ticket by it.
        """
        if self.absent is not None or self.instead_of is not None:
            return hand_over(ticket, self)
        mail = replace(self.owe(MailKind.FOLLOW_UP, ticket.id), hint=hint)
        return (gather(case, mail, self.person, after.urgency, after.due_at),)


def find_duty(desk: Desk, away: Mapping[str, Absent], owner: str, area: str, *, restricted: bool) -> Duty:
    """Who has a ticket that would be `owner`'s, a desk's id or a coordinator's address; he himself where nobody can stand in."""
    home, person = desk.owner_of(owner)
    absent = away.get(person.key)
    stand_in = find_stand_in(person, area, desk, away, climb=restricted) if absent is not None else None
    if absent is None or stand_in is None:
        return Duty(home, person)
    return Duty(desk.owner_of(stand_in.address)[0], stand_in, person, absent.back_on)


def hand_over(ticket: Ticket, duty: Duty) -> tuple[Effect, ...]:
    """The ticket of somebody who is away goes to who stands in for him; it remembers whose it was first."""
    first = duty.stands_in_for and (ticket.stands_in_for or duty.stands_in_for)
    mark = "" if first == duty.person.key else first
    return (move(ticket, duty.person, stands_in_for=mark), duty.owe(MailKind.ESCALATION, ticket.id))


def hand_over_undelivered(desk: Desk, context: Context, known: KnownMail) -> tuple[Effect, ...]:
    """What follows where a mail to the owner of a ticket does not arrive, for good: another person has it, and is told.

    The first mail goes to the deputy; one to a person who had it so goes on to the lead of the area, and to the global one,
    where it ends: a ticket never moves in circles. A restricted ticket goes to the lead at once. Who is away is passed over, but
    where nobody else is there. Where it is a digest, so it is with each ticket of which it told.
    """
    effects: list[Effect] = []
    for ticket in owned(known):
        _, former = desk.owner_of(ticket.owner)
        person = find_next(desk, context, known, ticket)
        if person is not None:
            effects.append(move(ticket, person, stands_in_for=ticket.stands_in_for))
            effects.append(tell(person, ticket.id, "nobody_there", former=former))
    return tuple(effects)


def find_next(desk: Desk, context: Context, known: KnownMail, ticket: Ticket) -> Coordinator | None:
    """Who has a ticket next whose owner does not have a mail, None where there is nobody to whom none was given up before."""
    _, owner = desk.owner_of(ticket.owner)
    climb = known.kind is MailKind.ESCALATION or ticket.restricted
    gone = set(context.unreached)
    there = find_stand_in(owner, ticket.area, desk, gone | context.away.keys(), climb=climb)
    return there or find_stand_in(owner, ticket.area, desk, gone, climb=climb)


def owned(known: KnownMail) -> tuple[Ticket, ...]:
    """The tickets that a mail gave to its recipient, and that he owns."""
    if known.role is not Role.COORDINATOR:
        return ()
    return tuple(ticket for ticket in known.about if address_key(known.recipient) == address_key(ticket.owner))


def move(ticket: Ticket, person: Coordinator, *, stands_in_for: str) -> EditTicket:
    """The ticket has another owner, for good or in somebody's place; the desk did it by itself."""
    changes = [Change("owner", ticket.owner, person.address)]
    if ticket.stage is Stage.TAKEN:
        changes.append(Change("stage", ticket.stage, Stage.UNSEEN))
    if stands_in_for != ticket.stands_in_for:
        changes.append(Change("stands_in_for", ticket.stands_in_for, stands_in_for))
    return EditTicket(ticket.id, DESK, tuple(changes))


def tell(person: Coordinator, ticket: int | None, hint: str, *, former: Coordinator, back_on: date | None = None) -> OweMail:
    """The mail that tells a person of a ticket that changes hands, and why."""
    mail = OweMail(MailKind.ESCALATION, person.address, Role.COORDINATOR, person.language, ticket, hint)
    return replace(mail, former_owner=former.name, back_on=back_on)


def find_stand_in(owner: Coordinator, area: str, desk: Desk, away: Container[str], *, climb: bool) -> Coordinator | None:
    """The deputy, the next of the desk, the lead of the area, the global lead: the first who is there and not the owner.

    `climb` leaves out the first two, and ends at the global lead. `away` holds the keys of who is not there.
    """
    home, top = desk.owner_of(owner.address)[0], desk.owner_of(desk.global_desk)[1]
    if climb and owner.key == top.key:
        return None
    nearer = () if climb else (owner.deputy, *_after(owner, home.coordinators))
    people = [desk.coordinator(address) for address in nearer]
    people += [desk.owner_of(desk.areas[area].lead)[1], top] if area in desk.areas else [top]
    return next((one for one in people if one is not None and one.key != owner.key and one.key not in away), None)


def _after(owner: Coordinator, order: tuple[str, ...]) -> tuple[str, ...]:
    """Those of a desk who come after somebody in the order of duty."""
    keys = [address_key(address) for address in order]
    return order[keys.index(owner.key) + 1 :] if owner.key in keys else order
