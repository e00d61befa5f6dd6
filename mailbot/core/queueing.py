"""Who comes next in a queue: what is critical, then the flows by turns, and always some of the oldest.

A flow is what has a claim to a share of its own: a mailbox in the queue of mails to be decided, a ticket in that of mails to be
sent. Turns are those of VirtualClock (L. Zhang, "VirtualClock: a new traffic control algorithm", SIGCOMM 1990): each job has a
moment, one second behind that of the job before it in its flow, but never in the past, and jobs are taken in the order of these
moments. A flow of ten thousand jobs so stands in line for the next three hours, though it is served as fast as it can be while
nobody else waits, and whoever brings one job has it done next. Nothing is kept beside the jobs, and no moment is ever moved.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import IntEnum

from mailbot.core.ticket import Urgency


class Rank(IntEnum):
    """What is taken first, in rising order as listed."""

    URGENT = 0
    ORDINARY = 1


A_TURN = 1_000_000
"""Microseconds between two turns of a flow: longer than a job takes, or a large flow would still be ahead of a small one."""

OVERTAKEN_AFTER = timedelta(minutes=30)
"""How far off the next try of a mail may be for others of its ticket to wait for it."""


def rank_of(urgency: str) -> Rank:
    """How soon the jobs of a ticket are taken."""
    return Rank.URGENT if urgency == Urgency.CRITICAL else Rank.ORDINARY


def turn_at(moment: datetime) -> int:
    """A moment as turns count: microseconds since 1970. The moment must be aware."""
    return int(moment.timestamp()) * A_TURN + moment.microsecond


def next_turns(now: datetime, last: int | None, count: int) -> Sequence[int]:
    """The turns of `count` new jobs of a flow whose last waiting job has the turn `last`, None where none waits."""
    first = turn_at(now) if last is None else max(turn_at(now), last + A_TURN)
    return range(first, first + count * A_TURN, A_TURN)


def share_of_oldest(limit: int) -> int:
    """How many of `limit` jobs are the oldest of their queue whatever their rank and turn, so that none waits for ever."""
    return limit // 4
