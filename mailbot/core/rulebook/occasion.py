"""What is known of a mail beside the mail itself when the rules are asked about it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Occasion:
    """By which mailbox a mail came, the moment of deciding (aware, or None where there is none), whether its sender is proved."""

    mailbox: str = ""
    now: datetime | None = None
    authenticated: bool = False


NOWHERE = Occasion()
"""A mail that came from nowhere, as an admin tries one."""
