"""Who has a ticket when the mail to its owner comes back: nobody may be left unowned."""

from mailbot.core.deciding.case import Case
from mailbot.core.deciding.context import Evidence, KnownMail
from mailbot.core.decision import EditTicket, Effect, MailKind, OweMail, Role
from mailbot.core.desk import Coordinator, Desk
from mailbot.core.message import address_key
from mailbot.core.ticket import Change, Ticket

DESK = "mailbot"
"""The author of what the desk does by itself."""


def hand_over_undelivered(case: Case) -> tuple[Effect, ...]:
    """What follows where a report returns for good a mail to the owner of a ticket: another person has it, and is told.

    The first mail that comes back goes to the deputy; what comes back from a person who had it so goes on to the lead of the
    area, and to the global one, where it ends: a report never moves a ticket in circles. A restricted ticket goes to the lead at
    once. Where a digest comes back, so it is with each ticket of which it told.
    """
    known = next((k for k in case.context.known if k.evidence is Evidence.MESSAGE_ID and _owned(k)), None)
    report = case.message.bounce
    if known is None or report is None:
        return ()
    gone = {address_key(r.address) for r in report.recipients if r.permanent and r.action == "failed"}
    if gone != {address_key(known.recipient)}:
        return ()
    return tuple(
        effect for ticket in _owned(known) for effect in _hand_over(ticket, case.desk, climb=known.kind is MailKind.ESCALATION)
    )


def _hand_over(ticket: Ticket, desk: Desk, *, climb: bool) -> tuple[Effect, ...]:
    """Give one ticket to the next person, if there is one."""
    person = _next(ticket, desk, climb=climb or ticket.restricted)
    if person is None:
        return ()
    _, former = desk.owner_of(ticket.owner)
    return (
        EditTicket(ticket.id, DESK, (Change("owner", ticket.owner, person.address),)),
        OweMail(
            MailKind.ESCALATION,
            person.address,
            Role.COORDINATOR,
            person.language,
            ticket.id,
            "nobody_there",
            former_owner=former.name,
        ),
    )


def _owned(known: KnownMail) -> tuple[Ticket, ...]:
    """The tickets that a mail gave to its recipient, and that he owns."""
    if known.role is not Role.COORDINATOR:
        return ()
    return tuple(ticket for ticket in known.about if address_key(known.recipient) == address_key(ticket.owner))


def _next(ticket: Ticket, desk: Desk, *, climb: bool) -> Coordinator | None:
    """The deputy, the next of the desk, the lead of the area, the global lead: the first who is not the owner.

    `climb` leaves out the first two, and ends at the global lead.
    """
    home, owner = desk.owner_of(ticket.owner)
    area, top = desk.areas.get(ticket.area), desk.owner_of(desk.global_desk)[1]
    if climb and owner.key == top.key:
        return None
    nearer = () if climb else (owner.deputy, *_after(owner, home.coordinators))
    people = [desk.coordinator(address) for address in nearer]
    people += [desk.owner_of(area.lead)[1], top] if area else [top]
    return next((person for person in people if person is not None and person.key != owner.key), None)


def _after(owner: Coordinator, order: tuple[str, ...]) -> tuple[str, ...]:
    """Those of a desk who come after somebody in the order of duty."""
    keys = [address_key(address) for address in order]
    return order[keys.index(owner.key) + 1 :] if owner.key in keys else order
