"""The effects of a step that the desk takes by itself: lines on the ticket, its fields, and the mails that tell of it."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from mailbot.core.deciding.climbing import Step, StepKind
from mailbot.core.deciding.commands.turn import changes_between
from mailbot.core.deciding.standing_in import DESK, tell
from mailbot.core.decision import AppendEntry, EditTicket, Effect, MailKind, OweMail, Role
from mailbot.core.desk import Coordinator
from mailbot.core.remark import Remark, remark
from mailbot.core.ticket import EntryKind, Ticket

HANDED_ON = (StepKind.LATE, StepKind.NOT_TAKEN)
REMINDERS = {
    StepKind.HALF: "",
    StepKind.STILL_LATE: "late",
    StepKind.NOBODY_TAKES: "not_taken",
    StepKind.PUT_OFF: "put_off",
    StepKind.WAIT_OVER: "wait_over",
}
"""The steps that remind the owner, and the hint of the mail."""

SAID = {
    StepKind.HALF: ("reminded", "half of the time is over: {owner} was reminded"),
    StepKind.LATE: ("late", "nobody answered in time: handed on to {owner}"),
    StepKind.NOT_TAKEN: ("not_taken", "nobody took it: handed on to {owner}"),
    StepKind.STILL_LATE: ("still_late", "nobody answered in time: {owner} was reminded"),
    StepKind.NOBODY_TAKES: ("nobody_takes", "nobody has taken it: {owner} was reminded"),
    StepKind.PUT_OFF: ("put_off", "the day has come to which it was put off: {owner} was reminded"),
    StepKind.WAIT_OVER: ("wait_over", "the requester has not written until that day: {owner} was reminded"),
    StepKind.WARNED: ("warned", "the requester was told that it will be closed"),
    StepKind.SILENT: ("silent", "closed, for the requester did not write again"),
}
"""What the story tells of each step: the key of the remark, and the same in English."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom mails may go to: `requester` says that he was written to before, `away` are the keys of coordinators not there."""

    requester: bool
    away: Collection[str]


def effects_of(step: Step, before: Ticket, reach: Reach) -> tuple[Effect, ...]:
    """What follows from a step on the ticket as it was `before`. Whoever is not to hear of it is told nothing."""
    if step.kind is StepKind.WARNED and step.countdown is None:
        return ()  # nothing is closed by itself any more
    key, text = SAID[step.kind]
    values = {"owner": step.person.name} if "{owner}" in text else {}
    entry = _event(before, text.format(**values), remark(key, **values))
    changes = changes_between(before, step.ticket)
    edit = (EditTicket(before.id, DESK, changes),) if changes else ()
    return (entry, *edit, *_to_the_team(step, before, reach), *_to_the_requester(step, before, reach))


def _to_the_team(step: Step, before: Ticket, reach: Reach) -> tuple[Effect, ...]:
    """The mail to the owner; where he is another one by it, also to who had it, if he is there to read it."""
    if step.kind in HANDED_ON:
        people = [step.person] if step.former.key in {step.person.key, *reach.away} else [step.person, step.former]
        return tuple(tell(person, before.id, step.kind, former=step.former) for person in people)
    if step.kind not in REMINDERS:
        return ()
    return (_remind(step.person, before.id, REMINDERS[step.kind]),)


def _remind(person: Coordinator, ticket: int, hint: str) -> OweMail:
    return OweMail(MailKind.REMINDER, person.address, Role.COORDINATOR, person.language, ticket, hint)


def _to_the_requester(step: Step, before: Ticket, reach: Reach) -> tuple[Effect, ...]:
    if not before.requester or not reach.requester:
        return ()
    mail = OweMail(MailKind.DELAY, before.requester, Role.REQUESTER, before.language, before.id)
    match step.kind:
        case StepKind.WARNED:
            return (replace(mail, kind=MailKind.WARNING),)
        case StepKind.SILENT:
            return (replace(mail, kind=MailKind.CLOSING, hint="silence"),)
    if not step.delayed:
        return ()
    return (_event(before, "the requester was told that it takes longer", remark("delayed")), mail)


def _event(ticket: Ticket, text: str, told: Remark) -> AppendEntry:
    return AppendEntry(ticket.id, EntryKind.EVENT, DESK, text, remarks=(told,))
