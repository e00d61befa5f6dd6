"""The people of the desk file: coordinators with their deputies, and the desks that they make up."""

from collections.abc import Iterator, Mapping

from mailbot.core.calendar import Calendar
from mailbot.core.desk import MAIL_SIZE, Coordinator, RegionalDesk
from mailbot.core.rulebook.desk_values import (
    is_address,
    read_countries,
    read_digest,
    read_identity,
    read_known_people,
    read_language,
    read_languages,
    read_number,
    read_overview,
    read_records,
    read_sized,
    read_weekend,
)
from mailbot.core.rulebook.draft import Draft, as_items
from mailbot.core.rulebook.duties import parse_duty
from mailbot.core.rulebook.nodes import Items, Node, Text

LEAST_SIZE, MOST_SIZE = 15, 1_000
"""Of mails to a coordinator, in kB."""

COORDINATOR_KEYS = ("address", "name", "language", "languages", "deputy", "calendar", "digest", "mail_size", "overview")
DESK_KEYS = ("id", "name", "coordinators", "countries", "languages", "calendar", "weekend", "duty")


def parse_coordinators(node: Node, calendars: Mapping[str, Calendar], draft: Draft) -> Iterator[Coordinator]:
    """The coordinators; what is wrong with one is noted in `draft`."""
    people: dict[str, Coordinator] = {}
    deputies: dict[str, Text] = {}
    for item, found in read_records(node, "coordinators", COORDINATOR_KEYS, draft):
        address = draft.text(found["address"], "address") or ""
        if not is_address(address):
            draft.wrong(found["address"], f"'{address[:80]}' is no mail address", "name@example.org, without a display name")
        if address.casefold() in people:
            draft.wrong(item, f"the coordinator {address} is listed twice", "keep one entry")
            continue
        deputy = found.get("deputy")
        if deputy is not None and draft.text(deputy, "deputy") is not None and isinstance(deputy, Text):
            deputies[address.casefold()] = deputy
        language = read_language(found.get("language"), draft)
        languages = tuple(dict.fromkeys((language, *read_languages(found.get("languages"), draft))))
        name = read_sized(found["name"], "name", 100, draft)
        calendar = _calendar(found.get("calendar"), calendars, draft)
        people[address.casefold()] = Coordinator(
            address,
            name,
            language,
            languages,
            deputies[address.casefold()].value if address.casefold() in deputies else "",
            calendar,
            read_digest(found.get("digest"), draft),
            _mail_size(found.get("mail_size"), draft),
            read_overview(found.get("overview"), draft),
        )
    _check_deputies(people, deputies, draft)
    yield from people.values()


def _mail_size(node: Node | None, draft: Draft) -> int:
    """The size of mails to somebody in kB; what a mail says beside the text of others takes up to LEAST_SIZE."""
    return MAIL_SIZE if node is None else read_number(node, "mail_size", MOST_SIZE, draft, least=LEAST_SIZE)


def _check_deputies(people: Mapping[str, Coordinator], deputies: Mapping[str, Text], draft: Draft) -> None:
    """A deputy is a coordinator, and the way from deputy to deputy ends: nobody stands in for himself in the end."""
    told: set[str] = set()
    for address, text in deputies.items():
        if text.value.casefold() not in people:
            draft.wrong(
                text, f"there is no coordinator '{text.value[:80]}' to be deputy", "list the address under 'coordinators' first"
            )
        way = [address]
        while way[-1] in deputies and (following := deputies[way[-1]].value.casefold()) not in way:
            way.append(following)
        if way[-1] in deputies and address == deputies[way[-1]].value.casefold() and not told & set(way):
            told.update(way)
            circle = " -> ".join((*(people[key].address for key in way), people[address].address))
            draft.wrong(
                text, f"a circle of deputies: {circle}", "the last of them needs none: the next coordinator of the desk stands in"
            )


def _calendar(node: Node | None, calendars: Mapping[str, Calendar], draft: Draft) -> str:
    name = "" if node is None else draft.text(node, "calendar") or ""
    if name and name not in calendars and node is not None:
        draft.wrong(node, f"there is no calendar '{name[:40]}'", f"one of calendars: {', '.join(calendars) or 'none yet'}")
    return name


def parse_desks(
    node: Node, coordinators: Mapping[str, Coordinator], calendars: Mapping[str, Calendar], draft: Draft
) -> Iterator[RegionalDesk]:
    """The desks; what is wrong with one is noted in `draft`."""
    seen: set[str] = set()
    homes: dict[str, str] = {}
    for item, found in read_records(node, "desks", DESK_KEYS, draft):
        identity = read_identity(found["id"], "a desk", seen, draft)
        people = read_known_people(found.get("coordinators"), "coordinators", coordinators, draft)
        if not people and not as_items(found.get("coordinators", Items((), 0, 0))):
            draft.wrong(item, f"the desk '{identity}' has no coordinator", "coordinators: [address], in order of duty")
        countries = read_countries(found.get("countries"), draft)
        for country in countries:
            if country in homes:
                place = next(text for text in as_items(found["countries"]) if isinstance(text, Text) and text.value == country)
                draft.wrong(place, f"{country} belongs to the desk '{homes[country]}' already", "a country has one desk")
            homes[country] = identity
        calendar = _calendar(found.get("calendar"), calendars, draft)
        if calendar and "weekend" in found:
            draft.wrong(
                found["weekend"],
                "the desk's calendar has the weekend",
                f"delete it here, or write it in the calendar '{calendar}'",
            )
        weekend = calendars[calendar].weekend if calendar in calendars else read_weekend(found.get("weekend"), draft)
        if identity:
            yield RegionalDesk(
                identity,
                read_sized(found["name"], "name", 100, draft),
                people,
                countries,
                weekend,
                read_languages(found.get("languages"), draft),
                calendar,
                parse_duty(found.get("duty"), coordinators, draft),
            )
