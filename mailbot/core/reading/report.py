"""What the report parts of a mail say: delivery reports, receipts, complaints (RFC 6522, RFC 3464, RFC 8098, RFC 5965)."""

from dataclasses import dataclass

from mailbot.core.message import Bounce
from mailbot.core.reading.body import Leaves
from mailbot.core.reading.bounce import find_original_id, original_id, parse_delivery_status
from mailbot.core.reading.charset import decode_text
from mailbot.core.reading.headers import split_header
from mailbot.core.reading.limits import Defects, Limits
from mailbot.core.reading.mime import Part
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
