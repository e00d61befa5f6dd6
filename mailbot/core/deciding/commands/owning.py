"""Commands about who has a ticket and who may read it."""

from dataclasses import replace

from mailbot.core.deciding.commands.turn import Turn, remark
from mailbot.core.deciding.commands.values import names_of_owners, owner_of
from mailbot.core.decision import MailKind, OweMail, Remark, Role
from mailbot.core.message import address_key
from mailbot.core.rulebook.nearest import nearest
from mailbot.core.rulebook.vocabulary import NO_AREA
from mailbot.core.ticket import Status


def take(turn: Turn, _: str) -> Turn | Remark:
    """Have the ticket from now on; who has it already says that he works on it."""
    if address_key(turn.ticket.owner) != turn.person.key and not _may_move(turn):
        return remark("only_the_lead")
    status = Status.OPEN if turn.ticket.status is Status.NEW else turn.ticket.status
    return turn.set(remark("take"), owner=turn.person.address, status=status)


def to(turn: Turn, argument: str) -> Turn | Remark:
    """Hand the ticket to a person, a desk, or who has such tickets in another area."""
    if not argument:
        return remark("to_whom")
    found = owner_of(argument, turn.case.rulebook, turn.ticket)
    if found is None:
        return remark("nobody", word=argument, guess=nearest(argument, names_of_owners(turn.case.desk)))
    if not _may_move(turn):
        return remark("only_the_lead")
    area, person = found
    ticket = replace(turn.ticket, owner=person.address)
    if area and area != ticket.area:
        ticket = replace(ticket, area=area, topic=NO_AREA)
        return replace(turn, ticket=ticket).say(remark("to_area", owner=person.name, area=area))
    return replace(turn, ticket=ticket).say(remark("to", owner=person.name))


def restrict(turn: Turn, _: str) -> Turn | Remark:
    """Keep the text with the owner alone. No mail lifts that."""
    return turn.set(remark("restrict"), restricted=True)


def handing_over(turn: Turn) -> tuple[OweMail, ...]:
    """The mails to who had the ticket and to who has it now, but not to who said it."""
    if address_key(turn.before.owner) == address_key(turn.ticket.owner):
        return ()
    _, former = turn.case.desk.owner_of(turn.before.owner)
    _, new = turn.case.desk.owner_of(turn.ticket.owner)
    hint = "taken" if new.key == turn.person.key else "handed_on"
    people = {person.key: person for person in (new, former) if person.key != turn.person.key}
    return tuple(
        OweMail(
            MailKind.ESCALATION, person.address, Role.COORDINATOR, person.language, turn.ticket.id, hint, former_owner=former.name
        )
        for person in people.values()
    )


def _may_move(turn: Turn) -> bool:
    """Whether somebody may change the owner: of a restricted ticket only who leads its area, or the whole desk."""
    desk, area = turn.case.desk, turn.case.desk.areas.get(turn.before.area)
    leads = {area.lead if area else desk.global_desk, desk.global_desk}
    people = {address_key(address) for lead in leads for address in desk.desks[lead].coordinators}
    return not turn.before.restricted or turn.person.key in people
