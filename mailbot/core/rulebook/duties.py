"""`duty` in the desk file, for the whole of it or one desk: who is called for what is critical while the desk is closed."""

from collections.abc import Mapping
from datetime import date, time

from mailbot.core.desk import Coordinator
from mailbot.core.duty import Rota
from mailbot.core.rulebook.calendars import parse_hour, parse_zone
from mailbot.core.rulebook.desk_values import read_known_people, read_number
from mailbot.core.rulebook.draft import Draft
from mailbot.core.rulebook.nodes import Node

DUTY_KEYS = ("coordinators", "since", "days", "at", "timezone")
LONGEST_TURN = 366
"""Days."""


def parse_duty(node: Node | None, coordinators: Mapping[str, Coordinator], draft: Draft) -> Rota | None:
    """The rota, None where there is none or after noting what is wrong."""
    if node is None:
        return None
    found = {key.value: value for key, value in draft.pairs(node, "duty", DUTY_KEYS)}
    missing = [key for key in DUTY_KEYS[:2] if key not in found]
    if missing:
        draft.wrong(node, f"duty lacks {', '.join(missing)}", "duty: {coordinators: [...], since: 2026-01-05, days: 7}")
        return None
    people = read_known_people(found["coordinators"], "duty", coordinators, draft)
    since = _day(found["since"], draft)
    turn = read_number(found["days"], "days", LONGEST_TURN, draft) if "days" in found else 7
    at = parse_hour(found["at"], draft) if "at" in found else None
    zone = parse_zone(found["timezone"], draft) if "timezone" in found else "UTC"
    if since is None or not people:
        return None
    return Rota(people, since, turn, at or time(9), zone)


def _day(node: Node, draft: Draft) -> date | None:
    text = draft.text(node, "since") or ""
    try:
        return date.fromisoformat(text)
    except ValueError:
        draft.wrong(node, f"'{text[:40]}' is no day", "the day on which the first turn begins: 2026-01-05")
        return None
