"""The conversation with one person on a ticket, by its Message-IDs."""

from operator import itemgetter

from sqlalchemy import Connection, bindparam, select

from mailbot.adapters.store.tables import entry, inbound, outbound
from mailbot.core.message import address_key, person_key
from mailbot.ports import ThreadMail

WENT = select(outbound.c.message_id, outbound.c.created_at, outbound.c.id).where(
    outbound.c.ticket == bindparam("of"), outbound.c.recipient_key == bindparam("key"), outbound.c.digest.is_(None)
)
CAME = (
    select(inbound.c.message_id, inbound.c.kept_at, inbound.c.id)
    .join(entry, entry.c.inbound == inbound.c.id)
    .where(entry.c.ticket == bindparam("of"), entry.c.author_key == bindparam("who"), inbound.c.message_id.is_not(None))
)


def thread(connection: Connection, of: int, recipient: str) -> tuple[ThreadMail, ...]:
    """What went to and came from one person on a ticket, oldest first."""
    went = connection.execute(WENT, {"of": of, "key": person_key(recipient)}).all()
    came = connection.execute(CAME, {"of": of, "who": address_key(recipient)}).all()
    both = [(at, number, ThreadMail(name, came=False)) for name, at, number in went]
    both += [(at, number, ThreadMail(name, came=True)) for name, at, number in came]
    return tuple(mail for _, _, mail in sorted(both, key=itemgetter(0, 1)))
