"""Who owns a ticket where no rule of the routing table says it: a written-down default, so that nobody has to list every pair."""

from mailbot.core.desk import Desk


def default_owner(desk: Desk, area: str, country: str) -> str:
    """The desk of the country, else the desk that leads the area, else the global desk. Always an id in `desk.desks`."""
    return default_owner_and_why(desk, area, country)[0]


def default_owner_and_why(desk: Desk, area: str, country: str) -> tuple[str, str]:
    """The same with the reason, in words."""
    for regional in desk.desks.values():
        if country and country in regional.countries:
            return regional.id, f"the desk of the country {country}"
    lead = desk.areas[area].lead if area in desk.areas else ""
    if lead in desk.desks:
        return lead, f"the desk that leads the area {area}"
    return desk.global_desk, "the global desk, the owner of last resort"
