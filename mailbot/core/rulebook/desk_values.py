"""Values that the desk file has in several places: ids, names, countries, languages, numbers, addresses."""

import re
from collections.abc import Iterator, Mapping
from datetime import time

from mailbot.core.desk import LANGUAGES, Coordinator
from mailbot.core.overview import Rhythm
from mailbot.core.rulebook.calendars import parse_days, parse_hour
from mailbot.core.rulebook.countries import COUNTRIES
from mailbot.core.rulebook.draft import Draft
from mailbot.core.rulebook.nodes import Items, Node, Pairs, Text

_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
"""RFC 5322, 3.4.1: dot-atoms only, and a domain of at least two labels: nothing that a mail server would read in two ways."""
OVERVIEW_KEYS = ("at", "days")
MOST_DIGESTS = 6
"""A day: who is to be told more often is told at once."""

ID = re.compile(r"[a-z][a-z0-9_-]{0,39}")


def is_address(value: str) -> bool:
    """Whether `value` is one plain mail address that nobody can read in two ways."""
    return len(value) <= 254 and len(value.partition("@")[0]) <= 64 and _ADDRESS.fullmatch(value) is not None


def read_records(node: Node, what: str, keys: tuple[str, ...], draft: Draft) -> Iterator[tuple[Pairs, Mapping[str, Node]]]:
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


def read_unique(node: Node | None, what: str, draft: Draft) -> list[Text]:
    """The texts at `node`, each once; one that stands there twice is noted."""
    texts: dict[str, Text] = {}
    for text in draft.texts(node, what) if node is not None else ():
        if text.value in texts:
            draft.wrong(text, f"'{text.value[:40]}' is listed twice in {what}", "keep one")
        texts[text.value] = text
    return list(texts.values())


def read_countries(node: Node | None, draft: Draft) -> tuple[str, ...]:
    """Codes of countries (ISO 3166-1 alpha-2)."""
    texts = read_unique(node, "countries", draft)
    for text in texts:
        if text.value not in COUNTRIES:
            draft.wrong(
                text, f"'{text.value[:40]}' is no country", "two capital letters of ISO 3166: ML, SD", (text.value.upper(),)
            )
    return tuple(text.value for text in texts)


def read_weekend(node: Node | None, draft: Draft) -> tuple[int, ...]:
    """Days off as ISO numbers; Saturday and Sunday where nothing is said."""
    return (6, 7) if node is None else parse_days(node, "weekend", draft)


def read_digest(node: Node | None, draft: Draft) -> tuple[time, ...]:
    """Times of day, in rising order; nothing where nothing is said."""
    if node is None:
        return ()
    texts = draft.texts(node, "digest")
    if not 0 < len(texts) <= MOST_DIGESTS:
        draft.wrong(
            node,
            f"digest has 1 to {MOST_DIGESTS} times of day",
            "digest: ['08:00', '14:00']; without it each mail leaves at once",
        )
    times: list[time] = []
    for text in texts:
        moment = parse_hour(text, draft)
        if moment in times:
            draft.wrong(text, f"'{text.value}' is listed twice in digest", "keep one")
        elif moment is not None:
            times.append(moment)
    return tuple(sorted(times))


def read_overview(node: Node | None, draft: Draft) -> Rhythm | None:
    """When somebody has his overviews: a time of day, or `{at: '08:00', days: [monday]}`; None where nothing is said."""
    if node is None or isinstance(node, Text):
        at = parse_hour(node, draft) if node is not None else None
        return Rhythm(at) if at is not None else None
    found = {key.value: value for key, value in draft.pairs(node, "overview", OVERVIEW_KEYS)}
    if "at" not in found:
        draft.wrong(node, "overview lacks its time of day", "overview: '08:00', or overview: {at: '08:00', days: [monday]}")
        return None
    at, days = parse_hour(found["at"], draft), parse_days(found["days"], "days", draft) if "days" in found else ()
    return Rhythm(at, days) if at is not None else None


def read_languages(node: Node | None, draft: Draft) -> tuple[str, ...]:
    """Languages of the desk."""
    texts = read_unique(node, "languages", draft)
    for text in texts:
        if text.value not in LANGUAGES:
            draft.wrong(text, f"'{text.value[:40]}' is no language of the desk", f"one of {', '.join(LANGUAGES)}")
    return tuple(text.value for text in texts)


def read_identity(node: Node, what: str, seen: set[str], draft: Draft) -> str:
    """An id that is not among `seen`, which it joins."""
    identity = read_matching(node, f"the id of {what}", ID, "small letters, digits, - and _", draft)
    if identity in seen:
        draft.wrong(node, f"'{identity}' is the id of two entries", "rename one")
    seen.add(identity)
    return identity


def read_language(node: Node | None, draft: Draft) -> str:
    """One language of the desk; English where nothing is said."""
    value = "en" if node is None else draft.text(node, "language") or "en"
    if node is not None and value not in LANGUAGES:
        draft.wrong(node, f"'{value[:40]}' is no language of the desk", f"one of {', '.join(LANGUAGES)}")
    return value


def read_sized(node: Node, what: str, most: int, draft: Draft) -> str:
    """A text of at most `most` characters on one line."""
    value = " ".join((draft.text(node, what) or "").split())
    if not 0 < len(value) <= most:
        draft.wrong(node, f"{what} has 1 to {most} characters", "write it in one line")
    return value


def read_matching(node: Node, what: str, form: re.Pattern[str], mend: str, draft: Draft) -> str:
    """A text of the form `form`; `mend` says what would be right."""
    value = draft.text(node, what) or ""
    if not form.fullmatch(value):
        draft.wrong(node, f"'{value[:40]}' cannot be {what}", mend)
    return value


def read_number(node: Node | None, what: str, most: int, draft: Draft, *, least: int = 1) -> int:
    """A whole number from `least` to `most`; `least` after noting what is wrong."""
    value = "" if node is None else draft.text(node, what) or ""
    if not (value.isascii() and value.isdigit() and len(value) < 6 and least <= int(value) <= most):
        if node is not None:
            draft.wrong(node, f"'{value[:40]}' cannot be {what}", f"a whole number from {least} to {most}")
        return least
    return int(value)


def read_known_people(node: Node | None, what: str, coordinators: Mapping[str, Coordinator], draft: Draft) -> tuple[str, ...]:
    """Addresses of coordinators, each once, as they are written where they are listed."""
    people = []
    for text in read_unique(node, what, draft):
        known = coordinators.get(text.value.casefold())
        if known is None:
            draft.wrong(
                text, f"there is no coordinator '{text.value[:80]}'", "list the address under 'coordinators' first", coordinators
            )
        else:
            people.append(known.address)
    return tuple(people)
