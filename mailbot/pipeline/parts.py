"""What a process has of the desk, and what its loops share."""

import threading
from dataclasses import dataclass, field
from typing import Protocol

from mailbot.core.decision import Decision
from mailbot.core.message import InboundMessage
from mailbot.pipeline.alerting import Watching
from mailbot.pipeline.bell import Bell
from mailbot.pipeline.deliver import Delivery
from mailbot.pipeline.ingest import Intake
from mailbot.pipeline.process import Processing
from mailbot.pipeline.pulse import Pulse
from mailbot.pipeline.tick import Ticking
from mailbot.ports import Mailbox, News, Outcome, OwedMail, Queue


class Say(Protocol):
    """Whom the desk tells what happens: the log, or the terminal."""

    def kept(self, mailbox: str, mails: int) -> None:
        """Mails were kept."""

    def decided(self, inbound: int, message: InboundMessage, decision: Decision) -> None:
        """A mail was decided."""

    def tried(self, owed: OwedMail, outcome: Outcome) -> None:
        """A mail was handed to the server, or could not be."""

    def trouble(self, where: str, problem: str, seconds: float) -> None:
        """Something cannot be done now and is tried again after `seconds`."""

    def recovered(self, where: str) -> None:
        """It can be done again."""

    def template(self, problem: str) -> None:
        """A template of the desk could not be used: the built-in one stood in, or the mail died."""


@dataclass(frozen=True, slots=True)
class Desk:
    """All that works in this process; a part that it does not play is None or empty."""

    say: Say
    mailboxes: tuple[Mailbox, ...] = ()
    intake: Intake | None = None
    processing: Processing | None = None
    delivery: Delivery | None = None
    ticking: Ticking | None = None
    news: News | None = None
    watching: Watching | None = None


@dataclass(slots=True)
class Signals:
    """What the loops share: when to stop, why, and the bells."""

    stop: threading.Event = field(default_factory=threading.Event)
    to_process: Bell = field(default_factory=Bell)
    to_send: Bell = field(default_factory=Bell)
    fatal: list[str] = field(default_factory=list)
    crashed: list[BaseException] = field(default_factory=list)
    pulse: Pulse = field(default_factory=Pulse)
    looked_into: set[str] = field(default_factory=set)
    """Names of the mailboxes that were read to their end once, or could not be."""

    def ring(self, queue: str) -> None:
        """There may be work in a queue."""
        bells = {Queue.PROCESS: self.to_process, Queue.SEND: self.to_send}
        if queue in bells:
            bells[queue].ring()

    def end(self, why: str = "") -> None:
        """Stop all loops, for a reason if there is one."""
        if why:
            self.fatal.append(why)
        self.stop.set()
        self.to_process.ring()
        self.to_send.ring()
