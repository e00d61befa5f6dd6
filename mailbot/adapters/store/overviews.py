"""Overviews: the jobs by which they are made, one for each coordinator who wishes so, and what is in them.

The key of a job names its coordinator; it stays for as long as he wishes overviews, and moves on with each.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, literal_column, select, update

from mailbot.adapters.store.blobs import insert_or_skip
from mailbot.adapters.store.queue import LEASED, READY
from mailbot.adapters.store.rows import to_ticket
from mailbot.adapters.store.tables import UtcDateTime, absence, countdown, job, outbound, ticket
from mailbot.core.decision import MailKind, Role
from mailbot.core.message import person_key
from mailbot.core.ticket import Ticket
from mailbot.ports import Job, OutboundState, Queue

PREFIX = f"{Queue.OVERVIEW}:"

OPEN = ticket.c.status != literal_column("'closed'")
"""A literal: only so do the databases see that the partial index serves."""

OWNERS = select(ticket.c.owner).where(OPEN).distinct()
PROMISED = func.coalesce(countdown.c.promised, ticket.c.due_at, type_=UtcDateTime)
"""The date by which its requester was to be answered first, or the one until which a ticket waits."""

_WITH_DATE = select(ticket, PROMISED.label("promised")).select_from(
    ticket.outerjoin(countdown, countdown.c.ticket == ticket.c.id)
)
OWNED = _WITH_DATE.where(OPEN, ticket.c.owner.in_(bindparam("owners", expanding=True))).order_by(
    PROMISED.is_(None), PROMISED, ticket.c.id
)
LATE = _WITH_DATE.where(
    OPEN,
    bindparam("now", type_=UtcDateTime()) >= PROMISED,
    ticket.c.area.in_(bindparam("areas", expanding=True)),
    ticket.c.owner.not_in(bindparam("owners", expanding=True)),
).order_by(PROMISED, ticket.c.id)
TOKENS = (
    select(outbound.c.ticket, outbound.c.reply_token)
    .where(
        outbound.c.ticket.in_(bindparam("tickets", expanding=True)),
        outbound.c.recipient_key == bindparam("reader"),
        outbound.c.role == Role.COORDINATOR,
        outbound.c.reply_token != "",
    )
    .order_by(outbound.c.id)
)
"""The newest last: the secret that signs them may have been changed meanwhile."""


class Overviews:
    """Overview part of a transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def arrange(self, wished: Mapping[str, datetime], now: datetime) -> None:
        """Have a job for each of these people, due at that moment, and for nobody else. One that is due or in hand stays."""
        ready = select(job.c.key, job.c.run_at, job.c.attempts).where(job.c.queue == Queue.OVERVIEW, job.c.state == READY)
        found = {key.removeprefix(PREFIX): (run_at, attempts) for key, run_at, attempts in self.connection.execute(ready)}
        gone = [PREFIX + person for person in found.keys() - wished.keys()]
        if gone:
            self.connection.execute(delete(job).where(job.c.key.in_(gone), job.c.state == READY))
        for person, moment in wished.items():
            run_at, attempts = found.get(person, (None, 0))
            if run_at is None:
                insert_or_skip(self.connection, job, [_new_job(person, moment)])
            elif run_at > now and run_at != moment and not attempts:
                this = update(job).where(job.c.key == PREFIX + person, job.c.state == READY)
                self.connection.execute(this.values(run_at=moment))

    def reader_of(self, work: Job) -> str | None:
        """The key of the address of the coordinator for whom this job is; None where it is no longer ours."""
        own = select(job.c.key).where(job.c.id == work.id, job.c.holder == work.holder, job.c.state == LEASED).with_for_update()
        key = self.connection.execute(own).scalar_one_or_none()
        return key.removeprefix(PREFIX) if key is not None else None

    def renew(self, work: Job, at: datetime) -> None:
        """The job is done, and due again at that moment."""
        fresh = {"state": "ready", "run_at": at, "holder": "", "lease_until": None, "attempts": 0}
        self.connection.execute(update(job).where(job.c.id == work.id, job.c.holder == work.holder).values(fresh))

    def is_owed(self, address: str) -> bool:
        """Whether an overview for this address has not left yet."""
        waiting = select(outbound.c.id).where(
            outbound.c.recipient_key == person_key(address),
            outbound.c.kind == MailKind.OVERVIEW,
            outbound.c.state.in_((OutboundState.QUEUED, OutboundState.UNCERTAIN)),
        )
        return self.connection.execute(waiting).first() is not None

    def is_away(self, person: str, now: datetime) -> bool:
        """Whether the coordinator with this key is away."""
        away = select(absence.c.id).where(absence.c.person == person, absence.c.until > now)
        return self.connection.execute(away).first() is not None

    def owners(self) -> tuple[str, ...]:
        """Whoever owns a ticket that is not closed, as the tickets say it."""
        return tuple(self.connection.execute(OWNERS).scalars())

    def owned(self, owners: Collection[str]) -> tuple[tuple[Ticket, datetime | None], ...]:
        """The tickets of these owners that are not closed, each with the date that was promised first, by that."""
        return self._tickets(OWNED, owners=owners)

    def late(self, areas: Collection[str], owners: Collection[str], now: datetime) -> tuple[Ticket, ...]:
        """The tickets of these areas whose date is over, of other owners than these."""
        return tuple(found for found, _ in self._tickets(LATE, areas=areas, owners=owners, now=now))

    def tokens(self, tickets: Sequence[int], reader: str) -> Mapping[int, str]:
        """By which token somebody answers each of these tickets, where a mail gave him one."""
        wanted = {"tickets": list(tickets), "reader": person_key(reader)}
        return {row.ticket: row.reply_token for row in self.connection.execute(TOKENS, wanted)}

    def _tickets(self, query: object, **given: object) -> tuple[tuple[Ticket, datetime | None], ...]:
        values = {name: list(value) if isinstance(value, Collection) else value for name, value in given.items()}
        rows = self.connection.execute(query, values).mappings()  # type: ignore[call-overload]  # one of the above
        return tuple((to_ticket(row), row["promised"]) for row in rows)


def _new_job(person: str, moment: datetime) -> dict[str, object]:
    return {
        "queue": Queue.OVERVIEW,
        "ref": 0,
        "key": PREFIX + person,
        "state": "ready",
        "run_at": moment,
        "holder": "",
        "attempts": 0,
    }
