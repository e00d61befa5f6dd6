"""A digest: what it is to tell when its time has come, and each request as its reader sees it."""

from dataclasses import replace
from datetime import datetime

from mailbot.core.decision import MailKind
from mailbot.core.desk import Desk
from mailbot.core.message import address_key
from mailbot.core.writing.identity import reply_address
from mailbot.core.writing.view import DigestItem
from mailbot.pipeline.taps import tap_of_item
from mailbot.ports import OwedMail, Transaction

FEWEST = 2
"""Requests that make a digest: one alone leaves as a mail of its own, which can be replied to."""

MOST_TEXT = 300
"""Characters of a request's text: what it is about."""

LOOKED_AT = 2_000
"""Characters in which those are looked for: a text may begin with many blank lines."""

PASSED_ON = "left out of the digest: the request is answered or closed, or somebody else has it by now"


def find_items(tx: Transaction, digest: OwedMail, now: datetime) -> tuple[OwedMail, ...]:
    """What a digest is to tell, at least FEWEST; nothing where it never leaves.

    A request that somebody else owns by now is left out: that one was told when he got it. So is one that waits for no answer.
    """
    gathered = tx.outbox.gathered(digest.id)
    items = [item for item in gathered if _waits(item)]
    gone = [item.id for item in gathered if not _waits(item)]
    if gone:
        tx.outbox.leave_out(gone, PASSED_ON)
    if len(items) >= FEWEST:
        return tuple(items)
    for item in items:
        tx.outbox.release(item.id, now)
    tx.outbox.cancel(digest.id)
    return ()


def _waits(item: OwedMail) -> bool:
    """Whether somebody waits for an answer, and for one of this reader."""
    ticket = item.ticket
    return ticket is not None and ticket.status.waits_for_us and address_key(ticket.owner) == address_key(item.recipient)


def tell_item(item: OwedMail, desk: Desk, own: str) -> DigestItem:
    """A request in a digest, as it is now; of a restricted one no text and no names. `own` is the desk's address."""
    ticket = item.ticket
    if ticket is None:
        raise ValueError(f"outbox {item.id}: a digest tells of tickets")
    told = DigestItem(
        reference=ticket.reference,
        address=reply_address(own, ticket.reference, item.reply_token),
        again=item.kind is MailKind.FOLLOW_UP,
        urgency=ticket.urgency,
        area=ticket.area,
        topic=ticket.topic,
        country=ticket.country,
        due=ticket.due_at,
        files=len(item.attachments),
        restricted=ticket.restricted,
        taps=tap_of_item(item, desk, own),
    )
    if ticket.restricted:
        return told
    asks = ticket.requester_name or ticket.requester
    return replace(told, requester_type=ticket.requester_type, requester=asks, text=_begin(item.text))


def _begin(text: str) -> str:
    """How a text begins, on one line."""
    line = " ".join(text[:LOOKED_AT].split())
    return line if len(line) <= MOST_TEXT and len(text) <= LOOKED_AT else line[: MOST_TEXT - 1].rstrip() + "…"
