"""Which groups each word is in: tables, or named lists. A hundred thousand words are in a few hundred combinations of groups."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Group = TypeVar("Group")


@dataclass(frozen=True, slots=True)
class Memberships(Generic[Group]):
    """By number of a word, the combination that it is in: `combinations[places[number]]`; two octets a word, not a pointer."""

    combinations: tuple[tuple[Group, ...], ...]
    places: "array[int]"

    def __getitem__(self, number: int) -> tuple[Group, ...]:
        """The groups of a word."""
        return self.combinations[self.places[number]]

    def __bool__(self) -> bool:
        """Whether any word is in any group."""
        return len(self.combinations) > 1


def invert(groups: Sequence[frozenset[int]], names: Sequence[Group], words: int) -> Memberships[Group]:
    """From each of so many words to the `names` of the groups that it is in, in their order."""
    found: dict[int, tuple[int, ...]] = {}
    known: dict[tuple[int, ...], tuple[int, ...]] = {}
    for place, numbers in enumerate(groups):
        for number in numbers:
            longer = (*found.get(number, ()), place)
            found[number] = known.setdefault(longer, longer)
    order = {combination: at for at, combination in enumerate(dict.fromkeys([(), *found.values()]))}
    places = array("H" if len(order) < 1 << 16 else "I", [order[found.get(number, ())] for number in range(words)])
    return Memberships(tuple(tuple(names[place] for place in combination) for combination in order), places)
