"""The mails of the past one by one, a short transaction a turn: a desk at work is not kept waiting, and memory stays flat."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from mailbot.ports import Past, PastMail, Store


def since_days(now: datetime, days: int | None) -> datetime | None:
    """The moment so many days ago, None for no bound."""
    return None if days is None else now - timedelta(days=days)


def past_mails(store: Store, wanted: Past) -> Iterator[PastMail]:
    """All these mails, in the order of the ledger. Raises StoreTrouble."""
    after = 0
    while True:
        with store.transaction() as tx:
            mails = tx.archive.past_mails(wanted, after)
        if not mails:
            return
        yield from mails
        after = mails[-1].inbound
