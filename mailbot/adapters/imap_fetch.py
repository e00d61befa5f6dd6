"""Fetching mails: what they weigh, then batches of them, and one by one where a server chokes on a batch (RFC 9051, 6.4.5)."""

import imaplib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from imapclient import IMAPClient

from mailbot.adapters.imap_errors import is_passing
from mailbot.ports.mailbox import FetchedMail

BATCH_MAILS = 50
BATCH_OCTETS = 8 << 20
HEAD_OCTETS = 64 << 10
"""How much is read of a mail that is too large to read."""
AT_ONCE = 500
"""UIDs in one command; Dovecot takes lines of 64 KB."""
_SEARCH_WINDOW = 50_000
"""Mails a SEARCH may list at once; imaplib reads lines of at most 1,000,000 octets."""

_WHOLE, _WHOLE_KEY = "BODY.PEEK[]", b"BODY[]"
_HEAD, _HEAD_KEY = f"BODY.PEEK[]<0.{HEAD_OCTETS}>", b"BODY[]<0>"


@dataclass(frozen=True, slots=True)
class Listed:
    """What a server says of a mail before it is fetched. `whole`: it is small enough to be fetched whole."""

    uid: int
    size: int
    received_at: datetime
    whole: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of fetching some mails. `missing` were not delivered, and why; a mail that is gone is in neither."""

    mails: tuple[FetchedMail, ...]
    missing: Mapping[int, str]


def uids_above(client: IMAPClient, uid: int, messages: int) -> list[int]:
    """List the UIDs above `uid` in a mailbox of about `messages` mails, rising.

    `n:*` always answers the last UID, though it be below n (RFC 9051, 6.4.8).
    """
    above = f"{uid + 1}:*"
    if messages <= _SEARCH_WINDOW:
        found = client.search(["UID", above])
    else:
        starts = range(1, messages + 1, _SEARCH_WINDOW)
        windows = [f"{start}:{start + _SEARCH_WINDOW - 1}" for start in starts[:-1]] + [f"{starts[-1]}:*"]
        found = [number for window in windows for number in client.search([window, "UID", above])]
    return sorted({number for number in found if number > uid})


def list_mails(client: IMAPClient, uids: Sequence[int], max_octets: int) -> tuple[list[Listed], dict[int, str]]:
    """Ask for size and INTERNALDATE of at most AT_ONCE mails: the mails, rising, and what is there and was not told of."""
    found = client.fetch(uids, ["RFC822.SIZE", "INTERNALDATE"])
    listed: list[Listed] = []
    untold: list[int] = []
    for uid in uids:
        told = found.get(uid, {})
        size = told.get(b"RFC822.SIZE")
        if not isinstance(size, int):
            untold.append(uid)
            continue
        listed.append(Listed(uid, size, _utc(told.get(b"INTERNALDATE")), size <= max_octets))
    return listed, _still_there(client, untold, "the server does not tell its size")


def batches(listed: Sequence[Listed], alone: Sequence[int]) -> Iterator[list[Listed]]:
    """Divide mails into what is fetched at once; the UIDs of `alone`, and mails to be read in part, each by itself."""
    batch: list[Listed] = []
    octets = 0
    apart = set(alone)
    for mail in listed:
        single = not mail.whole or mail.uid in apart
        if batch and (single or len(batch) == BATCH_MAILS or octets + mail.size > BATCH_OCTETS):
            yield batch
            batch, octets = [], 0
        batch.append(mail)
        octets += mail.size
        if single:
            yield batch
            batch, octets = [], 0
    if batch:
        yield batch


def take(client: IMAPClient, batch: Sequence[Listed]) -> Taken:
    """Fetch one batch. Raises what concerns the line or the whole server; what concerns single mails is in the result."""
    item, key = (_WHOLE, _WHOLE_KEY) if batch[0].whole else (_HEAD, _HEAD_KEY)
    try:
        found = client.fetch([mail.uid for mail in batch], [item])
    except imaplib.IMAP4.error as error:
        if is_passing(error):
            raise
        # NO, BAD or an answer that cannot be parsed: the line is whole, the answer was read to its end.
        if len(batch) > 1:
            return _take_singly(client, batch)
        return Taken((), _still_there(client, [batch[0].uid], f"the server does not deliver it: {error}"))
    mails: list[FetchedMail] = []
    bare: list[Listed] = []
    for mail in batch:
        raw = found.pop(mail.uid, {}).get(key)
        if isinstance(raw, bytes):
            size = len(raw) if mail.whole else mail.size
            mails.append(FetchedMail(mail.uid, raw, mail.received_at, size, partial=not mail.whole))
        else:
            bare.append(mail)
    if bare and len(batch) > 1:
        again = _take_singly(client, bare)
        return Taken(tuple(sorted((*mails, *again.mails), key=lambda mail: mail.uid)), again.missing)
    return Taken(tuple(mails), _still_there(client, [mail.uid for mail in bare], "the server answers without its text"))


def _take_singly(client: IMAPClient, batch: Sequence[Listed]) -> Taken:
    singles = [take(client, [mail]) for mail in batch]
    missing = {uid: why for single in singles for uid, why in single.missing.items()}
    return Taken(tuple(mail for single in singles for mail in single.mails), missing)


def _still_there(client: IMAPClient, uids: Sequence[int], why: str) -> dict[int, str]:
    """Tell mails that cannot be had, with `why`, from those that are gone: only the former are still listed."""
    if not uids:
        return {}
    wanted = ",".join(str(uid) for uid in uids)
    listed = set(client.search(["UID", wanted]))
    return {uid: why for uid in uids if uid in listed}


def _utc(moment: object) -> datetime:
    """An INTERNALDATE in UTC. Without a zone it is UTC; one that cannot be read is now, since the mail came at the latest now."""
    if not isinstance(moment, datetime):
        return datetime.now(UTC)
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except (OverflowError, ValueError):
        return datetime.now(UTC)
