"""Digests: mails of the outbox that tell others, whose rows point to them and have no job of their own.

Whoever adds to a digest, reads what it is to tell, or takes something out of it locks its row first (PostgreSQL; SQLite has one
writer). So a mail that is gathered while the digest is being written is either in it or leaves alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select, update

from mailbot.adapters.store.rows import clean_text, to_ticket
from mailbot.adapters.store.sealed import Sealed
from mailbot.adapters.store.tables import outbound, ticket
from mailbot.core.ticket import Ticket
from mailbot.ports import OutboundState

MOST_ITEMS = 20
"""Mails that one digest tells: what comes after them leaves alone."""

_DIGEST = select(outbound.c.id, outbound.c.state, outbound.c.sha).with_for_update()
_BY_KEY = _DIGEST.where(outbound.c.idem_key == bindparam("key"))
_BY_ROW = _DIGEST.where(outbound.c.id == bindparam("row"))
_HELD = select(func.count()).where(outbound.c.digest == bindparam("row"))
_TO_TELL = select(outbound.c.id).where(outbound.c.digest == bindparam("row"), outbound.c.state == OutboundState.QUEUED)
SHARE = (
    update(outbound)
    .where(outbound.c.digest == bindparam("row"), outbound.c.state != OutboundState.SENT)
    .values(state=bindparam("to"), attempts=bindparam("tries"), error=bindparam("said"), sent_at=bindparam("left_at"))
)
"""What became of a digest became of all that it tells."""

_carrier = outbound.alias("carrier")
_TOLD = (
    select(_carrier.c.message_id.label("told_in"), ticket)
    .join(outbound, outbound.c.digest == _carrier.c.id)
    .join(ticket, ticket.c.id == outbound.c.ticket)
    .where(_carrier.c.message_id.in_(bindparam("names", expanding=True)))
    .order_by(ticket.c.id)
    .with_for_update(of=ticket, key_share=True)
)
"""PostgreSQL: who decides about these tickets has them for himself, as with those that a mail names."""


@dataclass(frozen=True, slots=True)
class Digest:
    """The row of a digest, locked. `open`: its bytes are not fixed and it is still to be sent."""

    id: int
    open: bool
    leaving: bool


def lock_by_key(connection: Connection, key: str) -> Digest:
    """The digest with this idem_key, which exists."""
    return _digest(connection.execute(_BY_KEY, {"key": key}).one())


def lock_digest_of(connection: Connection, number: int) -> Digest | None:
    """The digest that is to tell a mail, None where there is none."""
    row = connection.execute(select(outbound.c.digest).where(outbound.c.id == number)).scalar_one_or_none()
    return _digest(connection.execute(_BY_ROW, {"row": row}).one()) if row is not None else None


def has_room(connection: Connection, digest: Digest) -> bool:
    """Whether a digest takes in one more mail."""
    return digest.open and connection.execute(_HELD, {"row": digest.id}).scalar_one() < MOST_ITEMS


def find_gathered(connection: Connection, digest: int) -> list[int]:
    """The mails that a digest is to tell, the oldest first; locks it."""
    connection.execute(_BY_ROW, {"row": digest}).one()
    return list(connection.execute(_TO_TELL.order_by(outbound.c.id), {"row": digest}).scalars())


def take_out(connection: Connection, rows: Sequence[int], **values: str | Sealed) -> None:
    """Mails of a digest are told by it no more; `values` are those of their rows from now on."""
    connection.execute(update(outbound).where(outbound.c.id.in_(rows)).values(digest=None, **values))


def find_told(connection: Connection, names: Sequence[str]) -> Mapping[str, tuple[Ticket, ...]]:
    """The tickets of which the digests with these Message-IDs tell."""
    told: dict[str, tuple[Ticket, ...]] = {}
    for row in connection.execute(_TOLD, {"names": [clean_text(name) for name in names]}).mappings():
        known = told.get(row["told_in"], ())
        one = to_ticket(row)
        told[row["told_in"]] = known if one in known else (*known, one)
    return told


def _digest(row: object) -> Digest:
    return Digest(
        row.id,  # type: ignore[attr-defined]  # a row of _DIGEST
        row.state == OutboundState.QUEUED and row.sha is None,  # type: ignore[attr-defined]  # as above
        row.state in (OutboundState.QUEUED, OutboundState.UNCERTAIN),  # type: ignore[attr-defined]  # as above
    )
