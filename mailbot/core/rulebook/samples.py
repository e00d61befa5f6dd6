"""Small mails that stand in the rules and in the documentation of the conditions as examples."""

from dataclasses import dataclass
from datetime import datetime

from mailbot.core.message import Address, Attachment, Forwarded, InboundMessage, Kind
from mailbot.core.rulebook.occasion import Occasion

TYPES = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "eml": "message/rfc822",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "kml": "application/vnd.google-earth.kml+xml",
    "mp4": "video/mp4",
    "ogg": "audio/ogg",
    "pdf": "application/pdf",
    "png": "image/png",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
"""The media type of an attachment of an example, by the ending of its name."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A mail as an admin writes one down.

    An attachment is `name` or `name, size in octets`. `decided` are fields that earlier tables are taken to have decided.
    """

    text: str = ""
    subject: str = ""
    signature: str = ""
    quoted: str = ""
    sender: str = ""
    name: str = ""
    forwarded: str = ""
    cc: tuple[str, ...] = ()
    size: int = 0
    at: str = ""
    authenticated: bool = False
    to: tuple[str, ...] = ()
    mailbox: str = ""
    language: str = ""
    attachments: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    decided: tuple[tuple[str, str], ...] = ()

    def message(self) -> InboundMessage:
        """The mail that it stands for."""
        sender = Address(self.name, self.sender or "someone@sample.invalid") if self.sender or self.name else None
        return InboundMessage(
            sha256="",
            size=self.size or len(self.text),
            kind=Kind.REQUEST,
            sender=sender,
            senders=(sender,) if sender else (),
            to=tuple(Address("", to) for to in self.to),
            cc=tuple(Address("", cc) for cc in self.cc),
            subject=self.subject,
            text="\n".join(part for part in (self.text, self.signature, self.quoted) if part),
            reply=self.text,
            quoted=self.quoted,
            signature=self.signature,
            language=self.language or None,
            attachments=tuple(map(_attachment, self.attachments)),
            headers=self.headers,
            forwarded=Forwarded("", "", self.forwarded) if self.forwarded else None,
        )

    def occasion(self) -> Occasion:
        """What is known beside the mail. `at` is a moment as ISO 8601 writes it, with its offset."""
        now = datetime.fromisoformat(self.at) if self.at else None
        return Occasion(self.mailbox, now, self.authenticated)


def _attachment(written: str) -> Attachment:
    name, _, size = written.partition(",")
    octets = int(size) if size.strip().isdigit() else 1
    kind = TYPES.get(name.strip().rpartition(".")[2].lower(), "application/octet-stream")
    return Attachment(name.strip(), kind, octets, "", inline=False)
