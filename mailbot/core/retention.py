"""For how long the desk keeps what people wrote."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """A span of whole calendar months or of days; one of both is 0."""

    months: int = 0
    days: int = 0

    def before(self, now: datetime) -> datetime:
        """The moment that lies this span before `now`; the last day of a month where the month has no such day."""
        earlier = now - timedelta(days=self.days)
        years, month = divmod(earlier.year * 12 + earlier.month - 1 - self.months, 12)
        day = min(earlier.day, monthrange(years, month + 1)[1])
        return earlier.replace(year=years, month=month + 1, day=day)


@dataclass(frozen=True, slots=True)
class Retention:
    """How long what is kept: a request from its closing, a restricted one likewise, and mail that became no request, such as
    spam, from its arrival. None is for ever.
    """

    closed: Period | None = Period(months=12)
    restricted: Period | None = Period(months=3)
    spam: Period | None = Period(days=30)

    def closed_before(self, now: datetime, *, restricted: bool) -> datetime | None:
        """Requests that were closed before this moment are over their period; None where none ever is.

        Of a restricted request the stricter of both periods holds.
        """
        wanted = (self.closed, self.restricted) if restricted else (self.closed,)
        return max((period.before(now) for period in wanted if period is not None), default=None)

    def arrived_before(self, now: datetime) -> datetime | None:
        """Mail that became no request and arrived before this moment is over its period; None where none ever is."""
        return self.spam.before(now) if self.spam is not None else None
