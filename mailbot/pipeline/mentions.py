"""Looks through all mails that arrived for those that a person wrote, and for those of others that repeat him."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from mailbot.core.desk import Desk
from mailbot.core.message import InboundMessage
from mailbot.core.person import Person
from mailbot.core.reading import read
from mailbot.ports.erasing import Share, StoredMail

SHORTEST_WORDS = 25
"""Characters of a line by which somebody's words are known again; shorter ones are anybody's."""

_BETWEEN = re.compile(r"[\s>]+")
"""What quoting changes between words."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Whom we look for, the tickets of others in which he has a share, and his lines there."""

    person: Person
    shared: frozenset[int]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A mail that a person wrote, or that holds his address or words. `by_desk`: a coordinator or a machine wrote it."""

    inbound: int
    ticket: int | None
    waits: bool
    wrote: bool
    by_desk: bool


@dataclass(frozen=True, slots=True)
class Sorted:
    """What is to be done with mentions: mails of no ticket that go, the share in tickets of others, mails of others that stay."""

    loose: tuple[int, ...]
    share: Share
    stay: tuple[int, ...]


def lines_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The lines of texts that are long enough to be known again."""
    lines = (_plain(line) for text in texts for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in lines if len(line) >= SHORTEST_WORDS))


def find_mentions(mails: Iterable[StoredMail], sought: Sought, desk: Desk) -> Iterator[Mention]:
    """Those of the mails that have to do with a person."""
    for mail in mails:
        named = sought.person.stands_in_bytes(mail.raw)
        if not named and not (sought.lines and mail.ticket in sought.shared):
            continue
        message = read(mail.raw)
        if named or _repeats(message, sought.lines):
            wrote = any(sought.person.has(one.address) for one in message.senders)
            yield Mention(mail.inbound, mail.ticket, mail.waits, wrote, _is_by_desk(message, desk))


def _repeats(message: InboundMessage, lines: Iterable[str]) -> bool:
    text = _plain(message.text)
    return any(line in text for line in lines)


def _plain(text: str) -> str:
    return _BETWEEN.sub(" ", text).strip()


def _is_by_desk(message: InboundMessage, desk: Desk) -> bool:
    machine = message.automatic is not None or message.bounce is not None
    return machine or any(desk.coordinator(one.address) is not None for one in message.senders)


def sort_mentions(mentions: Iterable[Mention], erased: Collection[int], shared: Collection[int]) -> Sorted:
    """What becomes of each mail that is not erased with its ticket.

    Of no ticket: his own go, what the desk passed on, and what is settled, which is machine mail. In a ticket in which he has a
    share: his own go, and those of the desk that repeat him. All others are other people's words, or are held.
    """
    loose, wrote, repeats, stay = list[int](), list[int](), list[int](), list[int]()
    for one in mentions:
        if one.ticket in erased:
            continue
        if one.ticket is None:
            (loose if one.wrote or one.by_desk or not one.waits else stay).append(one.inbound)
        elif one.ticket not in shared or not (one.wrote or one.by_desk):
            stay.append(one.inbound)
        else:
            (wrote if one.wrote else repeats).append(one.inbound)
    return Sorted(tuple(loose), Share(tuple(shared), tuple(wrote), tuple(repeats)), tuple(stay))
