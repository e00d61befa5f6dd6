"""An alarm is told once until it is over, together with others, and within a budget."""

from datetime import timedelta

from mailbot.core.alarm import AGAIN_AFTER, MOST_A_DAY, MOST_OF_ONE, UNSEEN_FOR, Alarm, Given, Notice, Trouble, next_notice
from tests.fakes import START

DISK, RELAY = Trouble("disk", "the disk is full"), Trouble("relay", "the relay is away")
LATER = START + UNSEEN_FOR


def alarm(trouble: Trouble, *, told: int = 0, seen_at=START) -> Alarm:
    return Alarm(trouble, START, seen_at, told)


def test_what_is_new_is_told_together() -> None:
    assert next_notice([alarm(DISK), alarm(RELAY)], START, []) == Notice((DISK, RELAY))


def test_what_was_told_is_not_told_again() -> None:
    assert not next_notice([alarm(DISK, told=1)], START, [])


def test_what_grows_worse_is_told_again() -> None:
    worse = Trouble("dead", "3 mails are dead", 3)
    assert next_notice([alarm(worse, told=2)], START, []).begun == (worse,)
    assert not next_notice([alarm(worse, told=3)], START, [])


def test_what_nobody_sees_any_more_is_over() -> None:
    told = next_notice([alarm(DISK, told=1)], LATER, [])
    assert (told.begun, told.over, told.ended) == ((), (DISK,), ("disk",))
    assert not next_notice([alarm(DISK, told=1)], LATER - timedelta(seconds=1), []).ended


def test_what_came_and_went_untold_is_dropped_in_silence() -> None:
    told = next_notice([alarm(DISK)], LATER, [])
    assert (bool(told), told.ended) == (False, ("disk",))


def test_without_budget_all_waits_and_nothing_that_was_told_is_forgotten() -> None:
    told = next_notice([alarm(DISK, seen_at=LATER), alarm(RELAY, told=1)], LATER, [Given(START)] * MOST_A_DAY)
    assert (bool(told), told.ended) == (False, ())
    told = next_notice([alarm(DISK, seen_at=LATER), alarm(RELAY, told=1)], LATER, [Given(START)] * (MOST_A_DAY - 1))
    assert (told.begun, told.over, told.last) == ((DISK,), (RELAY,), True)


def test_what_rises_again_and_again_is_told_once_an_hour() -> None:
    worse, given = Trouble("dead", "3 mails are dead", 3), [Given(START, frozenset({"dead"}))]
    soon, then = START + AGAIN_AFTER - timedelta(seconds=1), START + AGAIN_AFTER
    assert not next_notice([alarm(worse, told=2, seen_at=soon)], soon, given)
    assert next_notice([alarm(worse, told=2, seen_at=then)], then, given).begun == (worse,)


def test_no_alarm_uses_up_what_a_day_may_tell_of_others() -> None:
    worse = Trouble("dead", "9 mails are dead", 9)
    given = [Given(START + n * AGAIN_AFTER, frozenset({"dead"})) for n in range(MOST_OF_ONE)]
    now = START + 10 * AGAIN_AFTER
    assert not next_notice([alarm(worse, told=3, seen_at=now)], now, given)
    told = next_notice([alarm(worse, told=3, seen_at=now), alarm(RELAY, seen_at=now)], now, given)
    assert (told.begun, told.last) == ((worse, RELAY), False)
    assert next_notice([alarm(worse, told=3, seen_at=now)], now, given[1:]).begun == (worse,)
