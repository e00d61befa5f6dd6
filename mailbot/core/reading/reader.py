"""One mail read from its bytes: the steps in order, each in a file of its own."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mailbot.core.message import Address, Attachment, Bounce, Forwarded, InboundMessage, Kind
from mailbot.core.reading.addresses import Mailboxes, parse_mailboxes
from mailbot.core.reading.attached import Attached, read_attached
from mailbot.core.reading.body import body_text, read_files, sort_leaves
from mailbot.core.reading.bounce import is_candidate, parse_free_text
from mailbot.core.reading.dates import parse_date
from mailbot.core.reading.digest import content_digest
from mailbot.core.reading.headers import clean_line, decode_value, parse_ids, unfold
from mailbot.core.reading.language import find_language
from mailbot.core.reading.limits import Defects, Limits
from mailbot.core.reading.machine_mail import Fields, Machine, Sign, find_sign, find_spam_verdict, find_vacation
from mailbot.core.reading.marks import without_marks
from mailbot.core.reading.mime import Part, split_mail
from mailbot.core.reading.quote_words import FORWARD_PREFIXES, REPLY_PREFIXES
from mailbot.core.reading.reply_text import Divided, divide_text
from mailbot.core.reading.report import Reports, read_reports


@dataclass(frozen=True, slots=True)
class _Envelope:
    """What the header says, decoded."""

    headers: tuple[tuple[str, str], ...]
    fields: Fields
    senders: tuple[Address, ...]
    sender: Address | None
    subject: str

    def first(self, name: str) -> str:
        """The first value of a field, "" if there is none."""
        values = self.fields.get(name)
        return values[0] if values else ""


def read_mail(raw: bytes, limits: Limits) -> InboundMessage:
    """Read one mail (see `mailbot.core.reading.read`)."""
    defects = Defects()
    root = split_mail(raw, limits, defects)
    envelope = _read_envelope(root, limits, defects)
    leaves = sort_leaves(root, defects)
    marked = body_text(raw, leaves, limits, defects)
    attached = read_attached(raw, leaves, limits)
    own_text = without_marks(marked)
    text = "\n\n".join([own_text, *(a.text(limits) for a in attached)]) if attached else own_text
    files = tuple(attachment for attachment, _ in read_files(raw, leaves, defects))
    reports = read_reports(raw, root, leaves, own_text)
    bounce = reports.bounce or _read_bounce(envelope, reports, own_text, attached)
    parts = _with_attached(divide_text(marked, envelope.sender, envelope.subject), attached, limits)
    sign = _find_sign(envelope, reports, bounce, parts)
    date = parse_date(envelope.first("date")) if "date" in envelope.fields else None
    in_reply_to = parse_ids(list(envelope.fields.get("in-reply-to", ())), limits.references)
    references = parse_ids(list(envelope.fields.get("references", ())), limits.references)
    message_ids = parse_ids(list(envelope.fields.get("message-id", ()))[:1], 1)
    _note_fields(envelope, defects, has_date=date is not None)
    return InboundMessage(
        sha256=hashlib.sha256(raw).hexdigest(),
        size=len(raw),
        kind=_find_kind(envelope, bounce, sign, parts, answers=bool(in_reply_to or references)),
        message_id=message_ids[0] if message_ids else None,
        in_reply_to=in_reply_to,
        references=references,
        sender=envelope.sender,
        senders=envelope.senders,
        reply_to=_others(root, "reply-to", limits, defects),
        to=_others(root, "to", limits, defects),
        cc=_others(root, "cc", limits, defects),
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
        complaint=reports.complaint or _is_complaint(envelope),
        forwarded=parts.forwarded,
        defects=defects.all(),
        headers=envelope.headers,
        received=len(envelope.fields.get("received", ())),
        digest=content_digest(envelope.senders, date, envelope.subject, text, files),
    )


def read_payloads(raw: bytes, limits: Limits) -> Iterator[tuple[Attachment, bytes]]:
    """The files of a mail (see `mailbot.core.reading.payloads`)."""
    defects = Defects()
    return read_files(raw, sort_leaves(split_mail(raw, limits, defects), defects), defects)


def _read_envelope(root: Part, limits: Limits, defects: Defects) -> _Envelope:
    charset = _find_charset(root)
    headers = tuple([(name, decode_value(value, charset)) for name, value in root.fields])
    fields: dict[str, list[str]] = {}
    for name, value in headers:
        known = fields.get(name)
        if known is None:
            fields[name] = [value]
        else:
            known.append(value)
    senders, sender = _read_from(root, limits, defects)
    subject = fields.get("subject", [""])[0]
    return _Envelope(headers, fields, senders, sender, subject)


def _find_charset(part: Part) -> str:
    """The charset that the mail says it is in, for fields with raw 8-bit octets."""
    while part.children:
        part = part.children[0]
    return part.parameters.get("charset", "")


def _read_from(root: Part, limits: Limits, defects: Defects) -> tuple[tuple[Address, ...], Address | None]:
    """All From mailboxes, and the one sender where there is exactly one field with exactly one plain mailbox."""
    lists = [_parse_field(value, limits) for name, value in root.fields if name == "from"]
    senders = tuple(box for found in lists for box in found.found)
    problems = [problem for found in lists for problem in found.problems]
    if not lists:
        problems.append("there is none")
    elif len(lists) > 1:
        problems.append("there are several From fields")
    elif len(senders) > 1:
        problems.append("more than one sender")
    elif not senders and not problems:
        problems.append("it is empty")
    for problem in problems:
        defects.note(f"From: {problem}")
    return senders, senders[0] if len(senders) == 1 and not problems else None


def _parse_field(value: bytes, limits: Limits) -> Mailboxes:
    line = unfold(value)
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        text = line.decode("cp1252", "replace")
    return parse_mailboxes(clean_line(text), limits.addresses)


def _others(root: Part, field: str, limits: Limits, defects: Defects) -> tuple[Address, ...]:
    """The mailboxes of a field of recipients; its oddities are defects but nothing hangs on them."""
    found: list[Address] = []
    for name, value in root.fields:
        if name == field:
            boxes = _parse_field(value, limits)
            found += boxes.found
            if any("malformed" in problem or "more than one address" in problem for problem in boxes.problems):
                defects.note(f"{field}: an address cannot be read")
    return tuple(found[: limits.addresses])


def _note_fields(envelope: _Envelope, defects: Defects, *, has_date: bool) -> None:
    for name in ("subject", "date", "message-id"):
        if len(envelope.fields.get(name, ())) > 1:
            defects.note(f"several {name} fields; the first counts")
    if not has_date:
        defects.note("date cannot be read" if "date" in envelope.fields else "no date")


def _with_attached(parts: Divided, attached: list[Attached], limits: Limits) -> Divided:
    """A mail that only carries one other mail passes it on."""
    if len(attached) != 1 or parts.forwarded or parts.quoted:
        return parts
    mail = attached[0]
    text = mail.text(limits)
    return replace(parts, forwarded=Forwarded(mail.header("from"), mail.header("subject"), text)) if text else parts


def _read_bounce(envelope: _Envelope, reports: Reports, text: str, attached: list[Attached]) -> Bounce | None:
    """A delivery report in free text, or one that somebody put into an attached mail."""
    if reports.complaint or (reports.receipt and "rejected" not in envelope.first("auto-submitted")):
        return None
    sender = envelope.senders[0] if envelope.senders else Address("", "")
    failed = [a.address for v in envelope.fields.get("x-failed-recipients", ()) for a in parse_mailboxes(v, 100).found]
    path = envelope.first("return-path").strip()
    null_path = "return-path" in envelope.fields and (path in {"", "<>"} or path.casefold().startswith("<mailer-daemon"))
    if not failed and not is_candidate(sender.address, sender.name, envelope.subject, null_path=null_path):
        return None
    ours = frozenset({sender.key} | {a.key for v in envelope.fields.get("to", ()) for a in parse_mailboxes(v, 100).found})
    for mail in attached[:2]:
        inner = read_reports(mail.raw, mail.root, mail.leaves, text).bounce
        if inner:
            return inner
    bounce = parse_free_text(text, envelope.subject, ours=ours, failed=failed)
    if bounce is None or bounce.recipients or not attached:
        return bounce
    # The report names nobody: it is about those to whom the returned mail went.
    returned = [a.address for a in parse_mailboxes(attached[0].header("to"), 20).found]
    again = parse_free_text(text, envelope.subject, ours=ours, failed=returned)
    ids = parse_ids([attached[0].header("message-id")], 1)
    return replace(again or bounce, original_message_id=ids[0] if ids else None)


def _find_sign(envelope: _Envelope, reports: Reports, bounce: Bounce | None, parts: Divided) -> Sign | None:
    if bounce:
        return Sign(Machine.ROBOT, "a delivery report")
    if reports.complaint or _is_complaint(envelope):
        return Sign(Machine.ROBOT, "a complaint (feedback report)")
    if reports.receipt:
        return Sign(Machine.REPLY, "a receipt (disposition notification)")
    verdict = find_spam_verdict(envelope.fields)
    if verdict:
        return Sign(Machine.SPAM, verdict)
    address = envelope.senders[0].address if envelope.senders else ""
    sign = find_sign(envelope.fields, sender=address)
    vacation = None if sign and sign.sort is Machine.REPLY else find_vacation(envelope.subject, parts.reply)
    if vacation and (sign is None or sign.sort is Machine.ROBOT):
        return Sign(Machine.REPLY, sign.reason if sign else vacation)
    return sign


def _is_complaint(envelope: _Envelope) -> bool:
    """Complaints from before RFC 5965, as large providers still send them."""
    return "x-hmxmroriginalrecipient" in envelope.fields or envelope.subject.casefold().startswith("complaint about message from")


def _find_kind(envelope: _Envelope, bounce: Bounce | None, sign: Sign | None, parts: Divided, *, answers: bool) -> Kind:
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
    return find_language(subject)
