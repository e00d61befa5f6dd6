"""One work on many mails, by as many processes as there are cores; memory does not grow with the number of mails."""

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, Protocol, TypeVar

from mailbot.core.deciding.context import Identity
from mailbot.core.rulebook import compile_rulebook
from mailbot.pipeline.diff import Compared, Comparison, Trial
from mailbot.pipeline.rulebooks import settle_memory

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

MOST_MAILS, MOST_BYTES = 40, 2_000_000
"""Of a batch."""


class WorkerDied(Exception):
    """A process of ours was killed from outside; the text says what to try."""


WORTH_IT = 12
"""Batches for which processes are started: each takes seconds to begin with, since it compiles all rulebooks itself."""


class Recipe(Protocol[T_co]):
    """What is to be done with each batch, in a form that another process can be given."""

    def begin(self) -> Callable[[list[Trial]], T_co]:
        """Make ready, once a process: what does the work."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Rulebooks as files (name -> text): the one to compare with, and the others."""

    before: Mapping[str, str]
    others: tuple[Mapping[str, str], ...]
    identity: Identity

    def begin(self) -> Callable[[list[Trial]], Compared]:
        """Compile all of them. Raises RulebookBroken."""
        before, others = compile_rulebook(self.before), tuple(compile_rulebook(files) for files in self.others)
        settle_memory()
        return Comparison(before, others, self.identity).compare


def in_batches(trials: Iterable[Trial], recipe: Recipe[T], jobs: int) -> Iterator[T]:
    """Do the work on every mail, batch by batch, in order. Few mails are not worth other processes.

    Raises WorkerDied, and whatever `recipe` and `trials` raise.
    """
    batches = _batches(trials)
    first = list(islice(batches, WORTH_IT))
    if jobs < 2 or len(first) < WORTH_IT:
        work = recipe.begin()
        for batch in chain(first, batches):
            yield work(batch)
        return
    try:
        yield from _in_processes(chain(first, batches), recipe, jobs)
    except BrokenProcessPool as broken:
        raise WorkerDied("a process that compares was killed; if memory is short, try --jobs 1") from broken


def _in_processes(batches: Iterable[list[Trial]], recipe: Recipe[T], jobs: int) -> Iterator[T]:
    """Two batches a process are under way, no more: they are what is in memory."""
    spawn = multiprocessing.get_context("spawn")  # a forked process of one with threads may hang
    with ProcessPoolExecutor(jobs, mp_context=spawn, initializer=_begin, initargs=(recipe,)) as pool:
        under_way: deque[Future[Any]] = deque()
        try:
            for batch in batches:
                under_way.append(pool.submit(_work, batch))
                if len(under_way) >= 2 * jobs:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        finally:
            for future in under_way:
                future.cancel()


_OF_THIS_PROCESS: list[Callable[[list[Trial]], Any]] = []
"""In a process of the pool: what does its work."""


def _begin(recipe: Recipe[Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asked; it ends us
    _OF_THIS_PROCESS.append(recipe.begin())


def _work(batch: list[Trial]) -> Any:
    return _OF_THIS_PROCESS[-1](batch)


def _batches(trials: Iterable[Trial]) -> Iterator[list[Trial]]:
    batch: list[Trial] = []
    size = 0
    for trial in trials:
        batch.append(trial)
        size += len(trial.mail.raw)
        if len(batch) >= MOST_MAILS or size >= MOST_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
