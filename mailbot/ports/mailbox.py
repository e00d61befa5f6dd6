"""One mailbox on a server."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class FetchedMail:
    """One mail as its server holds it. `partial`: too large, `raw` is only its head.

    The whole stays on the server, `size` octets.
    """

    uid: int
    raw: bytes
    received_at: datetime
    size: int
    partial: bool = False


@dataclass(frozen=True, slots=True)
class MailboxState:
    """What a server says of a mailbox when it is opened (RFC 9051, 2.3.1.1). `uid_next`: above all that it gave, if told."""

    uidvalidity: int
    messages: int
    uid_next: int | None = None


class Mailbox(Protocol):
    """One mailbox on a server. Used by one thread. Every call may raise Unreachable or Refused.

    After either, `open` starts anew.
    """

    name: str
    """The mailbox without its password, for people and as the key of its cursor: `imaps://desk@host:993/INBOX`."""

    unfetched: dict[int, str]
    """What the last `fetch` left out though the server still lists it: UID -> why. It is asked for again at the next poll."""

    def open(self) -> MailboxState:
        """Connect if need be, select the mailbox afresh, say what it is."""

    def uids_above(self, uid: int) -> list[int]:
        """All UIDs greater than `uid`, rising."""

    def fetch(self, uids: Sequence[int]) -> Iterator[tuple[FetchedMail, ...]]:
        """The mails of `uids`, rising, in batches of at most 50 mails and 8 MB (a single larger mail is a batch of its own).

        A mail that vanished meanwhile is left out. Nothing on the server changes.
        """

    def arrivals(self, uids: Sequence[int]) -> Mapping[int, datetime]:
        """When these mails came (INTERNALDATE, aware), by rising UID; of those that are gone nothing."""

    def settle(self, uids: Sequence[int]) -> None:
        """Do with kept mails what the settings say: mark them seen, move them, or leave them. Doing it twice does no harm."""

    def wait(self, seconds: float) -> None:
        """Return when something may have arrived, or after about `seconds` at the latest."""

    def interrupt(self) -> None:
        """Make a `wait` in another thread return now. The only call that another thread may make."""

    def close(self) -> None:
        """Leave the server. Never raises."""
