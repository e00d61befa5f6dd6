"""Where a run of the desk can be struck, and with what.

A boundary is one act towards the outside: a statement, a commit, an IMAP command, an SMTP verb, a file opened to be written.
Its name says where in the journey it is: `request.commit.3` is the third commit after the requester's first mail.
"""

import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from random import Random


class Fault(StrEnum):
    """What strikes. `slow`: the answer takes so long that every lease runs out, and another machine works meanwhile."""

    KILL = "kill"
    ERROR = "error"
    TIMEOUT = "timeout"
    TORN = "torn"
    SLOW = "slow"


class Moment(StrEnum):
    """Before the act, which then does not happen; or after it, and its answer is what is lost."""

    BEFORE = "before"
    AFTER = "after"


class BadCase(ValueError):
    """What was typed names no case; the text says what is wrong."""


SPOKEN = ("imap", "smtp")
"""What the names of boundaries on the wire begin with."""


@dataclass(frozen=True, slots=True)
class Case:
    """One fault at one boundary. With its seed it is the same each time."""

    boundary: str
    fault: Fault
    moment: Moment
    seed: int = 1

    def __str__(self) -> str:
        return f"{self.boundary}:{self.fault}-{self.moment}"

    @property
    def leg(self) -> str:
        """The leg of the journey in which it strikes."""
        return self.boundary.partition(".")[0]

    @property
    def on_the_wire(self) -> bool:
        """Whether it strikes what is said to a mail server."""
        return self.boundary.split(".")[1].startswith(SPOKEN)

    @property
    def chance(self) -> Random:
        """What decides all that the name leaves open: the words of an error, the machine that goes on."""
        return Random(f"{self.seed}:{self}")

    def strikes(self, boundary: str) -> "Case | None":
        """Itself, where it strikes there."""
        return self if boundary == self.boundary else None


def parse_case(text: str, seed: int) -> Case:
    """A case as it is printed. Raises BadCase."""
    boundary, _, what = text.rpartition(":")
    fault, _, moment = what.partition("-")
    if boundary.count(".") != 2 or fault not in tuple(Fault) or moment not in tuple(Moment):
        raise BadCase(f"{text!r} is no case; write BOUNDARY:FAULT-MOMENT, as request.commit.3:kill-after")
    return Case(boundary, Fault(fault), Moment(moment), seed)


def cases_at(boundary: str, seed: int) -> list[Case]:
    """Every case of a boundary.

    A statement is struck before alone: until its transaction commits, having run unheard is the same as not having run.
    What ends a transaction, or begins a connection to a mail server, has no error of its own.
    """
    what = boundary.split(".")[1]
    wire = what.startswith(SPOKEN)
    moments = tuple(Moment) if wire or what == "commit" else (Moment.BEFORE,)
    mute = what == "rollback" or what.endswith("connect")
    faults = [fault for fault in Fault if not (mute and fault is Fault.ERROR)]
    return [Case(boundary, fault, moment, seed) for fault in faults for moment in moments]


def choose(boundaries: Iterable[str], seed: int, sample: int = 0) -> list[Case]:
    """Every case of every boundary; with `sample` so many of them, by chance."""
    cases = [case for boundary in boundaries for case in cases_at(boundary, seed)]
    if not 0 < sample < len(cases):
        return cases
    return [cases[number] for number in sorted(Random(seed).sample(range(len(cases)), sample))]


class Tally:
    """Names each boundary of one leg as it is passed, and says where the case strikes. For any thread."""

    def __init__(self, leg: str, case: Case | None) -> None:
        self._leg, self._case = leg, case
        self._lock = threading.Lock()
        self._counts: Counter[str] = Counter()
        self.passed: list[str] = []

    def passing(self, what: str) -> Case | None:
        """Count one boundary; the case, where it strikes here."""
        with self._lock:
            self._counts[what] += 1
            name = f"{self._leg}.{what}.{self._counts[what]}"
            self.passed.append(name)
        return self._case.strikes(name) if self._case else None
