"""What the desk does by itself when the time of a ticket is over: it reminds, hands on one step up, warns, or closes.

The steps have their moments beforehand, whether or not anybody runs at them: who comes late finds the step that is due by now,
and what lies before it has passed without a mail.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from mailbot.core.countdown import Countdown, Phase
from mailbot.core.deciding.deadlines import deadline_of
from mailbot.core.deciding.rungs import last_resort, next_above, next_on_duty
from mailbot.core.deciding.winding import start
from mailbot.core.desk import Coordinator, Desk
from mailbot.core.ticket import Stage, Status, Ticket, Urgency

AT_THE_TOP = timedelta(hours=24)
"""Who has nobody above him is reminded again and again, but not more often than that."""

MOST_STEPS = 10_000
"""Looked through at once: after that the countdown begins anew."""


class StepKind(StrEnum):
    """What happens: the owner is reminded at half of the time; the ticket is handed on, for nobody answered, or nobody took it.

    Or its owner, who has nobody above him, is reminded of the same; the day has come to which it was put off, or until which
    the requester was waited for; he is warned that it will be closed, or it is closed.
    """

    HALF = "half"
    LATE = "late"
    NOT_TAKEN = "not_taken"
    STILL_LATE = "still_late"
    NOBODY_TAKES = "nobody_takes"
    PUT_OFF = "put_off"
    WAIT_OVER = "wait_over"
    WARNED = "warned"
    SILENT = "silent"


ABOUT_LATENESS = (StepKind.HALF, StepKind.STILL_LATE, StepKind.NOBODY_TAKES)
"""Reminders of a request that its owner has had for a while."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done now: `ticket` and `countdown` are as they are after it, None for a countdown that is over.

    `at` is when it was due. `person` has the ticket then, `former` is who had it before. `delayed`: the requester is to hear
    that it is late, which he has not been told before.
    """

    kind: StepKind
    at: datetime
    ticket: Ticket
    countdown: Countdown | None
    person: Coordinator
    former: Coordinator
    delayed: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a step is taken: the desk, the keys of coordinators who are not there, and the present moment."""

    desk: Desk
    away: Collection[str]
    now: datetime


def step_due(ticket: Ticket, countdown: Countdown, place: Place) -> Step | None:
    """The step that is due by now, None where none is."""
    _, former = place.desk.owner_of(ticket.owner)
    last: Step | None = None
    current: Countdown | None = countdown
    passed, delayed = 0, False
    while current is not None and current.next_at <= place.now and passed < MOST_STEPS:
        step = _STEPS[current.phase](last.ticket if last is not None else ticket, current, place)
        delayed = delayed or step.delayed
        if last is not None and step.kind in ABOUT_LATENESS and step.person.key != former.key:
            step = replace(last, ticket=step.ticket, countdown=step.countdown)  # he has it only now: that he is told
        last, current, passed = step, step.countdown, passed + 1
    if last is None:
        return None
    if current is not None and current.next_at <= place.now:
        last = replace(last, countdown=start(last.ticket, place.desk, place.now, place.now))
    return replace(last, former=former, delayed=delayed)


def _unanswered(ticket: Ticket, countdown: Countdown, place: Place) -> Step:
    """Half of the time is over, or all of it."""
    if countdown.remind_at is not None and countdown.remind_at < countdown.until:
        return _stay(StepKind.HALF, countdown.remind_at, ticket, replace(countdown, remind_at=None), place)
    return _late(ticket, countdown, place)


def _late(ticket: Ticket, countdown: Countdown, place: Place) -> Step:
    """Nobody answered in time: one step up, what is critical to the top at once."""
    at, desk = countdown.until, place.desk
    climb = last_resort if ticket.urgency is Urgency.CRITICAL else next_above
    person = climb(ticket, desk, place.away)
    first = not countdown.told
    if person is not None:
        due = deadline_of(desk, person.address, ticket.urgency, at)
        handed = _hand_to(person, replace(ticket, due_at=due))
        fresh = replace(start(handed, desk, at, due, late=True), told=True, promised=countdown.promised)
        return Step(StepKind.LATE, at, handed, fresh, person, person, delayed=first)
    until = max(deadline_of(desk, ticket.owner, ticket.urgency, at), at + AT_THE_TOP)
    after = replace(countdown, phase=Phase.ANSWER, told=True, since=at, until=until, remind_at=None)
    return replace(_stay(StepKind.STILL_LATE, at, ticket, after, place), delayed=first)


def _not_taken(ticket: Ticket, countdown: Countdown, place: Place) -> Step:
    """Nobody said that he has what is critical: the next who is on duty is called; when all were, the last resort."""
    at, due, desk = countdown.until, countdown.due, place.desk
    if due is None or at >= due:
        return _late(ticket, countdown, place)
    home, owner = desk.owner_of(ticket.owner)
    passed = {*countdown.called, *place.away}
    person = next_on_duty(home, desk, passed, at) or last_resort(ticket, desk, passed)
    if person is None:
        return _stay(StepKind.NOBODY_TAKES, at, ticket, replace(countdown, since=at, until=due), place)
    stretch = replace(countdown, since=at, until=min(at + desk.take_within, due), owner=person.address)
    after = replace(stretch, called=(*countdown.called, person.key))
    return Step(StepKind.NOT_TAKEN, at, _hand_to(person, ticket), after, person, owner)


def _put_off(ticket: Ticket, countdown: Countdown, place: Place) -> Step:
    """The day has come to which its owner put it off."""
    return _come_back(StepKind.PUT_OFF, ticket, countdown, place)


def _wait_over(ticket: Ticket, countdown: Countdown, place: Place) -> Step:
    """The day has come until which the requester was waited for: what is to be done now, its owner has to say."""
    return _come_back(StepKind.WAIT_OVER, replace(ticket, status=Status.OPEN), countdown, place)


def _come_back(kind: StepKind, ticket: Ticket, countdown: Countdown, place: Place) -> Step:
    """From now on somebody waits for its owner, who has seen it; a requester who was told that it takes longer knows it."""
    at = countdown.until
    due = deadline_of(place.desk, ticket.owner, ticket.urgency, at)
    back = replace(ticket, due_at=due, stage=Stage.TAKEN)
    return _stay(kind, at, back, replace(start(back, place.desk, at, due), told=countdown.told), place)


def _silent(ticket: Ticket, countdown: Countdown, place: Place) -> Step:
    """The requester is warned; he has all of his time from the warning on, however late that is."""
    silence = place.desk.silence
    after = None  # nothing is closed by itself any more
    if silence is not None:
        after = replace(countdown, phase=Phase.WARNED, since=place.now, until=place.now + silence.until_closing)
    return _stay(StepKind.WARNED, countdown.until, ticket, after, place)


def _still_silent(ticket: Ticket, countdown: Countdown, place: Place) -> Step:
    closed = replace(ticket, status=Status.CLOSED, due_at=None, stage=Stage.UNSEEN)
    return _stay(StepKind.SILENT, countdown.until, closed, None, place)


def _hand_to(person: Coordinator, ticket: Ticket) -> Ticket:
    return replace(ticket, owner=person.address, stage=Stage.UNSEEN, stands_in_for="")


def _stay(kind: StepKind, at: datetime, ticket: Ticket, countdown: Countdown | None, place: Place) -> Step:
    _, owner = place.desk.owner_of(ticket.owner)
    return Step(kind, at, ticket, countdown, owner, owner)


_STEPS: Mapping[Phase, Callable[[Ticket, Countdown, Place], Step]] = {
    Phase.ANSWER: _unanswered,
    Phase.TAKE: _not_taken,
    Phase.PUT_OFF: _put_off,
    Phase.WAIT: _wait_over,
    Phase.SILENCE: _silent,
    Phase.WARNED: _still_silent,
}
