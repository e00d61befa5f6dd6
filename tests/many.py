"""A desk with some hundred tickets, made by the calls with which the pipeline makes them."""

import random
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert

from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.tables import blob, inbound
from mailbot.core.decision import ChangeTicket, Classification, EditTicket, MailKind, OpenTicket, Role
from mailbot.core.desk import Desk, Target
from mailbot.core.ticket import Change, EntryKind, Status, Urgency
from mailbot.ports import NewEntry, NewMail, OutboundState, Queue, Settled, Transaction

BEGIN = datetime(2026, 10, 1, tzinfo=UTC)
END = datetime(2026, 11, 2, 9, tzinfo=UTC)
URGENCIES = dict(zip(Urgency, (15, 55, 24, 6), strict=True))
REQUESTERS = {"field_cluster": 30, "ngo": 34, "un": 14, "government": 8, "donor": 4, "media": 2, "individual": 8}
LANGUAGES = {"en": 42, "fr": 22, "es": 10, "ar": 14, "pt": 4, "ru": 3, "uk": 5}


class Many:
    """Fills a store with tickets of the month before END."""

    def __init__(self, store: SqlStore, desk: Desk, seed: int = 7) -> None:
        self.store, self.desk, self.chance = store, desk, random.Random(seed)
        self.countries = [c for home in desk.desks.values() for c in home.countries] + ["", ""]
        self.weights = [self.chance.lognormvariate(0, 0.9) for _ in self.countries]
        self.topics = [(area.id, topic) for area in desk.areas.values() for topic in area.topics]
        self.deadlines: dict[int, datetime] = {}
        self.likely = [self.chance.lognormvariate(0, 0.8) for _ in self.topics]

    def fill(self, number: int) -> None:
        """So many tickets, in the order of their arrival."""
        for arrival in sorted(self.chance.random() for _ in range(number)):
            self._one(BEGIN + arrival * (END - BEGIN))
        self._machines(number // 3)

    def _draw(self, shares: dict[str, int]) -> str:
        return self.chance.choices([*shares], [*shares.values()])[0]

    def _one(self, now: datetime) -> None:
        area, topic = self.chance.choices(self.topics, self.likely)[0]
        country = self.chance.choices(self.countries, self.weights)[0]
        urgency = Urgency(self._draw(URGENCIES))
        language = self._draw(LANGUAGES)
        found = Classification(area, topic, country, urgency, self._draw(REQUESTERS), topic in self.desk.restricted_topics)
        home = next((one for one in self.desk.desks.values() if country in one.countries), self.desk.desks[self.desk.global_desk])
        owner = home.coordinators[0]
        due = self._due(now, self.desk.targets[urgency])
        with self.store.transaction() as tx:
            opened = OpenTicket("A question", "awa@ngo.example.org", "Awa", found, owner, language, due)
            ticket = tx.tickets.open_ticket(opened, self.desk.prefix, now)
            self.deadlines[ticket] = due
            tx.tickets.append_entry(NewEntry(ticket, EntryKind.REQUEST, "awa@ngo.example.org", "Who leads?", None), now)
            tx.outbox.owe([_ack(ticket, language)], now)
        self._acknowledge(now + timedelta(seconds=self.chance.uniform(2, 240)))
        self._go_on(ticket, owner, now, due - now, urgency)

    @staticmethod
    def _due(now: datetime, target: Target) -> datetime:
        return now + timedelta(hours=target.hours, days=target.days)

    def _acknowledge(self, at: datetime) -> None:
        with self.store.transaction() as tx:
            (job,) = tx.jobs.claim(Queue.SEND, "many", at, at + timedelta(minutes=1), 5)
            tx.outbox.settle(Settled(job, OutboundState.SENT, "", at, None, MailKind.ACK))

    def _go_on(self, ticket: int, owner: str, opened: datetime, allowed: timedelta, urgency: Urgency) -> None:
        """An answer sooner or later, sometimes another owner, sometimes an end."""
        at = opened + allowed * self.chance.lognormvariate(-0.7, 0.8)
        if self.chance.random() < 0.12:
            self._edit(ticket, owner, opened + (at - opened) / 2, ("owner", owner, "global@duty.gpc.example.org"))
        if at - opened > allowed:
            self._edit(ticket, "mailbot", opened + allowed, ("owner", owner, "global@duty.gpc.example.org"))
        if at >= END:
            return
        unmet = self.chance.random() < 0.05
        with self.store.transaction() as tx:
            self._answer(tx, ticket, owner, at, urgency)
        if unmet or self.chance.random() < 0.8:
            ending = (("ending", "", "unmet"),) if unmet else ()
            end = at + timedelta(days=self.chance.expovariate(0.4))
            if end < END:
                self._edit(ticket, owner, end, ("status", Status.WAITING, Status.CLOSED), *ending)

    @staticmethod
    def _answer(tx: Transaction, ticket: int, owner: str, at: datetime, urgency: Urgency) -> None:
        tx.tickets.append_entry(NewEntry(ticket, EntryKind.ANSWER, owner, "She does.", None), at)
        tx.tickets.change_ticket(ChangeTicket(ticket, Status.WAITING, urgency, None), at)

    def _edit(self, ticket: int, by: str, at: datetime, *changes: tuple[str, str, str]) -> None:
        if at < END:
            with self.store.transaction() as tx:
                tx.tickets.edit_ticket(EditTicket(ticket, by, tuple(Change(*one) for one in changes)), None, at)

    def _machines(self, number: int) -> None:
        with self.store.connection() as connection:
            connection.execute(insert(blob).values(sha="machine", codec="zstd", size=0, data=b""))
            connection.execute(insert(inbound), [self._machine(uid) for uid in range(1, number + 1)])

    def _machine(self, uid: int) -> dict[str, object]:
        at = BEGIN + self.chance.random() * (END - BEGIN)
        kind = self.chance.choices(["automatic", "bounce", "discarded", "duplicate"], [6, 2, 9, 1])[0]
        row = {"mailbox": "m", "uidvalidity": 1, "uid": uid, "sha": "machine", "size": 0, "partial": False}
        return row | {"received_at": at, "kept_at": at, "state": "done", "disposition": kind, "reason": "", "attempts": 1}


def _ack(ticket: int, language: str) -> NewMail:
    name = f"{ticket}-ack"
    return NewMail(
        *(MailKind.ACK, "awa@ngo.example.org", Role.REQUESTER, language, "", ticket, None), name, f"<{name}@desk.example.org>", ""
    )
