"""Reads what writing an owed mail needs: its conversation, the story of its ticket, raw mails whose words or files go along."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mailbot.core.deciding.answering import goes_with
from mailbot.core.decision import MailKind
from mailbot.core.desk import Desk
from mailbot.core.message import address_key
from mailbot.core.reporting import Report, last_month
from mailbot.core.ticket import Entry, EntryKind, Ticket
from mailbot.pipeline.digests import find_items
from mailbot.pipeline.figures import compile_report, lead_calendar
from mailbot.pipeline.overviews import Overview, gather_overview
from mailbot.pipeline.story import mails_with_files
from mailbot.ports import OwedMail, ThreadMail, Transaction

THREADED = (
    *(MailKind.ANSWER, MailKind.FOLLOW_UP),
    *(MailKind.REMINDER, MailKind.ESCALATION, MailKind.DELAY, MailKind.CLOSING, MailKind.HISTORY, MailKind.FILES),
    *(MailKind.CROSSING, MailKind.UNDELIVERED, MailKind.WARNING),
)
"""Mails that continue a conversation."""

GIVEN_BACK = ("not_done", "private", "attachments_left_out", "no_requester", "whose_mail")
"""Receipts that give back what was written, so that it need not be written again."""

ANSWERABLE = (MailKind.FOLLOW_UP, MailKind.ESCALATION, MailKind.HISTORY)
"""Mails to coordinators that tell to whom an answer would go."""

TOLD = (MailKind.ESCALATION, MailKind.HISTORY)
"""Mails that tell the story of a ticket."""

ASKED_FOR = (MailKind.HISTORY, MailKind.FILES)
"""What an owner asked for by name: of a restricted ticket too, for he is the one who may read it."""

MOST_LOOKED_AT = 200
"""Lines of a ticket among which files are looked for."""


@dataclass(frozen=True, slots=True)
class Material:
    """What the store adds to an owed mail before it is written: its conversation, the raw mail that it answers or passes on,
    the lines of its ticket, the raw mails whose files are asked for, and the addresses of who takes part. `hint` is the reason
    that only the store knows, `items` are the mails that a digest tells, `overview` and `report` what mails of these kinds do.
    """

    owed: OwedMail
    thread: tuple[ThreadMail, ...] = ()
    raw: bytes = b""
    story: tuple[Entry, ...] = ()
    sources: tuple[bytes, ...] = ()
    hint: str = ""
    participants: tuple[str, ...] = ()
    items: tuple[OwedMail, ...] = ()
    overview: Overview | None = None
    report: Report | None = None


def gather(tx: Transaction, owed: OwedMail, desk: Desk, now: datetime) -> Material | None:
    """Read what writing needs; nothing, where it is written already. None for a digest or an overview with nothing to tell."""
    if owed.data is not None:
        return Material(owed)
    if owed.kind is MailKind.OVERVIEW:
        overview = gather_overview(tx, owed, desk, now)
        return Material(owed, overview=overview) if overview is not None else None
    if owed.kind is MailKind.DIGEST:
        items = find_items(tx, owed, now)
        return Material(owed, items=items) if items else None
    if owed.kind is MailKind.REPORT:
        period = last_month(owed.created_at, lead_calendar(desk))
        return Material(owed, report=compile_report(tx, desk, period, now))
    return _gather_for_one(tx, owed, desk)


def _gather_for_one(tx: Transaction, owed: OwedMail, desk: Desk) -> Material:
    """What a mail about one ticket, or about none, needs."""
    thread: tuple[ThreadMail, ...] = ()
    raw = b""
    if owed.kind in THREADED and owed.ticket is not None:
        thread = tx.outbox.thread(owed.ticket.id, owed.recipient)
    if owed.inbound is not None and _needs_raw(owed):
        raw = tx.ledger.raw_of(owed.inbound)
    material = Material(owed, thread, raw, participants=_participants(tx, owed, desk))
    if owed.ticket is not None and answers_told(owed):
        return replace(material, story=_answers(tx, owed.ticket, answers_told(owed)))
    if owed.ticket is None or not _may_be_told(owed, desk):
        return material
    if owed.kind in TOLD:
        return replace(material, story=tx.tickets.story(owed.ticket.id, MOST_LOOKED_AT))
    if owed.kind is MailKind.REMINDER:
        return replace(material, owed=_with_what_waits(owed, tx.tickets.story(owed.ticket.id, MOST_LOOKED_AT)))
    if owed.kind is MailKind.FILES:
        story = tx.tickets.story(owed.ticket.id, MOST_LOOKED_AT)
        rows, left_out = mails_with_files(story)
        sources = tuple(tx.ledger.raw_of(row) for row in rows)
        return replace(material, sources=sources, story=story, hint="left_out" if left_out else "")
    return material


def _with_what_waits(owed: OwedMail, story: Sequence[Entry]) -> OwedMail:
    """The mail with all that its requester has written since he was answered last."""
    waiting: list[Entry] = []
    for entry in story:
        if entry.kind is EntryKind.ANSWER:
            waiting = []
        elif entry.kind in (EntryKind.REQUEST, EntryKind.REPLY):
            waiting.append(entry)
    files = tuple(file for entry in waiting for file in entry.attachments)
    return replace(owed, text="\n\n".join(entry.text for entry in waiting), attachments=files)


def answers_told(owed: OwedMail) -> tuple[int, ...]:
    """The arrived mails whose answers a mail repeats: those that it names, or the one that crosses its reader's. Of a restricted
    ticket none: its owner asks for the text.
    """
    if owed.ticket is None or owed.ticket.restricted:
        return ()
    return (owed.inbound,) if owed.kind is MailKind.CROSSING and owed.inbound is not None else owed.tells


def _answers(tx: Transaction, ticket: Ticket, inbound: Sequence[int]) -> tuple[Entry, ...]:
    story = tx.tickets.story(ticket.id, MOST_LOOKED_AT)
    return tuple(entry for entry in story if entry.kind is EntryKind.ANSWER and entry.inbound in inbound)


def _participants(tx: Transaction, owed: OwedMail, desk: Desk) -> tuple[str, ...]:
    """The people beside the requester to whom an answer to this mail would go, in the order of joining."""
    if owed.kind not in ANSWERABLE or owed.ticket is None or owed.ticket.restricted or not desk.participants:
        return ()
    return tuple(one.address for one in reversed(tx.tickets.participants(owed.ticket.id)) if one.left_at is None)


def _needs_raw(owed: OwedMail) -> bool:
    """An answer takes files along, a receipt gives back what was written."""
    if owed.kind is MailKind.ANSWER:
        return any(goes_with(a, owed.text) for a in owed.attachments)
    return owed.kind is MailKind.CONFIRMATION or (owed.kind is MailKind.RECEIPT and owed.hint in GIVEN_BACK)


def _may_be_told(owed: OwedMail, desk: Desk) -> bool:
    """Whether the recipient may read what is in the ticket: its owner, and of one that is not restricted who asks for it."""
    ticket = owed.ticket
    if ticket is None:
        return False
    is_owner = address_key(owed.recipient) == desk.owner_of(ticket.owner)[1].key
    return is_owner or (owed.kind in ASKED_FOR and not ticket.restricted)
