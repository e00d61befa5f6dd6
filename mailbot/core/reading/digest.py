"""What makes two mails the same mail: what was written, by whom, when; not the way it came (`threats` R3, H3)."""

import hashlib
from datetime import datetime

from mailbot.core.message import Address, Attachment


def content_digest(
    senders: tuple[Address, ...], date: datetime | None, subject: str, text: str, files: tuple[Attachment, ...]
) -> str:
    """The sha256 of From, Date, Subject and body. White space, trace fields and transfer encodings make no difference."""
    whole = hashlib.sha256()
    pieces = (
        ",".join(sorted(a.key for a in senders)),
        date.isoformat() if date else "",
        " ".join(subject.split()),
        " ".join(text.split()),
        ",".join(f.sha256 for f in files),
    )
    whole.update("\0".join(pieces).encode("utf-8", "replace"))
    return whole.hexdigest()
