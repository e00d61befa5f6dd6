"""A whole desk on fakes and a real database, to be driven step by step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.listings import Listings
from mailbot.adapters.store.tables import job
from mailbot.adapters.templates import TemplateRenderer
from mailbot.core.deciding.context import Identity
from mailbot.core.writing.identity import Keys
from mailbot.pipeline.deliver import Delivered, Delivery, deliver_due
from mailbot.pipeline.ingest import Intake, poll
from mailbot.pipeline.process import Processed, Processing, process_due
from mailbot.pipeline.publish import Signed, publish
from mailbot.pipeline.rulebooks import RulebookInForce
from mailbot.pipeline.tick import Ticking, tick_due
from mailbot.ports import Queue, Renderer
from tests.fakes import FakeClock, FakeMailbox, FakeTransport
from tests.mails import AUTHSERV, DESK
from tests.rulebooks import SMALL

SECRET = b"a secret of thirty-two bytes or more, for tests"
HOLDER = "stage"


SHIPPED = TemplateRenderer(None)
"""The shipped templates, compiled once for all stages."""


@dataclass
class Stage:
    """The parts, and short words for what is done with them. `server` is a border server whose verdicts are believed."""

    store: SqlStore
    renderer: Renderer = SHIPPED
    keys: Keys = field(default_factory=lambda: Keys(SECRET))
    since: str | datetime | None = "all"
    trusted: frozenset[str] = frozenset()
    rules: Mapping[str, str] = field(default_factory=lambda: SMALL)

    def __post_init__(self) -> None:
        self.clock = FakeClock()
        self.mailbox = FakeMailbox()
        self.transport = FakeTransport()
        self.told: list[tuple[int, str]] = []
        self.complaints: list[str] = []
        self.publish(self.rules)

    @property
    def identity(self) -> Identity:
        return Identity((DESK, "info@desk.example.org"), self.trusted)

    def trust(self) -> None:
        """From now on a border server is believed."""
        self.trusted = frozenset({AUTHSERV})

    def publish(self, rules: Mapping[str, str]) -> None:
        publish(self.store, self.clock, rules, Signed("tests"))

    def intake(self, holder: str = HOLDER) -> Intake:
        return Intake(self.store, self.clock, holder, self.since)

    def processing(self, holder: str = HOLDER) -> Processing:
        return Processing(
            self.store,
            self.clock,
            holder,
            self.identity,
            self.keys,
            RulebookInForce(),
            told=lambda inbound, _, decision: self.told.append((inbound, str(decision.disposition))),
        )

    def delivery(self, **changes: Any) -> Delivery:
        made = Delivery(
            self.store,
            self.clock,
            HOLDER,
            self.identity,
            self.keys,
            RulebookInForce(),
            self.renderer,
            self.transport,
            complain=self.complaints.append,
            alarm=self.complaints.append,
            chance=lambda: 0.5,
        )
        return replace(made, **changes)

    def poll(self, mailbox: FakeMailbox | None = None) -> int | None:
        return poll(self.intake(), mailbox or self.mailbox)

    def process(self) -> Processed:
        """Until nothing is due."""
        ended = quarantined = 0
        while self._due(Queue.PROCESS):
            done = process_due(self.processing())
            ended += done.ended
            quarantined += done.quarantined
        return Processed(ended, quarantined)

    def _due(self, queue: str) -> bool:
        now = self.clock.now()
        with self.store.transaction() as tx:
            tx.jobs.claim(queue, "nobody", now, now, 0)  # frees what has run out
            at = tx.jobs.next_due(queue)
        return at is not None and at <= now

    def ticking(self, holder: str = HOLDER) -> Ticking:
        return Ticking(
            self.store, self.clock, holder, self.identity, self.keys, RulebookInForce(), complain=self.complaints.append
        )

    def tick(self) -> int:
        """Carry out what is due at this hour, and send what follows; how many timers there were."""
        done = tick_due(self.ticking())
        self.deliver()
        return done

    def deliver(self) -> Delivered:
        return deliver_due(self.delivery())

    def arrive(self, *raws: bytes, mailbox: FakeMailbox | None = None) -> list[dict[str, Any]]:
        """Mails come in and are decided, in order; their ledger rows."""
        before = {row["id"] for row in self.inbound()}
        for raw in raws:
            (mailbox or self.mailbox).put(raw, received_at=self.clock.now())
            self.poll(mailbox)
            self.process()
        return [row for row in self.inbound() if row["id"] not in before]

    def arrive_one(self, raw: bytes) -> dict[str, Any]:
        """One mail comes in, is decided, and what follows is sent; its ledger row."""
        (row,) = self.arrive(raw)
        self.deliver()
        return row

    def listed(self, look: Callable[[Listings], Any]) -> Any:
        with self.store.connection() as connection:
            return look(Listings(connection))

    def tickets(self) -> list[dict[str, Any]]:
        return self.listed(lambda listings: list(listings.tickets()))

    def ticket(self, reference: str) -> dict[str, Any]:
        return self.listed(lambda listings: listings.ticket(reference))

    def inbound(self) -> list[dict[str, Any]]:
        return self.listed(lambda listings: list(listings.inbound()))

    def outbox(self) -> list[dict[str, Any]]:
        return self.listed(lambda listings: list(listings.outbox()))

    def owed(self) -> list[tuple[str, str]]:
        """Kind and recipient of all mails ever owed, in order."""
        return [(mail["kind"], mail["to"]) for mail in self.outbox()]

    def jobs(self) -> list[Any]:
        """All work, but for the clocks of tickets."""
        with self.store.connection() as connection:
            return list(connection.execute(select(job).where(job.c.queue != Queue.COUNTDOWN).order_by(job.c.id)))

    def name_of(self, number: int) -> str:
        """What the mails of a ticket are signed for."""
        with self.store.transaction() as tx:
            return tx.tickets.name_of(number)

    def sent_to(self, recipient: str) -> bytes:
        """The newest mail that the server took for somebody."""
        return self.transport.to(recipient)[-1]


def write_templates(folder: Path, **texts: str) -> Path:
    """A folder of the desk's own templates, in English."""
    (folder / "en").mkdir(parents=True)
    for name, text in texts.items():
        (folder / "en" / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder
