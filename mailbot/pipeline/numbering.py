"""Whether a mailbox still numbers its mails as it did: a rebuilt one has another UIDVALIDITY (RFC 9051, 2.3.1.1).

One that was set back to an earlier state, against that RFC, has the one of before and gives UIDs anew that the ledger holds for
other mails. It betrays itself by its next UID, or by mails that came at another time than those which were kept under their UIDs.
"""

from dataclasses import replace

from mailbot.ports import Cursor, Mailbox, MailboxState, Store

LOOKED_AT = 20
"""Of the newest mails of the ledger, how many are compared at once."""

MOST_EMPTY = 5
"""After so many looks at mails that the server has no more (moved, or deleted), there is nothing to compare."""


def follow(store: Store, mailbox: Mailbox, cursor: Cursor, state: MailboxState) -> Cursor:
    """How far a mailbox is read, that may be numbered otherwise than before; it is open. Raises as Mailbox does, or StoreTrouble.

    What is to be read again is found again by its bytes: see `ports.Ledger.keep`.
    """
    begin = last_same(store, mailbox, cursor, state)
    if begin is None:
        return cursor
    follows = replace(
        cursor, uidvalidity=state.uidvalidity, last_uid=begin, settled_uid=min(begin, cursor.settled_uid), unsettled=()
    )
    with store.transaction() as tx:
        tx.ledger.free_uids(mailbox.name, follows.uidvalidity, begin)
        tx.ledger.set_cursor(mailbox.name, follows)
    return follows


def last_same(store: Store, mailbox: Mailbox, cursor: Cursor, state: MailboxState) -> int | None:
    """The last UID that means the same mail as before, 0 for none; None where all that are known do. Raises as `follow`."""
    if cursor.uidvalidity != state.uidvalidity:
        return 0
    found = [_below_next(mailbox, cursor, state), _below_others(store, mailbox, state)]
    return min((uid for uid in found if uid is not None), default=None)


def _below_next(mailbox: Mailbox, cursor: Cursor, state: MailboxState) -> int | None:
    """Where the next UID was given already. A server that lists UIDs above its own next one only counts badly."""
    if state.uid_next is None or state.uid_next > cursor.last_uid or mailbox.uids_above(state.uid_next - 1):
        return None
    return max(state.uid_next, 1) - 1


def _below_others(store: Store, mailbox: Mailbox, state: MailboxState) -> int | None:
    """Where UIDs have other mails: the newest that were kept are compared, and older ones as long as none is the same."""
    lowest: int | None = None
    below, empty = state.uid_next, 0
    while empty < MOST_EMPTY:
        with store.transaction() as tx:
            kept = tx.ledger.newest(mailbox.name, state.uidvalidity, below, LOOKED_AT)
        if not kept:
            break
        there = mailbox.arrivals(list(kept))
        others = [uid for uid, at in there.items() if at != kept[uid]]
        lowest = min(others, default=lowest)
        if len(others) < len(there):
            break
        below, empty = min(kept), empty + (not there)
    return lowest - 1 if lowest is not None else None
