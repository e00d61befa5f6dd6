"""Holds what the desk did in the year against its promises, and against what should have happened."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from benchmarks.year.expected import Expected, by_ticket
from benchmarks.year.organisation import Organisation
from benchmarks.year.plan import CHANGES, END, PLANS
from benchmarks.year.story import Mail, Stand, Step, Story

OPEN = ("new", "open")
"""The states in which somebody waits for the desk."""


def find_violations(story: Story) -> list[str]:
    """A line for each promise that was broken."""
    expected = Expected()
    expected.run(story)
    found = [
        *(f"not done: {line}" for line in story.held),
        *_unowned(story),
        *_twice(story),
        *_told_again(story),
        *_woken(story),
        *_differ("step", _steps(expected.steps), _steps(story.steps)),
        *_differ("mail", _mails(expected.mails), _mails(story.mails)),
        *_stand_otherwise(expected.stands, story.stands),
    ]
    return found


def _unowned(story: Story) -> Iterator[str]:
    """Every ticket that is not closed has an owner whom the desk knows, an open one a deadline: at each minute, since they
    change at no other moment than those of the story and of the plans.
    """
    offices = [Organisation(plan) for plan in PLANS]
    for ticket, stands in by_ticket(story.stands).items():
        for one, after in pairwise([*stands, None]):
            if one is None or one.status == "closed":
                continue
            if one.status in OPEN and one.due is None:
                yield f"without a deadline: ticket {ticket} from {one.at}"
            plans = range(bisect_right(CHANGES, one.at) - 1, len(CHANGES))
            for number in plans:
                until = after.at if after is not None else END
                if max(one.at, CHANGES[number]) < until and not offices[number].knows(one.owner):
                    yield f"without an owner: ticket {ticket}, {one.owner} is nobody from {max(one.at, CHANGES[number])}"


def _twice(story: Story) -> Iterator[str]:
    """Nobody gets the same mail twice, nor two reminders of a ticket at once."""
    for mail, count in Counter(story.mails).items():
        if count > 1:
            yield f"twice: {mail}"
    reminders = Counter((mail.ticket, mail.to, mail.at) for mail in story.mails if mail.kind == "reminder")
    for (ticket, to, at), count in reminders.items():
        if count > 1:
            yield f"{count} reminders of ticket {ticket} to {to} at {at}"


def _told_again(story: Story) -> Iterator[str]:
    """Nobody hears more than once, while he waits, that it takes longer."""
    delays = defaultdict(list)
    for mail in story.mails:
        if mail.kind == "delay":
            delays[mail.ticket].append(mail.at)
    ended = defaultdict(list)
    for one in story.stands:  # all of them: who closes and opens again in one second has ended the waiting too
        if one.status not in OPEN:
            ended[one.ticket].append(one.at)
    for ticket, moments in delays.items():
        ends = sorted(ended[ticket])
        for count in Counter(bisect_right(ends, moment) for moment in moments).values():
            if count > 1:
                yield f"told {count} times of a delay: ticket {ticket}, {', '.join(map(str, moments))}"


def _woken(story: Story) -> Iterator[str]:
    """Who is handed something critical out of hours is on a rota, or leads the area."""
    for step in story.steps:
        if step.kind != "not_taken":
            continue
        office = Organisation(PLANS[bisect_right(CHANGES, step.at) - 1])
        if office.hours_of(step.owner).is_open(step.at):
            continue
        lead = office.plan.leads[story.requests[step.ticket].area]
        rotas = [office.plan.turns, *(group.turns for group in office.plan.desks.values() if group.turns is not None)]
        if office.desk_of(step.owner) != lead and not any(step.owner in turns.people for turns in rotas):
            yield f"woken out of the rota: {step}"


def _steps(steps: Iterable[Step]) -> Counter[str]:
    return Counter(f"{one.ticket}: {one.kind} at {one.at}, {one.owner}" for one in steps)


def _mails(mails: Iterable[Mail]) -> Counter[str]:
    return Counter(f"{one.ticket}: {one.kind} {one.hint} at {one.at} to {one.to}" for one in mails)


def _differ(what: str, expected: Counter[str], done: Counter[str]) -> Iterator[str]:
    yield from (f"a {what} that was not due: ticket {line}" for line in (done - expected).elements())
    yield from (f"a {what} that was left out: ticket {line}" for line in (expected - done).elements())


def _stand_otherwise(expected: Iterable[Stand], done: Iterable[Stand]) -> Iterator[str]:
    """Owner, date and state of each ticket at each moment: from where they first differ the rest says nothing new."""
    should, did = by_ticket(expected), by_ticket(done)
    for ticket in should.keys() | did.keys():
        pair = zip([*should[ticket], None], [*did[ticket], None], strict=False)
        wrong = next(((one, other) for one, other in pair if one != other), None)
        if wrong is not None:
            yield f"stands otherwise: ticket {ticket}: should {wrong[0]}, did {wrong[1]}"
