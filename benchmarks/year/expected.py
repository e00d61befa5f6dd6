"""What should have happened, worked out from what people did alone: another program for the same promises.

It imports nothing of mailbot: neither its calendar nor anything that decides.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from benchmarks.year.organisation import Organisation
from benchmarks.year.plan import CHANGES, DAY, HOUR, PLANS, URGENCIES
from benchmarks.year.story import Deed, Mail, Request, Stand, Step, Story

OURS = ("answer", "take", "put_off")
"""What a clock may run towards while a requester waits."""

UNDATED = 14 * DAY
END_OF_ABSENCE, CHANGE_OF_OWNER, STEP = 0, 1, 2


@dataclass
class Watch:
    """The clock of a ticket: what it runs towards, from when to when, when its owner is reminded of half of it, with whose name
    and date it was wound, whether the requester was told, and who was called.
    """

    towards: str
    since: datetime
    until: datetime
    owner: str
    due: datetime | None
    half: datetime | None = None
    told: bool = False
    called: list[str] = field(default_factory=list)

    @property
    def rings(self) -> datetime:
        return min(self.until, self.half or self.until)


@dataclass
class Case:
    """A ticket as it should be."""

    number: int
    request: Request
    owner: str
    urgency: str
    due: datetime | None
    status: str = "new"
    stage: str = ""
    instead: str = ""
    watch: Watch | None = None

    @property
    def waits(self) -> bool:
        return self.status in ("new", "open")

    @property
    def requester(self) -> str:
        return f"asker{self.number}@ngo.example.org"

    @property
    def stand(self) -> tuple[str, str, datetime | None]:
        return self.status, self.owner, self.due


class Expected:
    """Goes through the year once. `stands`, `steps` and `mails` are what should be found in the story."""

    def __init__(self) -> None:
        self.office = Organisation(PLANS[0])
        self.cases: dict[int, Case] = {}
        self.away: dict[str, tuple[datetime, date | None]] = {}
        self.agenda: list[tuple[datetime, int, str, int]] = []
        self.stands: list[Stand] = []
        self.steps: list[Step] = []
        self.mails: list[Mail] = []

    def run(self, story: Story) -> None:
        """Work the year out from the deeds of a story and its requests."""
        assert story.end is not None
        doings = [(moment, 0, number, None) for number, moment in enumerate(CHANGES) if number]
        doings += [(deed.at, 1, number, deed) for number, deed in enumerate(story.deeds)]
        for at, _, number, deed in sorted(doings, key=lambda one: one[:3]):
            self._go_on(at)
            if deed is None:
                self.office = Organisation(PLANS[number])
                self._plan(at, CHANGE_OF_OWNER)
            elif deed.verb == "open":
                self._open(deed, story.requests[deed.ticket])
            else:
                self._deed(deed, self.cases[deed.ticket])
        self._go_on(story.end)

    def _plan(self, at: datetime, what: int, name: str = "", number: int = 0) -> None:
        heapq.heappush(self.agenda, (at, what, name, number))

    def _go_on(self, until: datetime) -> None:
        """All that the desk does before a moment."""
        while self.agenda and self.agenda[0][0] < until:
            at, what, name, number = heapq.heappop(self.agenda)
            if what == STEP:
                case = self.cases[number]
                if case.watch is not None and case.watch.rings == at:
                    self._step(case, case.watch, at)
                    self._noted(case, at)
            elif what == CHANGE_OF_OWNER:
                self._succeed(at)
            elif name in self.away and self.away[name][0] == at:
                self._give_back(name, at)

    def _noted(self, case: Case, at: datetime) -> None:
        """Write down how a ticket stands, and have its clock looked at."""
        self.stands.append(Stand(at, case.number, *case.stand))
        if case.watch is not None:
            self._plan(case.watch.rings, STEP, "", case.number)
        if case.status != "closed" and not self.office.knows(case.owner):
            self._plan(at, CHANGE_OF_OWNER)

    def _absent(self, now: datetime) -> set[str]:
        return {person for person, (until, _) in self.away.items() if now < until}

    # What people do

    def _open(self, deed: Deed, request: Request) -> None:
        routed = self.office.first_of(self.office.desk_for(request.country, request.area))
        owner, instead = self._present(routed, request, deed.at)
        called = self._on_call(owner, request.urgency, deed.at)
        if called is not None:
            owner, instead = called, ""
        due = self.office.deadline(owner, request.urgency, deed.at)
        case = self.cases[deed.ticket] = Case(deed.ticket, request, owner, request.urgency, due, instead=instead)
        self._wind(case, deed.at)
        self._noted(case, deed.at)

    def _present(self, person: str, request: Request, now: datetime, more: Iterable[str] = ()) -> tuple[str, str]:
        """Who has it in truth, and in whose place."""
        absent = self._absent(now) | set(more)
        stand_in = self.office.stand_in(person, request, absent) if person in absent else None
        return (person, "") if stand_in is None else (stand_in, person)

    def _on_call(self, person: str, urgency: str, now: datetime) -> str | None:
        """Who is called out for something critical while the desk is closed."""
        if urgency != "critical" or self.office.hours_of(person).is_open(now):
            return None
        officer = next((one for one in self.office.on_duty(person, now) if one not in self._absent(now)), None)
        return officer if officer != person else None

    def _deed(self, deed: Deed, case: Case) -> None:
        verb, now = deed.verb, deed.at
        spoken = verb in ("more", "answer")
        if verb == "notice":
            self._notice(deed, case)
        else:
            getattr(self, f"_{verb}")(case, deed)
        if deed.by in self._absent(now) and verb != "notice":
            self.away[deed.by] = (now, self.away[deed.by][1])
            self._plan(now, END_OF_ABSENCE, deed.by)
        self._wind(case, now, spoken=spoken)
        self._noted(case, now)

    def _more(self, case: Case, deed: Deed) -> None:
        level = max(case.urgency, deed.value, key=URGENCIES.index)
        now, promised = deed.at, case.due if case.waits else None
        if promised is not None and promised <= now and level != case.urgency:
            promised = None
        owner, absent = self._present(self.office.found(case.owner), case.request, now)
        called = self._on_call(owner, level, now) if level != case.urgency or not case.waits else None
        new = called or owner
        due = self.office.deadline(new, level, now)
        due = due if promised is None else min(due, promised)
        handed = called is not None or bool(absent)
        if due != promised or (handed and case.stage == "taken"):
            case.stage = ""
        case.status = "new" if case.status == "new" else "open"
        case.urgency, case.due = level, due
        if handed:
            self._hand(case, new, "" if called is not None else absent)

    def _hand(self, case: Case, person: str, absent: str) -> None:
        """To who stands in for somebody, or to who is called."""
        first = (case.instead or absent) if absent else ""
        case.owner, case.instead = person, "" if first == person else first

    def _answer(self, case: Case, _: Deed) -> None:
        case.status, case.due, case.stage = "waiting", None, ""

    def _take(self, case: Case, deed: Deed) -> None:
        case.owner, case.instead = deed.by, ""
        case.status = "open" if case.status == "new" else case.status
        if case.waits and case.stage == "":
            case.stage = "taken"

    def _to(self, case: Case, deed: Deed) -> None:
        if case.stage == "taken" and deed.value != case.owner:
            case.stage = ""
        case.owner, case.instead = deed.value, ""

    def _urgency(self, case: Case, deed: Deed) -> None:
        if deed.value == case.urgency:
            return
        if case.waits and case.due is not None:
            due = self.office.deadline(case.owner, deed.value, deed.at)
            if URGENCIES.index(deed.value) > URGENCIES.index(case.urgency) and case.due > deed.at:
                due = min(due, case.due)
            if due != case.due and case.stage == "put_off":
                case.stage = ""
            case.due = due
        case.urgency = deed.value

    def _snooze(self, case: Case, deed: Deed) -> None:
        case.due, case.stage = deed.until, "put_off"

    def _wait(self, case: Case, deed: Deed) -> None:
        case.status, case.due, case.stage = "waiting", deed.until, ""

    def _close(self, case: Case, _: Deed) -> None:
        case.status, case.due, case.stage = "closed", None, ""

    def _reopen(self, case: Case, deed: Deed) -> None:
        case.status, case.due = "open", self.office.deadline(case.owner, case.urgency, deed.at)
        case.stage = "taken" if self.office.found(case.owner) == deed.by else ""

    def _notice(self, deed: Deed, case: Case) -> None:
        """An automatic reply tells that somebody is away: what the mail was about goes to who stands in."""
        now, person = deed.at, deed.by
        told: tuple[datetime, date | None] = (now + UNDATED, None)
        if deed.value:
            told = self.office.back_at(person, date.fromisoformat(deed.value))
            if told[0] <= now:
                return
        known = self.away.get(person)
        if known is not None and now < known[0] and known[1] is not None and (told[1] is None or told[1] <= known[1]):
            told = known
        if case.status != "closed" and self.office.found(case.owner) == person:
            owner, absent = self._present(person, case.request, now, [person])
            if absent:
                case.stage = "" if case.stage == "taken" else case.stage
                self._hand(case, owner, absent)
        if told != known:
            self.away[person] = told
            self._plan(told[0], END_OF_ABSENCE, person)

    def _give_back(self, person: str, at: datetime) -> None:
        del self.away[person]
        for case in self.cases.values():
            if case.instead != person:
                continue
            case.instead = ""
            if case.status != "closed" and self.office.knows(person):
                case.owner = person
                case.stage = "" if case.stage == "taken" else case.stage
                self._wind(case, at)
            self._noted(case, at)

    def _succeed(self, at: datetime) -> None:
        """Whose owner the desk has no longer gets another one."""
        for case in self.cases.values():
            if case.status == "closed" or self.office.knows(case.owner):
                continue
            routed = self.office.first_of(self.office.desk_for(case.request.country, case.request.area))
            first = case.instead if self.office.knows(case.instead) else routed
            owner, absent = self._present(first, case.request, at)
            called = self._on_call(owner, case.urgency, at) if case.waits else None
            case.owner, case.instead = called or owner, "" if called is not None else absent
            case.stage = "" if case.stage == "taken" else case.stage
            self.mails.append(Mail(at, case.number, "escalation", "nobody_there", case.owner))
            self._wind(case, at)
            self._noted(case, at)

    # How the clock is wound

    def _wind(self, case: Case, now: datetime, *, spoken: bool = False) -> None:
        before = case.watch
        if case.status == "closed":
            case.watch = None
        elif case.waits:
            case.watch = self._towards_an_answer(case, before if before is not None and before.towards in OURS else None, now)
        elif case.due is not None:
            if before is None or before.towards != "wait" or before.due != case.due:
                case.watch = Watch("wait", now, case.due, case.owner, case.due)
        elif spoken or before is None or before.towards not in ("silence", "warned"):
            case.watch = Watch("silence", now, now + self.office.plan.warning, case.owner, None)

    def _towards_an_answer(self, case: Case, before: Watch | None, now: datetime) -> Watch:
        """What runs on where nothing changed; else a new stretch, that remembers what the requester was told."""
        assert case.due is not None
        if before is not None and before.due == case.due and self._fits(case, before):
            if before.owner == case.owner:
                return before
            if before.towards == "answer" and before.until == case.due and now < case.due:
                before.owner = case.owner
                return before
        if case.stage == "put_off":
            fresh = Watch("put_off", now, case.due, case.owner, case.due)
        else:
            fresh = self._stretch(case, now, late=before is not None and before.told)
        if before is not None:
            fresh.told = before.told
            in_time = before.towards == "take" and len(before.called) == 1 and before.due == case.due
            if in_time and fresh.towards == "answer" and now < case.due:
                fresh.since = before.since
                half = self.office.half(case.owner, case.urgency, before.since, case.due)
                fresh.half = half if half is not None and half > now else None
        return fresh

    def _fits(self, case: Case, before: Watch) -> bool:
        if "put_off" in (before.towards, case.stage):
            return before.towards == "put_off" and case.stage == "put_off"
        to_be_taken = case.urgency == "critical" and case.stage == ""
        return to_be_taken if before.towards == "take" else (not to_be_taken or before.told)

    def _stretch(self, case: Case, now: datetime, *, late: bool) -> Watch:
        assert case.due is not None
        if case.urgency == "critical" and case.stage == "" and now < case.due and not late:
            until = min(now + self.office.plan.take_within, case.due)
            return Watch("take", now, until, case.owner, case.due, called=[self.office.found(case.owner)])
        until = case.due if now < case.due else self.office.deadline(case.owner, case.urgency, now)
        half = self.office.half(case.owner, case.urgency, now, until)
        return Watch("answer", now, until, case.owner, case.due, half)

    # What the desk does by itself

    def _step(self, case: Case, watch: Watch, at: datetime) -> None:
        match watch.towards:
            case "answer" if watch.half == at and at < watch.until:
                watch.half = None
                self._tell(case, at, "half", "")
            case "take" if watch.due is not None and at < watch.due:
                self._not_taken(case, watch, at)
            case "answer" | "take":
                self._late(case, watch, at)
            case "put_off" | "wait":
                case.status = "open" if watch.towards == "wait" else case.status
                case.due, case.stage = self.office.deadline(case.owner, case.urgency, at), "taken"
                case.watch = self._stretch(case, at, late=False)
                case.watch.told = watch.told
                kind = "put_off" if watch.towards == "put_off" else "wait_over"
                self._tell(case, at, kind, kind)
            case "silence":
                case.watch = Watch("warned", at, at + self.office.plan.closing, case.owner, None)
                self._done(case, at, "warned", ("warning", "", case.requester))
            case "warned":
                case.status, case.due, case.stage, case.watch = "closed", None, "", None
                self._done(case, at, "silent", ("closing", "silence", case.requester))

    def _tell(self, case: Case, at: datetime, kind: str, hint: str) -> None:
        """The owner is reminded."""
        self._done(case, at, kind, ("reminder", hint, case.owner))

    def _done(self, case: Case, at: datetime, kind: str, *mails: tuple[str, str, str]) -> None:
        self.steps.append(Step(at, case.number, kind, case.owner))
        self.mails += [Mail(at, case.number, *mail) for mail in mails]

    def _not_taken(self, case: Case, watch: Watch, at: datetime) -> None:
        passed = self._absent(at) | set(watch.called)
        person = next((one for one in self.office.on_duty(case.owner, at) if one not in passed), None)
        person = person or self.office.of_the_lead(case.request.area, case.owner, passed)
        if person is None:
            assert watch.due is not None
            watch.since, watch.until = at, watch.due
            self._tell(case, at, "nobody_takes", "not_taken")
            return
        assert case.due is not None
        watch.since, watch.until, watch.owner = at, min(at + self.office.plan.take_within, case.due), person
        watch.called.append(person)
        self._hand_up(case, at, "not_taken", person, [])

    def _late(self, case: Case, watch: Watch, at: datetime) -> None:
        absent = self._absent(at)
        delay = [] if watch.told else [("delay", "", case.requester)]
        if case.urgency == "critical":
            person = self.office.of_the_lead(case.request.area, case.owner, absent)
        else:
            person = self.office.above(case.request, case.owner, absent)
        if person is None:
            until = max(self.office.deadline(case.owner, case.urgency, at), at + 24 * HOUR)
            case.watch = Watch("answer", at, until, case.owner, watch.due, told=True, called=watch.called)
            self._done(case, at, "still_late", ("reminder", "late", case.owner), *delay)
            return
        case.due = self.office.deadline(person, case.urgency, at)
        half = self.office.half(person, case.urgency, at, case.due)
        case.watch = Watch("answer", at, case.due, person, case.due, half, told=True)
        self._hand_up(case, at, "late", person, delay)

    def _hand_up(self, case: Case, at: datetime, kind: str, person: str, more: list[tuple[str, str, str]]) -> None:
        former, case.owner, case.stage, case.instead = case.owner, person, "", ""
        people = [person] if former in {person, *self._absent(at)} else [person, former]
        self._done(case, at, kind, *(("escalation", kind, one) for one in people), *more)


def by_ticket(lines: Iterable[Stand]) -> dict[int, list[Stand]]:
    """How each ticket stood: its last word at each moment, and only where it was another one than before."""
    found: dict[int, list[Stand]] = defaultdict(list)
    for one in lines:
        its = found[one.ticket]
        if its and its[-1].at == one.at:
            its.pop()
        if not its or (its[-1].status, its[-1].owner, its[-1].due) != (one.status, one.owner, one.due):
            its.append(one)
    return found
