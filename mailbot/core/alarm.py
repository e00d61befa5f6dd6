"""When people are told that something alarms: once until it is over, together, and within a budget."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

UNSEEN_FOR = timedelta(minutes=2)
"""What nobody has seen for so long is over."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that is not as it should be now. `key` stays the same as long as it is the same thing; it is told anew where
    `level` rises. `said` holds nothing of mails and no address of anybody outside.
    """

    key: str
    said: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Alarm:
    """A trouble that is written down: since when, when it was seen last, and up to which level people were told; 0 for not."""

    trouble: Trouble
    since: datetime
    seen_at: datetime
    told: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """What people are told now; nothing where both are empty. `ended` are the alarms that are over and need not be kept.

    `last`: no other may be given today.
    """

    begun: tuple[Trouble, ...] = ()
    over: tuple[Trouble, ...] = ()
    ended: tuple[str, ...] = ()
    last: bool = False

    def __bool__(self) -> bool:
        return bool(self.begun or self.over)


def next_notice(alarms: Sequence[Alarm], now: datetime, left: int) -> Notice:
    """What is to be told, where `left` more notices may be given today.

    Without any left, what is new waits, and is told with the next one; so is what is over and was told.
    """
    there = [alarm for alarm in alarms if now - alarm.seen_at < UNSEEN_FOR]
    gone = [alarm for alarm in alarms if now - alarm.seen_at >= UNSEEN_FOR]
    if left < 1:
        return Notice(ended=tuple(alarm.trouble.key for alarm in gone if not alarm.told))
    begun = tuple(alarm.trouble for alarm in there if alarm.told < alarm.trouble.level)
    over = tuple(alarm.trouble for alarm in gone if alarm.told)
    return Notice(begun, over, tuple(alarm.trouble.key for alarm in gone), last=left == 1 and bool(begun or over))
