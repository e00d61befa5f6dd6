"""One mail of a coordinator at work on one ticket: what the ticket was, what it is by now, and what is to be said of it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from mailbot.core.deciding.case import Case
from mailbot.core.deciding.deadlines import deadline_of
from mailbot.core.deciding.participants import taking_part
from mailbot.core.decision import CancelMail, Effect, OweMail, ReleaseMail
from mailbot.core.desk import Coordinator
from mailbot.core.message import address_key
from mailbot.core.remark import Remark
from mailbot.core.ticket import PARTICIPANT, Change, Edit, Stage, Status, Ticket, Urgency

EDITABLE = (
    "owner",
    "status",
    "urgency",
    "area",
    "topic",
    "country",
    "restricted",
    "due_at",
    "stands_in_for",
    "merged_into",
    "stage",
    "ending",
)
"""The fields that commands change."""

MOVES_ON = frozenset({"status", "due_at"})
"""What changes by itself as a ticket is worked on."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The state between two commands. `before` is the ticket as it is stored, `start` the same once the answer of this mail is
    counted, `ticket` what the commands so far have made of it.

    `remarks` say what was done, `mails` are what it makes us owe beside the receipt, `undoes` is the line of the ticket whose
    change is taken back, `outgoing` is what becomes of mails that are held. `answers`: the mail is an answer too. `other` is the
    ticket that this one is merged with, or no longer is, as it is stored; `effects` are what else follows. `joining` and
    `leaving` are addresses of people who take part from this mail on, or no more.
    """

    case: Case
    person: Coordinator
    before: Ticket
    start: Ticket
    ticket: Ticket
    remarks: tuple[Remark, ...] = ()
    mails: tuple[OweMail, ...] = ()
    undoes: int | None = None
    outgoing: tuple[ReleaseMail | CancelMail, ...] = ()
    answers: bool = False
    other: Ticket | None = None
    effects: tuple[Effect, ...] = ()
    joining: tuple[str, ...] = ()
    leaving: tuple[str, ...] = ()

    @property
    def now(self) -> datetime:
        """The moment of deciding."""
        return self.case.context.now

    @property
    def here(self) -> datetime:
        """The same on the clock of who commands: his days begin there."""
        return self.case.desk.calendar_of(self.person).local(self.now)

    @property
    def participants(self) -> tuple[str, ...]:
        """Who takes part by now beside the requester."""
        if self.ticket.restricted:
            return ()
        gone = set(map(address_key, self.leaving))
        return (*(one.address for one in taking_part(self.case, self.before) if one.key not in gone), *self.joining)

    def is_owner(self, ticket: Ticket) -> bool:
        """Whether the ticket is this person's: also where its owner is no more and he has what is left."""
        return self.case.desk.owner_of(ticket.owner)[1].key == self.person.key

    def set(self, remark: Remark, **changes: object) -> "Turn":
        """The turn after these fields of the ticket have new values."""
        return replace(self, ticket=replace(self.ticket, **changes), remarks=(*self.remarks, remark))  # type: ignore[arg-type]  # EDITABLE

    def say(self, remark: Remark, *mails: OweMail) -> "Turn":
        """The turn after something that changes nothing of the ticket."""
        return replace(self, remarks=(*self.remarks, remark), mails=(*self.mails, *mails))

    def tell(self, *remarks: Remark) -> "Turn":
        """The turn with more to be said of it."""
        return replace(self, remarks=(*self.remarks, *remarks))

    def spoken_since(self, edit: Edit) -> bool:
        """Whether the requester has written on this ticket since an edit."""
        return any(mail.ticket == self.ticket.id and mail.entry > edit.entry for mail in self.case.context.further_mails)

    def deadline(self, urgency: Urgency | None = None) -> datetime:
        """By when an answer is due for somebody who waits from now on."""
        return deadline_of(self.case.desk, self.ticket.owner, urgency or self.ticket.urgency, self.now)

    def changes(self) -> tuple[Change, ...]:
        """What the commands changed."""
        gone = [Change(PARTICIPANT, address, "") for address in self.leaving]
        come = [Change(PARTICIPANT, "", address) for address in self.joining]
        return (*changes_between(self.start, self.ticket), *gone, *come)


def changes_between(before: Ticket, after: Ticket) -> tuple[Change, ...]:
    """The fields in which two states of a ticket differ."""
    pairs = ((name, as_text(getattr(before, name)), as_text(getattr(after, name))) for name in EDITABLE)
    return tuple(Change(name, old, new) for name, old, new in pairs if old != new)


def reversible(edit: Edit) -> list[Change]:
    """What of an edit may be taken back: nothing lifts a restriction."""
    return [change for change in edit.changes if change.field in {*EDITABLE, PARTICIPANT} - {"restricted"}]


def of_fields(edit: Edit) -> list[Change]:
    """What of an edit may be taken back, but for who takes part."""
    return [change for change in reversible(edit) if change.field != PARTICIPANT]


def moved(ticket: Ticket, edit: Edit, *, spoken: bool) -> set[str]:
    """The fields that are no longer as an edit left them. `spoken`: the requester has written since, and waits."""
    changes = [change for change in edit.changes if change.field != PARTICIPANT]
    others = {change.field for change in changes if as_text(getattr(ticket, change.field, "")) != change.after}
    return others | MOVES_ON & {change.field for change in changes} if spoken else others


def set_back(ticket: Ticket, edit: Edit, *, spoken: bool) -> dict[str, Any]:
    """The values that fields had before an edit, but for those that are no longer as it left them.

    Where it stands and until when go together: one that moved on keeps the other.
    """
    kept = moved(ticket, edit, spoken=spoken)
    kept |= MOVES_ON if kept & MOVES_ON else set()
    return {change.field: value_of(change.field, change.before) for change in of_fields(edit) if change.field not in kept}


def as_text(value: object) -> str:
    """The value of a field as a Change holds it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, datetime) else "" if value is None else str(value)


def value_of(field: str, text: str) -> Any:
    """The value of a field that a Change holds as text."""
    match field:
        case "status":
            return Status(text)
        case "urgency":
            return Urgency(text)
        case "stage":
            return Stage(text)
        case "due_at":
            return datetime.fromisoformat(text) if text else None
        case "merged_into":
            return int(text) if text else None
    return text
