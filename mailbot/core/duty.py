"""Who is called for what is critical while a desk is closed: people who take turns."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Rota:
    """People who are on duty one after the other, each for `turn` days, the first of them from `since` on.

    They hand over at the time of day `at` in `zone` (an IANA name). `people` are addresses of coordinators.
    """

    people: tuple[str, ...]
    since: date
    turn: int = 7
    at: time = time(9)
    zone: str = "UTC"

    def order(self, moment: datetime) -> tuple[str, ...]:
        """Who is on duty at an aware moment, and who comes after him, everybody once."""
        here = moment.astimezone(ZoneInfo(self.zone))
        day = here.date() if here.time() >= self.at else here.date() - timedelta(days=1)
        first = (day - self.since).days // self.turn % len(self.people)
        return self.people[first:] + self.people[:first]
