"""Keeps every mail raw, in the ledger, before anything else happens to it."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from mailbot.ports import Clock, Cursor, FetchedMail, KeptMail, Mailbox, Store

LEASE = timedelta(seconds=180)
"""How long a mailbox stays with a poller that no longer answers; longer than any one call to its server may take."""

MANY = 1000
"""More mails than this at the first start are not answered without being asked for."""

DISMISSED = "older than MAILBOT_SINCE: kept without ticket or answer"
FOLDER_MAILBOX = "ingest"


A_SECOND = timedelta(seconds=1) - timedelta(microseconds=1)
"""Servers tell the arrival of a mail in whole seconds (RFC 3501, 2.3.3): one that came in the second of the first start, and was
not there yet, is new.
"""


class TooManyWaiting(Exception):
    """A first start would answer more than MANY mails, and nobody said whether it should."""


def beat_nobody(mailbox: str) -> None:
    """Stay silent."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What polling needs beside a mailbox. `since` is MAILBOT_SINCE: all, now, a moment, or None where it is not set.

    `beat` hears the name of the mailbox after each batch.
    """

    store: Store
    clock: Clock
    holder: str
    since: str | datetime | None = None
    beat: Callable[[str], None] = field(default=beat_nobody)


def poll(intake: Intake, mailbox: Mailbox) -> int | None:
    """Read what is new in a mailbox; how many mails were kept, or None where another process has this mailbox in hand.

    Raises Unreachable, Refused, StoreTrouble, TooManyWaiting; all that was kept until then stays kept.
    """
    if not _lead(intake, mailbox):
        return None
    state = mailbox.open()
    with intake.store.transaction() as tx:
        cursor = tx.ledger.cursor(mailbox.name)
    begins = cursor is None
    if cursor is None:
        cursor = _first_cursor(intake, mailbox, state.uidvalidity)
    elif cursor.uidvalidity != state.uidvalidity:
        cursor = Cursor(state.uidvalidity, 0, 0, cursor.since)
    uids = mailbox.uids_above(min(cursor.settled_uid, cursor.last_uid))
    unsettled = [uid for uid in uids if uid <= cursor.last_uid]
    if unsettled:  # a crash came between keeping and settling
        mailbox.settle(unsettled)
    with intake.store.transaction() as tx:
        known = tx.ledger.known_uids(mailbox.name, cursor.uidvalidity, cursor.last_uid)
    new = [uid for uid in uids if uid > cursor.last_uid and uid not in known]
    return _read(intake, mailbox, cursor, new, begins=begins)


def _read(intake: Intake, mailbox: Mailbox, cursor: Cursor, uids: list[int], *, begins: bool) -> int:
    """Fetch, keep and settle; the cursor never passes a UID that the server lists and could not deliver."""
    waiting = set(uids)
    kept = 0
    since = cursor.since if cursor.since is None or begins else cursor.since - A_SECOND
    for batch in mailbox.fetch(uids):
        waiting.difference_update(mail.uid for mail in batch)
        reached = max(mail.uid for mail in batch)
        last = max(cursor.last_uid, min(reached, min(waiting) - 1 if waiting else reached))
        settled = cursor.last_uid
        cursor = Cursor(cursor.uidvalidity, last, settled, cursor.since)
        now = intake.clock.now()
        with intake.store.transaction() as tx:
            tx.jobs.take_lease(_lease(mailbox), intake.holder, now, now + LEASE)
            kept += tx.ledger.keep(mailbox.name, cursor.uidvalidity, [_to_keep(mail, since) for mail in batch], now)
            tx.ledger.set_cursor(mailbox.name, cursor)
        mailbox.settle([mail.uid for mail in batch])
        intake.beat(mailbox.name)
    if cursor.settled_uid != cursor.last_uid or not uids:
        _rest(intake, mailbox, cursor)
    return kept


def _rest(intake: Intake, mailbox: Mailbox, cursor: Cursor) -> None:
    """Note that all is settled, where that is news."""
    settled = Cursor(cursor.uidvalidity, cursor.last_uid, cursor.last_uid, cursor.since)
    with intake.store.transaction() as tx:
        if tx.ledger.cursor(mailbox.name) != settled:
            tx.ledger.set_cursor(mailbox.name, settled)


def read_again(intake: Intake, mailbox: Mailbox, cursor: Cursor, uids: list[int]) -> int:
    """Keep mails that the cursor has passed and the ledger does not hold; how many. The cursor stays where it is.

    The mailbox is open. Where another process has it in hand nothing is read. Raises as poll.
    """
    if not uids or not _lead(intake, mailbox):
        return 0
    kept = 0
    since = cursor.since - A_SECOND if cursor.since is not None else None
    for batch in mailbox.fetch(uids):
        with intake.store.transaction() as tx:
            kept += tx.ledger.keep(
                mailbox.name, cursor.uidvalidity, [_to_keep(mail, since) for mail in batch], intake.clock.now()
            )
        mailbox.settle([mail.uid for mail in batch])
    leave(intake, mailbox)
    return kept


def leave(intake: Intake, mailbox: Mailbox) -> None:
    """Let another process have the mailbox."""
    with intake.store.transaction() as tx:
        tx.jobs.drop_lease(_lease(mailbox), intake.holder)


def keep_mails(intake: Intake, raws: Iterable[bytes]) -> int:
    """Keep mails that came from no server; how many were new. The same bytes again are the same mail."""
    kept = 0
    for raw in raws:
        now = intake.clock.now()
        mail = KeptMail(None, raw, hashlib.sha256(raw).hexdigest(), now, len(raw))
        with intake.store.transaction() as tx:
            kept += tx.ledger.keep(FOLDER_MAILBOX, 0, [mail], now)
    return kept


def _lead(intake: Intake, mailbox: Mailbox) -> bool:
    now = intake.clock.now()
    with intake.store.transaction() as tx:
        return tx.jobs.take_lease(_lease(mailbox), intake.holder, now, now + LEASE)


def _lease(mailbox: Mailbox) -> str:
    return f"poll:{mailbox.name}"


def _first_cursor(intake: Intake, mailbox: Mailbox, uidvalidity: int) -> Cursor:
    """Where to begin; a full mailbox is not begun without a word from the operator."""
    if intake.since is None and len(mailbox.uids_above(0)) > MANY:
        raise TooManyWaiting(
            f"{mailbox.name} holds more than {MANY} mails, which would all be answered: set MAILBOT_SINCE to all, now or a date"
        )
    since = intake.clock.now() if intake.since == "now" else intake.since
    cursor = Cursor(uidvalidity, 0, 0, since if isinstance(since, datetime) else None)
    with intake.store.transaction() as tx:
        tx.ledger.set_cursor(mailbox.name, cursor)
    return cursor


def _to_keep(mail: FetchedMail, since: datetime | None) -> KeptMail:
    """The mail, which is of the past where it came before `since`."""
    old = since is not None and mail.received_at < since
    sha = hashlib.sha256(mail.raw).hexdigest()
    return KeptMail(mail.uid, mail.raw, sha, mail.received_at, mail.size, mail.partial, DISMISSED if old else "")
