"""`desk.yaml` -> Desk: who is there, and checks that everybody named exists."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from mailbot.core.calendar import Calendar
from mailbot.core.desk import LANGUAGES, Area, Coordinator, Desk, RegionalDesk, Target
from mailbot.core.rulebook.calendars import parse_calendars, parse_days
from mailbot.core.rulebook.conditions import DOCUMENTED
from mailbot.core.rulebook.draft import Draft, as_items
from mailbot.core.rulebook.known_senders import parse_known_senders
from mailbot.core.rulebook.nodes import Items, Node, Pairs, Text
from mailbot.core.ticket import Urgency

DESK_FILE = "desk.yaml"
REQUIRED = ("name", "prefix", "global_desk", "coordinators", "desks", "areas", "targets", "tables")
OPTIONAL = ("calendars", "mailboxes", "known_senders", "restricted_topics", "country_languages", "hourly_limit", "fields")
COORDINATOR_KEYS = ("address", "name", "language", "languages", "deputy", "calendar")
DESK_KEYS = ("id", "name", "coordinators", "countries", "languages", "calendar", "weekend")
RESERVED = frozenset((*(kind.key for kind in DOCUMENTED), "weight"))

_PREFIX = re.compile(r"[A-Z][A-Z0-9]{1,9}")
_ID = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
"""RFC 5322, 3.4.1: dot-atoms only, and a domain of at least two labels: nothing that a mail server would read in two ways."""


def parse_desk(root: Node, draft: Draft) -> Desk | None:
    """Read the desk file; what is wrong is noted in `draft`, None where no desk can be made of it.

    An entry that is wrong is kept in the result, so that a table that names it is not called wrong too.
    """
    found = {key.value: value for key, value in draft.pairs(root, "the desk", (*REQUIRED, *OPTIONAL))}
    missing = [key for key in REQUIRED if key not in found]
    if missing and isinstance(root, Pairs):
        draft.wrong(root, f"the desk lacks {', '.join(missing)}", "see docs/rules.md, 'The desk file'")
    if missing:
        return None
    calendars = dict(parse_calendars(found.get("calendars"), draft))
    coordinators = {person.key: person for person in _coordinators(found["coordinators"], calendars, draft)}
    desks = {desk.id: desk for desk in _desks(found["desks"], coordinators, calendars, draft)}
    areas = {area.id: area for area in _areas(found["areas"], desks, draft)}
    tables = tuple(text.value for text in _unique(found["tables"], "tables", draft))
    global_desk = draft.text(found["global_desk"], "global_desk") or ""
    if global_desk not in desks:
        draft.wrong(found["global_desk"], f"there is no desk '{global_desk}'", f"one of {', '.join(desks)}", desks)
        return None
    return Desk(
        name=_sized(found["name"], "name", 100, draft),
        prefix=_matching(found["prefix"], "prefix", _PREFIX, "two to ten capital letters or digits: GPC", draft),
        global_desk=global_desk,
        coordinators=MappingProxyType(coordinators),
        desks=MappingProxyType(desks),
        areas=MappingProxyType(areas),
        targets=MappingProxyType(_targets(found["targets"], draft)),
        tables=tables,
        restricted_topics=_restricted(found.get("restricted_topics"), areas, draft),
        country_languages=MappingProxyType(_country_languages(found.get("country_languages"), draft)),
        hourly_limit=_number(found.get("hourly_limit"), "hourly_limit", 100, draft) if "hourly_limit" in found else 10,
        fields=MappingProxyType(_fields(found.get("fields"), draft)),
        calendars=MappingProxyType(calendars),
        mailboxes=MappingProxyType(_mailboxes(found.get("mailboxes"), draft)),
        known_senders=MappingProxyType(parse_known_senders(found.get("known_senders"), draft)),
    )


def is_address(value: str) -> bool:
    """Whether `value` is one plain mail address that nobody can read in two ways."""
    return len(value) <= 254 and len(value.partition("@")[0]) <= 64 and _ADDRESS.fullmatch(value) is not None


def _records(node: Node, what: str, keys: tuple[str, ...], draft: Draft) -> Iterator[tuple[Pairs, Mapping[str, Node]]]:
    """The entries of a list of mappings; those that lack one of the first two keys are noted and left out."""
    if not isinstance(node, Items) or not node.items:
        draft.wrong(
            node, f"{what} must be a list with at least one entry", f"- {{{', '.join(f'{key}: ...' for key in keys[:2])}}}"
        )
        return
    for item in node.items:
        found = {key.value: value for key, value in draft.pairs(item, what, keys)}
        missing = [key for key in keys[:2] if key not in found]
        if isinstance(item, Pairs) and missing:
            draft.wrong(item, f"an entry of {what} lacks {', '.join(missing)}", f"{missing[0]}: ...")
        elif isinstance(item, Pairs):
            yield item, found


def _coordinators(node: Node, calendars: Mapping[str, Calendar], draft: Draft) -> Iterator[Coordinator]:
    people: dict[str, Coordinator] = {}
    deputies: dict[str, Text] = {}
    for item, found in _records(node, "coordinators", COORDINATOR_KEYS, draft):
        address = draft.text(found["address"], "address") or ""
        if not is_address(address):
            draft.wrong(found["address"], f"'{address[:80]}' is no mail address", "name@example.org, without a display name")
        if address.casefold() in people:
            draft.wrong(item, f"the coordinator {address} is listed twice", "keep one entry")
            continue
        deputy = found.get("deputy")
        if deputy is not None and draft.text(deputy, "deputy") is not None and isinstance(deputy, Text):
            deputies[address.casefold()] = deputy
        language = _language(found.get("language"), draft)
        languages = tuple(dict.fromkeys((language, *_languages(found.get("languages"), draft))))
        name = _sized(found["name"], "name", 100, draft)
        calendar = _calendar(found.get("calendar"), calendars, draft)
        people[address.casefold()] = Coordinator(
            address,
            name,
            language,
            languages,
            deputies[address.casefold()].value if address.casefold() in deputies else "",
            calendar,
        )
    _check_deputies(people, deputies, draft)
    yield from people.values()


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


def _desks(
    node: Node, coordinators: Mapping[str, Coordinator], calendars: Mapping[str, Calendar], draft: Draft
) -> Iterator[RegionalDesk]:
    seen: set[str] = set()
    homes: dict[str, str] = {}
    for item, found in _records(node, "desks", DESK_KEYS, draft):
        identity = _identity(found["id"], "a desk", seen, draft)
        people = _people(found.get("coordinators"), coordinators, draft)
        if not people and not as_items(found.get("coordinators", Items((), 0, 0))):
            draft.wrong(item, f"the desk '{identity}' has no coordinator", "coordinators: [address], in order of duty")
        countries = _countries(found.get("countries"), draft)
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
        weekend = calendars[calendar].weekend if calendar in calendars else _weekend(found.get("weekend"), draft)
        if identity:
            yield RegionalDesk(
                identity,
                _sized(found["name"], "name", 100, draft),
                people,
                countries,
                weekend,
                _languages(found.get("languages"), draft),
                calendar,
            )


def _people(node: Node | None, coordinators: Mapping[str, Coordinator], draft: Draft) -> tuple[str, ...]:
    people = []
    for text in _unique(node, "coordinators", draft):
        known = coordinators.get(text.value.casefold())
        if known is None:
            draft.wrong(
                text, f"there is no coordinator '{text.value[:80]}'", "list the address under 'coordinators' first", coordinators
            )
        else:
            people.append(known.address)
    return tuple(people)


def _areas(node: Node, desks: Mapping[str, RegionalDesk], draft: Draft) -> Iterator[Area]:
    seen: set[str] = set()
    topics: set[str] = set()
    for item, found in _records(node, "areas", ("id", "lead", "name", "topics"), draft):
        identity = _identity(found["id"], "an area", seen, draft)
        lead = draft.text(found["lead"], "lead") or ""
        if lead not in desks:
            draft.wrong(found["lead"], f"there is no desk '{lead}'", f"one of {', '.join(desks)}", desks)
        own = []
        for text in _unique(found.get("topics"), "topics", draft):
            if not _ID.fullmatch(text.value) or text.value in topics:
                draft.wrong(
                    text,
                    f"the topic '{text.value[:40]}' is listed twice or is no id",
                    "small letters, digits, _; one area a topic",
                )
            topics.add(text.value)
            own.append(text.value)
        if not own:
            draft.wrong(item, f"the area '{identity}' has no topics", "topics: [one, two]")
        name = _sized(found["name"], "name", 100, draft) if "name" in found else identity
        yield Area(identity, name, lead, tuple(own))


def _targets(node: Node, draft: Draft) -> dict[str, Target]:
    targets: dict[str, Target] = {}
    for key, value in draft.pairs(node, "targets", tuple(Urgency)):
        spans = {unit.value: amount for unit, amount in draft.pairs(value, "a target", ("hours", "days"))}
        if len(spans) != 1:
            draft.wrong(
                value,
                f"the target of '{key.value}' is either hours or days",
                "{hours: 2} (any day and hour) or {days: 3} (of work)",
            )
            continue
        unit, amount = next(iter(spans.items()))
        number = _number(amount, unit, 1_000, draft)
        targets[key.value] = Target(hours=number) if unit == "hours" else Target(days=number)
    missing = [level.value for level in Urgency if isinstance(node, Pairs) and node.get(level) is None]
    if missing:
        draft.wrong(node, f"no target for {', '.join(missing)}", "every urgency needs one")
    return targets


def _restricted(node: Node | None, areas: Mapping[str, Area], draft: Draft) -> frozenset[str]:
    known = {topic for area in areas.values() for topic in area.topics}
    for text in _unique(node, "restricted_topics", draft):
        if text.value not in known:
            draft.wrong(text, f"there is no topic '{text.value[:40]}'", "a topic that stands under an area", known)
    return frozenset(text.value for text in _unique(node, "restricted_topics", draft))


def _country_languages(node: Node | None, draft: Draft) -> dict[str, str]:
    languages: dict[str, str] = {}
    for key, value in draft.pairs(node, "country_languages", LANGUAGES) if node is not None else ():
        for country in _countries(value, draft):
            if country in languages:
                draft.wrong(
                    value, f"{country} has the language '{languages[country]}' already", "a country has one first language"
                )
            languages[country] = key.value
    return languages


def _fields(node: Node | None, draft: Draft) -> dict[str, tuple[str, ...]]:
    fields: dict[str, tuple[str, ...]] = {}
    if node is not None and not isinstance(node, Pairs):
        draft.wrong(node, "fields must be 'name: [values]' lines", "fields: {ask: [training, funding]}")
    for key, value in node.pairs if isinstance(node, Pairs) else ():
        if not _ID.fullmatch(key.value) or key.value in draft.fields() or key.value in RESERVED:
            draft.wrong(key, f"'{key.value[:40]}' cannot be a field of your own", "a new name of small letters, digits, _")
        values = _unique(value, f"the field {key.value[:40]}", draft)
        for text in values:
            if not _ID.fullmatch(text.value):
                draft.wrong(text, f"'{text.value[:40]}' cannot be a value", "small letters, digits, - and _")
        fields[key.value] = tuple(text.value for text in values)
    return fields


def _unique(node: Node | None, what: str, draft: Draft) -> list[Text]:
    texts: dict[str, Text] = {}
    for text in draft.texts(node, what) if node is not None else ():
        if text.value in texts:
            draft.wrong(text, f"'{text.value[:40]}' is listed twice in {what}", "keep one")
        texts[text.value] = text
    return list(texts.values())


def _countries(node: Node | None, draft: Draft) -> tuple[str, ...]:
    texts = _unique(node, "countries", draft)
    for text in texts:
        if not _COUNTRY.fullmatch(text.value):
            draft.wrong(
                text, f"'{text.value[:40]}' is no country", "two capital letters of ISO 3166: ML, SD", (text.value.upper(),)
            )
    return tuple(text.value for text in texts)


def _weekend(node: Node | None, draft: Draft) -> tuple[int, ...]:
    return (6, 7) if node is None else parse_days(node, "weekend", draft)


def _languages(node: Node | None, draft: Draft) -> tuple[str, ...]:
    texts = _unique(node, "languages", draft)
    for text in texts:
        if text.value not in LANGUAGES:
            draft.wrong(text, f"'{text.value[:40]}' is no language of the desk", f"one of {', '.join(LANGUAGES)}")
    return tuple(text.value for text in texts)


def _mailboxes(node: Node | None, draft: Draft) -> dict[str, tuple[str, ...]]:
    mailboxes: dict[str, tuple[str, ...]] = {}
    if node is not None and not isinstance(node, Pairs):
        draft.wrong(node, "mailboxes must be 'id: [addresses]' lines", "mailboxes: {hlp: [hlp@example.org]}")
    for key, value in node.pairs if isinstance(node, Pairs) else ():
        if not _ID.fullmatch(key.value):
            draft.wrong(key, f"'{key.value[:40]}' cannot be the id of a mailbox", "small letters, digits, - and _")
        addresses = _unique(value, "mailboxes", draft)
        for text in addresses:
            if not is_address(text.value):
                draft.wrong(text, f"'{text.value[:80]}' is no mail address", "name@example.org, without a display name")
        mailboxes[key.value] = tuple(text.value.casefold() for text in addresses)
    return mailboxes


def _identity(node: Node, what: str, seen: set[str], draft: Draft) -> str:
    identity = _matching(node, f"the id of {what}", _ID, "small letters, digits, - and _", draft)
    if identity in seen:
        draft.wrong(node, f"'{identity}' is the id of two entries", "rename one")
    seen.add(identity)
    return identity


def _language(node: Node | None, draft: Draft) -> str:
    value = "en" if node is None else draft.text(node, "language") or "en"
    if node is not None and value not in LANGUAGES:
        draft.wrong(node, f"'{value[:40]}' is no language of the desk", f"one of {', '.join(LANGUAGES)}")
    return value


def _sized(node: Node, what: str, most: int, draft: Draft) -> str:
    value = " ".join((draft.text(node, what) or "").split())
    if not 0 < len(value) <= most:
        draft.wrong(node, f"{what} has 1 to {most} characters", "write it in one line")
    return value


def _matching(node: Node, what: str, form: re.Pattern[str], mend: str, draft: Draft) -> str:
    value = draft.text(node, what) or ""
    if not form.fullmatch(value):
        draft.wrong(node, f"'{value[:40]}' cannot be {what}", mend)
    return value


def _number(node: Node | None, what: str, most: int, draft: Draft) -> int:
    value = "" if node is None else draft.text(node, what) or ""
    if not (value.isascii() and value.isdigit() and len(value) < 6 and 0 < int(value) <= most):
        if node is not None:
            draft.wrong(node, f"'{value[:40]}' cannot be {what}", f"a whole number from 1 to {most}")
        return 1
    return int(value)
