"""Whenever somebody looks, and however long nobody did: at the same moment a ticket stands the same.

But for the warning after a silence: its time begins when it is sent, so that who is warned late is closed late.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from mailbot.core.countdown import Countdown, Phase
from mailbot.core.deciding.climbing import Place, Step, step_due
from mailbot.core.deciding.deadlines import deadline_of
from mailbot.core.deciding.stepping import Reach, effects_of
from mailbot.core.deciding.winding import wind
from mailbot.core.decision import MailKind, OweMail
from mailbot.core.desk import Desk
from mailbot.core.rulebook import compile_rulebook
from mailbot.core.ticket import Stage, Status, Ticket, Urgency
from tests.rulebooks import LEAD, MALI, SECOND, SMALL

START = datetime(2026, 3, 24, 15, 20, tzinfo=UTC)
"""A Tuesday, some days before the clocks of Zurich are changed."""

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
TOP = """
calendars:
  zurich: {timezone: Europe/Zurich, hours: '09:00-17:30', holidays: [04-03, 04-06]}
silence: {warning: {days: 6}, closing: {days: 2}}
"""
PLAIN = SMALL["desk.yaml"].replace("coordinators: [" + LEAD + "]}", "coordinators: [" + LEAD + "], calendar: zurich}")
ROTA = f"duty: {{coordinators: [{SECOND}, {LEAD}], since: 2026-01-05, days: 1, at: '21:00'}}\n"
DESKS = [compile_rulebook({**SMALL, "desk.yaml": PLAIN + TOP + more}).desk for more in ("", ROTA)]


@dataclass(frozen=True)
class Seen:
    """How a ticket stands, and the steps that led there."""

    ticket: Ticket
    countdown: Countdown | None
    steps: tuple[tuple[Step, Ticket], ...] = ()

    @property
    def end(self) -> tuple[object, ...]:
        """What is to be the same: state, owner, date, what is awaited until when, and whether he was told."""
        one = self.countdown
        clock = (one.phase, one.since, one.until, one.next_at, one.told, one.called) if one is not None else None
        return self.ticket.status, self.ticket.owner, self.ticket.due_at, self.ticket.stage, clock


Away = frozenset[str]


def look(seen: Seen, desk: Desk, away: Away, now: datetime) -> Seen:
    """Somebody looks: what is due is done, as the clock does it."""
    current = wind(seen.ticket, seen.countdown, desk, now, spoken=False)
    step = step_due(seen.ticket, current, Place(desk, away, now)) if current is not None else None
    if step is None:
        return replace(seen, countdown=current)
    return Seen(step.ticket, step.countdown, (*seen.steps, (step, seen.ticket)))


def look_often(seen: Seen, desk: Desk, away: Away, moments: Sequence[datetime]) -> Seen:
    for moment in moments:
        seen = look(seen, desk, away, moment)
    return seen


def every(pace: timedelta, begin: datetime, end: datetime) -> Iterator[datetime]:
    moment = begin
    while moment < end:
        moment = min(moment + pace, end)
        yield moment


def mails(seen: Seen) -> list[OweMail]:
    reach = Reach(True, ())
    return [one for step, before in seen.steps for one in effects_of(step, before, reach) if isinstance(one, OweMail)]


def fresh(desk: Desk, urgency: Urgency, owner: str, area: str, since: datetime) -> Ticket:
    ticket = Ticket(
        *(1, "TD-10001", "A question", Status.NEW, area, "", "ML", urgency, "en", "awa@ngo.example.org", "Awa", "ngo", owner),
        *(False, since, since, deadline_of(desk, owner, urgency, since)),
    )
    return ticket


@st.composite
def tickets(draw: st.DrawFn) -> tuple[Desk, Ticket, Away]:
    """A ticket in any state, with who is away meanwhile."""
    desk = draw(st.sampled_from(DESKS))
    since = START + timedelta(minutes=draw(st.integers(0, 14 * 24 * 60)))
    urgency, owner = draw(st.sampled_from(Urgency)), draw(st.sampled_from((MALI, SECOND, LEAD)))
    ticket = fresh(desk, urgency, owner, draw(st.sampled_from(("mines", "protection", "none"))), since)
    match draw(st.sampled_from(("new", "taken", "put_off", "wait", "silent"))):
        case "taken":
            ticket = replace(ticket, status=Status.OPEN, stage=Stage.TAKEN)
        case "put_off":
            ticket = replace(ticket, stage=Stage.PUT_OFF, due_at=since + draw(st.integers(1, 90)) * HOUR)
        case "wait":
            ticket = replace(ticket, status=Status.WAITING, due_at=since + draw(st.integers(1, 90)) * HOUR)
        case "silent":
            ticket = replace(ticket, status=Status.WAITING, due_at=None)
    return desk, ticket, draw(st.sampled_from((frozenset(), frozenset({LEAD}), frozenset({SECOND}))))


def wound(desk: Desk, ticket: Ticket) -> Seen:
    return Seen(ticket, wind(ticket, None, desk, ticket.created_at, spoken=True))


MOMENTS = st.lists(st.integers(1, 16 * 24 * 60), min_size=1, max_size=8, unique=True).map(sorted)
"""Minutes after the begin at which somebody looks."""


@settings(deadline=None, max_examples=150)
@given(tickets(), MOMENTS)
def test_looking_seldom_or_once_ends_as_looking_at_each_moment(case: tuple[Desk, Ticket, Away], minutes: list[int]) -> None:
    desk, ticket, away = case
    begin = ticket.created_at
    moments = [begin + minute * MINUTE for minute in minutes]
    seen = wound(desk, ticket)
    assume(seen.countdown is not None and seen.countdown.phase is not Phase.SILENCE)
    steady = look_often(seen, desk, away, list(every(5 * MINUTE, begin, moments[-1])))
    punctual = look_when_due(seen, desk, away, moments[-1])
    seldom = look_often(seen, desk, away, moments)
    once = look(seen, desk, away, moments[-1])
    event(f"{len(punctual.steps)} steps")
    assert steady.end == punctual.end == seldom.end == once.end
    assert len(mails(once)) <= 3
    assert told_once(steady) and told_once(seldom) and told_once(once)
    handed = {mail.to for mail in mails(once) if mail.kind is MailKind.ESCALATION}
    assert handed == (set() if once.ticket.owner == ticket.owner else {ticket.owner, once.ticket.owner})


def look_when_due(seen: Seen, desk: Desk, away: Away, end: datetime) -> Seen:
    """As somebody looks who never sleeps."""
    while seen.countdown is not None and seen.countdown.next_at <= end:
        seen = look(seen, desk, away, seen.countdown.next_at)
    return seen


def told_once(seen: Seen) -> bool:
    """No step is taken twice, and the requester hears once that it takes longer."""
    taken = [(step.kind, step.at) for step, _ in seen.steps]
    return len(taken) == len(set(taken)) and sum(mail.kind is MailKind.DELAY for mail in mails(seen)) <= 1


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(DESKS), MOMENTS, st.integers(0, 14 * 24 * 60))
def test_after_a_silence_the_warning_leaves_its_whole_time_whenever_it_is_sent(desk: Desk, minutes: list[int], late: int) -> None:
    since = START + late * MINUTE
    ticket = replace(fresh(desk, Urgency.NORMAL, MALI, "mines", since), status=Status.WAITING, due_at=None)
    seen = look_often(wound(desk, ticket), desk, frozenset(), [since + minute * MINUTE for minute in minutes])
    warned = [at for at in minutes if at >= 6 * 24 * 60]
    closed = [at for at in warned if at >= warned[0] + 2 * 24 * 60]
    assert (seen.ticket.status is Status.CLOSED) == bool(closed)
    assert [mail.kind for mail in mails(seen)] == [MailKind.WARNING] * bool(warned) + [MailKind.CLOSING] * bool(closed)


@st.composite
def doings(draw: st.DrawFn) -> list[tuple[int, str]]:
    """What people do, in minutes after the begin."""
    minutes = draw(st.lists(st.integers(1, 6 * 24 * 60), min_size=1, max_size=4, unique=True).map(sorted))
    return [(minute, draw(st.sampled_from(("take", "urgency", "to", "put_off", "answer", "more")))) for minute in minutes]


def do(seen: Seen, desk: Desk, verb: str, now: datetime) -> Seen:
    """What a person makes of a ticket, as the gates and commands make it."""
    ticket, waits = seen.ticket, seen.ticket.status.waits_for_us
    match verb:
        case "take" if waits:
            ticket = replace(ticket, status=Status.OPEN, stage=Stage.TAKEN)
        case "urgency" if waits:
            ticket = replace(ticket, urgency=Urgency.HIGH, due_at=deadline_of(desk, ticket.owner, Urgency.HIGH, now))
        case "to":
            ticket = replace(ticket, owner=SECOND, stage=Stage.UNSEEN if ticket.stage is Stage.TAKEN else ticket.stage)
        case "put_off" if waits:
            ticket = replace(ticket, stage=Stage.PUT_OFF, due_at=now + 30 * HOUR)
        case "answer":
            ticket = replace(ticket, status=Status.WAITING, due_at=None, stage=Stage.UNSEEN)
        case "more" if not waits:
            ticket = replace(ticket, status=Status.OPEN, due_at=deadline_of(desk, ticket.owner, ticket.urgency, now))
    spoken = verb in ("answer", "more")
    return replace(seen, ticket=ticket, countdown=wind(ticket, seen.countdown, desk, now, spoken=spoken))


@settings(deadline=None, max_examples=100)
@given(tickets(), doings(), st.integers(1, 4 * 24 * 60), MOMENTS)
def test_between_what_people_do_it_does_not_matter_when_somebody_looks(
    case: tuple[Desk, Ticket, Away], deeds: list[tuple[int, str]], rest: int, minutes: list[int]
) -> None:
    """Somebody looks right before each deed and at the end; in between always, or at moments of his own, or never."""
    desk, ticket, away = case
    begin = ticket.created_at
    ends = []
    for extra in (None, minutes, []):
        seen, before = wound(desk, ticket), begin
        for minute, verb in [*deeds, (deeds[-1][0] + rest, "")]:
            now = begin + minute * MINUTE
            if extra is None:
                seen = look_when_due(seen, desk, away, now)
            else:
                between = (begin + one * MINUTE for one in extra)
                seen = look_often(seen, desk, away, [*(one for one in between if before < one < now), now])
            seen, before = do(seen, desk, verb, now), now
        ends.append(seen)
    assume(all(one.countdown is None or one.countdown.phase is not Phase.WARNED for one in ends))
    assert ends[0].end == ends[1].end == ends[2].end
    assert any(verb == "answer" for _, verb in deeds) or all(map(told_once, ends))


@pytest.mark.parametrize("back", [MINUTE, HOUR, 40 * DAY])
def test_a_clock_that_goes_back_undoes_nothing_and_repeats_nothing(back: timedelta) -> None:
    desk = DESKS[0]
    seen = look_when_due(wound(desk, fresh(desk, Urgency.HIGH, MALI, "mines", START)), desk, frozenset(), START + 3 * DAY)
    again = look(seen, desk, frozenset(), START + 3 * DAY - back)
    assert (again.end, again.steps) == (seen.end, seen.steps)


def test_a_ticket_without_a_date_has_a_deadline_that_comes() -> None:
    desk = DESKS[0]
    ticket = replace(fresh(desk, Urgency.NORMAL, MALI, "mines", START), due_at=None)
    seen = look_often(wound(desk, ticket), desk, frozenset(), list(every(HOUR, START, START + 9 * DAY)))
    assert seen.ticket.owner == LEAD
