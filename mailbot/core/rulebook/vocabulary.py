"""The fields that tables may decide and the values that each may have."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mailbot.core.desk import Desk
from mailbot.core.rulebook.countries import COUNTRIES
from mailbot.core.ticket import Urgency

REQUESTER_TYPES = ("field_cluster", "ngo", "un", "government", "donor", "media", "individual", "other", "none")
NO_AREA = "none"
_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a decision. `mend` says of a value what would be right instead, or None where it is right."""

    name: str
    doc: str
    mend: Callable[[str, Desk], str | None]
    several: bool = False


def _noise(value: str, _: Desk) -> str | None:
    return None if 0 < len(value) <= 80 else "a reason of at most 80 characters"


def _requester_type(value: str, _: Desk) -> str | None:
    return None if value in REQUESTER_TYPES else f"one of {', '.join(REQUESTER_TYPES)}"


def _area(value: str, desk: Desk) -> str | None:
    return (
        None
        if value in desk.areas or value == NO_AREA
        else f"one of {', '.join(desk.areas)}, {NO_AREA}, or a new area in desk.yaml"
    )


def _topic(value: str, desk: Desk) -> str | None:
    known = value == NO_AREA or any(value in area.topics for area in desk.areas.values())
    return None if known else "a topic that desk.yaml lists under an area"


def _country(value: str, _: Desk) -> str | None:
    return None if not value or value in COUNTRIES else "two capital letters of ISO 3166 (ML, SD; GB, not UK), or '' for none"


def _urgency(value: str, _: Desk) -> str | None:
    return None if value in tuple(Urgency) else f"one of {', '.join(Urgency)}"


def _owner(value: str, desk: Desk) -> str | None:
    known = value in desk.desks or desk.coordinator(value) is not None
    return None if known else f"a coordinator's address or a desk of desk.yaml: {', '.join(desk.desks)}"


def _tag(value: str, _: Desk) -> str | None:
    return None if _SLUG.fullmatch(value) else "small letters, digits, - and _"


def _restricted(value: str, _: Desk) -> str | None:
    return None if value in ("true", "false") else "true or false"


FIELDS = (
    Field("noise", "why the mail is no request (it is kept aside and not answered)", _noise),
    Field("requester_type", "who asks", _requester_type),
    Field("area", "the field of work", _area),
    Field("topic", "what is asked for", _topic),
    Field("country", "the country that it is about", _country),
    Field("urgency", "how soon a person must answer", _urgency),
    Field("owner", "the desk or the coordinator who gets it", _owner),
    Field("tags", "words to find it by", _tag, several=True),
    Field("restricted", "whether its text goes to the owner only", _restricted),
)
_FIXED = {field.name: field for field in FIELDS}


def fields_of(desk: Desk) -> Mapping[str, Field]:
    """All fields that tables of this desk may decide: the fixed ones and the desk's own, by name."""
    return _FIXED | {name: _own_field(name, values) for name, values in desk.fields.items()}


def _own_field(name: str, values: tuple[str, ...]) -> Field:
    def mend(value: str, _: Desk) -> str | None:
        return None if value in values or not value else f"one of {', '.join(values)}, or a new value in desk.yaml, fields"

    return Field(name, "a field of the desk's own, for later tables", mend)
