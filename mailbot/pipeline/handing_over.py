"""Gives back what a process that ends has in hand, so that others need not wait for its leases."""

import threading

from mailbot.pipeline.parts import Desk
from mailbot.ports import Queue, StoreTrouble


def give_all_back(desk: Desk, seconds: float) -> None:
    """Let others have the mailboxes, mails and timers of this process; a database that does not answer keeps us for `seconds`.

    Nothing can be done twice by that: whoever still works at something here finds at its end that it is not his any more, and
    changes nothing. But a mail that may be at its server this very moment stays ours until its lease ends.
    """
    thread = threading.Thread(target=_give_back, args=(desk,), name="handing over", daemon=True)
    thread.start()
    thread.join(seconds)


def _give_back(desk: Desk) -> None:
    part = desk.intake or desk.processing or desk.ticking
    if part is None:
        return
    try:
        with part.store.transaction() as tx:
            tx.jobs.free(part.holder, but=Queue.SEND)
    except StoreTrouble:
        return  # the leases end by themselves
