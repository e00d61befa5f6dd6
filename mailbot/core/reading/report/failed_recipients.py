"""Whom a report in free text means: the addresses in it by what stands around them, each with what is said of it."""

import re
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise

from mailbot.core.reading.marks import without_unseen
from mailbot.core.reading.report.recipient_words import KEEPERS, LIST_OPENINGS, OTHER_FIELDS, OTHER_LABELS, RECIPIENT_LABELS

MOST = 200
_FULL_WIDTH = "：，；、。（）＜＞【】「」《》“”"  # what stands around addresses in scripts without blanks
_ADDRESS = re.compile(
    rf"(?<![\w.+@-])([\w#!$%&*+/=?^`{{|}}~][^\s<>()\[\],;:\"@\\{_FULL_WIDTH}]{{0,127}}"
    r"@(?:[\w-]{1,63}\.){1,8}[\w-]{2,63})(?![\w-]{0,64}@)"
)
_TYPED = re.compile(r"\A(?:smtp|mailto|rfc822)=", re.I)
# Words in scripts without blanks that stand at an address in Latin letters, as in "收件人bob@field.example".
_AT_WORDS = re.compile(r"[^\x00-\x7f]{1,127}(?=[!-?A-~]{1,127}@[\x00-\x7f])")
_BEHIND = re.compile(r"(?<=[A-Za-z])[\u2e80-\u9fff\uac00-\ud7af]{1,63}\Z")
_DECORATION = " \t>*•·-–—|\"'`«„“<([{#.:=~&\u200b\xa0"
_REPLY = re.compile(r"[ \t<>#*-]{0,8}[45]\d\d[ -]")
_BARE = re.compile(r"[ \t>*<\"'-]{0,8}([A-Za-z][\w.+-]{1,63}?)[>\"']?(?:[ \t]{2,}\S.{0,400}|\.\.\..{0,400})?[ \t]{0,8}\Z")
_LABELS = frozenset(RECIPIENT_LABELS)
_OTHERS = frozenset(OTHER_LABELS)
# Scripts without blanks between words: here a label has nothing before it that would show where it begins.
_DENSE = tuple(word for word in RECIPIENT_LABELS if word[0] >= "\u3000")
_DENSE_OTHERS = tuple(word for word in OTHER_LABELS if word[0] >= "\u3000")
_LONGEST_LABEL = max(word.count(" ") for word in (*RECIPIENT_LABELS, *OTHER_LABELS)) + 1
_LINES = 2000
_LINE = 2000
_PER_LINE = 50
_SEGMENT = 3000
_BARE_LINES = 20


class Place(IntEnum):
    """How surely an address is the one that failed, by where it stands: the lower, the surer."""

    NAMED = 1
    MENTIONED = 2
    KEEPER = 3
    OTHER = 4


@dataclass(frozen=True, slots=True)
class Named:
    """A recipient and what the report says of it, from the line that names it to the line that names another."""

    address: str
    text: str


@dataclass(frozen=True, slots=True)
class _Found:
    """An address at a line."""

    address: str
    line: int
    place: Place


def find_recipients(report: str, *, ours: frozenset[str], domain: str) -> list[Named]:
    """The recipients that a report names, at most two hundred, in their order.

    `ours` are addresses (casefolded) that the report is from or to. `domain` completes names without one, "" for none.
    Only the surest that there are count: an address that is merely mentioned means nothing where another is named.
    """
    lines = [line[:_LINE] for line in without_unseen(report).split("\n", _LINES)[:_LINES]]
    found = [f for f in _find_addresses(lines) if f.address.casefold() not in ours]
    named = [f for f in found if f.place is Place.NAMED]
    if not named and domain:
        named = [_Found(f"{name}@{domain}", line, Place.NAMED) for name, line in _find_bare_names(lines)]
    for place in (Place.MENTIONED, Place.KEEPER):
        named = named or [f for f in found if f.place is place]
    return _with_texts(lines, named)


def _find_addresses(lines: list[str]) -> list[_Found]:
    found: list[_Found] = []
    before = ""
    for number, line in enumerate(lines):
        if "@" in line:
            for count, m in enumerate(_ADDRESS.finditer(line)):
                words = _AT_WORDS.match(m[1]) if m[1][0] >= "\u2e80" else None
                start = words.end() if words else 0
                address = _TYPED.sub("", m[1][start:], count=1)
                lead = "" if len(address) < len(m[1]) - start else line[: m.start() + start]
                address = _BEHIND.sub("", address) if not address.isascii() else address
                if count < _PER_LINE and "@" in address[1:]:
                    found.append(_Found(address.rstrip("'`*_."), number, _place(address, lead, before)))
        if line.strip():
            before = line
        if len(found) >= MOST * 10:
            break
    return found


def _place(address: str, lead: str, before: str) -> Place:
    """Where an address stands. `lead` is what is before it on its line, `before` the line before with anything on it."""
    said = _clean(lead)
    if said in OTHER_FIELDS:
        return Place.OTHER
    label = _find_label(said or _clean(before))
    if label is Place.OTHER:
        return Place.OTHER
    if _REPLY.match(lead):
        return Place.OTHER if said.split()[-1] in OTHER_FIELDS else Place.NAMED
    if not said or label is Place.NAMED:
        return Place.NAMED
    return Place.KEEPER if address.casefold().startswith(KEEPERS) else Place.MENTIONED


def _clean(lead: str) -> str:
    return lead[-120:].casefold().replace("(", " ").replace("’", "'").strip(_DECORATION)


def _find_label(lead: str) -> Place | None:
    """What the last words before an address say of it; the longest label of all counts."""
    words = lead.split()[-_LONGEST_LABEL:]
    for start in range(len(words)):
        label = " ".join(words[start:])
        if label in _OTHERS:
            return Place.OTHER
        if label in _LABELS:
            return Place.NAMED
    if lead.endswith(_DENSE_OTHERS):
        return Place.OTHER
    return Place.NAMED if lead.endswith(_DENSE) else None


def _find_bare_names(lines: list[str]) -> list[tuple[str, int]]:
    """Names without a domain in the list below a line that announces one, with their lines."""
    for number, line in enumerate(lines):
        low = line.casefold()
        if not any(words in low for words in LIST_OPENINGS):
            continue
        found: list[tuple[str, int]] = []
        for at in range(number + 1, min(len(lines), number + 1 + _BARE_LINES)):
            m = _BARE.match(lines[at])
            if m:
                found.append((m[1], at))
            elif found and lines[at].strip():
                break
        if found:
            return found
    return []


def _with_texts(lines: list[str], found: list[_Found]) -> list[Named]:
    """Each address once, with all that stands from its lines on until the next address."""
    starts = sorted({f.line for f in found})
    texts = {start: "\n".join(lines[start:end])[:_SEGMENT] for start, end in pairwise([*starts, len(lines)])}
    named: dict[str, Named] = {}
    for f in found:
        key = f.address.casefold()
        known = named.get(key)
        if known is None:
            if len(named) >= MOST:
                break
            named[key] = Named(f.address, texts[f.line])
        elif len(known.text) < _SEGMENT:
            named[key] = replace(known, text=f"{known.text}\n{texts[f.line]}"[:_SEGMENT])
    return list(named.values())
