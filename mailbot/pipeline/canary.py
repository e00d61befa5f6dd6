"""The canary: a mail that the desk sends to itself now and then, to see that mail leaves and arrives.

It is the one mail to ourselves that may leave (L2): to an address that is signed for it alone. It comes back as any mail does, is
known to be our own, does nothing, and is noted once.
"""

from datetime import datetime, timedelta

from mailbot.core.deciding.context import Identity
from mailbot.core.decision import MailKind, OweMail, Role
from mailbot.core.message import InboundMessage
from mailbot.core.writing.identity import Keys, canary_address, recognise_canary
from mailbot.pipeline.apply import Cause, mint
from mailbot.pipeline.tick import Ticking
from mailbot.ports import Transaction

LEASE = "canary"
LEASE_FOR = timedelta(seconds=30)


def fly_canary(work: Ticking, every: timedelta) -> bool:
    """Owe a canary where the last one is long enough ago; whether it was. Raises StoreTrouble and NoRulebook."""
    now = work.clock.now()
    with work.store.transaction() as tx:
        last = tx.watch.last_canary()
        if last is not None and now - last.owed_at < every:
            return False
        if tx.revisions.active_sha() is None or not tx.jobs.take_lease(LEASE, work.holder, now, now + LEASE_FOR):
            return False
        number = tx.watch.owe_canary(now)
        to = canary_address(work.keys, work.identity.addresses[0], number)
        owed = OweMail(MailKind.CANARY, to, Role.ADMIN, "en")
        tx.outbox.owe([mint(work, work.rulebooks.look(tx), owed, Cause(f"canary-{number}-{now.isoformat()}"))], now)
    return True


def note_canary(tx: Transaction, keys: Keys, identity: Identity, message: InboundMessage, now: datetime) -> bool:
    """Note that a canary is back, where a mail is one: from ourselves, to the address that we signed for it. Whether it was.

    One that is forged is none; one that comes again was noted already.
    """
    if not message.senders or not all(identity.is_ours(one) for one in message.senders) or len(message.to) != 1:
        return False
    tag = identity.tag_of(message.to[0])
    number = recognise_canary(keys, tag) if tag else None
    return number is not None and tx.watch.canary_came(number, now)
