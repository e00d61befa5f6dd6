"""A part of all cases, so that a run of hours can be made in several."""

from dataclasses import dataclass

from benchmarks.faults.boundary import BadCase, Case


@dataclass(frozen=True, slots=True)
class Part:
    """The `number`-th of `of` parts, counted from 1."""

    number: int = 1
    of: int = 1

    def cases(self, cases: list[Case]) -> list[Case]:
        """Those of this part: every `of`-th case, so that each part strikes everywhere."""
        return cases[self.number - 1 :: self.of]


def parse_part(text: str) -> Part:
    """A part as it is typed, `2/5`. Raises BadCase."""
    number, _, of = text.partition("/")
    if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
        raise BadCase(f"{text!r} is no part: write 1/4 for the first of four")
    return Part(int(number), int(of))
