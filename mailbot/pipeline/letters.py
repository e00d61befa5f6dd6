"""Writes an owed mail: what its template may say, and the bytes that are frozen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC

from mailbot.core.deciding.answering import own_words
from mailbot.core.deciding.confirming import FORWARD, OPEN_FOR
from mailbot.core.deciding.context import Identity
from mailbot.core.decision import LANGUAGE_IN_DOUBT, MailKind, Role
from mailbot.core.desk import Desk
from mailbot.core.message import Address, Attachment, address_key
from mailbot.core.reading import payloads, read
from mailbot.core.ticket import Entry, EntryKind, Ticket
from mailbot.core.writing.compose import Automation, Envelope, File, compose
from mailbot.core.writing.identity import reply_address
from mailbot.core.writing.view import MailView
from mailbot.pipeline.story import files_in, mails_with_files, tell_story
from mailbot.pipeline.taps import taps_of
from mailbot.ports import OwedMail, Parcel, Renderer, ThreadMail, Transaction

MOST_TEXT = 12_000
"""Characters of a requester's text in a mail to the owner: fit for a phone; the ticket holds all of it."""

MOST_CONFIRMED = 2_000
"""Characters of a mail that a coordinator is to confirm: enough to tell whether he wrote it."""

REPLIES = (MailKind.ACK, MailKind.QUESTION, MailKind.RECEIPT, MailKind.CONFIRMATION)
"""Mails that answer the one mail that caused them."""

THREADED = (
    *(MailKind.ANSWER, MailKind.FOLLOW_UP),
    *(MailKind.REMINDER, MailKind.ESCALATION, MailKind.DELAY, MailKind.CLOSING, MailKind.HISTORY, MailKind.FILES),
    MailKind.CROSSING,
)
"""Mails that continue a conversation."""

GIVEN_BACK = ("not_done", "private", "attachments_left_out", "no_requester")
"""Receipts that give back what was written, so that it need not be written again."""

PRIVATE = (MailKind.ACK, MailKind.QUESTION, MailKind.DELAY, MailKind.CLOSING)
"""Automatic mail to people outside: a bounce of it shall come back to nobody (RFC 3834, 3.3)."""


TOLD = (MailKind.ESCALATION, MailKind.HISTORY)
"""Mails that tell the story of a ticket."""

ASKED_FOR = (MailKind.HISTORY, MailKind.FILES)
"""What an owner asked for by name: of a restricted ticket too, for he is the one who may read it."""

MOST_LOOKED_AT = 200
"""Lines of a ticket among which files are looked for."""


@dataclass(frozen=True, slots=True)
class Material:
    """What the store adds to an owed mail before it is written: its conversation, the raw mail that it answers or passes on,
    the lines of its ticket, and the raw mails whose files are asked for. `hint` is the reason that only the store knows.
    """

    owed: OwedMail
    thread: tuple[ThreadMail, ...] = ()
    raw: bytes = b""
    story: tuple[Entry, ...] = ()
    sources: tuple[bytes, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A written mail. `problem` names what was wrong with the desk's own template, "" if nothing was."""

    owed: OwedMail
    data: bytes
    problem: str = ""


def gather(tx: Transaction, owed: OwedMail, desk: Desk) -> Material:
    """Read what writing needs; nothing, where the mail is written already."""
    if owed.data is not None:
        return Material(owed)
    thread: tuple[ThreadMail, ...] = ()
    raw = b""
    if owed.kind in THREADED and owed.ticket is not None:
        thread = tx.outbox.thread(owed.ticket.id, owed.recipient)
    if owed.inbound is not None and _needs_raw(owed):
        raw = tx.ledger.raw_of(owed.inbound)
    material = Material(owed, thread, raw)
    if owed.ticket is not None and answers_told(owed):
        return replace(material, story=_answers(tx, owed.ticket, answers_told(owed)))
    if owed.ticket is None or not _may_be_told(owed, desk):
        return material
    if owed.kind in TOLD:
        return replace(material, story=tx.tickets.story(owed.ticket.id, MOST_LOOKED_AT))
    if owed.kind is MailKind.FILES:
        rows, left_out = mails_with_files(tx.tickets.story(owed.ticket.id, MOST_LOOKED_AT))
        sources = tuple(tx.ledger.raw_of(row) for row in rows)
        return replace(material, sources=sources, hint="left_out" if left_out else "" if rows else "none")
    return material


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


def _needs_raw(owed: OwedMail) -> bool:
    """An answer takes files along, a receipt gives back what was written."""
    if owed.kind is MailKind.ANSWER:
        return any(a.goes_along for a in owed.attachments)
    return owed.kind is MailKind.CONFIRMATION or (owed.kind is MailKind.RECEIPT and owed.hint in GIVEN_BACK)


def _may_be_told(owed: OwedMail, desk: Desk) -> bool:
    """Whether the recipient may read what is in the ticket: its owner, and of one that is not restricted who asks for it."""
    ticket = owed.ticket
    if ticket is None:
        return False
    is_owner = address_key(owed.recipient) == desk.owner_of(ticket.owner)[1].key
    return is_owner or (owed.kind in ASKED_FOR and not ticket.restricted)


def write(material: Material, desk: Desk, identity: Identity, renderer: Renderer) -> Letter:
    """The bytes of an owed mail. Raises RenderFailed."""
    owed = material.owed
    files = list(files_in(material.sources))
    view = replace(_view(material, files, desk), taps=taps_of(owed, desk, identity.addresses[0]))
    words = renderer.render(owed.kind, view)
    if owed.kind is MailKind.ANSWER and material.raw:
        files = [File(a.filename, a.content_type, data) for a, data in payloads(material.raw) if a.goes_along]
    data = compose(_envelope(material, desk, identity), words.subject, words.text, words.html, files)
    return Letter(owed, data, words.problem)


def address_parcel(owed: OwedMail, data: bytes, identity: Identity) -> Parcel:
    """How a written mail is handed to the server."""
    own = identity.addresses[0]
    return Parcel(owed.recipient, "" if owed.kind in PRIVATE else own, own, data)


def _view(material: Material, files: Sequence[File], desk: Desk) -> MailView:
    """What a template may say, with all that the store added."""
    owed, view = material.owed, view_of(material.owed, desk)
    if owed.kind is MailKind.RECEIPT and material.raw:
        view = replace(view, text=own_words(read(material.raw).reply)[:MOST_TEXT])
    if owed.kind is MailKind.CONFIRMATION:
        mail = read(material.raw)
        text = mail.text if owed.hint == FORWARD else own_words(mail.reply)
        view = replace(view, text=text[:MOST_CONFIRMED], due=owed.created_at.astimezone(UTC) + OPEN_FOR)
    told = owed.kind in TOLD and owed.ticket is not None and not (owed.ticket.restricted and owed.kind not in ASKED_FOR)
    if owed.ticket is not None and (told or answers_told(owed)):
        view = replace(view, story=tell_story(material.story, owed.ticket, desk))
    if owed.kind is MailKind.FILES:
        listed = tuple(Attachment(f.filename, f.content_type, len(f.data), "", inline=False) for f in files)
        view = replace(view, attachments=listed, hint=material.hint)
    return view


def view_of(owed: OwedMail, desk: Desk) -> MailView:
    """What a template may say; restricted text stays out of everything but an answer."""
    ticket = owed.ticket
    view = MailView(
        locale=owed.locale,
        desk_name=desk.name,
        hint=owed.hint,
        text=owed.text[:MOST_TEXT],
        attachments=owed.attachments,
        former_owner=owed.former_owner,
        back_on=owed.back_on,
        remarks=owed.remarks,
    )
    if owed.kind is MailKind.ALERT:
        return replace(view, text=f"inbound {owed.inbound}: {owed.cause_reason}")
    if ticket is None:
        return view
    home, owner = desk.owner_of(ticket.owner)
    view = replace(
        view,
        desk_name=f"{desk.name}, {home.name}",
        reference=ticket.reference,
        subject=ticket.subject,
        area=ticket.area,
        topic=ticket.topic,
        country=ticket.country,
        urgency=ticket.urgency,
        language=ticket.language,
        requester=ticket.requester,
        requester_name=ticket.requester_name,
        requester_type=ticket.requester_type,
        owner_name=owner.name,
        due=ticket.due_at.astimezone(UTC) if ticket.due_at else None,
        restricted=ticket.restricted,
    )
    if owed.kind is MailKind.ANSWER:
        return replace(view, text=owed.text)
    if owed.role is Role.REQUESTER:  # an automatic mail repeats nothing of what was sent, and promises nothing that is over
        due = view.due if view.due and view.due > owed.created_at else None
        return replace(view, text="", attachments=(), subject="", requester_name="", due=due)
    if ticket.restricted:
        return replace(
            view, text="", attachments=(), subject="", requester="", requester_name="", reasons=(), mentions=owed.mentions
        )
    return replace(view, reasons=owed.reasons, mentions=owed.mentions)


def _envelope(material: Material, desk: Desk, identity: Identity) -> Envelope:
    owed = material.owed
    own = identity.addresses[0]
    label = owed.ticket.reference if owed.ticket is not None else desk.prefix
    reply_to = reply_address(own, label, owed.reply_token) if owed.reply_token else ""
    answers, references = _threading(material)
    return Envelope(
        sender=Address(desk.name, own),
        recipient=Address("", owed.recipient),
        reply_to=reply_to,
        message_id=owed.message_id,
        date=owed.created_at,
        automation=_automation(owed.kind),
        in_reply_to=answers,
        references=references,
        language=f"{owed.locale}, en" if owed.hint == LANGUAGE_IN_DOUBT else owed.locale,
    )


def _automation(kind: MailKind) -> Automation:
    if kind is MailKind.ANSWER:
        return Automation.PERSON
    return Automation.REPLIED if kind in REPLIES else Automation.GENERATED


def _threading(material: Material) -> tuple[str, tuple[str, ...]]:
    """In-Reply-To and References (RFC 5322, 3.6.4): what caused the mail, or the recipient's last word and all before it."""
    owed = material.owed
    if owed.kind in REPLIES and owed.cause_message_id:
        return owed.cause_message_id, (owed.cause_message_id,)
    before = [mail for mail in material.thread if mail.message_id != owed.message_id]
    if not before:
        return "", ()
    last = max((at for at, mail in enumerate(before) if mail.came), default=len(before) - 1)
    return before[last].message_id, tuple(dict.fromkeys(mail.message_id for mail in before[: last + 1]))
