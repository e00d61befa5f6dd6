"""The ladder: who has a ticket next that nobody answers. It ends at the lead of its area, the provider of last resort."""

from collections.abc import Container
from datetime import datetime

from mailbot.core.desk import Coordinator, Desk, RegionalDesk
from mailbot.core.duty import Rota
from mailbot.core.rulebook.routing import default_owner
from mailbot.core.ticket import Ticket


def next_above(ticket: Ticket, desk: Desk, away: Container[str]) -> Coordinator | None:
    """Who has it when its owner did not answer in time: somebody of the desk of its country, then of the one that leads its area.

    None where the owner is of that one already, or nobody else is there.
    """
    home, owner = desk.owner_of(ticket.owner)
    order = [desk.desks[one] for one in dict.fromkeys((default_owner(desk, ticket.area, ticket.country), lead_of(ticket, desk)))]
    above = order[order.index(home) + 1 :] if home in order else order
    people = (_first(one, owner, desk, away) for one in above)
    return next((person for person in people if person is not None), None)


def last_resort(ticket: Ticket, desk: Desk, away: Container[str]) -> Coordinator | None:
    """Somebody of the desk that leads the area, None where the owner is of it already, or nobody else is there."""
    home, owner = desk.owner_of(ticket.owner)
    lead = desk.desks[lead_of(ticket, desk)]
    return None if home == lead else _first(lead, owner, desk, away)


def lead_of(ticket: Ticket, desk: Desk) -> str:
    """The id of the desk that leads the area of a ticket."""
    area = desk.areas.get(ticket.area)
    return area.lead if area is not None and area.lead in desk.desks else desk.global_desk


def next_on_duty(home: RegionalDesk, desk: Desk, passed: Container[str], now: datetime) -> Coordinator | None:
    """Who is called next where nobody says that he has a critical ticket, `passed` being those who were called or are away.

    Who is on duty, and those after him; where there is no rota, the people of the desk in order of duty.
    """
    rota = _rota(home, desk)
    order = rota.order(now) if rota is not None else home.coordinators
    people = (desk.coordinator(address) for address in order)
    return next((person for person in people if person is not None and person.key not in passed), None)


def on_duty(home: RegionalDesk, desk: Desk, away: Container[str], now: datetime) -> Coordinator | None:
    """Who is called for what is critical while a desk is closed, None where there is no rota or nobody of it is there."""
    return next_on_duty(home, desk, away, now) if _rota(home, desk) is not None else None


def _rota(home: RegionalDesk, desk: Desk) -> Rota | None:
    return home.duty or desk.duty


def _first(home: RegionalDesk, owner: Coordinator, desk: Desk, away: Container[str]) -> Coordinator | None:
    people = (desk.coordinator(address) for address in home.coordinators)
    return next((one for one in people if one is not None and one.key != owner.key and one.key not in away), None)
