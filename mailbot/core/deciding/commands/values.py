"""What stands behind a command, made into a value of the desk; None or nothing where it is none."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TypeVar

from mailbot.core.deciding.commands.value_words import ENDINGS, HOURS, ME, TOMORROW, TWO, URGENCIES
from mailbot.core.deciding.commands.verbs import plain
from mailbot.core.deciding.routes import route
from mailbot.core.desk import Coordinator, Desk
from mailbot.core.rulebook import Rulebook
from mailbot.core.rulebook.countries import COUNTRIES
from mailbot.core.rulebook.folding import fold
from mailbot.core.rulebook.occasion import NOWHERE
from mailbot.core.rulebook.samples import Sample
from mailbot.core.ticket import Ticket, Urgency

LONGEST = timedelta(days=184)
"""How far a ticket may be put off."""

MOST_CHARACTERS = 100
"""Of an argument; what is longer is no argument but a text."""

Meaning = TypeVar("Meaning")


def _by_form(words: Mapping[Meaning, str]) -> Mapping[str, Meaning]:
    return {plain(word): meaning for meaning, said in words.items() for word in said.split()}


_URGENCIES, _HOURS, _ENDINGS = _by_form(URGENCIES), _by_form(HOURS), _by_form(ENDINGS)
_SPAN = re.compile(r"(\d{1,3}) ?([^\W\d]+)")
_TWO = {fold(word).text: hours for hours, words in TWO.items() for word in words.split()}
_ADDRESS = re.compile(r"[^\s<>:]+@[^\s<>]+")
_YEAR_FIRST = re.compile(r"(\d{4})([-./ ])(\d{1,2})\2(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-./ ])(\d{1,2})\2(\d{4})")
_TOMORROW = frozenset(map(plain, TOMORROW.split()))
_ME = frozenset(map(plain, ME.split()))


def urgency_of(argument: str) -> Urgency | None:
    """The urgency that a word says, in any of the languages."""
    return _URGENCIES.get(plain(argument))


def ending_of(argument: str) -> str | None:
    """The reason for closing that a word says: a key of ENDINGS."""
    return _ENDINGS.get(plain(argument))


def moment_of(argument: str, now: datetime) -> datetime | None:
    """The moment in UTC that is meant by `3d`, `48 hours`, `tomorrow` or a day; within LONGEST. Days begin where `now` is."""
    said = fold(argument).text if not argument.startswith(("-", "\u2212")) else ""
    utc = now.astimezone(UTC)
    if said in _TWO:
        return utc + timedelta(hours=_TWO[said])
    if plain(argument) in _TOMORROW:
        return _begin(now.date() + timedelta(days=1), now.tzinfo)
    day = _day_of(argument.strip())
    if day is not None:
        begin = _begin(day, now.tzinfo)
        return begin if utc < begin <= utc + LONGEST else None
    span = _SPAN.fullmatch(said)
    hours = _HOURS.get(span[2]) if span else None
    if span is None or hours is None or not 0 < int(span[1]) * hours <= LONGEST / timedelta(hours=1):
        return None
    return utc + timedelta(hours=int(span[1]) * hours)


def _begin(day: date, zone: tzinfo | None) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _day_of(text: str) -> date | None:
    """A day of the calendar: `2026-03-31`, `31/03/2026`, `31.3.2026`.

    None where it is none, and where another country would read another day in it (`03/04/2026`); with dots the day comes first.
    """
    first, last = _YEAR_FIRST.fullmatch(text), _YEAR_LAST.fullmatch(text)
    if first:
        return _day(int(first[1]), int(first[3]), int(first[4]))
    if last is None:
        return None
    year, one, other = int(last[4]), int(last[1]), int(last[3])
    if last[2] == ".":
        return _day(year, other, one)
    days = {day for day in (_day(year, other, one), _day(year, one, other)) if day is not None}
    return _only(days)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def topic_of(argument: str, desk: Desk, area: str) -> tuple[str, str] | None:
    """Area and topic, by the topic's id; the part before its first `_` and the kind of dash do not matter where it is clear.

    Of several that are called so, the one of `area`.
    """
    wanted = plain(argument)
    topics = [(area.id, topic) for area in desk.areas.values() for topic in area.topics]
    short = [found for found in topics if plain(found[1].partition("_")[2]) == wanted]
    exact = _only(found for found in topics if plain(found[1]) == wanted)
    return exact or _only(short) or _only(found for found in short if found[0] == area)


def country_of(argument: str, rulebook: Rulebook) -> str | None:
    """The country by its two letters (ISO 3166-1), or by any name under which the rules know it, and nothing beside that name."""
    code = argument.strip().upper()
    if code in COUNTRIES:
        return code
    decided, hits = rulebook.decide_fields(Sample(text=argument).message(), NOWHERE, {})
    said = [words for hit in hits if hit.table == _home("country", rulebook) for words in hit.matched]
    named = {plain(words) for words in said} == {plain(argument)}
    return next(iter(decided.get("country", ())), "") or None if named else None


def topic_by_words(argument: str, rulebook: Rulebook) -> str:
    """The topic that the rules would find in these words, "" for none: no more than a guess."""
    decided, hits = rulebook.decide_fields(Sample(text=argument).message(), NOWHERE, {})
    found = next(iter(decided.get("topic", ())), "")
    return found if any(hit.won and hit.table == _home("topic", rulebook) for hit in hits) else ""


def _home(field: str, rulebook: Rulebook) -> str:
    return next((table.name for table in rulebook.tables if field in table.decides), "")


def owner_of(argument: str, rulebook: Rulebook, ticket: Ticket) -> tuple[str, Coordinator] | None:
    """Who is meant by an address, a person's name, or the id or name of a desk or an area; with the area, where it is one.

    For an area the rules say who has such a ticket of it, but where a desk is called like it.
    """
    desk, wanted = rulebook.desk, plain(argument)
    named = _ADDRESS.search(argument)
    person = desk.coordinator(named[0]) if named else None
    if person is not None:
        return "", person
    area = _only(a.id for a in desk.areas.values() if wanted in (plain(a.id), plain(a.name))) or ""
    home = _only(d.id for d in desk.desks.values() if wanted in (plain(d.id), plain(d.name)))
    if home:
        return area, desk.owner_of(home)[1]
    if area:
        return area, desk.owner_of(route(area, rulebook, ticket))[1]
    person = _only(p for p in desk.coordinators.values() if wanted == plain(p.name)) or _only(
        p for p in desk.coordinators.values() if wanted in [plain(part) for part in p.name.split()]
    )
    return ("", person) if person is not None else None


def is_me(argument: str) -> bool:
    """Whether a word means the person who writes."""
    return plain(argument) in _ME


def names_of_owners(desk: Desk) -> tuple[str, ...]:
    """Everything that may stand behind `#to`."""
    people = [name for person in desk.coordinators.values() for name in (person.address, person.name)]
    return (*desk.areas, *desk.desks, *people)


def _only(found: Iterable[Meaning]) -> Meaning | None:
    """The one that was found, None for none and for several."""
    several = list(found)
    return several[0] if len(several) == 1 else None
