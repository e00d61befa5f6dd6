"""Something to be said in the reader's language: on a receipt, or in the story of a ticket."""

from dataclasses import dataclass

MOMENTS = ("until", "since")
"""The values that are moments (ISO 8601); they are read out in the zone in which they stand."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A line: the key of a pattern in the word list, and what stands in its gaps: ids, moments (ISO 8601), somebody's words."""

    key: str
    values: tuple[tuple[str, str], ...] = ()


def of_event(told: Remark) -> Remark:
    """What the story of a ticket tells of a change, as a line of a receipt: said by the section `event` of the word list."""
    return Remark(f"event:{told.key}", told.values)


def remark(key: str, **values: str) -> Remark:
    """A line with these values in its gaps."""
    return Remark(key, tuple(values.items()))
