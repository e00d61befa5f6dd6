"""An arrived mail as the desk understands it: values only, frozen, whatever the bytes were."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """What sort of mail it is, judged from the mail alone (the words of the contract)."""

    REQUEST = "request"
    REPLY = "reply"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    SPAM = "spam"
    NEWSLETTER = "newsletter"
    EMPTY = "empty"


def address_key(address: str) -> str:
    """The form to compare addresses by.

    Case folded, a quoted local part without the quotes that it does not need (RFC 5321, 4.1.2).
    """
    key = address.casefold()
    if key.startswith('"'):
        local, _, domain = key.rpartition("@")
        key = local.strip('"').replace("\\", "") + "@" + domain
    return key


def person_key(address: str) -> str:
    """Whose mailbox an address is: its key without a plus-part (RFC 5233), so that one person is counted once."""
    local, _, domain = address_key(address).rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


@dataclass(frozen=True, slots=True)
class Address:
    """One mailbox of a header (RFC 5322, 3.4). `address` has its domain in lower case, no controls and no display name."""

    name: str
    address: str

    @property
    def key(self) -> str:
        """The form to compare by."""
        return address_key(self.address)


ENCRYPTED = "encrypted"
"""How a defect begins that says so of the mail, or of its text."""

ARMOUR = "-----BEGIN PGP MESSAGE-----"
"""How an encrypted text begins (RFC 9580, 6.2)."""

OF_OTHERS = (".eml", ".msg", ".mbox", ".vcf", ".ics")
"""Names of files that are mails, cards and invitations: they hold addresses of people, ours among them."""

MAIL_TYPES = ("message/rfc822", "message/global", "application/vnd.ms-outlook")
MAIL_NAMES = (".eml", ".msg")
"""Types and names of files that are mails."""

SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature", "application/ms-tnef")
"""Parts that mail programs add by themselves."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part that is a file. `filename` is safe to show and store: base name, at most 255 octets, no controls or bidi marks.

    `size` and `sha256` are of the decoded payload; the payload itself stays in the raw mail.
    """

    filename: str
    content_type: str
    size: int
    sha256: str
    inline: bool

    @property
    def is_mail(self) -> bool:
        """Whether it is a mail of somebody else's that was attached."""
        return self.content_type.lower() in MAIL_TYPES or self.filename.lower().endswith(MAIL_NAMES)

    @property
    def goes_along(self) -> bool:
        """Whether it is a file that an answer takes along.

        No picture in the text, no mail of others, no card or invitation, no signature of the sender's.
        """
        kind = self.content_type.lower()
        of_others = kind.startswith("message/") or self.filename.lower().endswith(OF_OTHERS)
        return not self.inline and not of_others and kind not in SIGNATURES


@dataclass(frozen=True, slots=True)
class BouncedRecipient:
    """One recipient of a delivery report (RFC 3464, 2.3). `action`: failed, delayed, delivered, relayed or expanded.

    `permanent`: it failed for good. Not so for a delay, nor where the server gave up on a trouble that may pass (a status of
    class 4, RFC 3463, 2). `reason` is a word of the closed list in `docs/glossary.md`.
    """

    address: str
    action: str
    status: str
    permanent: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Bounce:
    """A delivery report: whom it speaks of, and the Message-ID of the mail that it returns, if it says."""

    recipients: tuple[BouncedRecipient, ...]
    original_message_id: str | None


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A mail that the sender passed on, as far as the text of the forward tells.

    `sender` is its From as it is printed there, `author` the one person whose address stands in it, None where that is in doubt
    or nobody would read an answer; `language` is that of its text (ISO 639-1).
    """

    sender: str
    subject: str
    text: str
    author: Address | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Absence:
    """What an automatic reply says of a person who is away: the first day back, None where it gives none."""

    back_on: date | None


@dataclass(frozen=True, slots=True)
class InboundMessage:
    """Everything that reading makes of one mail. Text is Unicode without NUL; lines end in LF.

    `sender` is the From mailbox where there is exactly one and it is well formed, else None (docs/security.md, S1); `senders` are
    all mailboxes of From; where it has none, the user without a domain that it names (`MAILER-DAEMON`).
    `in_reply_to` and `references` hold Message-IDs with their angle brackets, oldest first.
    `received` counts the Received fields. `headers` are name (lower case) and decoded value, top to bottom, bounded.
    `digest` is the sha256 of From, Date, Subject and body: equal for the same mail that came by another way.
    `absence` is set for automatic replies which say that a person is away. `carrier` is the address of the mailing list that
    carried the mail, where it is `automatic` for no other reason. `unread_forward`: it shows that it passes on a mail of
    somebody else, and `forwarded` could not be told. `doubtful` are lines of `reply` that begin with ">" and may be quoted from
    another mail: in plain text nobody can tell.
    """

    sha256: str
    size: int
    kind: Kind
    message_id: str | None = None
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    sender: Address | None = None
    senders: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    subject: str = ""
    date: datetime | None = None
    text: str = ""
    reply: str = ""
    quoted: str = ""
    signature: str = ""
    language: str | None = None
    attachments: tuple[Attachment, ...] = ()
    automatic: str | None = None
    bounce: Bounce | None = None
    complaint: bool = False
    forwarded: Forwarded | None = None
    defects: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    received: int = 0
    digest: str = ""
    absence: Absence | None = None
    carrier: str = ""
    unread_forward: bool = False
    doubtful: tuple[str, ...] = ()

    def header(self, name: str) -> tuple[str, ...]:
        """All values of the field `name` (any case), top to bottom."""
        wanted = name.lower()
        return tuple(value for key, value in self.headers if key == wanted)

    @property
    def is_encrypted(self) -> bool:
        """Whether what its sender newly wrote cannot be read here; something encrypted may well be attached to it, or quoted."""
        unread = any(defect.startswith(ENCRYPTED) for defect in self.defects)
        return unread and (not self.reply.strip() or ARMOUR in self.reply)

    @property
    def recipients(self) -> tuple[Address, ...]:
        """To and Cc together."""
        return self.to + self.cc
