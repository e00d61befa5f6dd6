"""What is over its period: closed requests, mail that became no request, digests."""

from datetime import datetime

from sqlalchemy import Connection, and_, exists, false, func, or_, select

from mailbot.adapters.store.blobs import NOTHING_SHA
from mailbot.adapters.store.tables import entry, inbound, outbound, ticket
from mailbot.core.decision import MailKind
from mailbot.core.ticket import Status
from mailbot.ports import OutboundState

CLOSED_BY = entry.c.changed.contains(" status=closed ", autoescape=True)
"""An event that closed its ticket."""

closing = func.coalesce(
    select(func.max(entry.c.at)).where(entry.c.ticket == ticket.c.id, CLOSED_BY).correlate(ticket).scalar_subquery(),
    ticket.c.updated_at,
)
"""When a closed ticket was closed; its last change, where no event tells it."""

ENDED = (OutboundState.SENT, OutboundState.DEAD, OutboundState.CANCELLED)


def closed_requests(
    connection: Connection, *, closed: datetime | None, restricted: datetime | None, after: int, most: int
) -> list[int]:
    """The next tickets behind `after` that are no parts and were closed before these moments, in order."""
    over = or_(
        and_(~ticket.c.restricted, closing < closed) if closed is not None else false(),
        and_(ticket.c.restricted, closing < restricted) if restricted is not None else false(),
    )
    of_its_own = and_(ticket.c.merged_into.is_(None), ticket.c.status == Status.CLOSED, ticket.c.id > after)
    wanted = select(ticket.c.id).where(of_its_own, over).order_by(ticket.c.id).limit(most).with_for_update(of=ticket)
    return list(connection.execute(wanted).scalars())


def loose_mails(connection: Connection, moment: datetime, after: int, most: int) -> tuple[int, ...]:
    """The next mails behind row `after` that came to us before a moment, became no request, and wait for nobody."""
    told = exists().where(entry.c.inbound == inbound.c.id)
    settled = and_(inbound.c.ticket.is_(None), inbound.c.state == "done", inbound.c.kept_at < moment, ~told)
    wanted = select(inbound.c.id).where(settled, inbound.c.id > after, inbound.c.sha != NOTHING_SHA)
    return tuple(connection.execute(wanted.order_by(inbound.c.id).limit(most)).scalars())


def ended_digests(connection: Connection, moment: datetime) -> tuple[int, ...]:
    """The digests and overviews made before a moment that leave no more and whose bytes are kept; a desk has a few a day."""
    wanted = and_(
        outbound.c.kind.in_((MailKind.DIGEST, MailKind.OVERVIEW)),
        outbound.c.state.in_(ENDED),
        outbound.c.created_at < moment,
        outbound.c.sha.is_not(None),
    )
    return tuple(connection.execute(select(outbound.c.id).where(wanted).order_by(outbound.c.id)).scalars())
