"""Words inside a longer word of another rule: where the longer stands, the shorter is not found."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mailbot.core.rulebook.coverage.logic import Logic
from mailbot.core.rulebook.coverage.shape import Shape

MOST_OWNERS = 3


@dataclass(frozen=True, slots=True)
class Contained:
    """A rule whose words stand inside those of another: pairs of the shorter and the longer."""

    inner: Shape
    outer: Shape
    words: tuple[tuple[int, int], ...]


def find_contained(logic: Logic, forms: Sequence[str]) -> Iterator[Contained]:
    """Each pair of rules of the table that say different things, once, with all its words."""
    owners: dict[int, list[Shape]] = defaultdict(list)
    for shape in logic.shapes:
        for number in {atom.key for atom in shape.atoms() if isinstance(atom.key, int)}:
            if len(owners[number]) < MOST_OWNERS:
                owners[number].append(shape)
    by_form = {forms[number]: number for number in owners}
    pairs: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for outer, outer_rules in owners.items():
        for inner in _inside(forms[outer], by_form):
            for a in owners.get(inner, ()):
                for b in outer_rules:
                    if a.number != b.number and a.rule.then != b.rule.then:
                        pairs[a.number, b.number].append((inner, outer))
    for (a_number, b_number), words in sorted(pairs.items()):
        yield Contained(logic.shapes[a_number], logic.shapes[b_number], tuple(words))


def _inside(form: str, by_form: Mapping[str, int]) -> Iterator[int]:
    tokens = form.split(" ")
    for begin in range(len(tokens)):
        for end in range(begin + 1, len(tokens) + 1):
            number = by_form.get(" ".join(tokens[begin:end]))
            if number is not None and end - begin < len(tokens):
                yield number
