"""The header of a mail, decoded: fields, subject, and who wrote it to whom (RFC 5322, 3.6)."""

from dataclasses import dataclass

from mailbot.core.message import Address
from mailbot.core.reading.header.addresses import MALFORMED, SEVERAL, Mailboxes, parse_mailboxes
from mailbot.core.reading.header.headers import Fields, decode_value, unfold
from mailbot.core.reading.limits import Defects, Limits
from mailbot.core.reading.parts.mime import Part
from mailbot.core.reading.raw_charset import find_raw_charset


@dataclass(frozen=True, slots=True)
class Envelope:
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


def read_envelope(root: Part, limits: Limits, defects: Defects) -> Envelope:
    """Read the header of a mail."""
    charset = find_raw_charset(root)
    headers = tuple([(name, decode_value(value, charset)) for name, value in root.fields])
    fields: dict[str, list[str]] = {}
    for name, value in headers:
        known = fields.get(name)
        if known is None:
            fields[name] = [value]
        else:
            known.append(value)
    senders, sender = _read_from(root, limits, defects, charset)
    subject = fields.get("subject", [""])[0]
    return Envelope(headers, fields, senders, sender, subject)


def _read_from(root: Part, limits: Limits, defects: Defects, charset: str) -> tuple[tuple[Address, ...], Address | None]:
    """All From mailboxes, and the one sender where there is exactly one field with exactly one plain mailbox."""
    lists = [_parse_field(value, limits, charset) for name, value in root.fields if name == "from"]
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
    if not senders:  # a user without a domain (MAILER-DAEMON) is shown, and is not the sender
        return tuple([user for found in lists for user in found.users][:1]), None
    return senders, senders[0] if len(senders) == 1 and not problems else None


def _parse_field(value: bytes, limits: Limits, charset: str) -> Mailboxes:
    """Read an address field. Its structure is ASCII, whatever the charset of raw 8-bit octets in names is."""
    line = unfold(value)
    if b"\x1b$" in line:  # ISO-2022-JP writes its characters with those that are structure
        boxes = parse_mailboxes(decode_value(line, charset), limits.addresses)
        boxes.problems.append("a charset with escapes")
        return boxes
    return parse_mailboxes(line.decode("utf-8", "surrogateescape"), limits.addresses, charset)


def read_recipients(root: Part, field: str, limits: Limits, defects: Defects) -> tuple[Address, ...]:
    """The mailboxes of a field of recipients; its oddities are defects but nothing hangs on them."""
    found: list[Address] = []
    values = [value for name, value in root.fields if name == field]
    charset = "" if all(map(bytes.isascii, values)) else find_raw_charset(root)
    for value in values:
        boxes = _parse_field(value, limits, charset)
        found += boxes.found
        if MALFORMED in boxes.problems or SEVERAL in boxes.problems:
            defects.note(f"{field}: an address cannot be read")
    return tuple(found[: limits.addresses])


def note_fields(envelope: Envelope, defects: Defects, *, has_date: bool) -> None:
    """Name what is repeated or missing."""
    for name in ("subject", "date", "message-id"):
        if len(envelope.fields.get(name, ())) > 1:
            defects.note(f"several {name} fields; the first counts")
    if not has_date:
        defects.note("date cannot be read" if "date" in envelope.fields else "no date")
