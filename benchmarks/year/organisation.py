"""Who is who at the desk of a plan, and by when each has to answer; plain data in, no part of mailbot asked."""

from collections.abc import Container
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from benchmarks.year.plan import DAY, HOUR, Group, Plan
from benchmarks.year.story import Request
from benchmarks.year.working import Working, working_time

DAYS = {"high": 1, "normal": 3, "low": 10}
"""Days of work to answer in; what is critical has two hours."""


class Organisation:
    """A plan, to be asked."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def knows(self, person: str) -> bool:
        """Whether somebody is a coordinator."""
        return person in self.plan.deputies

    def first_of(self, desk: str) -> str:
        """Who of a desk has what comes in."""
        return self.plan.desks[desk].people[0]

    def found(self, owner: str) -> str:
        """Whoever answers for an owner: himself, or the first of the global desk where he is no more."""
        return owner if self.knows(owner) else self.first_of(self.plan.top)

    def desk_for(self, country: str, area: str) -> str:
        """The desk of a country, else the one that leads the area."""
        return next((name for name, group in self.plan.desks.items() if country in group.countries), self.plan.leads[area])

    def desk_of(self, person: str) -> str:
        """The desk at which somebody works."""
        return next((name for name, group in self.plan.desks.items() if person in group.people), self.plan.top)

    def _group_of(self, person: str) -> Group:
        return self.plan.desks[self.desk_of(person)]

    def hours_of(self, person: str) -> Working:
        """When the desk works that an owner is of."""
        return working_time(self.plan.hours[self._group_of(self.found(person)).hours])

    def deadline(self, owner: str, urgency: str, since: datetime) -> datetime:
        """By when he has to answer who waits since then."""
        if urgency == "critical":
            return since + 2 * HOUR
        hours = self.hours_of(owner)
        return hours.after(since, DAYS[urgency] * hours.day)

    def half(self, owner: str, urgency: str, since: datetime, until: datetime) -> datetime | None:
        """When half of a stretch of time is over, None where that is its begin or end."""
        if urgency == "critical":
            half = since + (until - since) / 2
        else:
            hours = self.hours_of(owner)
            half = hours.after(since, (hours.until(until) - hours.until(since)) / 2)
        return half if since < half < until else None

    def stand_in(self, person: str, request: Request, absent: Container[str]) -> str | None:
        """Who has the tickets of somebody who is away: his deputy, the next of his desk, the lead of the area, the global one.

        What is restricted goes to the leads alone.
        """
        people = self._group_of(person).people
        nearer = [self.plan.deputies[person], *people[people.index(person) + 1 :]]
        leads = [self.first_of(self.plan.leads[request.area]), self.first_of(self.plan.top)]
        if request.restricted and person == leads[1]:
            return None
        order = leads if request.restricted else nearer + leads
        return next((one for one in order if one and one != person and one not in absent), None)

    def on_duty(self, owner: str, now: datetime) -> tuple[str, ...]:
        """Who is on duty for the desk of an owner, and who comes after him."""
        turns = self._group_of(owner).turns or self.plan.turns
        here = now.astimezone(ZoneInfo(turns.zone))
        day = here.date() - timedelta(days=f"{here:%H:%M}" < turns.at)
        turn = (day - turns.since).days // turns.days
        return tuple(turns.people[(turn + number) % len(turns.people)] for number in range(len(turns.people)))

    def above(self, request: Request, owner: str, absent: Container[str]) -> str | None:
        """Who has it next, one step up: the desk of the country, then the one that leads the area."""
        steps = [self.desk_for(request.country, request.area), self.plan.leads[request.area]]
        home = self.desk_of(owner)
        if home in steps:
            steps = steps[steps.index(home) + 1 :]
        people = (self._there(step, owner, absent) for step in steps if step != home)
        return next((person for person in people if person is not None), None)

    def of_the_lead(self, area: str, owner: str, absent: Container[str]) -> str | None:
        """Somebody of the desk that leads an area, None for an owner who is of it."""
        lead = self.plan.leads[area]
        return None if self.desk_of(owner) == lead else self._there(lead, owner, absent)

    def _there(self, desk: str, owner: str, absent: Container[str]) -> str | None:
        return next((one for one in self.plan.desks[desk].people if one != owner and one not in absent), None)

    def back_at(self, person: str, day: date) -> tuple[datetime, date]:
        """The begin of the first day of work from a day on, and that day."""
        hours = self.plan.hours[self._group_of(person).hours]
        ahead = [day + number * DAY for number in range(10)]
        works = (one for one in ahead if one.isoweekday() not in hours.weekend and f"{one:%m-%d}" not in hours.off)
        first = next(works, day)
        return datetime.combine(first, time(), ZoneInfo(hours.zone)), first
