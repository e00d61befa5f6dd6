"""Commands about who has a ticket and who may read it."""

from dataclasses import replace

from mailbot.core.deciding.commands.turn import Turn
from mailbot.core.deciding.commands.values import is_me, names_of_owners, owner_of
from mailbot.core.decision import MailKind, OpenTicket, OweMail, Role
from mailbot.core.desk import Coordinator, Desk
from mailbot.core.message import address_key
from mailbot.core.remark import Remark, remark
from mailbot.core.rulebook.nearest import nearest
from mailbot.core.rulebook.vocabulary import NO_AREA
from mailbot.core.ticket import Stage, Status, Ticket


def take(turn: Turn, _: str) -> Turn | Remark:
    """Have the ticket from now on; who has it already says that he works on it, and has it for good."""
    status = Status.OPEN if turn.ticket.status is Status.NEW else turn.ticket.status
    stage = Stage.TAKEN if status.waits_for_us and turn.ticket.stage is Stage.UNSEEN else turn.ticket.stage
    return turn.set(remark("take"), owner=turn.person.address, status=status, stands_in_for="", stage=stage)


def to(turn: Turn, argument: str) -> Turn | Remark:
    """Hand the ticket to a person, a desk, or who has such tickets in another area; it is said where that one is away."""
    if not argument:
        return remark("to_whom")
    if is_me(argument):
        return take(turn, "")
    found = owner_of(argument, turn.case.rulebook, turn.ticket)
    if found is None:
        return remark("nobody", word=argument, guess=nearest(argument, names_of_owners(turn.case.desk)))
    area, person = found
    ticket = replace(turn.ticket, owner=person.address, stands_in_for="", stage=_stage(turn, person))
    said = remark("to", owner=person.name)
    if area and area != ticket.area:
        ticket = replace(ticket, area=area, topic=NO_AREA)
        said = remark("to_area", owner=person.name, area=area)
    done = replace(turn, ticket=ticket).say(said)
    absent = turn.case.away.get(person.key)
    return done if absent is None else done.say(remark("is_away", owner=person.name, until=absent.until.isoformat()))


def _stage(turn: Turn, person: Coordinator) -> Stage:
    """What the owner did with a ticket is nothing that another did; a date to which it was put off holds."""
    stage = turn.ticket.stage
    return Stage.UNSEEN if stage is Stage.TAKEN and address_key(turn.ticket.owner) != person.key else stage


def restrict(turn: Turn, _: str) -> Turn | Remark:
    """Keep the text with the owner alone. No mail lifts that."""
    return turn.set(remark("restrict"), restricted=True)


def handing_over(turn: Turn) -> tuple[OweMail, ...]:
    """The mails to who had the ticket and to who has it now, but not to who said it."""
    if address_key(turn.before.owner) == address_key(turn.ticket.owner):
        return ()
    _, former = turn.case.desk.owner_of(turn.before.owner)
    _, new = turn.case.desk.owner_of(turn.ticket.owner)
    hint = "" if turn.undoes is not None else "taken" if new.key == turn.person.key else "handed_on"
    if hint == "handed_on" and former.key != turn.person.key:
        hint = ""  # somebody else passed it on
    people = {person.key: person for person in (new, former) if person.key != turn.person.key}
    return tuple(
        OweMail(
            MailKind.ESCALATION, person.address, Role.COORDINATOR, person.language, turn.ticket.id, hint, former_owner=former.name
        )
        for person in people.values()
    )


def forbidden(turn: Turn) -> Remark | None:
    """What the ticket, as the commands leave it, may not have become by this person; looked at when all are done.

    The owner of a restricted ticket, and its area, which says who leads it, are changed by a lead alone; its text goes to its
    owner alone, who is still the owner then, and nobody joins it.
    """
    before, after = turn.before, turn.ticket
    restricted = before.restricted or after.restricted
    moved = restricted and address_key(before.owner) != address_key(after.owner)
    if (moved or (before.restricted and before.area != after.area)) and not leads(turn.person, before, turn.case.desk):
        return remark("only_the_lead")
    if not _may_join(turn) or not _may_split(turn):
        return remark("only_the_lead")
    if restricted and turn.joining:
        return remark("nobody_in_restricted")
    asked = any(mail.kind in (MailKind.HISTORY, MailKind.FILES) for mail in turn.mails)
    if asked and restricted and not (turn.is_owner(before) and turn.is_owner(after)):
        return remark("only_the_owner")
    return None


def _may_join(turn: Turn) -> bool:
    """Whether the person may merge the ticket with the other, or take them apart: restricted text goes to another owner by it,
    unless he owns both.
    """
    both = (turn.before, turn.other) if turn.other is not None else ()
    if not any(ticket.restricted for ticket in both):
        return True
    return all(turn.is_owner(ticket) for ticket in both) or all(leads(turn.person, ticket, turn.case.desk) for ticket in both)


def _may_split(turn: Turn) -> bool:
    """Whether the person may have the ticket that he splits off: of restricted text its owner alone, or the lead."""
    opened = next((effect for effect in turn.effects if isinstance(effect, OpenTicket)), None)
    if opened is None or not opened.classification.restricted:
        return True
    return turn.is_owner(turn.before) or leads(turn.person, turn.before, turn.case.desk)


def leads(person: Coordinator, ticket: Ticket, desk: Desk) -> bool:
    """Whether somebody leads the area that a ticket has, or the whole desk."""
    area = desk.areas.get(ticket.area)
    desks = {area.lead if area else desk.global_desk, desk.global_desk}
    return person.key in {address_key(address) for lead in desks for address in desk.desks[lead].coordinators}
