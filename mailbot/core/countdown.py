"""What the time of a ticket runs towards, and when the desk does something by itself."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Phase(StrEnum):
    """What is awaited: an answer of the owner, his word that he has a critical request, the day to which it was put off.

    Or a word of the requester: until a day that a coordinator named, or until he is warned, and after that.
    """

    ANSWER = "answer"
    TAKE = "take"
    PUT_OFF = "put_off"
    WAIT = "wait"
    SILENCE = "silence"
    WARNED = "warned"

    @property
    def waits_for_us(self) -> bool:
        """Whether a requester waits meanwhile."""
        return self in (Phase.ANSWER, Phase.TAKE, Phase.PUT_OFF)


@dataclass(frozen=True, slots=True)
class Countdown:
    """The stretch of time in which a ticket is, from `since` to `until`; all moments are aware, in UTC.

    `remind_at` is when its owner is reminded, None where he was or nothing is to be said. `due` is the date that the ticket had
    when this was wound, `owner` whose it was: where the ticket has others, a person has changed it. `promised` is the first
    deadline since the requester waits, `told` says that he knows that it was missed. `called` are those, by the keys of their
    addresses, who were asked to take a critical ticket and did not say that they do.
    """

    ticket: int
    phase: Phase
    since: datetime
    until: datetime
    owner: str
    due: datetime | None = None
    promised: datetime | None = None
    remind_at: datetime | None = None
    told: bool = False
    called: tuple[str, ...] = ()

    @property
    def next_at(self) -> datetime:
        """When something is to be done."""
        return self.until if self.remind_at is None else min(self.remind_at, self.until)
