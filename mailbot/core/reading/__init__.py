"""Bytes to `InboundMessage`: all that mailbot understands of a mail from the mail alone. Pure, total, linear in its input."""

from collections.abc import Iterator

from mailbot.core.message import Attachment, InboundMessage
from mailbot.core.reading.limits import Limits
from mailbot.core.reading.reader import read_mail, read_payloads

__all__ = ["Limits", "payloads", "read"]

_DEFAULT = Limits()


def read(raw: bytes, *, limits: Limits = _DEFAULT, sha256: str = "") -> InboundMessage:
    """Read one raw mail (RFC 5322, MIME), as an IMAP server or a file gives it; line ends may be CRLF, LF or CR.

    `sha256` is that of `raw`, by whom it is known already; without it, it is computed.

    Never raises and is deterministic, whatever the bytes are: what cannot be understood or lies beyond `limits` is left out of
    the result and named in its `defects`. Time is linear in the size of `raw`; beside it, at most one decoded attachment is in
    memory.

    `reply` holds no history, but for answers written between the lines: there each quotation is kept above its answer, every
    line of it beginning with ">". Lines that begin so are never the sender's words; whoever looks for commands skips them. What
    he typed with a ">" (">500 m") has a blank before it; `doubtful` names those lines that may be quoted all the same.
    `text` is the whole body, and after a blank line the text of attached mails. `automatic` is set for every mail that must
    not be answered (RFC 3834); `kind` says what it is: a person's request that came by a list is a request and automatic.
    """
    return read_mail(raw, limits, sha256)


def payloads(raw: bytes, *, limits: Limits = _DEFAULT) -> Iterator[tuple[Attachment, bytes]]:
    """The files of a mail with their decoded content, in the order of `InboundMessage.attachments`.

    One at a time is in memory. Never raises.
    """
    return read_payloads(raw, limits)
