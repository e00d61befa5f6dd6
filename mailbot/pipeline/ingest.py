"""Keeps every mail raw, in the ledger, before anything else happens to it."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from mailbot.pipeline.numbering import follow
from mailbot.ports import Clock, Cursor, FetchedMail, KeptMail, Mailbox, Queue, Store

LEASE = timedelta(seconds=180)
"""How long a mailbox stays with a poller that no longer answers; longer than any one call to its server may take."""

MANY = 1000
"""More mails than this at the first start are not answered without being asked for."""

ROUND = 1000
"""Mails of a full mailbox that are read before it is looked into again."""

NEWEST = 250
"""How many of a ROUND are the newest; the others are the oldest."""

FLOOD = 100
"""With more mails than this waiting, what is critical is looked for."""

DISMISSED = "older than MAILBOT_SINCE: kept without ticket or answer"
FOLDER_MAILBOX = "ingest"


A_SECOND = timedelta(seconds=1) - timedelta(microseconds=1)
"""Servers tell the arrival of a mail in whole seconds (RFC 3501, 2.3.3): one that came in the second of the first start, and was
not there yet, is new.
"""


class TooManyWaiting(Exception):
    """A first start would answer more than MANY mails, and nobody said whether it should."""


Triage = Callable[[str, Sequence[KeptMail]], Sequence[int]]
"""Says which mails that came by a mailbox are urgent, by their UIDs."""


def nothing_urgent(mailbox: str, mails: Sequence[KeptMail]) -> Sequence[int]:  # noqa: ARG001 - as Triage
    """No mail is urgent."""
    return ()


def beat_nobody(mailbox: str) -> None:
    """Stay silent."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What polling needs beside a mailbox. `since` is MAILBOT_SINCE: all, now, a moment, or None where it is not set. `triage` is
    asked about mails that were kept while much waits; `beat` hears the name of the mailbox after each batch.
    """

    store: Store
    clock: Clock
    holder: str
    since: str | datetime | None = None
    triage: Triage = field(default=nothing_urgent)
    beat: Callable[[str], None] = field(default=beat_nobody)


def poll(intake: Intake, mailbox: Mailbox) -> int | None:
    """Read what is new in a mailbox, of much a ROUND; how many mails were kept, or None where another process has it in hand.

    Raises Unreachable, Refused, StoreTrouble, TooManyWaiting; all that was kept until then stays kept.
    """
    if not _lead(intake, mailbox):
        return None
    state = mailbox.open()
    with intake.store.transaction() as tx:
        cursor = tx.ledger.cursor(mailbox.name)
    begins = cursor is None
    cursor = follow(intake.store, mailbox, cursor, state) if cursor else _first_cursor(intake, mailbox, state.uidvalidity)
    uids = mailbox.uids_above(min(cursor.settled_uid, cursor.last_uid))
    unsettled = [uid for uid in uids if uid <= cursor.last_uid or uid in cursor.unsettled]
    if unsettled:  # a crash came between keeping and settling
        mailbox.settle(unsettled)
    with intake.store.transaction() as tx:
        known = tx.ledger.known_uids(mailbox.name, cursor.uidvalidity, cursor.last_uid)
        flooded = tx.jobs.is_deep(Queue.PROCESS, FLOOD)
    new = [uid for uid in uids if uid > cursor.last_uid and uid not in known]
    found = _Found(new, max(uids, default=0), begins, flooded or len(new) > FLOOD)
    return _read(intake, mailbox, cursor, found)


@dataclass(frozen=True, slots=True)
class _Found:
    """What a mailbox holds: the UIDs to be read, rising, and the highest of all; whether it is read for the first time, and
    whether much waits, here or in the ledger.
    """

    new: list[int]
    highest: int
    begins: bool
    flooded: bool


def _read(intake: Intake, mailbox: Mailbox, cursor: Cursor, found: _Found) -> int:
    """Fetch, keep and settle; the cursor never passes a UID that the server lists and could not deliver."""
    waiting, lowest = set(found.new), 0
    kept = 0
    since = cursor.since if cursor.since is None or found.begins else cursor.since - A_SECOND
    in_rounds = not (found.begins and since)  # what lies there at a first start is old, however long it takes to read
    for some in _from_both_ends(found.new) if in_rounds else [found.new]:
        for batch in mailbox.fetch(some):
            waiting.difference_update(mail.uid for mail in batch)
            while lowest < len(found.new) and found.new[lowest] not in waiting:
                lowest += 1
            reached = found.new[lowest] - 1 if waiting else found.highest
            last = max(cursor.last_uid, reached)
            ahead = tuple(mail.uid for mail in batch if mail.uid > last)
            cursor = Cursor(cursor.uidvalidity, last, cursor.last_uid, cursor.since, ahead)
            now = intake.clock.now()
            mails = [_to_keep(mail, since) for mail in batch]
            with intake.store.transaction() as tx:
                if not tx.jobs.take_lease(_lease(mailbox), intake.holder, now, now + LEASE):
                    return kept  # we were away for so long that another process reads it by now
                kept += tx.ledger.keep(mailbox.name, cursor.uidvalidity, mails, now)
                tx.ledger.set_cursor(mailbox.name, cursor)
            mailbox.settle([mail.uid for mail in batch])
            if found.flooded:
                _hasten(intake, mailbox, cursor, mails)
            intake.beat(mailbox.name)
        if in_rounds and kept >= ROUND:
            break
    if not found.new:  # what was there once and held the cursor up is gone
        cursor = replace(cursor, last_uid=max(cursor.last_uid, found.highest))
    if cursor.settled_uid != cursor.last_uid or cursor.unsettled or not found.new:
        _rest(intake, mailbox, cursor)
    return kept


def _from_both_ends(uids: list[int]) -> Iterator[list[int]]:
    """What is to be read, of much the newest and the oldest by turns: neither what came last nor what came first has to wait."""
    if len(uids) <= ROUND:
        yield uids
        return
    start, end = 0, len(uids)
    while start < end:
        newest = max(start, end - NEWEST)
        yield uids[newest:end]
        end = newest
        oldest = min(end, start + ROUND - NEWEST)
        yield uids[start:oldest]
        start = oldest


def _hasten(intake: Intake, mailbox: Mailbox, cursor: Cursor, mails: Sequence[KeptMail]) -> None:
    """What is critical is not to wait for all that came before it."""
    urgent = intake.triage(mailbox.name, mails)
    if urgent:
        with intake.store.transaction() as tx:
            tx.ledger.hasten(mailbox.name, cursor.uidvalidity, urgent)


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
