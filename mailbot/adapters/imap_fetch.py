"""Finding and fetching mails: which there are, what they weigh, then batches of them (RFC 9051, 6.4.4 and 6.4.5)."""

import imaplib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from imapclient import IMAPClient

from mailbot.adapters.imap_errors import code_of, is_passing
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


class Choked(Exception):
    """The server would not answer about these mails together, or about this one. The line is whole."""


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
    """Ask for size and INTERNALDATE of at most AT_ONCE mails: the mails, rising, and what is there and was not told of, and why.

    Raises Choked, and what the libraries raise where the line or the whole server ails.
    """
    found = _ask(client, uids, ["RFC822.SIZE", "INTERNALDATE"])
    listed: list[Listed] = []
    untold: list[int] = []
    for uid in uids:
        told = found.get(uid, {})
        size = told.get(b"RFC822.SIZE")
        if isinstance(size, int):
            listed.append(Listed(uid, size, _utc(told.get(b"INTERNALDATE")), size <= max_octets))
        else:
            untold.append(uid)
    return listed, _still_there(client, untold, "the server does not tell its size")


def batches(listed: Sequence[Listed]) -> Iterator[list[Listed]]:
    """Divide mails into what is fetched at once; a mail to be read in part is by itself."""
    batch: list[Listed] = []
    octets = 0
    for mail in listed:
        if batch and (not mail.whole or len(batch) == BATCH_MAILS or octets + mail.size > BATCH_OCTETS):
            yield batch
            batch, octets = [], 0
        batch.append(mail)
        octets += mail.size
        if not mail.whole:
            yield batch
            batch, octets = [], 0
    if batch:
        yield batch


def take(client: IMAPClient, batch: Sequence[Listed]) -> tuple[list[FetchedMail], dict[int, str]]:
    """Fetch one batch: its mails, rising, and what is there and was not delivered, and why. Raises as `list_mails`."""
    item, key = (_WHOLE, _WHOLE_KEY) if batch[0].whole else (_HEAD, _HEAD_KEY)
    found = _ask(client, [mail.uid for mail in batch], [item])
    mails: list[FetchedMail] = []
    bare: list[int] = []
    for mail in batch:
        raw = found.pop(mail.uid, {}).get(key)
        if isinstance(raw, bytes):
            size = len(raw) if mail.whole else mail.size
            mails.append(FetchedMail(mail.uid, raw, mail.received_at, size, partial=not mail.whole))
        else:
            bare.append(mail.uid)
    return mails, _still_there(client, bare, "the server answers without its text")


def _ask(client: IMAPClient, uids: Sequence[int], items: list[str]) -> dict[int, dict[bytes, object]]:
    try:
        found: dict[int, dict[bytes, object]] = client.fetch(uids, items)
    except imaplib.IMAP4.error as error:
        # Dovecot says [SERVERBUG] of a mail that it cannot read.
        if is_passing(error) and code_of(error) != "SERVERBUG":
            raise
        # NO, BAD or an answer that cannot be parsed: it was read to its end.
        raise Choked(f"the server does not deliver it: {error}") from None
    return found


def _still_there(client: IMAPClient, uids: Sequence[int], why: str) -> dict[int, str]:
    """Tell mails that cannot be had, with `why`, from those that are gone: only the former are still listed."""
    if not uids:
        return {}
    listed = set(client.search(["UID", ",".join(str(uid) for uid in uids)]))
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
