"""Who wrote a mail that is passed on, where no label says so: one line in the manner of Yandex, or a head of Lotus Notes."""

import re
from dataclasses import dataclass, field, replace

from mailbot.core.reading.history.attribution import find_attribution
from mailbot.core.reading.history.begin import EDGE, MAX_LINE, Begin, Sort
from mailbot.core.reading.history.header_block import clean_value, kind_of

MOST_LINES = 16
"""Lines that a head takes, blank ones among them."""

ATTRIBUTED_WITHIN = 3
"""Lines in which an attribution ends."""

_CLOCK = re.compile(r"\d{1,2}:\d{2}")
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}")
_COLUMN = re.compile(r"\s{2,}")
_LABEL = re.compile(r"([^\W\d_]{1,20})(?::|\s\|)\s?(.*)")
"""A label and its value, in a line or in a row of a table."""
_DATED = re.compile(r".*\d[^\w\"'<(]*(?:[ap]\.?m\b\.?)?[^\w\"'<(]*", re.IGNORECASE | re.DOTALL)


@dataclass(slots=True)
class _Head:
    """What was met of a head: the words about the writer, the values by the kind of their label, and the line below it."""

    person: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    open: str = ""
    body: int = 0


def find_byline(lines: list[str], at: int) -> Begin | None:
    """What tells below a separator, from line `at` on, who wrote what follows; None where nothing does so for certain."""
    return _find_attributed(lines, at) or _find_head(lines, at)


def _find_attributed(lines: list[str], at: int) -> Begin | None:
    """`2.2.2026, 9:00, "Amal" <amal@x.org>:`, on one line or wrapped."""
    for end in range(at, min(len(lines), at + ATTRIBUTED_WITHIN)):
        found = find_attribution(lines, end, marked=False) if lines[end].strip(EDGE) else None
        if found is not None and found.line >= at and found.sender:
            said = clean_value(" ".join(lines[at : end + 1]))
            # a name that holds another address leaves it in doubt who wrote
            return replace(found, line=at, sender=_named(said, found.sender) if said.count("@") == 1 else said)
    return None


def _named(said: str, address: str) -> str:
    """The address with the name before it, where one stands behind the date."""
    before = _DATED.sub("", said[: max(said.find(address), 0)], count=1)
    name = " ".join(before.split()).strip(" \t\"'<>()[],;")
    return f'"{name}" <{address}>' if name and "," not in name and '"' not in name else address


def _find_head(lines: list[str], at: int) -> Begin | None:
    """Name, address and date without labels, then to whom and what about: in lines of their own, or beside each other."""
    head = _Head(body=at)
    for i in range(at, min(len(lines), at + MOST_LINES)):
        if len(lines[i]) > MAX_LINE:
            return None
        text = lines[i].strip(EDGE)
        if not text and "subject" in head.values and not head.open:
            break
        if text and not _take(head, text):
            break
        head.body = i + 1 if text else head.body
    writer = clean_value(" ".join(head.person))
    dated = _DATE.search(writer) is not None and _CLOCK.search(writer) is not None
    if head.open == "subject" or not {"to", "subject"} <= head.values.keys() or not dated or writer.count("@") != 1:
        return None
    return Begin(Sort.HEADER, at, head.body, writer, clean_value(head.values["subject"]))


def _take(head: _Head, text: str) -> bool:
    """Take one line into the head; False where it belongs to it no more."""
    alone = kind_of(text)
    if alone in {"to", "cc", "subject"} and alone not in head.values:
        head.values[alone], head.open = "", alone
        return True
    columns = _COLUMN.split(text)
    for at, column in enumerate(columns):
        found = _LABEL.fullmatch(column)
        kind = kind_of(found[1]) if found else ""
        if found and kind in {"to", "cc", "subject"} and kind not in head.values:
            head.person += columns[:at]
            head.values[kind], head.open = " ".join([found[2], *columns[at + 1 :]]), ""
            return True
    if head.open:
        head.values[head.open], head.open = text, ""
        return True
    if head.values:
        return False
    head.person.append(text)
    return True
