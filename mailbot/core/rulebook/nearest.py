"""What somebody may have meant who wrote a word that is not known."""

from collections.abc import Iterable
from difflib import get_close_matches

from mailbot.core.desk import Desk
from mailbot.core.rulebook.vocabulary import REQUESTER_TYPES
from mailbot.core.ticket import Urgency

MAX_KNOWN = 2_000
_QUOTES = "\"'`\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb "


def did_you_mean(value: str, known: Iterable[str]) -> str:
    """`did you mean 'x'? ` for the known word nearest to `value`, "" where none is near."""
    near = nearest(value, known)
    return f"did you mean '{near}'? " if near and near != value else ""


def nearest(value: str, known: Iterable[str]) -> str:
    """The known word nearest to `value`, "" where none is near."""
    by_form = {_form(word): word for word in [*known][:MAX_KNOWN]}
    near = get_close_matches(_form(value[:80]), by_form, n=1, cutoff=0.6)
    return by_form[near[0]] if near else ""


def _form(word: str) -> str:
    return word.strip(_QUOTES).casefold().replace("-", "_").replace(" ", "_")


def values_of(field: str, desk: Desk) -> tuple[str, ...]:
    """The values of `field` that can be listed; none where any text of a form will do."""
    if field in desk.fields:
        return desk.fields[field]
    listed: dict[str, tuple[str, ...]] = {
        "requester_type": REQUESTER_TYPES,
        "area": tuple(desk.areas),
        "topic": tuple(topic for area in desk.areas.values() for topic in area.topics),
        "country": tuple(country for regional in desk.desks.values() for country in regional.countries),
        "urgency": tuple(Urgency),
        "owner": (*desk.desks, *(person.address for person in desk.coordinators.values())),
        "restricted": ("true", "false"),
    }
    return listed.get(field, ())
