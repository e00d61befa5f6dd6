"""What the report parts of a mail say: delivery reports, receipts, complaints (RFC 6522, RFC 3464, RFC 8098, RFC 5965)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mailbot.core.message import Address, Bounce, BouncedRecipient
from mailbot.core.reading.charset.decoding import decode_text
from mailbot.core.reading.envelope import Envelope, read_envelope
from mailbot.core.reading.header.addresses import parse_mailboxes
from mailbot.core.reading.header.headers import decode_value, parse_ids, split_header
from mailbot.core.reading.limits import Defects, Limits
from mailbot.core.reading.parts.attached import Attached
from mailbot.core.reading.parts.body import Leaves
from mailbot.core.reading.parts.mime import Part
from mailbot.core.reading.parts.transfer import decode_transfer
from mailbot.core.reading.report.complaint import is_complaint
from mailbot.core.reading.report.delivery_status import has_status_fields, parse_delivery_status
from mailbot.core.reading.report.free_text_report import Clues, read_free_text
from mailbot.core.reading.report.original import MOST_TO, field_id, find_original_id, split_returned
from mailbot.core.reading.report.reporter import Origin, find_origin, is_candidate, is_report_text

__all__ = ["NOTHING", "Reports", "is_complaint", "is_report", "read_bounce", "read_reports"]

RETURNED_TYPES = frozenset(
    {
        "message/rfc822",
        "text/rfc822-headers",
        "text/rfc822",
        "message/rfc822-headers",
        "message/global",
        "message/global-headers",
        "message/partial",
    }
)
REPORT_BYTES = 64 * 1024
_REPORT_TYPES = (
    "message/delivery-status",
    "message/global-delivery-status",
    "message/disposition-notification",
    "message/feedback-report",
)
_FIELD_TYPES = frozenset({"text/plain", "application/octet-stream", "text/x-delivery-status", "message/delivery-report"})
_MOST_PARTS = 5


@dataclass(frozen=True, slots=True)
class Reports:
    """A delivery report, whether it is a receipt (MDN), whether it is a complaint (ARF)."""

    bounce: Bounce | None = None
    receipt: bool = False
    complaint: bool = False


NOTHING = Reports()


def is_report(root: Part, leaves: Leaves, origin: Origin, text: str) -> bool:
    """Whether the report parts of a mail are its own: people pass on reports that they received, with all their parts."""
    if root.content_type == "multipart/report" or root.content_type in _REPORT_TYPES:
        return True
    if leaves.reports:
        return origin.server or is_report_text(text, returns=True)
    return bool(leaves.files) and origin.server


def read_reports(root: Part, leaves: Leaves, text: str) -> Reports:
    """Read the report parts of a mail. `text` is its body, for want of a reason or an identifier."""
    kind = root.parameters.get("report-type", "").lower() if root.content_type == "multipart/report" else ""
    types = {p.content_type for p in leaves.reports}
    complaint = "message/feedback-report" in types or kind == "feedback-report"
    receipt = "message/disposition-notification" in types or kind == "disposition-notification"
    bounce = None
    if not complaint:
        status = [_text(p) for p in leaves.reports[:_MOST_PARTS] if p.content_type.endswith("delivery-status")]
        recipients = _parse_all(status or list(_status_files(leaves)), text)
        if recipients:
            answered = [decode_value(root.raw_field(name)) for name in ("in-reply-to", "references")]
            original = _returned_id(leaves) or find_original_id("\n".join([text, *status])) or _answered_id(*answered)
            bounce = Bounce(recipients, original)
    return Reports(bounce, receipt and bounce is None, complaint)


def _parse_all(status: list[str], text: str) -> tuple[BouncedRecipient, ...]:
    return tuple(r for fields in status for r in parse_delivery_status(fields, text))


def _status_files(leaves: Leaves) -> Iterator[str]:
    """The files that hold the fields of a delivery report under another type."""
    for part in leaves.files[:_MOST_PARTS]:
        if part.content_type in _FIELD_TYPES and part.end - part.start <= REPORT_BYTES:
            text = _text(part)
            if has_status_fields(text):
                yield text


def _text(part: Part) -> str:
    data, _ = decode_transfer(part.span[:REPORT_BYTES], part.encoding)
    return decode_text(data, part.parameters.get("charset", ""))[0].replace("\r\n", "\n").replace("\r", "\n")


def _returned_id(leaves: Leaves) -> str | None:
    """The Message-ID of the mail that the report returns."""
    for part in leaves.files:
        if part.content_type not in RETURNED_TYPES:
            continue
        data, _ = decode_transfer(part.span[:REPORT_BYTES], part.encoding)
        fields, _ = split_header(data, 0, len(data), Limits(), Defects())
        found = field_id(fields)
        if found:
            return found
    return None


def read_bounce(envelope: Envelope, reports: Reports, text: str, attached: list[Attached], *, origin: Origin) -> Bounce | None:
    """A delivery report without parts of its type: fields or free text in its body, or a report within an attached mail."""
    if reports.complaint or (reports.receipt and "rejected" not in envelope.first("auto-submitted")):
        return None
    failed = tuple([a.address for v in envelope.fields.get("x-failed-recipients", ()) for a in parse_mailboxes(v, 100).found])
    if not failed and not is_candidate(origin, envelope.subject, text, returns=bool(attached)):
        return None
    bounce = _read_fields(text) or _read_text(envelope, text, failed, origin)
    if attached and (bounce is None or not bounce.recipients):
        bounce = _read_inner(attached, text) or _read_text(envelope, text, _attached_to(attached), origin) or bounce
    if bounce is None or bounce.original_message_id:
        return bounce
    answered = (envelope.first("in-reply-to"), envelope.first("references"))
    return replace(bounce, original_message_id=field_id(attached[0].root.fields) if attached else _answered_id(*answered))


def _read_fields(text: str) -> Bounce | None:
    """The fields of a delivery report that stand in the body, as where its boundary is broken."""
    if not has_status_fields(text[:REPORT_BYTES]):
        return None
    report, returned = split_returned(text[:REPORT_BYTES])
    recipients = parse_delivery_status(report, report)
    return Bounce(recipients, find_original_id(returned) or find_original_id(report)) if recipients else None


def _read_text(envelope: Envelope, text: str, failed: tuple[str, ...], origin: Origin) -> Bounce | None:
    sender = envelope.senders[0] if envelope.senders else Address("", "")
    ours = frozenset({sender.key} | {a.key for v in envelope.fields.get("to", ()) for a in parse_mailboxes(v, 100).found})
    domain = sender.address.rpartition("@")[2] if origin.reporter else ""
    return read_free_text(text, envelope.subject, Clues(ours, failed, domain, origin.sure))


def _read_inner(attached: list[Attached], text: str) -> Bounce | None:
    """A report that a server put into an attached mail, as list managers do with reports that they do not understand."""
    for mail in attached[:2]:
        bounce = read_reports(mail.root, mail.leaves, text).bounce
        if bounce:
            return bounce
        envelope = read_envelope(mail.root, Limits(), Defects())
        origin = find_origin(envelope)
        bounce = _read_text(envelope, mail.text(Limits()), (), origin) if origin.sure else None
        if bounce and bounce.recipients:
            return bounce
    return None


def _attached_to(attached: list[Attached]) -> tuple[str, ...]:
    """Those to whom the attached mail went: a report that names nobody is about them."""
    return tuple([a.address for a in parse_mailboxes(attached[0].header("to"), MOST_TO).found])


def _answered_id(in_reply_to: str, references: str) -> str | None:
    """The Message-ID that the report's own header names as the mail that it answers."""
    ids = parse_ids([in_reply_to], 1) or parse_ids([references], 1)
    return ids[0] if ids else None
