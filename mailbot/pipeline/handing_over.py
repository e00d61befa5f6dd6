"""Gives back what a process that ends has in hand, so that others need not wait for its leases."""

import threading
from collections.abc import Iterator
from typing import Protocol

from mailbot.ports import Queue, Store, StoreTrouble


class Holding(Protocol):
    """A part of a desk that has things in hand."""

    @property
    def store(self) -> Store:
        """The database."""

    @property
    def holder(self) -> str:
        """Whose they are."""


class Parts(Protocol):
    """The parts of a desk."""

    @property
    def intake(self) -> Holding | None:
        """What reads."""

    @property
    def processing(self) -> Holding | None:
        """What decides."""

    @property
    def ticking(self) -> Holding | None:
        """What does what is due at an hour."""


def give_all_back(desk: Parts, seconds: float) -> None:
    """Let others have the mailboxes, mails and timers of this process; a database that does not answer keeps us for `seconds`.

    Nothing can be done twice by that: whoever still works at something here finds at its end that it is not his any more, and
    changes nothing. But a mail that may be at its server this very moment stays ours until its lease ends.
    """
    thread = threading.Thread(target=_give_back, args=(desk,), name="handing over", daemon=True)
    thread.start()
    thread.join(seconds)


def _give_back(desk: Parts) -> None:
    part = next(_holding(desk), None)
    if part is None:
        return
    try:
        with part.store.transaction() as tx:
            tx.jobs.free(part.holder, but=Queue.SEND)
    except StoreTrouble:
        return  # the leases end by themselves


def _holding(desk: Parts) -> Iterator[Holding]:
    for part in (desk.intake, desk.processing, desk.ticking):
        if part is not None:
            yield part
