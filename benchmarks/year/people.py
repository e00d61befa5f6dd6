"""What people do in the year: requesters ask and ask again, coordinators answer, command, fall ill, say so or not, and forget."""

import heapq
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from benchmarks.year.plan import AREAS, BEGIN, CHANGES, COUNTRIES, DAY, END, FULL, HOUR
from benchmarks.year.story import Deed, Request, Story
from benchmarks.year.world import World
from mailbot.core.decision import MailKind, Role
from mailbot.core.ticket import Status, Ticket
from mailbot.ports import NewMail

MINUTE = timedelta(minutes=1)
MOST_DEEDS = 12
"""On one ticket: after that it is closed."""

HEARD = (MailKind.ROUTE, MailKind.ESCALATION, MailKind.REMINDER, MailKind.FOLLOW_UP)
"""Mails to coordinators after which one may do something."""


@dataclass(frozen=True)
class Illness:
    """When somebody is away in truth; whether his program says so, and the day on which he is back, "" where it says none."""

    begin: datetime
    end: datetime
    notice: bool
    back_on: str


@dataclass
class Year:
    """One year from a seed. `requests` are how many come in."""

    requests: int
    seed: int
    world: World = field(default_factory=World)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.later: list[tuple[datetime, int, Callable[[datetime], None]]] = []
        self.count = 0
        self.deeds: dict[int, int] = {}
        self.deaf: dict[int, int] = {}
        self.ill = {person: self._illnesses() for person in FULL.deputies}

    def run(self) -> Story:
        """Everything that happens until the end of the year."""
        for number, moment in enumerate(CHANGES):
            if number:
                self._at(moment, lambda now, plan=number: self.world.publish(plan, now))
        for _ in range(self.requests):
            self._at(BEGIN + timedelta(seconds=self.chance.randrange(int((END - BEGIN).total_seconds()))), self._ask)
        while True:
            soon = self.later[0][0] if self.later else END
            if min(soon, self.world.next_at) >= END:
                break
            if soon <= self.world.next_at:
                now, _, act = heapq.heappop(self.later)
                act(now)
            else:
                now = self.world.next_at
                self._heard(self.world.tick(), now)
        self.world.story.end = END
        return self.world.story

    def _at(self, moment: datetime, act: Callable[[datetime], None]) -> None:
        self.count += 1
        heapq.heappush(self.later, (moment.replace(microsecond=0), self.count, act))

    def _illnesses(self) -> list[Illness]:
        """Four times a year, some days each."""
        found = []
        for _ in range(4):
            begin = BEGIN + timedelta(seconds=self.chance.randrange(int(360 * DAY / timedelta(seconds=1))))
            end = begin + self.chance.choice((1, 2, 4, 9)) * DAY + timedelta(seconds=self.chance.randrange(80_000))
            dated = self.chance.random() < 0.6
            found.append(Illness(begin, end, self.chance.random() < 0.8, end.date().isoformat() if dated else ""))
        return found

    def _illness(self, person: str, now: datetime) -> Illness | None:
        return next((one for one in self.ill[person] if one.begin <= now < one.end), None)

    def _ask(self, now: datetime) -> None:
        urgency = self.chance.choices(("low", "normal", "high", "critical"), (20, 50, 20, 10))[0]
        country, area = self.chance.choice(tuple(COUNTRIES)), self.chance.choices(tuple(AREAS), (45, 25, 20, 10))[0]
        request = Request(country, area, urgency, area == "cases")
        number, owed = self.world.ask(request, f"{COUNTRIES[country]} {AREAS[area]} {urgency}ly", now)
        if self.chance.random() < 0.3:
            self.deaf[number] = self.chance.randrange(1, 8)
        if self.chance.random() < 0.1:
            self._at(now + self._some(2 * DAY), lambda then: self._more(number, then))
        self._heard(owed, now)

    def _heard(self, owed: list[NewMail], now: datetime) -> None:
        """Mails go out: whoever reads one may do something about it."""
        for mail in owed:
            if mail.role is Role.COORDINATOR and mail.kind in HEARD and mail.ticket is not None:
                self._reads(mail.recipient, mail.ticket, now)

    def _reads(self, person: str, number: int, now: datetime) -> None:
        illness = self._illness(person, now)
        if illness is not None:
            if illness.notice:
                self._at(now + MINUTE, lambda then: self._tell_illness(person, number, illness, then))
            return
        if self.deaf.get(number, 0) > 0:
            self.deaf[number] -= 1
        else:
            mean = 20 * MINUTE if self.world.memory.rows[number].urgency == "critical" else 9 * HOUR
            self._at(now + self._some(mean), lambda then: self._act(person, number, then))

    def _some(self, mean: timedelta) -> timedelta:
        return timedelta(seconds=1 + int(self.chance.expovariate(1 / mean.total_seconds())))

    def _tell_illness(self, person: str, number: int, illness: Illness, now: datetime) -> None:
        if person in self.world.rulebook.desk.coordinators:
            self._do(Deed(now, number, "notice", person, illness.back_on), "I am away.")

    def _more(self, number: int, now: datetime) -> None:
        """The requester writes again, perhaps because it has become worse."""
        level = self.chance.choice(("normal", "normal", "high", "critical"))
        self._do(Deed(now, number, "more", value=level), f"{level}ly: we still wait")

    def _act(self, person: str, number: int, now: datetime) -> None:
        """A coordinator does something about a ticket, if he is there and it is not too much."""
        ticket = self.world.memory.rows[number]
        enough = self.deeds.get(number, 0) >= MOST_DEEDS
        there = person in self.world.rulebook.desk.coordinators and self._illness(person, now) is None
        if not there or (enough and ticket.status is Status.CLOSED):
            return
        weights = (50, 10, 8, 8, 6, 6, 8) if ticket.status.waits_for_us else (10, 5, 10, 5, 0, 10, 10)
        verb = self.chance.choices(("answer", "take", "to", "urgency", "snooze", "wait", "close"), weights)[0]
        if enough:
            verb = "close"
        elif ticket.status is Status.CLOSED:
            verb = "reopen"
            if self.chance.random() < 0.5:
                return
        deed = self._deed(Deed(now, number, verb, person), ticket)
        if deed is not None:
            self._do(deed, _text_of(deed))
        if self.chance.random() < 0.03:  # somebody of another desk in the same second
            other = self.chance.choice(tuple(self.world.rulebook.desk.coordinators))
            self._at(now, lambda then: self._act(other, number, then))

    def _deed(self, deed: Deed, ticket: Ticket) -> Deed | None:
        """The deed with what stands behind it; None for what he knows that he may not do."""
        if deed.verb == "to":
            others = [one for one in self.world.rulebook.desk.coordinators if one != deed.by]
            return None if ticket.restricted else replace(deed, value=self.chance.choice(others))
        if deed.verb == "take" and ticket.restricted and ticket.owner != deed.by:
            return None
        if deed.verb == "urgency":
            return replace(deed, value=self.chance.choice(("low", "normal", "high", "critical")))
        if deed.verb in ("snooze", "wait"):
            return replace(deed, until=deed.at + self.chance.choice((5, 30, 72, 200)) * HOUR)
        return deed

    def _do(self, deed: Deed, text: str) -> None:
        number = deed.ticket
        self.deeds[number] = self.deeds.get(number, 0) + 1
        self._heard(self.world.write(deed, text), deed.at)
        ticket = self.world.memory.rows[number]
        if deed.verb == "take" or (deed.verb == "to" and self.chance.random() < 0.3):
            self._at(deed.at + self._some(20 * HOUR), lambda then: self._act(ticket.owner, number, then))
        if deed.verb in ("answer", "wait", "close") and self.deeds[number] < MOST_DEEDS and self.chance.random() < 0.3:
            self._at(deed.at + self._some(6 * DAY), lambda then: self._more(number, then))


def _text_of(deed: Deed) -> str:
    if deed.verb == "answer":
        return "The cluster is led by the agency that you know; please write to its office."
    if deed.until is not None:
        return f"#{deed.verb} {(deed.until - deed.at) // HOUR} hours"
    return f"#{deed.verb} {deed.value}".strip()
