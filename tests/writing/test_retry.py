"""When a mail that could not leave is tried again."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.writing.retry import DELAYS, MAX_ATTEMPTS, next_try


def test_waits_grow_and_end_after_about_four_days() -> None:
    waits = [next_try(n, 0.5) for n in range(1, MAX_ATTEMPTS)]
    known = [wait for wait in waits if wait is not None]
    assert len(known) == MAX_ATTEMPTS - 1
    assert all(before <= after for before, after in pairwise(known))
    assert known[0] == timedelta(seconds=DELAYS[0])
    assert timedelta(days=3) < sum(known, timedelta()) < timedelta(days=5)
    assert next_try(MAX_ATTEMPTS, 0.5) is None
    assert next_try(MAX_ATTEMPTS + 1, 0.5) is None


@given(st.integers(1, MAX_ATTEMPTS - 1), st.floats(0, 1, exclude_max=True))
def test_tries_spread_by_a_quarter(attempts: int, chance: float) -> None:
    wait, middle = next_try(attempts, chance), next_try(attempts, 0.5)
    assert wait is not None
    assert middle is not None
    assert 0.75 * middle <= wait <= 1.25 * middle
