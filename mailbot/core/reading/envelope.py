"""The header of a mail, decoded: fields, subject, and who wrote it to whom (RFC 5322, 3.6)."""

from dataclasses import dataclass

from mailbot.core.message import Address
from mailbot.core.reading.addresses import Mailboxes, parse_mailboxes
from mailbot.core.reading.charset import ASCII_BASED, find_codec
from mailbot.core.reading.headers import clean_line, decode_value, unfold
from mailbot.core.reading.limits import Defects, Limits
from mailbot.core.reading.machine_mail import Fields
from mailbot.core.reading.mime import Part


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
    return Envelope(headers, fields, senders, sender, subject)


def _find_charset(part: Part) -> str:
    """The charset that the mail says it is in, for fields with raw 8-bit octets."""
    while part.children:
        part = part.children[0]
    return part.parameters.get("charset", "")


def _read_from(root: Part, limits: Limits, defects: Defects) -> tuple[tuple[Address, ...], Address | None]:
    """All From mailboxes, and the one sender where there is exactly one field with exactly one plain mailbox."""
    charset = _find_charset(root)
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
    return senders, senders[0] if len(senders) == 1 and not problems else None


def _parse_field(value: bytes, limits: Limits, charset: str) -> Mailboxes:
    """Read an address field. A charset decodes raw 8-bit octets only if it leaves ASCII, and so the structure, alone."""
    line = unfold(value)
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        codec = find_codec(charset)
        text = line.decode(codec if codec.startswith(ASCII_BASED) else "cp1252", "replace")
    return parse_mailboxes(clean_line(text), limits.addresses)


def read_recipients(root: Part, field: str, limits: Limits, defects: Defects) -> tuple[Address, ...]:
    """The mailboxes of a field of recipients; its oddities are defects but nothing hangs on them."""
    found: list[Address] = []
    charset = _find_charset(root)
    for name, value in root.fields:
        if name == field:
            boxes = _parse_field(value, limits, charset)
            found += boxes.found
            if any("malformed" in problem or "more than one address" in problem for problem in boxes.problems):
                defects.note(f"{field}: an address cannot be read")
    return tuple(found[: limits.addresses])


def note_fields(envelope: Envelope, defects: Defects, *, has_date: bool) -> None:
    """Name what is repeated or missing."""
    for name in ("subject", "date", "message-id"):
        if len(envelope.fields.get(name, ())) > 1:
            defects.note(f"several {name} fields; the first counts")
    if not has_date:
        defects.note("date cannot be read" if "date" in envelope.fields else "no date")
