"""JSON Schemas of the rule files, for editors: what may stand where, with the words of the manual and the ids of this desk."""

from inspect import cleandoc

from mailbot.core.budgets import Scope
from mailbot.core.desk import LANGUAGES, Desk
from mailbot.core.rulebook.calendars import CALENDAR_KEYS, DAYS
from mailbot.core.rulebook.condition import INNER, TEXT, TEXTS, Form, options
from mailbot.core.rulebook.conditions import DOCUMENTED
from mailbot.core.rulebook.desk_budgets import MOST_MAILS, PROVIDERS_KEY, windows_of
from mailbot.core.rulebook.desk_file import (
    HOLD_UNITS,
    MOST_PARTICIPANTS,
    OPTIONAL,
    REQUIRED,
    SILENCE_KEYS,
    SILENCE_UNITS,
    TAKE_UNITS,
)
from mailbot.core.rulebook.desk_people import COORDINATOR_KEYS, DESK_KEYS, LEAST_SIZE, MOST_SIZE
from mailbot.core.rulebook.desk_report import MOST_READERS
from mailbot.core.rulebook.desk_values import MOST_DIGESTS, OVERVIEW_KEYS
from mailbot.core.rulebook.duties import DUTY_KEYS, LONGEST_TURN
from mailbot.core.rulebook.retention import KEPT, MOST_KEPT, NEVER, UNITS
from mailbot.core.rulebook.spans import MOST
from mailbot.core.rulebook.table_file import FALLBACKS, PLACES, RULE_KEYS, SAMPLE_KEYS, TABLE_KEYS
from mailbot.core.rulebook.tables import Policy
from mailbot.core.rulebook.vocabulary import NO_AREA, REQUESTER_TYPES, fields_of
from mailbot.core.ticket import Urgency

COUNT: Form = {"type": "number", "minimum": 0, "maximum": 100}
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def rules_schema(desk: Desk) -> Form:
    """The schema of every file in `rules/`: a table, a file of word lists, or the desk file. `desk` lends its ids."""
    return {
        "$schema": DIALECT,
        "title": "mailbot rules",
        "if": {"required": ["table"]},
        "then": _table(desk),
        "else": {"if": {"required": ["lists"]}, "then": _lists(), "else": _desk(desk)},
        "$defs": {"condition": _condition(desk), "rule": _rule(desk), "example": _example(desk)},
    }


def _table(desk: Desk) -> Form:
    forms: dict[str, Form] = {
        "table": TEXT,
        "decides": {"type": "array", "items": {"enum": list(fields_of(desk))}, "minItems": 1},
        "policy": {"enum": [policy.value for policy in Policy]},
        "evidence": options(**dict.fromkeys(PLACES, COUNT)),
        "ignore": {"anyOf": [*TEXTS["anyOf"], options(listed=TEXTS)]},  # type: ignore[misc]
        "fallback": {"type": "array", "items": {"enum": list(FALLBACKS)}},
        "rules": {"type": "array", "items": {"$ref": "#/$defs/rule"}},
    }
    return _mapping({key: forms[key] for key in TABLE_KEYS}, required=("table", "decides", "rules"))


def _rule(desk: Desk) -> Form:
    forms: dict[str, Form] = {
        "name": {"type": "string", "minLength": 1, "maxLength": 100},
        "when": INNER,
        "unless": INNER,
        "then": _mapping({name: _values(name, desk, several=name == "tags") for name in fields_of(desk)}),
        "weight": {"type": "number", "exclusiveMinimum": 0, "maximum": 100},
        "examples": options(match=_examples(), no_match=_examples()),
    }
    return _mapping({key: forms[key] for key in RULE_KEYS}, required=("name", "when", "then"))


def _condition(desk: Desk) -> Form:
    """Derived from the conditions themselves, and from the fields that a table may have decided."""
    own: dict[str, Form] = {
        kind.key: {**kind.form, "description": " ".join(cleandoc(kind.__doc__ or "").split())} for kind in DOCUMENTED
    }
    decided: dict[str, Form] = {name: _values(name, desk, several=True) for name in fields_of(desk)}
    return _mapping({**decided, **own, "weight": {"type": "number", "exclusiveMinimum": 0, "maximum": 100}})


def _examples() -> Form:
    example: Form = {"anyOf": [TEXT, {"$ref": "#/$defs/example"}]}
    return {"anyOf": [example, {"type": "array", "items": example}]}


def _example(desk: Desk) -> Form:
    keys: dict[str, Form] = dict.fromkeys((*fields_of(desk), *SAMPLE_KEYS), TEXTS)
    return _mapping(keys)


def _values(name: str, desk: Desk, *, several: bool) -> Form:
    known = _known(name, desk)
    one: Form = {"enum": list(known)} if known else {"type": ["string", "boolean"] if name == "restricted" else "string"}
    return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]} if several else one


def _known(name: str, desk: Desk) -> tuple[str, ...]:
    """The closed list of a field's values, nothing where it has none."""
    lists: dict[str, tuple[str, ...]] = {
        "area": (*desk.areas, NO_AREA),
        "topic": (*(topic for area in desk.areas.values() for topic in area.topics), NO_AREA),
        "urgency": tuple(level.value for level in Urgency),
        "requester_type": REQUESTER_TYPES,
        "owner": (*desk.desks, *(person.address for person in desk.coordinators.values())),
        **desk.fields,
    }
    return lists.get(name, ())


def _lists() -> Form:
    return _mapping({"lists": {"type": "object", "additionalProperties": TEXTS}}, required=("lists",))


def _desk(desk: Desk) -> Form:
    languages: Form = {"type": "array", "items": {"enum": list(LANGUAGES)}}
    days: Form = {"type": "array", "items": {"enum": list(DAYS)}}
    number: Form = {"type": "integer", "minimum": 1}
    span: Form = {"type": "integer", "minimum": 1, "maximum": MOST}
    held: Form = {**span, "minimum": 0}
    hour: Form = {"type": "string", "pattern": "^([01]?[0-9]|2[0-3]):[0-5][0-9]$"}
    hours: Form = {
        "anyOf": [hour, {"type": "array", "items": hour, "minItems": 1, "maxItems": MOST_DIGESTS, "uniqueItems": True}]
    }
    kept: Form = {"type": "integer", "minimum": 1, "maximum": MOST_KEPT}
    period: Form = {"anyOf": [{"const": NEVER}, *(_mapping({unit: kept}, (unit,)) for unit in UNITS)]}
    size: Form = {"type": "integer", "minimum": LEAST_SIZE, "maximum": MOST_SIZE}
    overview: Form = {"anyOf": [hour, _mapping(dict(zip(OVERVIEW_KEYS, (hour, days), strict=True)), required=("at",))]}
    person = _mapping(
        dict(
            zip(
                COORDINATOR_KEYS,
                (TEXT, TEXT, {"enum": list(LANGUAGES)}, languages, TEXT, TEXT, hours, size, overview),
                strict=True,
            )
        ),
        required=("address", "name"),
    )
    turn: Form = {"type": "integer", "minimum": 1, "maximum": LONGEST_TURN}
    duty = _mapping(dict(zip(DUTY_KEYS, (TEXTS, TEXT, turn, hour, TEXT), strict=True)), required=DUTY_KEYS[:2])
    home = _mapping(
        dict(zip(DESK_KEYS, (TEXT, TEXT, TEXTS, TEXTS, languages, TEXT, days, duty), strict=True)),
        required=("id", "name", "coordinators"),
    )
    calendar = _mapping(
        dict(zip(CALENDAR_KEYS, (TEXT, TEXT, days, TEXTS, TEXTS, TEXT, TEXT), strict=True)), required=("timezone",)
    )
    forms: dict[str, Form] = {
        "name": TEXT,
        "prefix": {"type": "string", "pattern": "^[A-Z][A-Z0-9]{1,9}$"},
        "global_desk": {"enum": list(desk.desks)} if desk.desks else TEXT,
        "coordinators": {"type": "array", "items": person, "minItems": 1},
        "desks": {"type": "array", "items": home, "minItems": 1},
        "areas": {"type": "array", "items": _mapping({"id": TEXT, "lead": TEXT, "name": TEXT, "topics": TEXTS}), "minItems": 1},
        "targets": _mapping(dict.fromkeys((u.value for u in Urgency), options(hours=number, days=number)), tuple(Urgency)),
        "tables": TEXTS,
        "calendars": {"type": "object", "additionalProperties": calendar},
        "mailboxes": {"type": "object", "additionalProperties": TEXTS},
        "known_senders": options(**dict.fromkeys(REQUESTER_TYPES, TEXTS)),
        "restricted_topics": TEXTS,
        "country_languages": options(**dict.fromkeys(LANGUAGES, TEXTS)),
        "hourly_limit": number,
        "fields": {"type": "object", "additionalProperties": TEXTS},
        "answer_hold": options(**dict.fromkeys(HOLD_UNITS, held)),
        "duty": duty,
        "take_within": options(**dict.fromkeys(TAKE_UNITS, span)),
        "silence": _mapping(dict.fromkeys(SILENCE_KEYS, options(**dict.fromkeys(SILENCE_UNITS, span))), required=SILENCE_KEYS),
        "report": options(monthly={"type": "array", "items": TEXT, "minItems": 1, "maxItems": MOST_READERS, "uniqueItems": True}),
        "participants": {"type": "integer", "minimum": 0, "maximum": MOST_PARTICIPANTS},
        "retention": options(**dict.fromkeys(KEPT, period)),
        "budgets": _budgets(),
    }
    return _mapping({key: forms[key] for key in (*REQUIRED, *OPTIONAL)}, required=REQUIRED)


def _budgets() -> Form:
    number: Form = {"type": "integer", "minimum": 1, "maximum": MOST_MAILS}
    scopes = {scope.value: options(**dict.fromkeys(windows_of(scope), number)) for scope in Scope}
    return options(**scopes, **{PROVIDERS_KEY: TEXTS})


def _mapping(properties: Form, required: tuple[str, ...] = ()) -> Form:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}
