"""Complaints of large providers' users about a mail of ours (RFC 5965), also in the forms from before it."""

import re

from mailbot.core.reading.envelope import Envelope

# The subjects end in the address of our server, so that nobody's complaint in words is meant (`threats` L5).
_SERVER = r"\[?(?:[0-9]{1,3}(?:\.[0-9x]{1,3}){3}|[0-9a-f]{1,4}:[0-9a-fx.:]{3,40})"
_SUBJECT = re.compile(
    rf"(?:(?:fwd?|fw): )?(?:complaint about message from|e-?mail feedback report for ip|(?:abuse|spam) report for) {_SERVER}",
    re.I,
)
_FIELDS = ("x-hmxmroriginalrecipient", "x-aol-inrly", "x-feedback-report")


def is_complaint(envelope: Envelope) -> bool:
    """Whether the header alone shows a feedback report that has no part of its type."""
    if any(name in envelope.fields for name in _FIELDS):
        return True
    return _SUBJECT.match(envelope.subject) is not None
