"""What the report parts of a mail say: delivery reports, receipts, complaints (RFC 6522, RFC 3464, RFC 8098, RFC 5965)."""

import re
from dataclasses import dataclass, replace

from mailbot.core.message import Address, Bounce
from mailbot.core.reading.addresses import parse_mailboxes
from mailbot.core.reading.attached import Attached
from mailbot.core.reading.body import Leaves
from mailbot.core.reading.bounce import find_original_id, original_id, parse_delivery_status, parse_free_text
from mailbot.core.reading.charset import decode_text
from mailbot.core.reading.envelope import Envelope
from mailbot.core.reading.headers import parse_ids, split_header
from mailbot.core.reading.limits import Defects, Limits
from mailbot.core.reading.mime import Part
from mailbot.core.reading.reporter import Origin, is_candidate, is_report_text
from mailbot.core.reading.transfer import decode_transfer

RETURNED_TYPES = frozenset(
    {
        "message/rfc822",
        "text/rfc822-headers",
        "message/rfc822-headers",
        "message/global",
        "message/global-headers",
        "message/partial",
    }
)
REPORT_BYTES = 64 * 1024
_REPORT_TYPES = ("message/delivery-status", "message/disposition-notification", "message/feedback-report")
_COMPLAINT = re.compile(r"complaint about message from \[?[0-9a-f]{1,4}[.:][0-9a-fx.:]{3,40}", re.I)  # the address of a server


@dataclass(frozen=True, slots=True)
class Reports:
    """A delivery report, whether it is a receipt (MDN), whether it is a complaint (ARF)."""

    bounce: Bounce | None = None
    receipt: bool = False
    complaint: bool = False


NOTHING = Reports()


def read_reports(raw: bytes, root: Part, leaves: Leaves, text: str) -> Reports:
    """Read the report parts of a mail. `text` is its body, for want of a reason or an identifier."""
    kind = root.parameters.get("report-type", "").lower() if root.content_type == "multipart/report" else ""
    if not leaves.reports and kind not in {"disposition-notification", "feedback-report"}:
        return NOTHING
    types = {p.content_type for p in leaves.reports}
    complaint = "message/feedback-report" in types or kind == "feedback-report"
    receipt = "message/disposition-notification" in types or kind == "disposition-notification"
    bounce = None
    status = [p for p in leaves.reports if p.content_type.endswith("delivery-status")]
    if status and not complaint:
        recipients = tuple(r for p in status[:5] for r in parse_delivery_status(_text(raw, p), text))
        if recipients:
            bounce = Bounce(recipients, _returned_id(raw, leaves) or find_original_id(text))
    return Reports(bounce, receipt and bounce is None, complaint)


def is_report(root: Part, leaves: Leaves, origin: Origin, text: str) -> bool:
    """Whether the report parts of a mail are its own: people pass on reports that they received, with all their parts."""
    if root.content_type == "multipart/report" or root.content_type in _REPORT_TYPES:
        return True
    return bool(leaves.reports) and (origin.server or is_report_text(text, returns=True))


def _text(raw: bytes, part: Part) -> str:
    data, _ = decode_transfer(memoryview(raw)[part.start : min(part.end, part.start + REPORT_BYTES)], part.encoding)
    return decode_text(data, part.parameters.get("charset", ""))[0].replace("\r\n", "\n").replace("\r", "\n")


def _returned_id(raw: bytes, leaves: Leaves) -> str | None:
    """The Message-ID of the mail that the report returns."""
    for part in leaves.files:
        if part.content_type not in RETURNED_TYPES:
            continue
        data, _ = decode_transfer(memoryview(raw)[part.start : min(part.end, part.start + REPORT_BYTES)], part.encoding)
        fields, _ = split_header(data, 0, len(data), Limits(), Defects())
        found = original_id(fields)
        if found:
            return found
    return None


def read_bounce(envelope: Envelope, reports: Reports, text: str, attached: list[Attached], *, origin: Origin) -> Bounce | None:
    """A delivery report in free text, or one that a server put into an attached mail."""
    if reports.complaint or (reports.receipt and "rejected" not in envelope.first("auto-submitted")):
        return None
    sender = envelope.senders[0] if envelope.senders else Address("", "")
    failed = [a.address for v in envelope.fields.get("x-failed-recipients", ()) for a in parse_mailboxes(v, 100).found]
    if not failed and not is_candidate(origin, envelope.subject, text, returns=bool(attached)):
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


def is_complaint(envelope: Envelope) -> bool:
    """Complaints from before RFC 5965, as large providers still send them."""
    return "x-hmxmroriginalrecipient" in envelope.fields or _COMPLAINT.match(envelope.subject) is not None
