"""Who owns a ticket where no rule of the routing table says it: a written-down default, so that nobody has to list every pair."""

from mailbot.core.desk import Desk


def default_owner(desk: Desk, area: str, country: str) -> str:
    """The desk of the country, else the desk that leads the area, else the global desk. Always an id in `desk.desks`."""
    for regional in desk.desks.values():
        if country and country in regional.countries:
            return regional.id
    lead = desk.areas[area].lead if area in desk.areas else ""
    return lead if lead in desk.desks else desk.global_desk
