"""Tells the demo's story on the terminal, as it happens."""

import threading
from collections import Counter, defaultdict
from textwrap import shorten

from rich.console import Console
from rich.markup import escape

from mailbot.core.decision import Decision, MailKind, OweMail
from mailbot.core.message import InboundMessage
from mailbot.core.terminal import clean
from mailbot.ports import Outcome, OwedMail, Sent

KINDS = {
    MailKind.ACK: "acknowledgement",
    MailKind.ROUTE: "routing mail",
    MailKind.ANSWER: "answer",
    MailKind.FOLLOW_UP: "follow-up",
    MailKind.RECEIPT: "receipt",
    MailKind.QUESTION: "question",
    MailKind.ALERT: "alert",
    MailKind.REMINDER: "reminder",
    MailKind.ESCALATION: "escalation",
    MailKind.DELAY: "word of a delay",
    MailKind.WARNING: "warning of closing",
    MailKind.CLOSING: "closing",
    MailKind.CONFIRMATION: "question for confirmation",
    MailKind.LEAVING: "word of leaving",
    MailKind.UNDELIVERED: "word of an answer that did not arrive",
    MailKind.ERASURE: "word of an erasure",
    MailKind.ERASED: "word of an erased request",
}


class Narrator:
    """pipeline.loops.Say for people. It also lets the story wait for a mail to be over: decided, and all that it owes sent."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.dispositions: Counter[str] = Counter()
        self.sent: Counter[str] = Counter()
        self.problems: list[str] = []
        self._owed: defaultdict[int, int] = defaultdict(int)
        self._decided: list[int] = []
        self._changed = threading.Condition()

    def write(self, line: str = "", style: str | None = None) -> None:
        """One line; text of mails in it does not act."""
        self.console.print(escape(clean(line)), style=style, highlight=False, soft_wrap=True)

    def kept(self, mailbox: str, mails: int) -> None:
        """Mails were kept; the story shows what becomes of them."""

    def decided(self, inbound: int, message: InboundMessage, decision: Decision) -> None:
        """Who wrote, what was decided, and why."""
        disposition = decision.disposition or "held"
        sender = message.sender
        with self._changed:
            self.write()
            who = f"{sender.name} <{sender.address}>" if sender and sender.name else (sender.address if sender else "somebody")
            self.write(f"{who} writes: {shorten(message.subject, 70, placeholder=' …') or '(no subject)'}", "bold")
            if message.reply and decision.effects:
                self.write(f"   “{shorten(message.reply, 150, placeholder=' …')}”", "italic")
            self.write(f"   {disposition}: {decision.reason}", "green" if decision.effects else "yellow")
            for hit in decision.trace.rules:
                if hit.won and hit.matched:
                    self.write(f"   because of {hit.table} rule '{hit.rule}': {', '.join(hit.matched[:4])}", "dim")
            self.dispositions[disposition] += 1
            self._owed[inbound] += sum(isinstance(effect, OweMail) for effect in decision.effects)
            self._decided.append(inbound)
            self._changed.notify_all()

    def tried(self, owed: OwedMail, outcome: Outcome) -> None:
        """Which mail left, and to whom."""
        with self._changed:
            about = f"{owed.ticket.reference}: " if owed.ticket else ""
            if isinstance(outcome, Sent):
                self.write(f"   → {about}{KINDS[owed.kind]} to {owed.recipient}, in {owed.locale}", "cyan")
                self.sent[owed.kind] += 1
            else:
                self.problems.append(f"{about}{KINDS[owed.kind]} to {owed.recipient}: {outcome.error}")
            self._owed[owed.inbound or 0] -= 1
            self._changed.notify_all()

    def trouble(self, where: str, problem: str, seconds: float) -> None:
        """Something cannot be done now."""
        self.problems.append(f"{where}: {problem} (again in {seconds:.0f} s)")

    def recovered(self, where: str) -> None:
        """It can be done again."""
        self.write(f"{where}: works again")

    def template(self, problem: str) -> None:
        """A template could not be used."""
        self.problems.append(f"template: {problem}")

    def wait_for(self, mails: int, seconds: float) -> bool:
        """Wait until so many mails are decided and nothing is owed any more; False when that takes too long."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self._decided) >= mails and not any(self._owed.values()), seconds)
