"""Counts what happens, beside telling it."""

from mailbot.adapters.metrics import Metrics
from mailbot.core.decision import Decision
from mailbot.core.message import InboundMessage
from mailbot.pipeline.parts import Say
from mailbot.pipeline.pulse import Pulse
from mailbot.ports import Outcome, OwedMail


class MeteredSay:
    """Counts what it is told, and tells it on."""

    def __init__(self, say: Say, metrics: Metrics, pulse: Pulse) -> None:
        self._say, self._metrics, self._pulse = say, metrics, pulse

    def kept(self, mailbox: str, mails: int) -> None:
        """Mails were kept."""
        self._metrics.kept.inc(mails)
        self._say.kept(mailbox, mails)

    def decided(self, inbound: int, message: InboundMessage, decision: Decision) -> None:
        """A mail was decided."""
        self._metrics.decided.labels(decision.disposition or "held").inc()
        self._say.decided(inbound, message, decision)

    def tried(self, owed: OwedMail, outcome: Outcome) -> None:
        """A mail was handed to the server, or could not be."""
        self._metrics.tries.labels(owed.kind, type(outcome).__name__.lower()).inc()
        self._say.tried(owed, outcome)

    def trouble(self, where: str, problem: str, seconds: float) -> None:
        """Something cannot be done now."""
        self._metrics.troubles.labels(where).inc()
        self._say.trouble(where, problem, seconds)

    def recovered(self, where: str) -> None:
        """It can be done again."""
        self._say.recovered(where)

    def template(self, problem: str) -> None:
        """A template of the desk could not be used."""
        self._metrics.templates.inc()
        self._pulse.template_failed()
        self._say.template(problem)
