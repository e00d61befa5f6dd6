"""Tickets whose fields a person set otherwise than the rules did: what they were, and what they should have been."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from mailbot.core.deciding.record import UnknownRecord, decode_classification, opened_owner
from mailbot.core.rulebook import Rulebook
from mailbot.core.ticket import Urgency
from mailbot.ports import Correction, OpenedTicket

LEVELS = tuple(Urgency)
TOGETHER = {"area", "topic"}
"""Where one table decides both, a rule must say both: a topic has one area."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A corrected ticket: what the rules `said` of the fields that differ, and what all fields are `now`."""

    reference: str
    restricted: bool
    inbound: int
    said: Mapping[str, str]
    now: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wish:
    """What one rule of one table would have to say, and the tickets that ask for it. `table` is "" where none decides it."""

    table: str
    then: tuple[tuple[str, str], ...]
    tickets: tuple[Corrected, ...]


def find_corrected(opened: Iterable[OpenedTicket], restricted_topics: Collection[str] = ()) -> list[Corrected]:
    """The tickets that are no longer what was decided. A record that cannot be read says nothing of its ticket."""
    found = []
    for one in opened:
        said = _said(one)
        now = {name: str(getattr(one.ticket, name)) for name in Correction.FIELDS}
        if one.ticket.stands_in_for:  # who has it while its owner is away says nothing of the rules
            said.pop("owner", None)
        wrong = [name for name in Correction.FIELDS if name in said and said[name] != now[name]]
        if wrong:
            restricted = one.ticket.restricted or one.ticket.topic in restricted_topics
            before = {name: said[name] for name in wrong}
            found.append(Corrected(one.ticket.reference, restricted, one.inbound, before, now))
    return found


def _said(opened: OpenedTicket) -> dict[str, str]:
    """What the rules made of a ticket; its urgency is the highest of all its requester's mails, as it rises by itself."""
    try:
        found = decode_classification(opened.record.classification)
        later = [decode_classification(text) for text in opened.later]
        owner = opened_owner(opened.record.outcome) if opened.record.outcome else ""
    except UnknownRecord:
        return {}
    if found is None:
        return {}
    urgencies = [found.urgency, *(one.urgency for one in later if one is not None)]
    said = {
        "area": found.area,
        "topic": found.topic,
        "country": found.country,
        "urgency": str(max(urgencies, key=LEVELS.index)),
        "requester_type": found.requester_type,
    }
    return said | ({"owner": owner} if owner else {})


def gather_wishes(corrected: Iterable[Corrected], rulebook: Rulebook) -> list[Wish]:
    """The tickets by table and by what the table should have said, the most frequent wish first."""
    groups: dict[tuple[str, tuple[tuple[str, str], ...]], list[Corrected]] = {}
    for one in corrected:
        left = set(one.said)
        for table in rulebook.tables:
            fields = left & set(table.decides)
            if fields:
                left -= fields
                whole = fields | (TOGETHER if fields & TOGETHER and set(table.decides) >= TOGETHER else set())
                groups.setdefault((table.name, _values(one, whole)), []).append(one)
        for field in left:
            groups.setdefault(("", _values(one, {field})), []).append(one)
    wishes = [Wish(table, then, tuple(tickets)) for (table, then), tickets in groups.items()]
    return sorted(wishes, key=lambda wish: (-len(wish.tickets), wish.table, wish.then))


def _values(one: Corrected, fields: set[str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, one.now[name]) for name in Correction.FIELDS if name in fields)
