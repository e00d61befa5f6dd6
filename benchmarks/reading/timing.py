"""CPU of reading a mail beside CPU of mail-parser alone: in one process, by turns, several rounds."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

import mailparser

from benchmarks.reading.mails import Made
from mailbot.core.reading import read


@dataclass(frozen=True, slots=True)
class Timed:
    """One mail's seconds of CPU, one figure a round."""

    made: Made
    ours: tuple[float, ...]
    floor: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """Median of the rounds' ratios."""
        return median(ours / floor for ours, floor in zip(self.ours, self.floor, strict=True))


def time_mails(mails: Sequence[Made], rounds: int, times: int) -> list[Timed]:
    """Read each mail `times` times a round with either, taking turns, after one round that is not counted."""
    ours: list[list[float]] = [[] for _ in mails]
    floor: list[list[float]] = [[] for _ in mails]
    for number in range(rounds + 1):
        for made, our_times, floor_times in zip(mails, ours, floor, strict=True):
            ours_took = _time(read, made.raw, times)
            floor_took = _time(mailparser.parse_from_bytes, made.raw, times)
            if number:
                our_times.append(ours_took)
                floor_times.append(floor_took)
    return [Timed(made, tuple(a), tuple(b)) for made, a, b in zip(mails, ours, floor, strict=True)]


def ratio_of_all(timed: Sequence[Timed]) -> float:
    """Median of the rounds' ratios of all mails together, each counted once."""
    ours = [sum(took) for took in zip(*(mail.ours for mail in timed), strict=True)]
    floor = [sum(took) for took in zip(*(mail.floor for mail in timed), strict=True)]
    return median(a / b for a, b in zip(ours, floor, strict=True))


def find_wrong(mails: Sequence[Made]) -> list[str]:
    """Mails that are not understood as what they are: their figures would say nothing."""
    wrong = []
    for made in mails:
        mail = read(made.raw)
        if (mail.kind, mail.language) != (made.kind, made.language):
            wrong.append(f"{made.sort}: read as {mail.kind} in {mail.language}, not as {made.kind} in {made.language}")
    return wrong


def _time(work: Callable[[bytes], object], raw: bytes, times: int) -> float:
    """Seconds of CPU for one time."""
    begun = time.process_time()
    for _ in range(times):
        work(raw)
    return (time.process_time() - begun) / times
