"""The log: one line an event, key=value for a person or JSON for a machine, never a mail's text or a secret."""

import logging
import sys

import structlog

from mailbot.core.decision import Decision
from mailbot.core.message import InboundMessage
from mailbot.core.terminal import clean
from mailbot.ports import Outcome, OwedMail, Sent


def open_log(*, machine: bool) -> None:
    """Write to standard error: JSON lines if `machine`, else for a person."""
    last = structlog.processors.JSONRenderer() if machine else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    structlog.configure(
        processors=[structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True), last],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


class LogSay:
    """pipeline.loops.Say over the log."""

    def __init__(self) -> None:
        self._log = structlog.get_logger()

    def kept(self, mailbox: str, mails: int) -> None:
        """Mails were kept."""
        self._log.info("kept", mailbox=mailbox, mails=mails)

    def decided(self, inbound: int, message: InboundMessage, decision: Decision) -> None:  # noqa: ARG002 - the log holds no mail
        """A mail was decided: its number and what became of it, nothing of what it says."""
        self._log.info("decided", inbound=inbound, disposition=decision.disposition or "held")

    def tried(self, owed: OwedMail, outcome: Outcome) -> None:
        """A mail was handed to the server, or could not be."""
        ticket = owed.ticket.reference if owed.ticket else None
        tell = self._log.info if isinstance(outcome, Sent) else self._log.warning
        error = clean(getattr(outcome, "error", ""))
        tell(type(outcome).__name__.lower(), outbox=owed.id, kind=owed.kind, ticket=ticket, **({"error": error} if error else {}))

    def trouble(self, where: str, problem: str, seconds: float) -> None:
        """Something cannot be done now."""
        self._log.warning("trouble", where=where, problem=clean(problem), again_in=round(seconds))

    def recovered(self, where: str) -> None:
        """It can be done again."""
        self._log.info("recovered", where=where)

    def template(self, problem: str) -> None:
        """A template of the desk could not be used; the built-in one stood in, or the mail died."""
        self._log.error("template", problem=clean(problem))
