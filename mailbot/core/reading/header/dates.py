"""The Date field (RFC 5322, 3.3) as mail-parser reads it, and as leniently as the standard library where that gives up."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=1)
def _mail_parser() -> Callable[[str], Any]:
    from mailparser.dates import parse_mail_date  # noqa: PLC0415  # importing mail-parser takes 50 ms

    parse: Callable[[str], Any] = parse_mail_date
    return parse


def parse_date(value: str) -> datetime | None:
    """The moment in UTC, or None where no moment can be read from it. Never raises."""
    if len(value) > 200:
        return None
    found = _mail_parser()(value).value
    if isinstance(found, datetime):
        return found
    return _lenient(value)


def _lenient(value: str) -> datetime | None:
    try:
        read = parsedate_tz(value)
        if read is None:
            return None
        zone = timezone(timedelta(seconds=read[9] or 0))
        return datetime(*read[:6], tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
