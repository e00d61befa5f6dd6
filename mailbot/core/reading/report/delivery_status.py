"""The fields of a delivery report (RFC 3464, RFC 6533), also where servers broke their form."""

import re
from collections.abc import Iterator
from itertools import islice

from mailbot.core.message import BouncedRecipient
from mailbot.core.reading.header.headers import clean_line
from mailbot.core.reading.marks import without_unseen
from mailbot.core.reading.report.failed_recipients import find_recipients
from mailbot.core.reading.report.original import split_returned
from mailbot.core.reading.report.reason import OTHER, find_reason
from mailbot.core.reading.report.status_code import find_reply_status, find_status, is_vague

MOST = 200
_RECIPIENT_FIELDS = ("original-recipient", "final-recipient", "x-actual-recipient")
_GROUP_FIELDS = frozenset({"original-recipient", "final-recipient", "action", "status"})
_INHERITED = ("action", "status", "diagnostic-code")
_NOT_OF_ADDRESSES = r"\s<>()\[\],;:\"@\\：，；（）＜＞【】「」《》“”"
_ADDRESS = re.compile(
    rf"(?:\"[^\"\s]{{1,64}}\"|[^{_NOT_OF_ADDRESSES}]{{1,128}})@(?:\[[\w.:]{{3,60}}\]|[^{_NOT_OF_ADDRESSES}]{{1,253}})"
)
_UTF8 = re.compile(r"\\x\{([0-9A-Fa-f]{2,6})\}")
# What servers write for the five actions of RFC 3464, 2.3.3, and what they invent beside them.
_ACTIONS = (
    ("fail", "failed"), ("delay", "delayed"), ("deliver", "delivered"), ("relay", "relayed"), ("expand", "expanded"),
    ("expire", "failed"), ("undeliver", "failed"), ("bounce", "failed"), ("reject", "failed"), ("error", "failed"),
    ("defer", "delayed"),
)  # fmt: skip
_BY_CLASS = {"2": "delivered", "4": "delayed", "5": "failed"}
_STATUS_BY_ACTION = {"failed": "5.0.0", "delayed": "4.0.0"}


def has_status_fields(text: str) -> bool:
    """Whether a text holds the fields of a delivery report without being a part of their type."""
    low = text.casefold()
    return "final-recipient:" in low or "original-recipient:" in low


def parse_delivery_status(text: str, report: str) -> tuple[BouncedRecipient, ...]:
    """The recipients in the fields of a report, at most two hundred (RFC 3464, 2.3).

    `report` is the text for people, for want of a reason. `permanent` means that the server gave up (action failed) and that
    sending the same mail again would be in vain. Class 4 of the status denies that: it is a "persistent transient failure" also
    where it "caused abandonment" (RFC 3463, 2). A delay is never permanent.
    """
    found: dict[tuple[str, str], BouncedRecipient] = {}
    said = _Text(report)
    for fields in islice(_recipient_groups(text), MOST):
        recipient = _recipient(fields, said)
        if recipient:
            found.setdefault((recipient.address.casefold(), recipient.action), recipient)
    return tuple(found.values())


class _Text:
    """What the text for people says; it is read when the first recipient needs it."""

    __slots__ = ("_by_address", "_general", "_report")

    def __init__(self, report: str) -> None:
        self._report = report
        self._by_address: dict[str, str] | None = None
        self._general = ""

    def find_reason(self, address: str) -> str:
        """Why `address` was not reached, by what the text says of it, or as a whole."""
        if self._by_address is None:
            self._report, _ = split_returned(self._report[:20_000])
            named = find_recipients(self._report, ours=frozenset(), domain="")
            self._by_address = {n.address.casefold(): n.text for n in named}
            self._general = find_reason("", self._report[:4000])
        said = self._by_address.get(address.casefold(), "")
        reason = find_reason("", said) if said else OTHER
        return reason if reason != OTHER else self._general


def _recipient_groups(text: str) -> Iterator[dict[str, str]]:
    """The groups with a recipient, completed by what holds for the whole report and what a stray blank line cut off."""
    inherited: dict[str, str] = {}
    open_group: dict[str, str] = {}
    for group in _groups(text):
        if any(name in group for name in _RECIPIENT_FIELDS):
            if open_group:
                yield {**inherited, **open_group}
            open_group = group
        elif open_group:
            for name in _INHERITED:
                if name in group:
                    open_group.setdefault(name, group[name])
        else:
            inherited.update({name: group[name] for name in _INHERITED if name in group})
    if open_group:
        yield {**inherited, **open_group}


def _groups(text: str) -> Iterator[dict[str, str]]:
    """The groups of fields, apart by blank lines or by a field that each recipient has once.

    A line that begins with a blank goes on with the field before it (RFC 3464, 2.1.1).
    """
    group: dict[str, list[str]] = {}
    last = ""
    for line in text.split("\n"):
        if not line.strip():
            if group:
                yield _joined(group)
            group, last = {}, ""
        elif line[0] in " \t" and last:
            group[last].append(line.strip())
        else:
            name, colon, value = line.partition(":")
            last = name.strip().lower() if colon and len(name) < 80 else ""
            if last in _GROUP_FIELDS and last in group and any(name in group for name in _RECIPIENT_FIELDS):
                yield _joined(group)
                group = {}
            if last and last not in group:
                group[last] = [value.strip()]
            elif last:
                last = ""
    if group:
        yield _joined(group)


def _joined(group: dict[str, list[str]]) -> dict[str, str]:
    return {name: clean_line(" ".join(lines)[:4000]) for name, lines in group.items()}


def _recipient(fields: dict[str, str], text: _Text) -> BouncedRecipient | None:
    address = _find_address(fields)
    if not address:
        return None
    diagnostic = fields.get("diagnostic-code", "")
    status = find_status(fields.get("status", "")) or find_reply_status(fields.get("status", ""))
    action = _find_action(fields.get("action", ""), status or find_status(diagnostic) or find_reply_status(diagnostic))
    status = _find_status(status, diagnostic, action)
    if action not in _STATUS_BY_ACTION:
        return BouncedRecipient(address, action, status, permanent=False, reason=OTHER)
    reason = find_reason(status, diagnostic)
    if reason == OTHER or (is_vague(status) and not diagnostic):
        said = text.find_reason(address)
        reason = said if said != OTHER else reason
    permanent = action == "failed" and not status.startswith("4")
    return BouncedRecipient(address, action, status, permanent, reason)


def _find_address(fields: dict[str, str]) -> str:
    """The address that the sender wrote to, where it is told: behind it the server may have its own names (RFC 3464, 2.3.1)."""
    values = [_bare(fields.get(name, "")) for name in _RECIPIENT_FIELDS]
    return next((v for v in values if "@" in v), "") or next((v for v in values if v), "")


def _bare(value: str) -> str:
    """The address of a typed address field (RFC 3464, 2.1.2; RFC 6533, 3)."""
    kind, semicolon, text = value.partition(";")
    text = (text if semicolon else kind).strip()
    if "\\x{" in text:
        text = _UTF8.sub(_decode_utf8, text)
    text = without_unseen(text)
    m = _ADDRESS.search(text)
    if m:
        return m[0][:320]
    return text.strip("<>").partition(" ")[0][:320]


def _decode_utf8(m: re.Match[str]) -> str:
    code = int(m[1], 16)
    return chr(code) if code < 0xD800 or 0xDFFF < code < 0x110000 else m[0]


def _find_action(said: str, status: str) -> str:
    low = said.strip(" \t<\"'(").casefold()
    for begin, action in _ACTIONS:
        if low.startswith(begin):
            return action
    return _BY_CLASS.get(status[:1], "failed")


def _find_status(status: str, diagnostic: str, action: str) -> str:
    """The status, made exact by what the other server said, where both are of one class."""
    if status and not is_vague(status):
        return status
    exact = find_status(diagnostic)
    if exact and (not status or exact[0] == status[0]):
        return exact
    return status or find_reply_status(diagnostic) or _STATUS_BY_ACTION.get(action, "2.0.0")
