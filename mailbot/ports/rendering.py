"""Templates."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from mailbot.core.decision import MailKind
from mailbot.core.desk import Desk
from mailbot.core.reporting import Report
from mailbot.core.writing.view import MailView, StoryLine


@dataclass(frozen=True, slots=True)
class Rendered:
    """A mail's words. `problem` names what was wrong with the desk's own template where the built-in one had to stand in.

    Else "".
    """

    subject: str
    text: str
    html: str = ""
    problem: str = ""


class RenderFailed(Exception):
    """Neither the desk's template nor the built-in one could be rendered."""


class Renderer(Protocol):
    """Templates."""

    def render(self, kind: MailKind, view: MailView) -> Rendered:
        """The words of a mail in `view.locale`, or in English where there is none. Raises RenderFailed."""

    def page(self, report: Report, desk: Desk) -> str:
        """A report as one HTML page that needs nothing beside itself; in English."""

    def tell(self, lines: Sequence[StoryLine], locale: str) -> str:
        """A story as a text of its own, in the words of `locale`, or in English where there is none; whole, however long."""
