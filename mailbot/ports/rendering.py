"""Templates."""

from dataclasses import dataclass
from typing import Protocol

from mailbot.core.decision import MailKind
from mailbot.core.writing.view import MailView


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
