"""Compares many mails, by as many processes as there are cores; what is in memory does not grow with the number of mails."""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice

from mailbot.core.deciding.context import Identity
from mailbot.core.rulebook import compile_rulebook
from mailbot.pipeline.diff import Compared, Comparison, Trial
from mailbot.pipeline.rulebooks import settle_memory

MOST_MAILS, MOST_BYTES = 40, 2_000_000
"""Of a batch."""


class WorkerDied(Exception):
    """A process of ours was killed from outside; the text says what to try."""


WORTH_IT = 12
"""Batches for which processes are started: each takes seconds to begin with, since it compiles all rulebooks itself."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Rulebooks as files (name -> text), which another process can be given: the one to compare with, and the others."""

    before: Mapping[str, str]
    others: tuple[Mapping[str, str], ...]
    identity: Identity

    def compile(self) -> Comparison:
        """Compile all of them. Raises RulebookBroken."""
        before, others = compile_rulebook(self.before), tuple(compile_rulebook(files) for files in self.others)
        settle_memory()
        return Comparison(before, others, self.identity)


def compare_all(trials: Iterable[Trial], texts: Texts, jobs: int) -> Iterator[Compared]:
    """Decide every mail by all rulebooks, in batches, in order. Few mails are not worth other processes.

    Raises RulebookBroken, WorkerDied, and whatever `trials` raises.
    """
    batches = _batches(trials)
    first = list(islice(batches, WORTH_IT))
    if jobs < 2 or len(first) < WORTH_IT:
        comparison = texts.compile()
        for batch in chain(first, batches):
            yield comparison.compare(batch)
        return
    try:
        yield from _in_processes(chain(first, batches), texts, jobs)
    except BrokenProcessPool as broken:
        raise WorkerDied("a process that compares was killed; if memory is short, try --jobs 1") from broken


def _in_processes(batches: Iterable[list[Trial]], texts: Texts, jobs: int) -> Iterator[Compared]:
    """Two batches a process are under way, no more: they are what is in memory."""
    spawn = multiprocessing.get_context("spawn")  # a forked process of one with threads may hang
    with ProcessPoolExecutor(jobs, mp_context=spawn, initializer=_begin, initargs=(texts,)) as pool:
        under_way: deque[Future[Compared]] = deque()
        try:
            for batch in batches:
                under_way.append(pool.submit(_compare, batch))
                if len(under_way) >= 2 * jobs:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        finally:
            for future in under_way:
                future.cancel()


_OF_THIS_PROCESS: list[Comparison] = []
"""In a process of the pool: its rulebooks."""


def _begin(texts: Texts) -> None:
    _OF_THIS_PROCESS.append(texts.compile())


def _compare(batch: list[Trial]) -> Compared:
    return _OF_THIS_PROCESS[-1].compare(batch)


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
