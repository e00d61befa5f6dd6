"""A desk with several tickets, and its people at their mail programs."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from mailbot.adapters.store.tables import entry
from tests.fakes import START
from tests.mails import AWA, authenticated, mail, parse, reply, text_of
from tests.rulebooks import LEAD
from tests.stage import Stage


class Several:
    """A stage and short words for mails on one of its tickets. Every mail of a person is another one."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.minutes = 60

    def ask(self, text: str = "Who leads the cluster?", sender: str = f"Awa Toure <{AWA}>", subject: str = "A question") -> str:
        """Somebody asks; the reference that he is given."""
        self.minutes += 1
        at = START + timedelta(minutes=self.minutes)
        row = self.stage.arrive_one(mail(text, sender=sender, subject=subject, date=at))
        return str(row["ticket"])

    def sent(self, reference: str, to: str, kind: str = "") -> list[bytes]:
        """What somebody got about a ticket, oldest first."""
        kinds = {
            mail["message_id"]: mail["kind"]
            for mail in self.stage.outbox()
            if mail["ticket"] == reference and kind in ("", mail["kind"])
        }
        return [data for data in self.stage.transport.to(to) if parse(data)["Message-ID"] in kinds]

    def say(self, reference: str, text: str, *, by: str = LEAD, to: bytes = b"", **how: Any) -> dict[str, Any]:
        """Somebody replies to the first mail that he has about a ticket, or to another one; the ledger row."""
        self.minutes += 1
        return self.stage.arrive_one(reply(to or self.sent(reference, by)[0], text, minutes=self.minutes, **how))

    def heard(self, by: str = LEAD) -> str:
        """What somebody read last."""
        return text_of(self.stage.sent_to(by))

    def name(self, reference: str, text: str, *, sender: str = AWA, domain: str = "ngo.example.org") -> dict[str, Any]:
        """An authenticated person who kept nothing but the number writes; the ledger row."""
        self.minutes += 1
        at = START + timedelta(minutes=self.minutes)
        raw = mail(text, sender=sender, subject=f"[{reference}] again", date=at)
        return self.stage.arrive_one(authenticated(raw, domain=domain))

    def of(self, reference: str) -> dict[str, Any]:
        """A ticket as it is."""
        found: dict[str, Any] = self.stage.ticket(reference)
        return found

    def texts(self, reference: str) -> list[str]:
        """The lines of a ticket's story."""
        return [line["text"] for line in self.of(reference)["entries"]]

    def lines(self) -> list[tuple[int, int, str]]:
        """All lines of all tickets, as they are kept: number, ticket, text."""
        with self.stage.store.connection() as connection:
            found = connection.execute(select(entry.c.id, entry.c.ticket, entry.c.text).order_by(entry.c.id))
            return [(row.id, row.ticket, row.text) for row in found]
