"""A kept mail read: the same way when it is decided and whenever it is looked at again."""

from dataclasses import replace
from typing import Protocol

from mailbot.core.message import InboundMessage
from mailbot.core.reading import read


class KeptBytes(Protocol):
    """What the ledger holds of a mail. `partial`: of `size` octets only the head was fetched."""

    @property
    def raw(self) -> bytes:
        """The bytes."""

    @property
    def sha(self) -> str:
        """Their sha256."""

    @property
    def size(self) -> int:
        """The octets of the mail on its server."""

    @property
    def partial(self) -> bool:
        """Whether only the head was fetched."""


def read_kept(mail: KeptBytes) -> InboundMessage:
    """What the mail is; of one that was fetched in part, with a defect that says so. Never raises."""
    message = read(mail.raw, sha256=mail.sha)
    if not mail.partial:
        return message
    cut = f"too large: {mail.size} octets, only the head was read"
    return replace(message, size=mail.size, defects=(*message.defects, cut))
