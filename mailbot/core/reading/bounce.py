"""Delivery reports: RFC 3464 fields first, then what vendors write in free text."""

import re
from collections.abc import Iterator

from mailbot.core.message import Bounce, BouncedRecipient
from mailbot.core.reading.bounce_words import (
    DELAYS,
    FAILURES,
    REASONS,
    RETURNED,
    STATUS_REASONS,
)
from mailbot.core.reading.headers import Field, clean_line

_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"'=]{1,128}@(?:[\w-]{1,63}\.){1,8}[\w-]{2,63}(?![\w.@-]*@)")
_STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.]*\d)")
_CODE = re.compile(r"(?<![\d.:/-])([45]\d\d)[ -](?![\d]{2,})")
_ID = re.compile(r"^[> \t]{0,4}Message-ID:\s{0,4}(<[^<>\s]{1,900}>)", re.M | re.I)
_HEADER_LINE = re.compile(
    r"\s{0,8}(?:Received|Return-Path|Message-Id|From|Date|Subject|DKIM-Signature|MIME-Version)\s{0,2}:", re.I
)
_BRACES = re.compile(r"[<(]([^<>()\s]{1,128}@[^<>()\s]{1,255})[>)]")
_ACTIONS = frozenset({"failed", "delayed", "delivered", "relayed", "expanded"})
MAX_RECIPIENTS = 200
FREE_TEXT = 20_000


def parse_delivery_status(text: str, report: str) -> tuple[BouncedRecipient, ...]:
    """The recipients of a message/delivery-status body (RFC 3464, 2.3). `report` is the text for people, for want of a reason."""
    found: list[BouncedRecipient] = []
    for block in _blocks(text):
        recipient = _recipient(block, report)
        if recipient and recipient not in found:
            found.append(recipient)
        if len(found) >= MAX_RECIPIENTS:
            break
    return tuple(found)


def _blocks(text: str) -> Iterator[dict[str, str]]:
    """The groups of fields of a report; a field goes on in lines that begin with a blank."""
    block: dict[str, str] = {}
    last = ""
    for line in text.split("\n"):
        if not line.strip():
            if block:
                yield block
            block, last = {}, ""
        elif line[0] in " \t" and last:
            block[last] += " " + line.strip()
        else:
            name, colon, value = line.partition(":")
            last = name.strip().lower() if colon else ""
            if last and last not in block:
                block[last] = value.strip()
            elif last == "final-recipient":  # groups that forgot the blank line between them
                yield block
                block = {last: value.strip()}
    if block:
        yield block


def _recipient(block: dict[str, str], report: str) -> BouncedRecipient | None:
    final, original = _bare(block.get("final-recipient", "")), _bare(block.get("original-recipient", ""))
    # What the sender wrote to is what we know; behind it the server may have names of its own (RFC 3464, 2.3.1).
    address = original if _ADDRESS.fullmatch(original) else final if "@" in final else original or final
    if not address:
        return None
    action = block.get("action", "").partition(" ")[0].partition("(")[0].strip().lower()
    diagnostic = block.get("diagnostic-code", "")
    status = find_status(block.get("status", "")) or find_status(diagnostic)
    if action not in _ACTIONS:
        action = {"2": "delivered", "4": "delayed"}.get(status[:1], "failed")
    if not status or status in {"5.0.0", "4.0.0"}:
        status = (
            find_status(diagnostic)
            or status
            or _status_of_code(diagnostic)
            or {"failed": "5.0.0", "delayed": "4.0.0"}.get(action, "2.0.0")
        )
    reason = find_reason(status, diagnostic) if action in {"failed", "delayed"} else "other"
    if reason == "other" and action in {"failed", "delayed"}:
        reason = find_reason("", report[:4000])
    return BouncedRecipient(address, action, status, action == "failed", reason)


def _bare(value: str) -> str:
    """The address of a typed address field (RFC 3464, 2.1.2)."""
    text = value.partition(";")[2] or value
    text = clean_line(text).strip().strip("<>").strip()
    inner = _BRACES.search(text)
    return (inner[1] if inner else text.partition(" ")[0])[:320]


def find_status(text: str) -> str:
    """The first enhanced status code (RFC 3463) in a text, or ""."""
    m = _STATUS.search(text)
    return m[0] if m else ""


def _status_of_code(text: str) -> str:
    """An enhanced status made of an SMTP reply code, or ""."""
    m = _CODE.search(text)
    return f"{m[1][0]}.0.0" if m else ""


def find_reason(status: str, text: str) -> str:
    """Why, in one of the words of the short list: what the words say, then what the status says."""
    low = text.casefold()
    by_status = STATUS_REASONS.get(status[2:], "")
    if by_status in {"user_unknown", "mailbox_full", "host_unknown", "too_large", "loop"} and status[2:] not in {"1.0", "2.0"}:
        return by_status
    for reason, phrases in REASONS:
        if any(p in low for p in phrases):
            return reason
    return by_status or "other"


def parse_free_text(text: str, subject: str, *, ours: frozenset[str], failed: list[str]) -> Bounce | None:
    """Read a vendor's report. `ours` are addresses that are not the bounced one (casefolded); `failed` are known already."""
    head = _before_returned(text[:FREE_TEXT])
    low = head.casefold()
    if not failed and not any(p in low or p in subject.casefold() for p in FAILURES):
        return None
    delayed = any(p in low for p in DELAYS) or "delay" in subject.casefold()
    addresses = failed or _find_addresses(head, ours) or _find_addresses(text[:FREE_TEXT], ours)[:1]
    status = find_status(head) or _status_of_code(head) or ("4.0.0" if delayed else "5.0.0")
    if delayed and not status.startswith("4"):
        status = "4.0.0"
    reason = find_reason(status, head)
    permanent = not delayed
    action = "delayed" if delayed else "failed"
    recipients = tuple(BouncedRecipient(a, action, status, permanent, reason) for a in addresses[:MAX_RECIPIENTS])
    return Bounce(recipients, find_original_id(text))


def _before_returned(text: str) -> str:
    """The report without the mail that it returns."""
    lines = text.split("\n")
    for i, line in enumerate(lines):
        low = line.casefold()
        if (
            i > 2
            and line.startswith(("-", "=", "*", "Received:", "Return-Path:", "+", "#"))
            and (any(w in low for w in RETURNED) or line.startswith("Re"))
        ):
            if "transcript of session" in low:
                continue
            return "\n".join(lines[:i])
        if i > 4 and _HEADER_LINE.match(line) and sum(1 for other in lines[i : i + 6] if _HEADER_LINE.match(other)) >= 3:
            return "\n".join(lines[:i])
    return text


def _find_addresses(text: str, ours: frozenset[str]) -> list[str]:
    """The addresses a report speaks of: those in angle brackets or at the begin of a line before others."""
    found: dict[str, str] = {}
    for m in _ADDRESS.finditer(text):
        address = m[0].strip("'\"`.<>*_")
        key = address.casefold()
        if (
            key in ours
            or key.startswith(("postmaster@", "mailer-daemon@", "abuse@", "support@", "helpdesk@", "mail-daemon@"))
            or "@" not in address[1:]
        ):
            continue
        if "message-id" in text[max(0, m.start() - 30) : m.start()].casefold():
            continue
        found.setdefault(key, address)
        if len(found) >= MAX_RECIPIENTS:
            break
    return list(found.values())


def find_original_id(text: str) -> str | None:
    """The Message-ID of a returned mail within a text, or None."""
    m = _ID.search(text[:200_000])
    return m[1] if m else None


def original_id(fields: list[Field]) -> str | None:
    """The Message-ID among the fields of a returned mail, or None."""
    for name, value in fields:
        if name == "message-id":
            m = re.search(r"<[^<>\s]{1,900}>", value.decode("utf-8", "replace"))
            return m[0] if m else None
    return None
