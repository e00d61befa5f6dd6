"""What of a ticket's story goes into a mail: its lines, and the files of the requester."""

from collections.abc import Callable, Sequence

from mailbot.core.deciding.standing_in import DESK
from mailbot.core.deciding.telling import with_names
from mailbot.core.decision import Role
from mailbot.core.desk import Desk
from mailbot.core.message import SIGNATURES, Attachment, person_key
from mailbot.core.reading import payloads
from mailbot.core.ticket import Entry, EntryKind, Ticket
from mailbot.core.writing.compose import File
from mailbot.core.writing.view import StoryLine

MOST_LINES = 15
"""Of a story in a mail: the newest."""

SHORT = 500
"""Octets of a story that every mail shows whole, however small a mail its reader can have."""

MOST_OCTETS = 10_000_000
"""Of files in one mail, decoded: with base64 it still passes the usual limits of 20 MB and more."""

FROM_OUTSIDE = (EntryKind.REQUEST, EntryKind.REPLY)
"""Lines that people outside wrote: the requester, and who takes part."""


def tell_story(entries: Sequence[Entry], ticket: Ticket, desk: Desk) -> tuple[StoryLine, ...]:
    """The newest lines for a coordinator, oldest first."""
    return tuple(_line(entry, ticket, desk) for entry in entries[-MOST_LINES:])


def _line(entry: Entry, ticket: Ticket, desk: Desk) -> StoryLine:
    remarks = tuple(with_names(one, desk) for one in entry.remarks)
    return StoryLine(entry.at, _kind_of(entry, ticket), _name_of(entry, ticket, desk), entry.text, remarks)


def story_file(
    entries: Sequence[Entry], ticket: Ticket, desk: Desk, tell: Callable[[Sequence[StoryLine]], str]
) -> tuple[File, ...]:
    """The story as a text file, for a mail may show a part of it only; nothing where it is short. `tell` puts it into words."""
    if len(entries) <= MOST_LINES and sum(len(entry.text.encode("utf-8", "replace")) for entry in entries) <= SHORT:
        return ()
    told = tell([_line(entry, ticket, desk) for entry in entries])
    return (File(f"{ticket.reference}.txt", "text/plain", told.encode("utf-8", "replace"), "utf-8"),)


def _name_of(entry: Entry, ticket: Ticket, desk: Desk) -> str:
    if entry.author == DESK:
        return desk.name
    person = desk.coordinator(entry.author)
    if person is not None:
        return person.name
    return ticket.requester_name or entry.author if _is_of_requester(entry, ticket) else entry.author


def _kind_of(entry: Entry, ticket: Ticket) -> str:
    """What a line is called: a later mail is the requester's, or that of somebody who takes part."""
    return entry.kind if entry.kind is not EntryKind.REPLY or _is_of_requester(entry, ticket) else Role.PARTICIPANT


def _is_of_requester(entry: Entry, ticket: Ticket) -> bool:
    return entry.kind in FROM_OUTSIDE and person_key(entry.author) == person_key(ticket.requester)


def is_wanted(file: Attachment) -> bool:
    """Whether somebody who asks for the files wants this one: pictures in the text too, no signature, no mail of others."""
    kind = file.content_type.lower()
    return kind not in SIGNATURES and not kind.startswith("message/")


def mails_with_files(entries: Sequence[Entry]) -> tuple[tuple[int, ...], bool]:
    """The ledger rows whose files fit into one mail, the newest first, and whether some do not."""
    rows: list[int] = []
    room = MOST_OCTETS
    several = [entry for entry in reversed(entries) if entry.kind in FROM_OUTSIDE and entry.inbound is not None]
    for entry in several:
        octets = sum(file.size for file in entry.attachments if is_wanted(file))
        if octets and octets <= room and entry.inbound is not None:
            rows.append(entry.inbound)
            room -= octets
    kept = {entry.inbound for entry in several if any(map(is_wanted, entry.attachments))}
    return tuple(rows), len(kept) > len(rows)


def files_in(sources: Sequence[bytes]) -> tuple[File, ...]:
    """The wanted files of raw mails."""
    return tuple(
        File(file.filename, file.content_type, data) for raw in sources for file, data in payloads(raw) if is_wanted(file)
    )
