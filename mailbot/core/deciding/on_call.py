"""Who is on duty has what is critical while the desk that would own it is closed."""

from collections.abc import Container
from dataclasses import replace
from datetime import datetime

from mailbot.core.deciding.rungs import on_duty
from mailbot.core.deciding.standing_in import Duty
from mailbot.core.desk import Desk
from mailbot.core.ticket import Urgency


def call(desk: Desk, duty: Duty, urgency: Urgency, away: Container[str], now: datetime) -> Duty:
    """The same duty; or that of who is called at this hour, where the owner is not at work and there is a rota."""
    if urgency is not Urgency.CRITICAL or desk.working_time_of(duty.person.address).is_open(now):
        return duty
    officer = on_duty(duty.home, desk, away, now)
    if officer is None or officer.key == duty.person.key:
        return duty
    return replace(duty, person=officer, absent=None, back_on=None, instead_of=duty.person)
