"""Erasing, within a transaction, and what is written down of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, text, update

from mailbot.adapters.store import shares
from mailbot.adapters.store.archive import MOST_BYTES, MOST_MAILS, within
from mailbot.adapters.store.blobs import NOTHING_SHA, insert_or_skip, open_blob
from mailbot.adapters.store.erasing import erase_loose, erase_tickets, thaw
from mailbot.adapters.store.families import members_of, roots_of
from mailbot.adapters.store.holds import hold_of
from mailbot.adapters.store.numbers import number_of
from mailbot.adapters.store.overdue import closed_requests, ended_digests, loose_mails
from mailbot.adapters.store.queue import enqueue
from mailbot.adapters.store.rows import clean_text
from mailbot.adapters.store.tables import blob, erased, erasure, inbound, outbound, ticket
from mailbot.core.person import Person
from mailbot.core.ticket import Ticket
from mailbot.ports import Erased, Queue
from mailbot.ports.erasing import Confirmed, Erasure, Gone, OnServer, Request, Share, StoredMail, Waiting

ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext('mailbot erases'))")
WORK_RESTS = text("LOCK TABLE job IN SHARE ROW EXCLUSIVE MODE")
"""PostgreSQL; SQLite has one writer. Whoever works on a ticket took his job first: he ends before us, or begins after us, and
never has the job that we delete while he waits for the ticket that we have.
"""


class Erasures:
    """Erasing part of a transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def take_turn(self) -> None:
        """Wait until nobody else erases."""
        if self.connection.dialect.name == "postgresql":
            self.connection.execute(ONE_AT_A_TIME)
            self.connection.execute(WORK_RESTS)

    def request(self, reference: str) -> Request | None:
        """The request with this reference, as it is by now."""
        number = number_of(self.connection, reference)
        return self._requests([number])[0] if number is not None else None

    def _requests(self, numbers: Sequence[int]) -> tuple[Request, ...]:
        """The requests that these tickets, which are there, are by now. PostgreSQL: nobody changes them meanwhile."""
        self._lock(numbers)
        roots = {root.id: root for root in roots_of(self.connection, numbers).values()}
        self._lock(sorted(roots.keys() - set(numbers)))
        return tuple(self._request(roots[number]) for number in sorted(roots))

    def _lock(self, numbers: Sequence[int]) -> None:
        self.connection.execute(select(ticket.c.id).where(ticket.c.id.in_(numbers)).order_by(ticket.c.id).with_for_update())

    def _request(self, root: Ticket) -> Request:
        members = members_of(self.connection, root.id)
        held = hold_of(self.connection, members)
        return Request(root, members, held.reason if held is not None else "")

    def requests_of(self, person: Person) -> tuple[Request, ...]:
        """The requests whose requester somebody is, the oldest first."""
        rows = self.connection.execute(select(ticket.c.id, ticket.c.requester)).all()  # sealed: each is opened
        return self._requests([row.id for row in rows if person.has(row.requester)])

    def tickets_shared(self, person: Person) -> tuple[int, ...]:
        """The tickets of others in which somebody has a share; none that is held."""
        return shares.tickets_shared(self.connection, person)

    def words_of(self, person: Person, tickets: Sequence[int]) -> tuple[str, ...]:
        """The texts that somebody wrote in these tickets."""
        return shares.words_of(self.connection, person, tickets)

    def stored_mails(self, after: int) -> tuple[StoredMail, ...]:
        """The next arrived mails behind this row that have bytes."""
        there = select(inbound.c.id, blob.c.size).join(blob, blob.c.sha == inbound.c.sha)
        there = there.where(inbound.c.id > after, inbound.c.sha != NOTHING_SHA).order_by(inbound.c.id).limit(MOST_MAILS)
        chosen = within([(row.id, row.size) for row in self.connection.execute(there)], MOST_BYTES)
        rows = self.connection.execute(
            select(inbound.c.id, inbound.c.ticket, inbound.c.state, blob.c.data)
            .join(blob, blob.c.sha == inbound.c.sha)
            .where(inbound.c.id.in_(chosen))
            .order_by(inbound.c.id)
        )
        return tuple(StoredMail(row.id, row.ticket, row.state != "done", self._bytes_of(row.data)) for row in rows)

    def _bytes_of(self, data: bytes) -> bytes:
        """The bytes of a mail; none where there is no key to them, and so nothing that could be read."""
        try:
            return open_blob(self.connection, data)
        except Erased:
            return b""

    def erase_requests(self, requests: Sequence[Request], *, waiting: bool) -> Gone:
        """Erase requests whole, but those that are held."""
        numbers = sorted({number for one in requests if not one.held for number in one.members})
        return erase_tickets(self.connection, numbers, waiting=waiting) if numbers else Gone()

    def erase_mails(self, numbers: Sequence[int]) -> Gone:
        """Erase arrived mails that belong to no ticket."""
        return erase_loose(self.connection, numbers)

    def erase_share(self, person: Person, share: Share, now: datetime) -> Gone:
        """Erase what somebody has in tickets of others, and have it wiped."""
        enqueue(self.connection, Queue.WIPE, 0, now)
        return shares.erase_share(self.connection, person, share)

    def record(self, act: Erasure, gone: Gone) -> int:
        """Write down what was erased, and have its bytes wiped; the number of the erasure."""
        values: dict[str, Any] = {"at": act.at, "who": clean_text(act.who), "reason": act.reason, "confirmed": Confirmed.NO}
        counts = {"tickets": len(gone.tickets), "arrived": len(gone.arrived), "sent": len(gone.sent)}
        number = int(self.connection.execute(insert(erasure).values(**values, **counts).returning(erasure.c.id)).scalar_one())
        several = (("ticket", gone.tickets), ("inbound", gone.arrived), ("outbound", gone.sent))
        rows = [{"what": what, "number": one, "erasure": number} for what, numbers in several for one in numbers]
        insert_or_skip(self.connection, erased, rows)
        enqueue(self.connection, Queue.WIPE, 0, act.at)
        return number

    def expect_confirmation(self, number: int, message_id: str) -> None:
        """Note which owed mail confirms an erasure."""
        owed = select(outbound.c.id).where(outbound.c.message_id == message_id).scalar_subquery()
        expected = update(erasure).where(erasure.c.id == number)
        self.connection.execute(expected.values(confirmation=owed, confirmed=Confirmed.OWED))

    def over_period(self, *, closed: datetime | None, restricted: datetime | None, after: int, most: int) -> tuple[Request, ...]:
        """The next requests behind `after` that were closed before these moments, those that are held too, in order."""
        if closed is None and restricted is None:
            return ()
        numbers = closed_requests(self.connection, closed=closed, restricted=restricted, after=after, most=most)
        return self._requests(numbers)

    def loose_before(self, moment: datetime, after: int, most: int) -> tuple[int, ...]:
        """The next mails behind row `after` that came to us before this moment, became no request, and wait for nobody."""
        return loose_mails(self.connection, moment, after, most)

    def drop_digests(self, before: datetime) -> int:
        """Erase the bytes of digests that left before this moment, and have them wiped; how many."""
        found = ended_digests(self.connection, before)
        thaw(self.connection, found)
        if found:
            enqueue(self.connection, Queue.WIPE, 0, before)
        return len(found)

    def waiting(self) -> Waiting:
        """How many mails wait for a person."""
        counts = (
            select(inbound.c.state, func.count().label("mails"))
            .where(inbound.c.state.in_(("held", "quarantined")))
            .group_by(inbound.c.state)
        )
        found = {row.state: row.mails for row in self.connection.execute(counts)}
        return Waiting(found.get("held", 0), found.get("quarantined", 0))

    def on_server(self, numbers: Sequence[int]) -> tuple[OnServer, ...]:
        """Where these mails were read, if they were read from a server."""
        read = select(inbound.c.mailbox, inbound.c.uid).where(inbound.c.id.in_(numbers), inbound.c.uid.is_not(None))
        found: dict[str, list[int]] = {}
        for mailbox, uid in self.connection.execute(read.order_by(inbound.c.mailbox, inbound.c.uid)):
            found.setdefault(mailbox, []).append(uid)
        return tuple(OnServer(mailbox, tuple(uids)) for mailbox, uids in found.items())
