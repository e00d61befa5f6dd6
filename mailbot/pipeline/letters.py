"""Writes an owed mail: what its template may say, and the bytes that are frozen."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mailbot.core.deciding.answering import goes_with, own_words
from mailbot.core.deciding.confirming import FORWARD, MOST_SHOWN, OPEN_FOR, words_shown
from mailbot.core.deciding.context import Identity
from mailbot.core.deciding.leaving import UNSUBSCRIBE_SUBJECT
from mailbot.core.decision import LANGUAGE_IN_DOUBT, MailKind, Role
from mailbot.core.desk import Desk
from mailbot.core.message import Address, Attachment
from mailbot.core.reading import payloads, read
from mailbot.core.remark import Remark
from mailbot.core.ticket import Ticket
from mailbot.core.writing.compose import Automation, Envelope, File, compose
from mailbot.core.writing.cutting import ELLIPSIS
from mailbot.core.writing.identity import reply_address, unsubscribe_uri
from mailbot.core.writing.view import MailView
from mailbot.pipeline.digests import tell_item
from mailbot.pipeline.fitting import render_within, size_for
from mailbot.pipeline.local_time import clock_of, line_on_clock, on_clock
from mailbot.pipeline.material import ASKED_FOR, TOLD, Material, answers_told
from mailbot.pipeline.overviews import tell_overview
from mailbot.pipeline.story import files_in, story_file, tell_story
from mailbot.pipeline.taps import taps_of
from mailbot.ports import OwedMail, Parcel, Renderer

MOST_TEXT = 12_000
"""Characters of a requester's text in a mail to the owner: fit for a phone; the ticket holds all of it."""

_BLANKS = re.compile(r"\s{3,}")
"""What could push words out of sight."""

REPLIES = (MailKind.ACK, MailKind.QUESTION, MailKind.RECEIPT, MailKind.CONFIRMATION, MailKind.LEAVING)
"""Mails that answer the one mail that caused them."""

PRIVATE = (
    *(MailKind.ACK, MailKind.QUESTION, MailKind.DELAY, MailKind.WARNING, MailKind.CLOSING, MailKind.LEAVING),
    MailKind.ERASURE,
)
"""Automatic mail to people outside: a bounce of it shall come back to nobody (RFC 3834, 3.3)."""

CANARY_SUBJECT = "The desk's mail to itself"
CANARY_TEXT = "mailbot sends this mail to itself to see that mail leaves and arrives. Nothing is to be done."

OUTSIDE = (Role.REQUESTER, Role.PARTICIPANT)
"""People who are no part of the team."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A written mail. `problem` names what was wrong with the desk's own template, "" if nothing was."""

    owed: OwedMail
    data: bytes
    problem: str = ""


def write(material: Material, desk: Desk, identity: Identity, renderer: Renderer) -> Letter:
    """The bytes of an owed mail. Raises RenderFailed."""
    owed = material.owed
    if owed.kind is MailKind.CANARY:  # nobody reads it
        return Letter(owed, compose(_envelope(material, desk, identity), CANARY_SUBJECT, CANARY_TEXT, "", []))
    files = _files(material, desk, renderer)
    own = identity.addresses[0]
    items = tuple(tell_item(item, desk, own) for item in material.items)
    view = replace(_view(material, files, desk, identity), taps=taps_of(owed, desk, own), items=items)
    if material.overview is not None:
        view = replace(view, requests=tell_overview(material.overview, desk, own), more=material.overview.more)
    view = on_clock(view, clock_of(owed, desk))
    words = render_within(renderer, owed.kind, view, size_for(owed, desk))
    if owed.kind is MailKind.ANSWER and material.raw:
        files = [File(a.filename, a.content_type, data) for a, data in payloads(material.raw) if goes_with(a, owed.text)]
    data = compose(_envelope(material, desk, identity), words.subject, words.text, words.html, files)
    return Letter(owed, data, words.problem)


def _files(material: Material, desk: Desk, renderer: Renderer) -> list[File]:
    """What is attached: a report, or where files were asked for those of the requester, and the story."""
    owed = material.owed
    if material.report is not None:
        page = renderer.page(material.report, desk)
        return [File(f"report-{material.report.period.name}.html", "text/html", page.encode(), "utf-8")]
    files = list(files_in(material.sources))
    if owed.kind is MailKind.FILES and owed.ticket is not None:
        clock = clock_of(owed, desk)
        files += story_file(
            material.story,
            owed.ticket,
            desk,
            lambda lines: renderer.tell([line_on_clock(line, clock) for line in lines], owed.locale),
        )
    return files


def address_parcel(owed: OwedMail, data: bytes, identity: Identity) -> Parcel:
    """How a written mail is handed to the server."""
    own = identity.addresses[0]
    return Parcel(owed.recipient, "" if owed.kind in PRIVATE else own, own, data)


def _view(material: Material, files: Sequence[File], desk: Desk, identity: Identity) -> MailView:
    """What a template may say, with all that the store added."""
    owed = material.owed
    view = replace(view_of(owed, desk), participants=material.participants)
    if owed.kind is MailKind.RECEIPT and material.raw:
        view = replace(view, text=own_words(read(material.raw).reply)[:MOST_TEXT])
    if owed.kind is MailKind.CONFIRMATION:
        mail = read(material.raw)
        text = _beginning(mail.text) if owed.hint == FORWARD else words_shown(mail, identity)
        view = replace(view, text=_BLANKS.sub(_narrow, text), due=owed.created_at + OPEN_FOR)
    told = owed.kind in TOLD and owed.ticket is not None and not (owed.ticket.restricted and owed.kind not in ASKED_FOR)
    if owed.ticket is not None and (told or answers_told(owed)):
        view = replace(view, story=tell_story(material.story, owed.ticket, desk))
    if owed.kind is MailKind.FILES:
        listed = tuple(Attachment(f.filename, f.content_type, len(f.data), "", inline=False) for f in files)
        view = replace(view, attachments=listed, hint=material.hint or ("" if files else "none"))
    return view


def _beginning(text: str) -> str:
    """What a question shows of a mail that is passed on, the sign included that something is left out."""
    return text if len(text) <= MOST_SHOWN else text[:MOST_SHOWN].rstrip() + ELLIPSIS


def _narrow(blanks: re.Match[str]) -> str:
    return "\n\n" if "\n" in blanks[0] else " "


def view_of(owed: OwedMail, desk: Desk) -> MailView:
    """What a template may say; restricted text stays out of everything but an answer."""
    ticket = owed.ticket
    view = MailView(
        locale=owed.locale,
        desk_name=desk.name,
        reference=erased_reference(owed.remarks) if owed.kind is MailKind.ERASED else "",
        hint=owed.hint,
        text=owed.text[: size_for(owed, desk) or MOST_TEXT],
        attachments=owed.attachments,
        former_owner=owed.former_owner,
        back_on=owed.back_on,
        remarks=owed.remarks,
        author=owed.author,
        others=owed.others,
        note=owed.note[:MOST_TEXT],
        noted_by=_name_of(owed.noted_by, desk),
    )
    if owed.kind is MailKind.ALERT:
        return _view_of_alert(owed, view)
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
        due=_due(owed, ticket, desk),
        untaken=ticket.untaken,
        restricted=ticket.restricted,
    )
    if owed.kind is MailKind.ANSWER:
        return view_of_answer(owed, view)
    if owed.role in OUTSIDE:  # an automatic mail repeats nothing of what was sent, and promises nothing that is over
        due = view.due if view.due and view.due > owed.created_at else None
        view = replace(view, text="", attachments=(), subject="", requester="", requester_name="", author="", due=due)
        return replace(view, note="", noted_by="")
    if ticket.restricted:
        view = replace(view, text="", attachments=(), subject="", requester="", requester_name="", author="")
        view = replace(view, note="", noted_by="")
        return replace(view, mentions=owed.mentions)
    return replace(view, reasons=owed.reasons, mentions=owed.mentions)


def _view_of_alert(owed: OwedMail, view: MailView) -> MailView:
    """What whoever runs the desk is told: the lines of a notice, or which mail needs him."""
    if owed.inbound is None:
        lines = [value for one in owed.remarks for _, value in one.values]
        return replace(view, text="\n".join(lines), remarks=())
    return replace(view, text=f"inbound {owed.inbound}: {owed.cause_reason}")


def erased_reference(remarks: Sequence[Remark]) -> str:
    """The reference of the request that the lines of such a mail are about."""
    return next((value for one in remarks for name, value in one.values if name == "reference"), "")


def _due(owed: OwedMail, ticket: Ticket, desk: Desk) -> datetime | None:
    """By when somebody shall answer: the desk, or the requester who is warned, lest his request be closed."""
    if owed.kind is MailKind.WARNING:
        return owed.created_at + desk.silence.until_closing if desk.silence is not None else None
    return ticket.due_at if ticket.due_at and ticket.status.waits_for_us else None


def _name_of(address: str, desk: Desk) -> str:
    """How the team calls a coordinator."""
    person = desk.coordinator(address) if address else None
    return person.name if person is not None else address


def view_of_answer(owed: OwedMail, view: MailView) -> MailView:
    """What an answer may say: all of its text. Who takes part learns nothing of what was before, not even the subject."""
    if owed.role is Role.PARTICIPANT:
        view = replace(view, attachments=(), subject="", requester="", requester_name="", requester_type="")
    return replace(view, text=owed.text)


def _envelope(material: Material, desk: Desk, identity: Identity) -> Envelope:
    owed = material.owed
    own = identity.addresses[0]
    label = owed.ticket.reference if owed.ticket is not None else desk.prefix
    reply_to = reply_address(own, label, owed.reply_token) if owed.reply_token else ""
    answers, references = _threading(material)
    may_leave = owed.kind is MailKind.ANSWER and owed.role is Role.PARTICIPANT and reply_to
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
        unsubscribe=unsubscribe_uri(reply_to, UNSUBSCRIBE_SUBJECT) if may_leave else "",
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
