"""One mail read from its bytes: the steps in order, each in a file of its own."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from mailbot.core.message import Attachment, Bounce, Forwarded, InboundMessage, Kind
from mailbot.core.reading.attached import Attached, read_attached
from mailbot.core.reading.body import body_text, read_files, sort_leaves
from mailbot.core.reading.dates import parse_date
from mailbot.core.reading.digest import content_digest
from mailbot.core.reading.envelope import Envelope, note_fields, read_envelope, read_recipients
from mailbot.core.reading.headers import parse_ids
from mailbot.core.reading.language import find_language
from mailbot.core.reading.limits import Defects, Limits
from mailbot.core.reading.machine_mail import Machine, Sign, find_spam_verdict
from mailbot.core.reading.marks import without_marks
from mailbot.core.reading.mime import split_mail
from mailbot.core.reading.quote_words import FORWARD_PREFIXES, REPLY_PREFIXES
from mailbot.core.reading.reply_text import Divided, divide_text
from mailbot.core.reading.report import NOTHING, Reports, is_complaint, is_report, read_bounce, read_reports
from mailbot.core.reading.reporter import Origin, find_origin
from mailbot.core.reading.vacation import find_vacation


def read_mail(raw: bytes, limits: Limits, sha256: str) -> InboundMessage:
    """Read one mail (see `mailbot.core.reading.read`)."""
    defects = Defects()
    original, raw = raw, _with_line_feeds(raw)
    root = split_mail(raw, limits, defects)
    envelope = read_envelope(root, limits, defects)
    leaves = sort_leaves(root, defects)
    marked = body_text(raw, leaves, limits, defects)
    attached = read_attached(raw, leaves, limits)
    own_text = without_marks(marked)
    text = "\n\n".join([own_text, *(a.text(limits) for a in attached)]) if attached else own_text
    files = tuple(attachment for attachment, _ in read_files(raw, leaves, defects))
    origin = find_origin(envelope)
    reports = read_reports(raw, root, leaves, own_text) if is_report(root, leaves, origin, own_text) else NOTHING
    bounce = reports.bounce or read_bounce(envelope, reports, own_text, attached, origin=origin)
    parts = divide_text(marked, envelope.sender, envelope.subject)
    if attached and not bounce and not reports.complaint:
        parts = _with_attached(parts, attached, envelope.subject, limits)
    sign = _find_sign(envelope, origin, reports, parts) if bounce is None else Sign(Machine.ROBOT, "a delivery report")
    date = parse_date(envelope.first("date")) if "date" in envelope.fields else None
    in_reply_to = parse_ids(list(envelope.fields.get("in-reply-to", ())), limits.references)
    references = parse_ids(list(envelope.fields.get("references", ())), limits.references)
    message_ids = parse_ids(list(envelope.fields.get("message-id", ()))[:1], 1)
    note_fields(envelope, defects, has_date=date is not None)
    return InboundMessage(
        sha256=sha256 or hashlib.sha256(original).hexdigest(),
        size=len(original),
        kind=_find_kind(envelope, bounce, sign, parts, answers=bool(in_reply_to or references)),
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
        language=_find_language(parts, envelope.subject),
        attachments=files,
        automatic=sign.reason if sign else None,
        bounce=bounce,
        complaint=reports.complaint or is_complaint(envelope),
        forwarded=parts.forwarded,
        defects=defects.all(),
        headers=envelope.headers,
        received=len(envelope.fields.get("received", ())),
        digest=content_digest(envelope.senders, date, envelope.subject, text, files),
    )


def read_payloads(raw: bytes, limits: Limits) -> Iterator[tuple[Attachment, bytes]]:
    """The files of a mail (see `mailbot.core.reading.payloads`)."""
    defects = Defects()
    raw = _with_line_feeds(raw)
    return read_files(raw, sort_leaves(split_mail(raw, limits, defects), defects), defects)


def _with_line_feeds(raw: bytes) -> bytes:
    """The mail as it came, or with line feeds where all it has are carriage returns (old Macintosh files)."""
    return raw if b"\n" in raw or b"\r" not in raw else raw.replace(b"\r", b"\n")


def _with_attached(parts: Divided, attached: list[Attached], subject: str, limits: Limits) -> Divided:
    """A mail that carries one other mail passes it on, where it says so or says nothing."""
    if len(attached) != 1 or parts.forwarded or (parts.reply and not subject.casefold().startswith(FORWARD_PREFIXES)):
        return parts
    mail = attached[0]
    text = mail.text(limits)
    return replace(parts, forwarded=Forwarded(mail.header("from"), mail.header("subject"), text)) if text else parts


def _find_sign(envelope: Envelope, origin: Origin, reports: Reports, parts: Divided) -> Sign | None:
    if reports.complaint or is_complaint(envelope):
        return Sign(Machine.ROBOT, "a complaint (feedback report)")
    if reports.receipt:
        return Sign(Machine.REPLY, "a receipt (disposition notification)")
    verdict = find_spam_verdict(envelope.fields)
    if verdict:
        return Sign(Machine.SPAM, verdict)
    sign = origin.sign
    if sign and sign.sort is not Machine.ROBOT:
        return sign
    answers = "in-reply-to" in envelope.fields or "references" in envelope.fields
    vacation = find_vacation(envelope.subject, parts.reply, answers=answers)
    return Sign(Machine.REPLY, sign.reason if sign else vacation) if vacation else sign


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
    if not parts.reply.strip() and parts.forwarded is None:
        return Kind.EMPTY
    low = envelope.subject.casefold()
    if parts.forwarded is not None or low.startswith(FORWARD_PREFIXES):
        return Kind.REQUEST
    return Kind.REPLY if answers or (low.startswith(REPLY_PREFIXES) and parts.quoted) else Kind.REQUEST


def _find_language(parts: Divided, subject: str) -> str | None:
    """The language of the new text; of a forward's text or the subject where nothing was written."""
    if parts.reply:
        written = parts.reply
        if "\n>" in written or written.startswith(">"):  # the context of interleaved answers is another person's
            written = "\n".join([line for line in written.split("\n") if not line.startswith(">")])
        return find_language(written) or find_language(f"{subject}\n{written}")
    if parts.forwarded:
        return find_language(parts.forwarded.text)
    return find_language(subject) or find_language(parts.signature)
