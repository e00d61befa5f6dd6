"""The way out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Parcel:
    """One mail to one recipient. `return_path` is "" for the null path (RFC 5321, 4.5.5).

    `fallback_path` is used where the server refuses that.
    """

    recipient: str
    return_path: str
    fallback_path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Sent:
    """The server took it. `reply` is what it said."""

    reply: str


@dataclass(frozen=True, slots=True)
class Deferred:
    """Not now (4xx, or the line was lost before the data): try again."""

    error: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """Never (5xx for this recipient or this mail)."""

    error: str


@dataclass(frozen=True, slots=True)
class Uncertain:
    """The line broke after DATA and before the reply: perhaps it left."""

    error: str


@dataclass(frozen=True, slots=True)
class NoServer:
    """The server could not be reached or would not let us in; nothing was tried with this mail."""

    error: str


Outcome = Sent | Deferred | Rejected | Uncertain | NoServer


class Transport(Protocol):
    """The way out. Used by one thread."""

    slots: int
    """How many mails it sends side by side."""

    def send(self, parcels: Sequence[Parcel]) -> list[Outcome]:
        """Send at most `slots` mails; one outcome a parcel, in order. Never raises for what a server or line does."""

    def hurry(self, seconds: float) -> None:
        """Break off a `send` that is on after `seconds`. The only call that another thread may make."""

    def close(self) -> None:
        """Leave the server. Never raises."""
