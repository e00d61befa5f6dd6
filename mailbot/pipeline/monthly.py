"""Owes the report of the last month to those who want it, on the first working day of a month."""

from dataclasses import replace
from datetime import datetime, timedelta

from mailbot.core.calendar import Calendar
from mailbot.core.decision import MailKind, OweMail, Role
from mailbot.core.desk import Coordinator, Desk
from mailbot.core.remark import Remark, remark
from mailbot.core.reporting import Report, Subject, last_month
from mailbot.core.reporting.words import say_figure
from mailbot.pipeline.apply import Cause, Signing, mint
from mailbot.pipeline.figures import compile_report, lead_calendar
from mailbot.pipeline.rulebooks import RulebookInForce
from mailbot.ports import Store

LEASE, TRYING, PUT_OFF = "report", "trying", "put off"
"""The lease of who makes it; nobody has it while it is put off."""

SAID: tuple[tuple[str, str, str, str], ...] = (
    ("report_requests", Subject.REQUESTS, "count", "requests"),
    ("report_within", Subject.REQUESTS, "share", "within_target_percent"),
    ("report_median", Subject.REQUESTS, "time", "first_answer_median_seconds"),
    ("report_slowest", Subject.REQUESTS, "time", "first_answer_p90_seconds"),
    ("report_unmet", Subject.REQUESTS, "count", "unmet"),
    ("report_escalations", Subject.REQUESTS, "count", "escalations"),
    ("report_open", Subject.OPEN, "count", "requests"),
    ("report_overdue", Subject.OPEN, "count", "overdue"),
)
"""What the mail itself says: the key of the line, the section of its figure, the gap of the line, the figure."""


def moment_in(month: datetime, calendar: Calendar) -> datetime:
    """When the report is owed in the month of a moment: when work begins on its first working day."""
    begin = calendar.begin_of(calendar.local(month).date().replace(day=1))
    return calendar.next_of((calendar.opens,), begin - timedelta(seconds=1)) or begin


def owe_monthly(store: Store, signing: Signing, rulebooks: RulebookInForce, now: datetime) -> int:
    """Owe the report of the last month if its moment has come; to how many. To each it is owed once, whenever we are asked.

    Where a month was missed, because nothing ran, only the newest is owed. Raises StoreTrouble.
    """
    with store.transaction() as tx:
        if tx.revisions.active_sha() is None:
            return 0
        rulebook = rulebooks.look(tx)
        desk = rulebook.desk
        calendar = lead_calendar(desk)
        if not desk.monthly_report or now < moment_in(now, calendar):
            return 0
        period = last_month(now, calendar)
        mails = [mint(signing, rulebook, _to(person), Cause(f"report-{period.name}")) for person in _readers(desk)]
        if tx.outbox.owes([mail.idem_key for mail in mails]) or not tx.jobs.take_lease(LEASE, TRYING, now, now):
            return 0
        remarks = tell_figures(compile_report(tx, desk, period, now))
        tx.outbox.owe([replace(mail, remarks=remarks) for mail in mails], now)
        return len(mails)


def put_off_monthly(store: Store, now: datetime, until: datetime) -> None:
    """Do not try to make the report before a moment. Raises StoreTrouble."""
    with store.transaction() as tx:
        tx.jobs.take_lease(LEASE, PUT_OFF, now, until)


def tell_figures(report: Report) -> tuple[Remark, ...]:
    """The lines of the mail: the period, and the figures that tell most."""
    lines = [remark(key, **{gap: say_figure(name, report.whole(subject)[name])}) for key, subject, gap, name in SAID]
    return remark("report_period", period=report.period.name), *lines


def _readers(desk: Desk) -> list[Coordinator]:
    found = (desk.coordinator(address) for address in desk.monthly_report)
    return [person for person in found if person is not None]


def _to(person: Coordinator) -> OweMail:
    return OweMail(MailKind.REPORT, person.address, Role.COORDINATOR, person.language)
