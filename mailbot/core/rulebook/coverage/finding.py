"""What coverage says: a rulebook without errors that nevertheless cannot do all that it says."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of finding it is; the words of the JSON output."""

    NEVER_WINS = "never_wins"
    DEAD_WORD = "dead_word"
    NEVER_DECIDED = "never_decided"
    CONFLICT = "conflict"
    CONTAINED_WORD = "contained_word"
    UNREACHED_DESK = "unreached_desk"
    UNREACHED_COORDINATOR = "unreached_coordinator"
    UNREACHED_COUNTRY = "unreached_country"
    UNREACHED_AREA = "unreached_area"
    UNREACHED_TOPIC = "unreached_topic"
    COUNTRY_WITHOUT_DESK = "country_without_desk"
    NO_PUBLIC_HOLIDAYS = "no_public_holidays"


NOTES = frozenset({Kind.CONTAINED_WORD, Kind.COUNTRY_WITHOUT_DESK})
"""Kinds that are as they should be in a good rulebook too: told on demand."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing: where (line and column from 1), what, and what would be right."""

    file: str
    line: int
    column: int
    kind: Kind
    message: str
    mend: str

    @property
    def is_note(self) -> bool:
        """Whether it is no flaw, only worth knowing."""
        return self.kind in NOTES

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message} ({self.mend})"
