"""Mints and recognises what our mails are known by: Message-IDs and reply addresses, keyed with the desk's secret.

A token is the first 100 bits of HMAC-SHA256 (RFC 2104) over its purpose and what it stands for, in the lower-case letters and
digits of base32 (RFC 4648, 6), so that it survives servers that fold case. One token tells nothing about another.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import UTC, datetime

TOKEN_LENGTH = 20
CANARY = "canary-"


@dataclass(frozen=True, slots=True)
class Keys:
    """The secret that signs, and those that are still believed while it is rotated."""

    current: bytes = field(repr=False)
    old: tuple[bytes, ...] = field(default=(), repr=False)

    def sign(self, purpose: str, meaning: str) -> str:
        """The token of `meaning` under the current secret: TOKEN_LENGTH characters of a-z and 2-7."""
        return _token(self.current, purpose, meaning)

    def vouch(self, token: str, purpose: str, meaning: str) -> bool:
        """Whether `token` was made by one of our secrets for exactly this purpose and meaning."""
        return any(
            hmac.compare_digest(_token(key, purpose, meaning).encode(), token.encode()) for key in (self.current, *self.old)
        )


def _token(key: bytes, purpose: str, meaning: str) -> str:
    digest = hmac.digest(key, f"{purpose}\0{meaning}".encode(), hashlib.sha256)
    return base64.b32encode(digest[:15])[:TOKEN_LENGTH].decode().lower()


def name_mail(keys: Keys, identity: str) -> str:
    """The name of an arrived mail by what makes it itself, the same whenever and from whichever mailbox it is read."""
    return keys.sign("mail", identity)


def idem_key(ticket: str, event: str, kind: str, recipient: str) -> str:
    """The identity of an owed mail: the same event owes one recipient a mail of one kind once.

    `ticket` is the name of its ticket, "" for none.
    """
    return f"{ticket or 0}:{event}:{kind}:{recipient.casefold()}"


def digest_key(recipient: str, moment: datetime) -> str:
    """The identity of the one mail that tells somebody at an aware moment all that waits for it."""
    return f"digest:{moment.astimezone(UTC).isoformat()}:{recipient.casefold()}"


def mint_message_id(keys: Keys, key: str, label: str, domain: str) -> str:
    """The Message-ID (RFC 5322, 3.6.4) of the mail with this idem_key: `<gpc.ack.TOKEN@domain>`."""
    return f"<{label.lower()}.{keys.sign('message-id', key)}@{domain}>"


def recognise_message_id(keys: Keys, message_id: str, key: str) -> bool:
    """Whether we minted `message_id` for the mail with this idem_key."""
    return keys.vouch(message_id.rpartition("@")[0].rpartition(".")[2].lower(), "message-id", key)


def mint_reply_token(keys: Keys, ticket: str, recipient: str) -> str:
    """The token that lets `recipient` alone, and nobody else, speak on the ticket of this name."""
    return keys.sign("reply", f"{ticket}:{recipient.casefold()}")


def recognise_reply_token(keys: Keys, token: str, ticket: str, recipient: str) -> bool:
    """Whether `token` is ours for this ticket and recipient."""
    return keys.vouch(token.lower(), "reply", f"{ticket}:{recipient.casefold()}")


def mint_confirmation_token(keys: Keys, inbound: int, recipient: str) -> str:
    """The token by which `recipient` alone confirms that the held mail `inbound`, and no other, is his."""
    return keys.sign("confirm", f"{inbound}:{recipient.casefold()}")


def recognise_confirmation_token(keys: Keys, token: str, inbound: int, recipient: str) -> bool:
    """Whether `token` is ours for this held mail and recipient."""
    return keys.vouch(token.lower(), "confirm", f"{inbound}:{recipient.casefold()}")


def canary_address(keys: Keys, desk_address: str, number: int) -> str:
    """The address of ours to which the canary `number`, and no other mail, is sent: `desk+canary-7.TOKEN@domain`."""
    return reply_address(desk_address, f"{CANARY}{number}", keys.sign("canary", str(number)))


def recognise_canary(keys: Keys, tag: str) -> int | None:
    """The number of the canary whose address has this plus-tag, None where we did not sign it."""
    number, _, token = tag.removeprefix(CANARY).partition(".")
    if not tag.startswith(CANARY) or not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    return int(number) if keys.vouch(token.lower(), "canary", number) else None


def reply_address(desk_address: str, reference: str, token: str) -> str:
    """The address that carries a token (RFC 5233 sub-addressing): `desk+gpc-10001.TOKEN@domain`.

    Without a token the plain address.
    """
    local, _, domain = desk_address.rpartition("@")
    return f"{local}+{reference.lower()}.{token}@{domain}" if token else desk_address


def unsubscribe_uri(address: str, subject: str) -> str:
    """What a mail program sends to leave (RFC 6068): `mailto:desk+gpc-10001.TOKEN@domain?subject=leave`."""
    return f"mailto:{address}?subject={subject}"
