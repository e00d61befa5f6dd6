"""One mail read from its bytes: the steps in order, each in a file of its own."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from mailbot.core.message import Absence, Attachment, Bounce, Forwarded, InboundMessage, Kind
from mailbot.core.reading.blank import is_blank
from mailbot.core.reading.digest import content_digest
from mailbot.core.reading.envelope import Envelope, note_fields, read_envelope, read_recipients
from mailbot.core.reading.header.dates import parse_date
from mailbot.core.reading.header.headers import parse_ids
from mailbot.core.reading.history.author import author_of
from mailbot.core.reading.history.forward import says_forward, shows_forward
from mailbot.core.reading.history.quote_words import REPLY_PREFIXES
from mailbot.core.reading.history.reply_text import Divided, divide_text
from mailbot.core.reading.language.finder import find_language
from mailbot.core.reading.limits import Defects, Limits
from mailbot.core.reading.machine.machine_address import is_machine_address
from mailbot.core.reading.machine.machine_mail import Machine, Sign
from mailbot.core.reading.machine.machine_parts import find_machine_part
from mailbot.core.reading.machine.person import yield_to_person
from mailbot.core.reading.machine.reaction import find_reaction
from mailbot.core.reading.machine.recall import find_recall
from mailbot.core.reading.machine.return_date import find_return
from mailbot.core.reading.machine.robot_text import find_robot_text
from mailbot.core.reading.machine.solicitation import find_solicitation
from mailbot.core.reading.machine.spam_verdict import find_spam_verdict
from mailbot.core.reading.machine.vacation import find_vacation, says_away
from mailbot.core.reading.marks import without_marks
from mailbot.core.reading.parts.attached import Attached, read_attached
from mailbot.core.reading.parts.body import body_text
from mailbot.core.reading.parts.files import list_files, read_files
from mailbot.core.reading.parts.mime import Part, split_mail
from mailbot.core.reading.parts.sorting import sort_leaves
from mailbot.core.reading.phrases import LONGEST_SHOWN, make_plain
from mailbot.core.reading.report.report import NOTHING, Reports, is_complaint, is_report, read_bounce, read_reports
from mailbot.core.reading.report.reporter import Origin, find_origin


def read_mail(raw: bytes, limits: Limits, sha256: str) -> InboundMessage:
    """Read one mail (see `mailbot.core.reading.read`)."""
    defects = Defects()
    original, raw = raw, _with_line_feeds(raw)
    root = split_mail(raw, limits, defects)
    envelope = read_envelope(root, limits, defects)
    leaves = sort_leaves(root, limits, defects)
    marked = body_text(leaves, limits, defects)
    attached = read_attached(leaves, limits)
    own_text = without_marks(marked)
    text = "\n\n".join([own_text, *(a.text(limits) for a in attached)]) if attached else own_text
    files = list_files(leaves, defects)
    origin = find_origin(envelope)
    reports = read_reports(root, leaves, own_text) if is_report(root, leaves, origin, own_text) else NOTHING
    bounce = reports.bounce or read_bounce(envelope, reports, own_text, attached, origin=origin)
    in_reply_to = parse_ids(list(envelope.fields.get("in-reply-to", ())), limits.references)
    references = parse_ids(list(envelope.fields.get("references", ())), limits.references)
    answers = bool(in_reply_to or references)
    parts = divide_text(marked, envelope.sender, envelope.subject, answers=answers or _says_whose(envelope.subject))
    if attached and not bounce and not reports.complaint:
        parts = _with_attached(parts, attached, envelope.subject, limits)
    sign = _find_sign(root, envelope, origin, reports, parts) if bounce is None else Sign(Machine.ROBOT, "a delivery report")
    date = parse_date(envelope.first("date")) if "date" in envelope.fields else None
    message_ids = parse_ids(list(envelope.fields.get("message-id", ()))[:1], 1)
    note_fields(envelope, defects, has_date=date is not None)
    kind = _find_kind(envelope, bounce, sign, parts, answers=answers)
    language = _find_language(parts, envelope.subject)
    return InboundMessage(
        sha256=sha256 or hashlib.sha256(original).hexdigest(),
        size=len(original),
        kind=kind,
        message_id=message_ids[0] if message_ids else None,
        in_reply_to=in_reply_to,
        references=references,
        sender=envelope.sender,
        senders=envelope.senders,
        reply_to=read_recipients(root, "reply-to", limits, defects),
        to=read_recipients(root, "to", limits, defects),
        cc=read_recipients(root, "cc", limits, defects),
        subject=envelope.subject,
        date=date,
        text=text,
        reply=parts.reply,
        quoted=parts.quoted,
        signature=parts.signature,
        language=language,
        attachments=files,
        automatic=sign.reason if sign else None,
        carrier=sign.carrier if sign else "",
        bounce=bounce,
        complaint=reports.complaint or is_complaint(envelope),
        forwarded=_look_at(parts.forwarded),
        defects=defects.all(),
        headers=envelope.headers,
        received=len(envelope.fields.get("received", ())),
        digest=content_digest(envelope.senders, date, envelope.subject, text, files),
        doubtful=parts.doubtful,
        absence=_find_absence(envelope.subject, parts.reply, date, language) if kind is Kind.AUTO_REPLY else None,
        unread_forward=parts.forwarded is None
        and (any(file.is_mail for file in files) or shows_forward(envelope.subject, own_text)),
    )


def read_payloads(raw: bytes, limits: Limits) -> Iterator[tuple[Attachment, bytes]]:
    """The files of a mail (see `mailbot.core.reading.payloads`)."""
    defects = Defects()
    raw = _with_line_feeds(raw)
    return read_files(sort_leaves(split_mail(raw, limits, defects), limits, defects))


def _with_line_feeds(raw: bytes) -> bytes:
    """The mail as it came, or with line feeds where it has none: all carriage returns (old Macintosh files), doubled ones
    (files that were copied as text twice), or saved as UTF-16 by an editor.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raw = raw.decode("utf-16", "replace").encode("utf-8", "replace")
    if b"\n" not in raw and b"\r" in raw:
        return raw.replace(b"\r", b"\n")
    return raw.replace(b"\r\r\n", b"\r\n") if b"\r\r\n" in raw[:2000] else raw


def _says_whose(subject: str) -> bool:
    """Whether a subject says that the mail answers or passes on another."""
    return says_forward(subject) or subject.casefold().startswith(REPLY_PREFIXES)


def _with_attached(parts: Divided, attached: list[Attached], subject: str, limits: Limits) -> Divided:
    """A mail that carries one other mail passes it on, where it says so or says nothing; Gmail leaves its subject empty."""
    told = says_forward(subject) or not subject.strip()
    if len(attached) != 1 or parts.forwarded or (parts.reply and not told):
        return parts
    mail = attached[0]
    text = mail.text(limits)
    return replace(parts, forwarded=Forwarded(mail.header("from"), mail.header("subject"), text)) if text else parts


def _look_at(forwarded: Forwarded | None) -> Forwarded | None:
    """A mail that is passed on, with what only its words tell: who wrote it, and in which language."""
    if forwarded is None:
        return None
    author = author_of(forwarded.sender)
    read = author is not None and not is_machine_address(author.address)
    return replace(forwarded, author=author if read else None, language=find_language(forwarded.text))


def _find_sign(root: Part, envelope: Envelope, origin: Origin, reports: Reports, parts: Divided) -> Sign | None:
    """By what it shows that no person awaits an answer: the header first, then parts that programs make, then the text."""
    if reports.complaint or is_complaint(envelope):
        return Sign(Machine.ROBOT, "a complaint (feedback report)")
    if reports.receipt:
        return Sign(Machine.REPLY, "a receipt (disposition notification)")
    verdict = find_spam_verdict(envelope.fields)
    if verdict:
        return Sign(Machine.SPAM, verdict)
    sign = yield_to_person(origin.sign, envelope.subject, parts.reply, parts.signature)
    if sign and sign.sort not in {Machine.ROBOT, Machine.LIST}:
        return sign
    answers = "in-reply-to" in envelope.fields or "references" in envelope.fields
    vacation = find_vacation(envelope.subject, parts.reply, answers=answers)
    said = vacation or find_reaction(f"{parts.reply}\n{parts.signature}") or find_recall(envelope.subject, parts.reply)
    if said:
        return Sign(Machine.REPLY, sign.reason if sign else said)
    return find_machine_part(root, parts.reply) or sign or _find_sign_in_text(envelope.subject, parts, answers=answers)


def _find_sign_in_text(subject: str, parts: Divided, *, answers: bool) -> Sign | None:
    """What the new text alone shows, where it is short enough for a program's and no header says anything."""
    if len(parts.reply) > LONGEST_SHOWN:
        return None
    plain = make_plain(f"{subject}\n{parts.reply}")
    said = find_robot_text(subject, parts.reply, plain)
    if said:
        return Sign(Machine.REPLY, said)
    alone = not answers and parts.forwarded is None and not parts.quoted
    solicited = find_solicitation(subject, plain) if alone else None
    return Sign(Machine.SPAM, solicited) if solicited else None


def _find_absence(subject: str, reply: str, sent: datetime | None, language: str | None) -> Absence | None:
    """What an automatic reply says of who is away. The day is looked for in the text alone: a subject may be another's words."""
    back_on = find_return(reply, sent.date() if sent else None, language)
    return Absence(back_on) if back_on is not None or says_away(subject, reply) else None


def _find_kind(envelope: Envelope, bounce: Bounce | None, sign: Sign | None, parts: Divided, *, answers: bool) -> Kind:
    if bounce:
        return Kind.BOUNCE
    by_sign = {
        Machine.REPLY: Kind.AUTO_REPLY,
        Machine.ROBOT: Kind.AUTO_REPLY,
        Machine.NEWSLETTER: Kind.NEWSLETTER,
        Machine.SPAM: Kind.SPAM,
    }
    kind = by_sign.get(sign.sort) if sign else None
    if kind:
        return kind
    if parts.forwarded is None and is_blank(parts.reply):
        return Kind.EMPTY
    low = envelope.subject.casefold()
    if parts.forwarded is not None or says_forward(envelope.subject):
        return Kind.REQUEST
    return Kind.REPLY if answers or (low.startswith(REPLY_PREFIXES) and parts.quoted) else Kind.REQUEST


def _find_language(parts: Divided, subject: str) -> str | None:
    """The language of the new text; of a forward's text or the subject where nothing was written."""
    if parts.reply:
        written = parts.reply
        if "\n>" in written or written.startswith(">"):  # the context of interleaved answers is another person's
            written = "\n".join([line for line in written.split("\n") if not line.startswith(">")]).strip() or written
        return find_language(written) or find_language(f"{subject}\n{written}")
    if parts.forwarded:
        return find_language(parts.forwarded.text)
    # One word alone is a word of several languages ("Question").
    return (find_language(subject) if len(subject.split()) > 1 else None) or find_language(parts.signature)
