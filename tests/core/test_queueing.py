"""Turns: a flow is never ahead of another for what it brought before, and nobody is put in the past."""

import itertools
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.queueing import A_TURN, Rank, next_turns, rank_of, share_of_oldest, turn_at
from mailbot.core.ticket import Urgency
from tests.fakes import START

MOMENTS = st.datetimes(min_value=datetime(1980, 1, 1), max_value=datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(MOMENTS, MOMENTS)
def test_turns_stand_as_their_moments_do(one: datetime, other: datetime) -> None:
    assert (turn_at(one) < turn_at(other)) == (one < other)
    assert turn_at(one + timedelta(seconds=1)) - turn_at(one) == A_TURN


@given(MOMENTS, st.none() | st.integers(0, 10**16), st.integers(0, 50))
def test_a_flow_stands_behind_itself_and_never_in_the_past(now: datetime, last: int | None, count: int) -> None:
    turns = list(next_turns(now, last, count))
    assert len(turns) == count
    assert all(after - before == A_TURN for before, after in itertools.pairwise(turns))
    assert all(turn >= turn_at(now) and (last is None or turn > last) for turn in turns)


def test_one_mail_of_another_mailbox_comes_next_while_ten_thousand_wait() -> None:
    many = next_turns(START, None, 10_000)
    (one,) = next_turns(START + timedelta(seconds=30), None, 1)
    assert sum(turn < one for turn in many) == 30


def test_of_the_oldest_there_is_a_share_where_some_are_taken_at_once() -> None:
    assert [share_of_oldest(limit) for limit in (1, 2, 4, 20)] == [0, 0, 1, 5]


def test_only_what_is_critical_is_urgent() -> None:
    assert [rank_of(urgency) for urgency in (*Urgency, "")] == [*[Rank.ORDINARY] * 3, Rank.URGENT, Rank.ORDINARY]
