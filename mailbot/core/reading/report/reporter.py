"""Whether a mail can be a server's report at all: by who sent it, or by the shape that only servers give it (`threats` L5).

Subjects and sentences about failed delivery never suffice; people write them too.
"""

import re
from dataclasses import dataclass

from mailbot.core.reading.envelope import Envelope
from mailbot.core.reading.machine.asking import asks_or_alarms
from mailbot.core.reading.machine.machine_mail import Machine, Sign, find_sign, is_machine_address, is_null_path
from mailbot.core.reading.report.reporter_words import OPENINGS, PLAIN_SUBJECTS, REPORTERS, SHOWN_REPORTERS, SUBJECTS

# A reporter's name has to stand by itself in the local part: `bouncer.amadou` is a person.
_REPORTER = re.compile(
    rf"(?:.*[^a-z])?(?:{'|'.join(map(re.escape, REPORTERS))})(?![a-z])|microsoftexchange[0-9a-f]{{32}}\Z", re.DOTALL
)
_DAEMON = re.compile(
    r"(?:.*[^a-z])?(?:mailer[-_.]?daemon|mail[-_.]?daemon|mdaemon|mail[-_. ]delivery)|microsoftexchange[0-9a-f]{32}\Z",
    re.DOTALL,
)
_OWN_REPORT = re.compile(r"report-type=[\"']?delivery-status", re.I)
_RETURNED_FIELD = re.compile(r"^[> \t]{0,4}(?:Received|Return-Path|Message-ID|DKIM-Signature|From|To|Date|Subject):", re.M | re.I)
_TRACE_FIELD = re.compile(r"^[> \t]{0,4}(?:Received|Return-Path|Message-ID|DKIM-Signature):", re.M | re.I)
_REPORT_FIELDS = ("x-failed-recipients", "x-ms-exchange-message-is-ndr", "x-exim-dsn-information")
_BOUNCES = re.compile(r"(?:\A|[\s<,+.-])(?:bounces?[+=.-][^\s@<>]{0,200}|(?:[^\s@<>]{1,100}[-+.])?bounces?)@")
_TEXT = 20_000
_EDGES = " \t\n*-=>#"


@dataclass(frozen=True, slots=True)
class Origin:
    """Who sent a mail, as far as that makes it a report.

    `reporter`: the sender's address (or, for want of any, what From says) is a mail server's; `daemon`: no person has it.
    `null_path`: it came with an empty envelope sender (RFC 5321, 4.5.5), or to an address to which only servers report.
    `machine`: its header says that a program sent it.
    `report`: its header says that it is a delivery report (RFC 6522). `sign` is by what a program shows; that of a list or a
    bulk sender is no sign of a program, as people use these too.
    """

    reporter: bool
    daemon: bool
    null_path: bool
    machine: bool
    report: bool
    sign: Sign | None

    @property
    def sure(self) -> bool:
        """Whether its header alone shows a mail server that reports. A postmaster may be a person."""
        return self.daemon or self.report or (self.reporter and self.null_path)

    @property
    def server(self) -> bool:
        """Whether no person sent it."""
        return self.reporter or self.null_path or self.machine


def find_origin(envelope: Envelope) -> Origin:
    """Read who sent a mail from its header alone."""
    first = envelope.senders[0] if envelope.senders else None
    local = (first.address.rpartition("@")[0] or first.address).casefold() if first else ""
    if first is None:  # From holds no mailbox, so nobody who could be a person: what it shows has to do
        local = envelope.first("from")[:400].casefold()
    shown = first is not None and is_machine_address(first.address) and first.name.casefold().startswith(SHOWN_REPORTERS)
    sign = find_sign(envelope.fields, sender=first.address if first else "")
    kind = envelope.first("content-type").lstrip()[:400].casefold()
    fields = any(name in envelope.fields for name in _REPORT_FIELDS)
    return Origin(
        reporter=shown or _REPORTER.match(local[:400]) is not None,
        daemon=_DAEMON.match(local[:400]) is not None,
        null_path=("return-path" in envelope.fields and is_null_path(envelope.first("return-path"))) or _is_to_bounces(envelope),
        machine=kind.startswith("multipart/report")
        or fields
        or (sign is not None and sign.sort in {Machine.REPLY, Machine.ROBOT}),
        report=fields or (kind.startswith("multipart/") and _OWN_REPORT.search(kind) is not None),
        sign=sign,
    )


def _is_to_bounces(envelope: Envelope) -> bool:
    """Whether a mail is addressed to a return path (`camps-bounces@`, `bounce+7@`): nobody else has such an address from us."""
    to = envelope.first("to")[:1000].casefold()
    return "bounce" in to and _BOUNCES.search(to) is not None


def is_candidate(origin: Origin, subject: str, text: str, *, returns: bool) -> bool:
    """Whether to look for a failure in the text of a mail without report parts. `returns`: another mail is attached."""
    if origin.sure:
        return True
    low = subject.casefold()
    if (origin.reporter or origin.null_path) and any(word in low for word in SUBJECTS):
        return True
    if origin.reporter and text[:400].lstrip(_EDGES).casefold().startswith(OPENINGS):
        return True
    if not low.lstrip(" [*").startswith(PLAIN_SUBJECTS):
        return False
    return origin.machine or is_report_text(text, returns=returns or origin.sign is not None)


def is_report_text(text: str, *, returns: bool) -> bool:
    """Whether a text is a server's from its first words on, returns a mail (attached or quoted), and nobody asks anything."""
    opening = text[:400].lstrip(_EDGES).casefold()
    if not opening.startswith(OPENINGS) or asks_or_alarms(text[:_TEXT]):
        return False
    return returns or _quotes_header(text[:_TEXT])


def _quotes_header(text: str) -> bool:
    """Whether a text holds the header of a mail as only servers quote it: with the fields that people never see."""
    return _TRACE_FIELD.search(text) is not None and sum(1 for _ in _RETURNED_FIELD.finditer(text)) >= 3
