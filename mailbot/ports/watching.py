"""What can be seen of a desk at work: how much waits, what alarms, how long the canary takes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from mailbot.core.alarm import Alarm, Given, Trouble


@dataclass(frozen=True, slots=True)
class Backlog:
    """The work of a queue that is due and free: how much, and since when the oldest is; None where nothing is due."""

    queue: str
    due: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Canary:
    """A mail that the desk sends to itself; `came_at` is None until it is back."""

    number: int
    owed_at: datetime
    came_at: datetime | None


@dataclass(frozen=True, slots=True)
class Sight:
    """Figures of the database and the loops of this process. `got_on` is in seconds of Unix time."""

    now: datetime
    backlog: tuple[Backlog, ...]
    waiting: Mapping[str, int]
    leases: int
    alarms: int
    turns: Mapping[str, bool]
    got_on: Mapping[str, float]
    canary_seconds: float | None
    canary_back_at: float | None


class Watch(Protocol):
    """The store, looked at by whoever watches. Cheap: every question is answered from an index."""

    def backlog(self, queues: Sequence[str], now: datetime) -> list[Backlog]:
        """How much is due in each of these queues."""

    def waiting(self) -> Mapping[str, int]:
        """How many mails wait for a person: held and quarantined ones that arrived, dead and uncertain ones of ours."""

    def leases(self, now: datetime) -> int:
        """How many leases somebody holds."""

    def alarms(self) -> list[Alarm]:
        """What alarms, and what did and was not ended, the oldest first."""

    def see_alarm(self, trouble: Trouble, now: datetime) -> None:
        """Write down that something alarms, now as before.

        Where its level fell, what was told falls with it: the next rise is news again.
        """

    def tell_alarm(self, trouble: Trouble) -> None:
        """People are told of it."""

    def end_alarms(self, keys: Collection[str]) -> None:
        """These are over."""

    def notices_since(self, since: datetime) -> list[Given]:
        """The notices that were given, the oldest first."""

    def give_notice(self, lines: Sequence[str], keys: Collection[str], at: datetime) -> int:
        """Write down a notice and the keys of the alarms that began or rose in it; its number."""

    def notice(self, number: int) -> tuple[datetime, tuple[str, ...]] | None:
        """When a notice was given, and its lines."""

    def overdue_canary(self, before: datetime) -> Canary | None:
        """The newest canary that was owed before a moment and is not back."""

    def last_canary(self) -> Canary | None:
        """The newest canary."""

    def last_back(self) -> Canary | None:
        """The newest canary that came back."""

    def owe_canary(self, at: datetime) -> int:
        """Write down a canary; its number. Those of long ago are forgotten."""

    def canary_came(self, number: int, at: datetime) -> bool:
        """A canary is back; False where there is none of that number, or it was back before."""
