"""The outside in memory. Each fake keeps the promises of its protocol in `mailbot.ports` and can be told to fail."""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from mailbot.core.decision import Decision, MailKind
from mailbot.core.desk import Desk
from mailbot.core.message import InboundMessage
from mailbot.core.reporting import Report
from mailbot.core.writing.view import MailView, StoryLine
from mailbot.ports import (
    FetchedMail,
    MailboxState,
    Outcome,
    OwedMail,
    Parcel,
    Rendered,
    RenderFailed,
    Sent,
    Unreachable,
)

START = datetime(2026, 2, 3, 9, 0, tzinfo=UTC)
"""A Tuesday morning."""


class FakeClock:
    """Stands still until it is moved, or somebody sleeps."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start
        self._lock = threading.Lock()

    def now(self) -> datetime:
        return self._now

    def sleep(self, seconds: float) -> None:
        self.move(timedelta(seconds=seconds))

    def move(self, by: timedelta) -> None:
        with self._lock:
            self._now += by


class FakeMailbox:
    """A mailbox in memory. `batch` mails are fetched at once.

    `fail_fetch_after` mails the line breaks once; `unreachable` makes every call fail; `watch` is told of each settling.
    """

    def __init__(self, name: str = "imap://desk@mail.example.org/INBOX", uidvalidity: int = 1, batch: int = 50) -> None:
        self.name = name
        self.uidvalidity = uidvalidity
        self.batch = batch
        self.unfetched: dict[int, str] = {}
        self.mails: dict[int, FetchedMail] = {}
        self.uid_next = 1
        self.vanished: set[int] = set()
        self.settled: list[int] = []
        self.fetched: list[int] = []
        self.fail_fetch_after: int | None = None
        self.fail_settle = False
        self.unreachable = False
        self.watch: Callable[[Sequence[int]], None] = lambda uids: None
        self.closed = 0
        self._bell = threading.Event()

    def put(self, raw: bytes, *, received_at: datetime = START, size: int | None = None, partial: bool = False) -> int:
        uid, self.uid_next = self.uid_next, self.uid_next + 1
        self.mails[uid] = FetchedMail(uid, raw, received_at, len(raw) if size is None else size, partial)
        self._bell.set()
        return uid

    def rebuild(self, uidvalidity: int, first_uid: int = 1) -> None:
        """What a restored or migrated server does: the same mails under other UIDs."""
        mails = list(self.mails.values())
        self.uidvalidity = uidvalidity
        self.mails = {
            first_uid + n: FetchedMail(first_uid + n, m.raw, m.received_at, m.size, m.partial) for n, m in enumerate(mails)
        }
        self.uid_next = first_uid + len(mails)
        self.settled = []

    def open(self) -> MailboxState:
        self._reach()
        return MailboxState(self.uidvalidity, len(self.mails), self.uid_next)

    def uids_above(self, uid: int) -> list[int]:
        self._reach()
        return sorted(one for one in self.mails if one > uid)

    def fetch(self, uids: Sequence[int]) -> Iterator[tuple[FetchedMail, ...]]:
        batch: list[FetchedMail] = []
        for uid in sorted(uids):
            self._reach()
            if self.fail_fetch_after is not None and len(self.fetched) >= self.fail_fetch_after:
                self.fail_fetch_after = None
                raise Unreachable(f"{self.name}: the line broke")
            if uid in self.vanished or uid not in self.mails:
                continue
            self.fetched.append(uid)
            batch.append(self.mails[uid])
            if len(batch) == self.batch:
                yield tuple(batch)
                batch = []
        if batch:
            yield tuple(batch)

    def arrivals(self, uids: Sequence[int]) -> dict[int, datetime]:
        self._reach()
        return {uid: self.mails[uid].received_at for uid in sorted(uids) if uid in self.mails}

    def settle(self, uids: Sequence[int]) -> None:
        self._reach()
        if self.fail_settle:
            self.fail_settle = False
            raise Unreachable(f"{self.name}: the line broke")
        self.watch(uids)
        self.settled += [uid for uid in uids if uid not in self.settled]

    def wait(self, seconds: float) -> None:
        self._bell.wait(seconds)
        self._bell.clear()

    def interrupt(self) -> None:
        self._bell.set()

    def close(self) -> None:
        self.closed += 1

    def _reach(self) -> None:
        if self.unreachable:
            raise Unreachable(f"{self.name}: cannot be reached")


class FakeTransport:
    """Keeps what it is given. `say(recipient, outcome, ...)` programs the answers to the next tries to one recipient."""

    def __init__(self, slots: int = 4) -> None:
        self.slots = slots
        self.tried: list[Parcel] = []
        self.sent: list[Parcel] = []
        self.closed = 0
        self.default: Outcome = Sent("250 ok")
        self._outcomes: dict[str, list[Outcome]] = defaultdict(list)
        self._lock = threading.Lock()

    def say(self, recipient: str, *outcomes: Outcome) -> None:
        self._outcomes[recipient] += outcomes

    def send(self, parcels: Sequence[Parcel]) -> list[Outcome]:
        assert 0 < len(parcels) <= self.slots
        with self._lock:
            return [self._send(parcel) for parcel in parcels]

    def hurry(self, seconds: float) -> None:
        assert seconds >= 0

    def _send(self, parcel: Parcel) -> Outcome:
        planned = self._outcomes[parcel.recipient]
        outcome = planned.pop(0) if planned else self.default
        self.tried.append(parcel)
        if isinstance(outcome, Sent):
            self.sent.append(parcel)
        return outcome

    def close(self) -> None:
        self.closed += 1

    def to(self, recipient: str) -> list[bytes]:
        """What the server took for one recipient, oldest first."""
        return [parcel.data for parcel in self.sent if parcel.recipient == recipient]


class PlainRenderer:
    """Every variable of a mail on a line of its own. `broken` kinds cannot be rendered at all."""

    def __init__(self) -> None:
        self.views: list[tuple[MailKind, MailView]] = []
        self.broken: set[MailKind] = set()
        self.problem = ""

    def render(self, kind: MailKind, view: MailView) -> Rendered:
        if kind in self.broken:
            raise RenderFailed(f"{kind}.txt:1: broken")
        self.views.append((kind, view))
        return Rendered(f"[{view.reference}] {kind}", f"{kind} {view.hint}\n{view.text}\n", "", self.problem)

    def page(self, report: Report, desk: Desk) -> str:
        return f"<!DOCTYPE html><p>{desk.name} {report.period.name}"

    def tell(self, lines: Sequence[StoryLine], locale: str) -> str:
        return "\n".join((locale, *(line.text for line in lines)))


class SilentSay:
    """Says nothing, and remembers it."""

    def __init__(self) -> None:
        self.said: list[tuple[str, ...]] = []

    def kept(self, mailbox: str, mails: int) -> None:
        self.said.append(("kept", mailbox, str(mails)))

    def trouble(self, where: str, problem: str, seconds: float) -> None:
        self.said.append(("trouble", where, problem))

    def recovered(self, where: str) -> None:
        self.said.append(("recovered", where))

    def template(self, problem: str) -> None:
        self.said.append(("template", problem))

    def decided(self, inbound: int, message: InboundMessage, decision: Decision) -> None:
        self.said.append(("decided", str(inbound), str(decision.disposition)))

    def tried(self, owed: OwedMail, outcome: Outcome) -> None:
        self.said.append(("tried", owed.recipient, type(outcome).__name__))
