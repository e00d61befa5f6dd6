"""Bytes to `InboundMessage`: everything that mailbot understands of a mail from the mail alone. Pure, total and linear in its input."""

from collections.abc import Iterator

from mailbot.core.message import Attachment, InboundMessage
from mailbot.core.reading.limits import Limits
from mailbot.core.reading.reader import read_mail, read_payloads

__all__ = ["Limits", "payloads", "read"]

_DEFAULT = Limits()


def read(raw: bytes, *, limits: Limits = _DEFAULT) -> InboundMessage:
    """Read one raw mail (RFC 5322, MIME), as an IMAP server or a file gives it; line ends may be CRLF, LF or CR.

    Never raises and is deterministic, whatever the bytes are: what cannot be understood or lies beyond `limits` is left out of the
    result and named in its `defects`. Time is linear in the size of `raw`; beside it, at most one decoded attachment is in memory.
    """
    return read_mail(raw, limits)


def payloads(raw: bytes, *, limits: Limits = _DEFAULT) -> Iterator[tuple[Attachment, bytes]]:
    """The files of a mail with their decoded content, in the order of `InboundMessage.attachments`; one at a time in memory. Never raises."""
    return read_payloads(raw, limits)
