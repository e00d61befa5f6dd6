"""Small mails that stand in the rules and in the documentation of the conditions as examples."""

from dataclasses import dataclass

from mailbot.core.message import Address, Attachment, InboundMessage, Kind


@dataclass(frozen=True, slots=True)
class Sample:
    """A mail as an admin writes one down. `decided` are fields that earlier tables are taken to have decided."""

    text: str = ""
    subject: str = ""
    signature: str = ""
    quoted: str = ""
    sender: str = ""
    to: tuple[str, ...] = ()
    mailbox: str = ""
    language: str = ""
    attachments: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    decided: tuple[tuple[str, str], ...] = ()

    def message(self) -> InboundMessage:
        """The mail that it stands for."""
        sender = Address("", self.sender) if self.sender else None
        return InboundMessage(
            sha256="",
            size=len(self.text),
            kind=Kind.REQUEST,
            sender=sender,
            senders=(sender,) if sender else (),
            to=tuple(Address("", to) for to in self.to),
            subject=self.subject,
            text="\n".join(part for part in (self.text, self.signature, self.quoted) if part),
            reply=self.text,
            quoted=self.quoted,
            signature=self.signature,
            language=self.language or None,
            attachments=tuple(Attachment(name, "application/octet-stream", 1, "", inline=False) for name in self.attachments),
            headers=self.headers,
        )
