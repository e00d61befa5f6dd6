"""The log: one line an event, key=value for a person or JSON for a machine, never a mail's text or a secret."""

import logging
import sys

import structlog

from mailbot.core.decision import Decision
from mailbot.core.message import InboundMessage
from mailbot.core.server_error import code_alone
from mailbot.core.terminal import clean
from mailbot.ports import Outcome, OwedMail, Sent


def open_log(*, machine: bool, each_mail: bool = False) -> None:
    """Write to standard error: JSON lines if `machine`, else for a person. `each_mail` adds a line where all is well, too."""
    last = structlog.processors.JSONRenderer() if machine else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    structlog.configure(
        processors=[structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True), last],
        wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG if each_mail else logging.INFO),
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
        if decision.held:
            self._log.warning("held", inbound=inbound)
        else:
            self._log.debug("decided", inbound=inbound, disposition=decision.disposition)

    def tried(self, owed: OwedMail, outcome: Outcome) -> None:
        """A mail was handed to the server, or could not be: of what the server said its code, for it may name the address."""
        if isinstance(outcome, Sent):
            self._log.debug("sent", outbox=owed.id, kind=owed.kind)
        else:
            self._log.warning(
                type(outcome).__name__.lower(), outbox=owed.id, kind=owed.kind, error=clean(code_alone(outcome.error))
            )

    def trouble(self, where: str, problem: str, seconds: float) -> None:
        """Something cannot be done now."""
        self._log.warning("trouble", where=where, problem=clean(problem), again_in=round(seconds))

    def recovered(self, where: str) -> None:
        """It can be done again."""
        self._log.info("recovered", where=where)

    def template(self, problem: str) -> None:
        """A template of the desk could not be used; the built-in one stood in, or the mail died."""
        self._log.error("template", problem=clean(problem))
