"""Why a mail was not delivered, as one word of a closed list (`reason_words.py`)."""

from mailbot.core.reading.report.reason_words import CLEAR_REASONS, DECIDING_STATUS, LIKELY_REASONS, STATUS_REASONS
from mailbot.core.reading.report.status_code import find_failed_status, find_reply_status

OTHER = "other"
_LONGEST = 8000


def find_reason(status: str, text: str) -> str:
    """The reason, by the clear words in what a server wrote, then by `status` (RFC 3463; "" if unknown), then by any words."""
    low = text[:_LONGEST].casefold().replace("’", "'")
    said = _find_phrase(low, CLEAR_REASONS)
    if said:
        return said
    code = status.partition(".")[2]
    if code in DECIDING_STATUS:
        return STATUS_REASONS[code]
    return _find_phrase(low, LIKELY_REASONS) or STATUS_REASONS.get(code, OTHER)


def reason_of_reply(said: str) -> str:
    """The reason in what a server said to us when it refused a mail (RFC 5321, 4.2)."""
    return find_reason(find_failed_status(said) or find_reply_status(said), said)


def _find_phrase(low: str, table: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    for reason, phrases in table:
        for phrase in phrases:
            if phrase in low:
                return reason
    return ""
