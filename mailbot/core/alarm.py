"""When people are told that something alarms: once until it is over, together, and within a budget."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

UNSEEN_FOR = timedelta(minutes=2)
"""What nobody has seen for so long is over."""

A_DAY = timedelta(days=1)
MOST_A_DAY = 12
"""Notices within 24 hours; each tells all that is new, so that what comes after them comes together in one."""

MOST_OF_ONE = 3
"""Notices within 24 hours that leave since one alarm began or rose. One that anybody can raise may not use up those of others."""

AGAIN_AFTER = timedelta(hours=1)
"""Time between two notices that leave since one alarm began or rose; what it rose by meanwhile is told in one sum."""


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
class Given:
    """A notice that was given, and the keys of the alarms that began or rose in it."""

    at: datetime
    keys: frozenset[str] = frozenset()


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


def next_notice(alarms: Sequence[Alarm], now: datetime, given: Sequence[Given]) -> Notice:
    """What is to be told, where these notices were `given` within A_DAY.

    Without any left, what is new waits, and is told with the next one; so is what is over and was told. What has been told
    often, or just now, does not make a notice leave, but goes along with one that leaves anyhow.
    """
    left = MOST_A_DAY - len(given)
    there = [alarm for alarm in alarms if now - alarm.seen_at < UNSEEN_FOR]
    gone = [alarm for alarm in alarms if now - alarm.seen_at >= UNSEEN_FOR]
    over = tuple(alarm.trouble for alarm in gone if alarm.told)
    begun = tuple(alarm.trouble for alarm in there if alarm.told < alarm.trouble.level)
    if left < 1 or not (over or any(_may_leave(trouble, now, given) for trouble in begun)):
        return Notice(ended=tuple(alarm.trouble.key for alarm in gone if not alarm.told))
    return Notice(begun, over, tuple(alarm.trouble.key for alarm in gone), last=left == 1)


def _may_leave(trouble: Trouble, now: datetime, given: Sequence[Given]) -> bool:
    """Whether a notice may leave for its sake."""
    told = [one.at for one in given if trouble.key in one.keys]
    return len(told) < MOST_OF_ONE and all(now - at >= AGAIN_AFTER for at in told)
