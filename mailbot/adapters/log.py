"""The log: one line an event, key=value for a person or JSON for a machine, never a mail's text or a secret."""

import sys

import structlog

from mailbot.core.terminal import clean

def open_log(*, machine: bool) -> None:
    """Write to standard error: JSON lines if `machine`, else for a person."""
    last = structlog.processors.JSONRenderer() if machine else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    structlog.configure(
        processors=[structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True), last],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


class LogSay:
    """pipeline.loops.Say over the log."""

    def __init__(self) -> None:
        self._log = structlog.get_logger()

    def kept(self, mailbox: str, mails: int) -> None:
        """Mails were kept."""
        self._log.info("kept", mailbox=mailbox, mails=mails)

    def trouble(self, where: str, problem: str, seconds: float) -> None:
        """Something cannot be done now."""
        self._log.warning("trouble", where=where, problem=clean(problem), again_in=round(seconds))

    def recovered(self, where: str) -> None:
        """It can be done again."""
        self._log.info("recovered", where=where)

    def template(self, problem: str) -> None:
        """A template of the desk could not be used; the built-in one stood in, or the mail died."""
        self._log.error("template", problem=clean(problem))
