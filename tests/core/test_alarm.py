"""An alarm is told once until it is over, together with others, and within a budget."""

from datetime import timedelta

from mailbot.core.alarm import UNSEEN_FOR, Alarm, Notice, Trouble, next_notice
from tests.fakes import START

DISK, RELAY = Trouble("disk", "the disk is full"), Trouble("relay", "the relay is away")
LATER = START + UNSEEN_FOR


def alarm(trouble: Trouble, *, told: int = 0, seen_at=START) -> Alarm:
    return Alarm(trouble, START, seen_at, told)


def test_what_is_new_is_told_together() -> None:
    assert next_notice([alarm(DISK), alarm(RELAY)], START, 5) == Notice((DISK, RELAY))


def test_what_was_told_is_not_told_again() -> None:
    assert not next_notice([alarm(DISK, told=1)], START, 5)


def test_what_grows_worse_is_told_again() -> None:
    worse = Trouble("dead", "3 mails are dead", 3)
    assert next_notice([alarm(worse, told=2)], START, 5).begun == (worse,)
    assert not next_notice([alarm(worse, told=3)], START, 5)


def test_what_nobody_sees_any_more_is_over() -> None:
    told = next_notice([alarm(DISK, told=1)], LATER, 5)
    assert (told.begun, told.over, told.ended) == ((), (DISK,), ("disk",))
    assert not next_notice([alarm(DISK, told=1)], LATER - timedelta(seconds=1), 5).ended


def test_what_came_and_went_untold_is_dropped_in_silence() -> None:
    told = next_notice([alarm(DISK)], LATER, 5)
    assert (bool(told), told.ended) == (False, ("disk",))


def test_without_budget_all_waits_and_nothing_that_was_told_is_forgotten() -> None:
    told = next_notice([alarm(DISK, seen_at=LATER), alarm(RELAY, told=1)], LATER, 0)
    assert (bool(told), told.ended) == (False, ())
    told = next_notice([alarm(DISK, seen_at=LATER), alarm(RELAY, told=1)], LATER, 1)
    assert (told.begun, told.over, told.last) == ((DISK,), (RELAY,), True)
