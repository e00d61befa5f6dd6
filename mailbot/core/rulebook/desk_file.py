"""`desk.yaml` -> Desk: who is there, and checks that everybody named exists."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from mailbot.core.desk import ANSWER_HOLD, LANGUAGES, TAKE_WITHIN, Area, Desk, RegionalDesk, Silence, Target
from mailbot.core.rulebook.calendars import parse_calendars
from mailbot.core.rulebook.conditions import DOCUMENTED
from mailbot.core.rulebook.desk_budgets import parse_budgets
from mailbot.core.rulebook.desk_people import parse_coordinators, parse_desks
from mailbot.core.rulebook.desk_report import parse_report
from mailbot.core.rulebook.desk_values import (
    ID,
    is_address,
    read_countries,
    read_identity,
    read_matching,
    read_number,
    read_records,
    read_sized,
    read_unique,
)
from mailbot.core.rulebook.draft import Draft
from mailbot.core.rulebook.duties import parse_duty
from mailbot.core.rulebook.known_senders import parse_known_senders
from mailbot.core.rulebook.nodes import Node, Pairs
from mailbot.core.rulebook.retention import parse_retention
from mailbot.core.rulebook.spans import read_span
from mailbot.core.ticket import Urgency

DESK_FILE = "desk.yaml"
REQUIRED = ("name", "prefix", "global_desk", "coordinators", "desks", "areas", "targets", "tables")
OPTIONAL = (
    *("calendars", "mailboxes", "known_senders", "restricted_topics", "country_languages", "hourly_limit", "fields"),
    *("answer_hold", "participants", "duty", "take_within", "silence", "report", "retention", "budgets"),
)
HOLD_UNITS = ("minutes", "seconds")
TAKE_UNITS = ("minutes", "hours")
SILENCE_KEYS = ("warning", "closing")
SILENCE_UNITS = ("days", "hours")

MOST_PARTICIPANTS = 20

RESERVED = frozenset((*(kind.key for kind in DOCUMENTED), "weight"))

_PREFIX = re.compile(r"[A-Z][A-Z0-9]{1,9}")


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
    coordinators = {person.key: person for person in parse_coordinators(found["coordinators"], calendars, draft)}
    desks = {desk.id: desk for desk in parse_desks(found["desks"], coordinators, calendars, draft)}
    areas = {area.id: area for area in _areas(found["areas"], desks, draft)}
    tables = tuple(text.value for text in read_unique(found["tables"], "tables", draft))
    global_desk = draft.text(found["global_desk"], "global_desk") or ""
    if global_desk not in desks:
        draft.wrong(found["global_desk"], f"there is no desk '{global_desk}'", f"one of {', '.join(desks)}", desks)
        return None
    hold = read_span(found["answer_hold"], "answer_hold", HOLD_UNITS, draft, least=0) if "answer_hold" in found else None
    taking = read_span(found["take_within"], "take_within", TAKE_UNITS, draft) if "take_within" in found else None
    return Desk(
        name=read_sized(found["name"], "name", 100, draft),
        prefix=read_matching(found["prefix"], "prefix", _PREFIX, "two to ten capital letters or digits: GPC", draft),
        global_desk=global_desk,
        coordinators=MappingProxyType(coordinators),
        desks=MappingProxyType(desks),
        areas=MappingProxyType(areas),
        targets=MappingProxyType(_targets(found["targets"], draft)),
        tables=tables,
        restricted_topics=_restricted(found.get("restricted_topics"), areas, draft),
        country_languages=MappingProxyType(_country_languages(found.get("country_languages"), draft)),
        hourly_limit=read_number(found.get("hourly_limit"), "hourly_limit", 100, draft) if "hourly_limit" in found else 10,
        fields=MappingProxyType(_fields(found.get("fields"), draft)),
        calendars=MappingProxyType(calendars),
        mailboxes=MappingProxyType(_mailboxes(found.get("mailboxes"), draft)),
        known_senders=MappingProxyType(parse_known_senders(found.get("known_senders"), draft)),
        answer_hold=ANSWER_HOLD if hold is None else hold,
        participants=_participants(found.get("participants"), draft),
        monthly_report=parse_report(found.get("report"), coordinators, draft),
        duty=parse_duty(found.get("duty"), coordinators, draft),
        take_within=taking or TAKE_WITHIN,
        silence=_silence(found.get("silence"), draft),
        retention=parse_retention(found.get("retention"), draft),
        budgets=parse_budgets(found.get("budgets"), draft),
    )


def _areas(node: Node, desks: Mapping[str, RegionalDesk], draft: Draft) -> Iterator[Area]:
    seen: set[str] = set()
    topics: set[str] = set()
    for item, found in read_records(node, "areas", ("id", "lead", "name", "topics"), draft):
        identity = read_identity(found["id"], "an area", seen, draft)
        lead = draft.text(found["lead"], "lead") or ""
        if lead not in desks:
            draft.wrong(found["lead"], f"there is no desk '{lead}'", f"one of {', '.join(desks)}", desks)
        own = []
        for text in read_unique(found.get("topics"), "topics", draft):
            if not ID.fullmatch(text.value) or text.value in topics:
                draft.wrong(
                    text,
                    f"the topic '{text.value[:40]}' is listed twice or is no id",
                    "small letters, digits, _; one area a topic",
                )
            topics.add(text.value)
            own.append(text.value)
        if not own:
            draft.wrong(item, f"the area '{identity}' has no topics", "topics: [one, two]")
        name = read_sized(found["name"], "name", 100, draft) if "name" in found else identity
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
        number = read_number(amount, unit, 1_000, draft)
        targets[key.value] = Target(hours=number) if unit == "hours" else Target(days=number)
    missing = [level.value for level in Urgency if isinstance(node, Pairs) and node.get(level) is None]
    if missing:
        draft.wrong(node, f"no target for {', '.join(missing)}", "every urgency needs one")
    return targets


def _silence(node: Node | None, draft: Draft) -> Silence | None:
    """When a ticket is closed whose requester says nothing; never where nothing is said."""
    if node is None:
        return None
    found = {key.value: value for key, value in draft.pairs(node, "silence", SILENCE_KEYS)}
    missing = [key for key in SILENCE_KEYS if key not in found]
    if missing:
        draft.wrong(node, f"silence lacks {', '.join(missing)}", "silence: {warning: {days: 21}, closing: {days: 7}}")
        return None
    warning, closing = (read_span(found[key], key, SILENCE_UNITS, draft) for key in SILENCE_KEYS)
    return Silence(warning, closing) if warning is not None and closing is not None else None


def _restricted(node: Node | None, areas: Mapping[str, Area], draft: Draft) -> frozenset[str]:
    known = {topic for area in areas.values() for topic in area.topics}
    for text in read_unique(node, "restricted_topics", draft):
        if text.value not in known:
            draft.wrong(text, f"there is no topic '{text.value[:40]}'", "a topic that stands under an area", known)
    return frozenset(text.value for text in read_unique(node, "restricted_topics", draft))


def _country_languages(node: Node | None, draft: Draft) -> dict[str, str]:
    languages: dict[str, str] = {}
    for key, value in draft.pairs(node, "country_languages", LANGUAGES) if node is not None else ():
        for country in read_countries(value, draft):
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
        if not ID.fullmatch(key.value) or key.value in draft.fields() or key.value in RESERVED:
            draft.wrong(key, f"'{key.value[:40]}' cannot be a field of your own", "a new name of small letters, digits, _")
        values = read_unique(value, f"the field {key.value[:40]}", draft)
        for text in values:
            if not ID.fullmatch(text.value):
                draft.wrong(text, f"'{text.value[:40]}' cannot be a value", "small letters, digits, - and _")
        fields[key.value] = tuple(text.value for text in values)
    return fields


def _participants(node: Node | None, draft: Draft) -> int:
    """How many people may take part in a ticket; nobody where nothing is said."""
    return 0 if node is None else read_number(node, "participants", MOST_PARTICIPANTS, draft, least=0)


def _mailboxes(node: Node | None, draft: Draft) -> dict[str, tuple[str, ...]]:
    mailboxes: dict[str, tuple[str, ...]] = {}
    if node is not None and not isinstance(node, Pairs):
        draft.wrong(node, "mailboxes must be 'id: [addresses]' lines", "mailboxes: {hlp: [hlp@example.org]}")
    for key, value in node.pairs if isinstance(node, Pairs) else ():
        if not ID.fullmatch(key.value):
            draft.wrong(key, f"'{key.value[:40]}' cannot be the id of a mailbox", "small letters, digits, - and _")
        addresses = read_unique(value, "mailboxes", draft)
        for text in addresses:
            if not is_address(text.value):
                draft.wrong(text, f"'{text.value[:80]}' is no mail address", "name@example.org, without a display name")
        mailboxes[key.value] = tuple(text.value.casefold() for text in addresses)
    return mailboxes
