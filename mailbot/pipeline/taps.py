"""What a coordinator is offered to do with one tap: with the ticket that a mail gives him, or to say yes to a question."""

from collections.abc import Iterator

from mailbot.core.deciding.commands.owning import leads
from mailbot.core.deciding.commands.verbs import Verb
from mailbot.core.decision import MailKind, Role
from mailbot.core.desk import Coordinator, Desk
from mailbot.core.message import address_key
from mailbot.core.remark import Remark
from mailbot.core.ticket import Ticket, Urgency
from mailbot.core.writing.identity import reply_address
from mailbot.core.writing.taps import ANSWER, ASK, Tap
from mailbot.ports import OwedMail

YES = "yes"
"""The label and the word of the tap that confirms."""

TEXT = "history"
"""The label of the tap that brings the text of a restricted ticket."""

TAPPED = (MailKind.ROUTE, MailKind.FOLLOW_UP, MailKind.REMINDER, MailKind.ESCALATION)
"""Mails to the owner."""

PATIENCE = "3d"
"""How long the requester is waited for who is asked for more."""

MOST_AREAS = 4
"""Areas to hand a ticket to that are offered by name: as many as fit on a phone; `#to` alone takes any other."""


def taps_of(owed: OwedMail, desk: Desk, own: str) -> tuple[Tap, ...]:
    """The taps of an owed mail: its yes, or what the owner of its ticket is offered. `own` is the desk's address."""
    ticket = owed.ticket
    if owed.kind is MailKind.CONFIRMATION:
        label = ticket.reference if ticket is not None else desk.prefix
        return (Tap(Remark(YES), reply_address(own, label, owed.reply_token), label, YES),)
    if ticket is None or owed.kind not in TAPPED or owed.role is not Role.COORDINATOR or not owed.reply_token:
        return ()
    _, owner = desk.owner_of(ticket.owner)
    if address_key(owed.recipient) != owner.key:
        return ()
    address = reply_address(own, ticket.reference, owed.reply_token)
    return tuple(Tap(label, address, ticket.reference, command) for label, command in _offers(ticket, owner, desk))


def tap_of_item(item: OwedMail, desk: Desk, own: str) -> tuple[Tap, ...]:
    """The one tap of a request within a digest, for twenty times four links are too much for a thin line: the answer, or of a
    restricted request its text. All else is a line of the answer.
    """
    taps, ticket = taps_of(item, desk, own), item.ticket
    if ticket is None or not taps:
        return ()
    if ticket.restricted:
        return tuple(tap for tap in taps if tap.label.key == TEXT)
    return (Tap(Remark(ANSWER), taps[0].address, ticket.reference, ""),) if ticket.requester else taps[:1]


def _offers(ticket: Ticket, owner: Coordinator, desk: Desk) -> Iterator[tuple[Remark, str]]:
    """Labels and commands: what is likeliest comes first, and of what is critical that it is taken."""
    take = (Remark("take"), f"#{Verb.TAKE}")
    text = [(Remark(TEXT), f"#{Verb.HISTORY}")] if ticket.restricted else []
    yield from (take, *text) if ticket.urgency is Urgency.CRITICAL else (*text, take)
    if ticket.requester:
        yield Remark(ASK), f"#{Verb.WAIT} {PATIENCE}"
    yield Remark("close"), f"#{Verb.CLOSE}"
    if not ticket.restricted or leads(owner, ticket, desk):
        yield from _owners(ticket, owner, desk)


def _owners(ticket: Ticket, owner: Coordinator, desk: Desk) -> Iterator[tuple[Remark, str]]:
    """Who may have the ticket instead: who stands in for its owner, the other areas, anybody."""
    home, _ = desk.owner_of(ticket.owner)
    colleagues = filter(None, map(desk.coordinator, (owner.deputy, *home.coordinators)))
    other = next((person for person in colleagues if person.key != owner.key), None)
    if other is not None:
        yield Remark("to_person", (("owner", other.name),)), f"#{Verb.TO} {other.address}"
    for area in [area for area in desk.areas if area != ticket.area][:MOST_AREAS]:
        yield Remark("to_area", (("area", area),)), f"#{Verb.TO} {area}"
    yield Remark("to_whom"), f"#{Verb.TO} "
