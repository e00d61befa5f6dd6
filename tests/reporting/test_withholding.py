"""Nobody can compute a small number of restricted tickets: all tables that look alike are tried, one by one."""

import random
from collections.abc import Iterator
from itertools import product

import pytest

from mailbot.core.reporting.withholding import SMALL, Count, Counts, Key, Marks, Withheld, find_ranges, withhold

MOST = 7
"""The largest count of a smallest part that is drawn."""


def leaves(counts: Counts) -> list[Key]:
    return [key for key in counts if key and not any(other[:-1] == key for other in counts)]


def summed(counts: Counts, values: dict[Key, int]) -> dict[Key, int]:
    """The counts of the whole table by those of its smallest parts."""
    return {key: sum(value for leaf, value in values.items() if leaf[: len(key)] == key) for key in counts}


def fits(table: dict[Key, int], counts: Counts, marks: Marks) -> bool:
    """Whether a table looks like the one that is shown."""
    for key, count in counts.items():
        mark = marks.get(key)
        if mark is None and table[key] != count.value:
            return False
        if mark is Withheld.UNDER_FIVE and not 1 <= table[key] < SMALL:
            return False
        if table[key] > count.most:
            return False
    return True


def alike(counts: Counts, marks: Marks) -> Iterator[dict[Key, int]]:
    """Every table that looks like the one that is shown."""
    parts = leaves(counts)
    most = max(counts[()].value, SMALL)
    for values in product(range(1, most + 1), repeat=len(parts)):
        table = summed(counts, dict(zip(parts, values, strict=True)))
        if fits(table, counts, marks):
            yield table


def drawn(chance: random.Random) -> Counts:
    """A small table of one level, or of two, with at most three smallest parts."""
    keys: list[Key] = [(name,) for name in "abc"[: chance.randrange(1, 4)]]
    if chance.random() < 0.5:
        keys = [(chance.choice("xy"), *key) for key in keys]
    values = {key: chance.randrange(1, MOST + 1) for key in keys}
    restricted = {key: chance.randrange(0, value + 1) if chance.random() < 0.5 else 0 for key, value in values.items()}
    every: set[Key] = {key[:depth] for key in keys for depth in range(len(key) + 1)}
    table = dict.fromkeys(sorted(every))
    return {
        key: Count(
            sum(value for leaf, value in values.items() if leaf[: len(key)] == key),
            sum(value for leaf, value in restricted.items() if leaf[: len(key)] == key),
        )
        for key in table
    }


@pytest.mark.parametrize("seed", range(120))
def test_what_is_held_back_cannot_be_computed(seed: int) -> None:
    counts = drawn(random.Random(seed))
    marks = withhold(counts, least=1)
    if marks is None:
        return
    small = [key for key, count in counts.items() if count.small]
    assert set(small) <= set(marks)
    seen: dict[Key, set[int]] = {key: set() for key in small}
    for table in alike(counts, marks):
        for key in small:
            seen[key].add(table[key])
    assert all(len(values) > 1 for values in seen.values())


@pytest.mark.parametrize("seed", range(60))
def test_the_ranges_are_those_of_all_tables_that_look_alike(seed: int) -> None:
    chance = random.Random(seed)
    counts = drawn(chance)
    marks = {
        key: Withheld.UNDER_FIVE if count.small else Withheld.OTHER
        for key, count in counts.items()
        if key and (count.small or chance.random() < 0.4)
    }
    tables = list(alike(counts, marks))
    found = {key: (min(table[key] for table in tables), max(table[key] for table in tables)) for key in counts}
    assert find_ranges(counts, marks, least=1) == found


def test_one_small_part_is_held_back_with_another() -> None:
    counts = {(): Count(20, 2), ("a",): Count(2, 2), ("b",): Count(12), ("c",): Count(6)}
    assert withhold(counts, least=1) == {("a",): Withheld.UNDER_FIVE, ("c",): Withheld.OTHER}


def test_nothing_is_held_back_of_what_is_not_restricted_or_not_small() -> None:
    assert withhold({(): Count(9, 7), ("a",): Count(7, 7), ("b",): Count(2)}, least=1) == {}


def test_parts_of_which_all_are_one_are_not_shown_at_all() -> None:
    counts = {(): Count(5, 5), **{(name,): Count(1, 1) for name in "abcde"}}
    assert withhold(counts, least=1) is None


def test_parts_that_are_as_large_as_a_small_number_can_be_do_not_even_say_so() -> None:
    counts = {(): Count(8, 8), ("a",): Count(4, 4), ("b",): Count(4, 4)}
    assert withhold(counts, least=1) == dict.fromkeys([("a",), ("b",)], Withheld.OTHER)


def test_a_part_of_a_part_is_protected_by_its_neighbour_first() -> None:
    counts = {
        (): Count(60, 2),
        ("x",): Count(20, 2),
        ("x", "a"): Count(2, 2),
        ("x", "b"): Count(18),
        ("y",): Count(40),
        ("y", "c"): Count(3),
        ("y", "d"): Count(37),
    }
    assert withhold(counts, least=1) == {("x", "a"): Withheld.UNDER_FIVE, ("x", "b"): Withheld.OTHER}
