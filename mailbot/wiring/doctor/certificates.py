"""How long the certificate of a server is good."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from mailbot.core.examination import Finding, ok, warn

SOON = timedelta(days=14)


def judge_certificate(what: str, end: datetime | None, now: datetime, where: str) -> Iterator[Finding]:
    """Whether it ends soon; one that has ended, or is not to be trusted, lets nobody in anyway."""
    if end is None:
        return
    days = (end - now).days
    if end - now < SOON:
        yield warn(what, f"the server's certificate ends in {days} days", "have it renewed by whoever runs the server", where)
    else:
        yield ok(what, f"the server's certificate is good for {days} days", where)
