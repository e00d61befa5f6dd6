"""When a mail that could not leave is tried again."""

from datetime import timedelta

DELAYS = (10, 60, 300, 900, 1800, 3600, 7200, 14400)
"""Seconds before the second, third ... try; the last one repeats."""

MAX_ATTEMPTS = 30
"""About four days (RFC 5321, 4.5.4.1 asks for 4 to 5)."""

MAX_PROCESSING = 3
"""How often a mail may fail to be processed before it is set aside for a person."""


def next_try(attempts: int, chance: float) -> timedelta | None:
    """How long to wait after `attempts` tries that failed for now, or None to give up.

    `chance` in [0, 1) spreads the tries by a quarter either way, so that mails that failed together do not come back together.
    """
    if attempts >= MAX_ATTEMPTS:
        return None
    seconds = DELAYS[min(attempts, len(DELAYS)) - 1]
    return timedelta(seconds=seconds * (0.75 + chance / 2))
