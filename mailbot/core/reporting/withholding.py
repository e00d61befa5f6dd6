"""What a report holds back: small counts of restricted tickets, and what else is needed so that nobody can compute them.

The counts of a column are a tree: the whole, its parts, their parts. Whoever reads the report knows that each count is the sum
of the counts below it. From that, and from the signs that stand for what is held back, `find_ranges` computes what every count
can be; a small one of which there is only one possibility is protected by holding back another.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

SMALL = 5
"""From this number on, a count of restricted tickets is shown."""

NO_END = 10**12
"""More than any count."""

Key = tuple[str, ...]
"""The way from the whole, `()`, to a part: `("gbv",)`, `("gbv", "gbv_services")`."""


class Withheld(StrEnum):
    """What stands in the place of a figure."""

    UNDER_FIVE = "<5"
    OTHER = "withheld"


@dataclass(frozen=True, slots=True)
class Count:
    """A count, and how much of it are restricted tickets. `most` is what anybody knows that it cannot exceed."""

    value: int
    restricted: int = 0
    most: int = NO_END

    @property
    def small(self) -> bool:
        """Whether it must not be known."""
        return self.restricted > 0 and self.value < SMALL


Counts = Mapping[Key, Count]
Marks = Mapping[Key, Withheld]
Range = tuple[int, int]


def withhold(counts: Counts, hidden: Iterable[Key] = (), least: int = 0) -> Marks | None:
    """What of a column is held back, None where nothing of it may be shown.

    `hidden` are held back in any case, `least` is what every count of the column is at the least.
    """
    marks = {key: Withheld.UNDER_FIVE for key, count in counts.items() if count.small}
    marks |= dict.fromkeys(hidden, Withheld.OTHER)
    while (exposed := _find_exposed(counts, marks, least)) is not None:
        beside = [key for key in counts if key and key not in marks]
        if not beside:
            return _without_bounds(counts, marks, least)
        marks[min(beside, key=lambda key: (_distance(exposed, key, marks), counts[key].value, key))] = Withheld.OTHER
    return marks


def _without_bounds(counts: Counts, marks: Marks, least: int) -> Marks | None:
    """The last resort: not even that a count is under five is told."""
    silent = {key: Withheld.OTHER if key else mark for key, mark in marks.items()}
    return silent if _find_exposed(counts, silent, least) is None else None


def _find_exposed(counts: Counts, marks: Marks, least: int) -> Key | None:
    """A small count that anybody could compute, None where there is none."""
    ranges = find_ranges(counts, marks, least)
    exposed = (key for key in marks if counts[key].small and ranges[key][0] == ranges[key][1])
    return min(exposed, default=None)


def _distance(exposed: Key, key: Key, marks: Marks) -> int:
    """How near a count is to another one in the tree: the nearest ones protect it best."""
    parent = exposed[:-1]
    if key[:-1] == parent and len(key) == len(exposed):
        return 0
    if key[:-1] in marks and key[:-2] == parent and len(key) == len(exposed) + 1:
        return 1
    return 2 if key == parent else 3


def find_ranges(counts: Counts, marks: Marks, least: int) -> Mapping[Key, Range]:
    """The least and the most that each count can be for who sees the others. Exact, as sums of ranges in a tree are."""
    children: dict[Key, list[Key]] = {}
    for key in counts:
        if key:
            children.setdefault(key[:-1], []).append(key)
    ranges = {key: _known(count, marks.get(key), least) for key, count in counts.items()}
    upwards = sorted(counts, key=len, reverse=True)
    for key in upwards:
        if key in children:
            below = [ranges[child] for child in children[key]]
            ranges[key] = _both(ranges[key], (sum(low for low, _ in below), sum(high for _, high in below)))
    for key in reversed(upwards):
        below = [ranges[child] for child in children.get(key, ())]
        lows, highs = sum(low for low, _ in below), sum(high for _, high in below)
        for child, (low, high) in zip(children.get(key, ()), below, strict=True):
            ranges[child] = _both((low, high), (ranges[key][0] - (highs - high), ranges[key][1] - (lows - low)))
    return ranges


def _known(count: Count, mark: Withheld | None, least: int) -> Range:
    """What a count can be by what stands in its place alone."""
    if mark is None:
        return count.value, count.value
    if mark is Withheld.UNDER_FIVE:
        return max(least, 1), min(count.most, SMALL - 1)
    return least, count.most


def _both(one: Range, other: Range) -> Range:
    return max(one[0], other[0]), min(one[1], other[1])
