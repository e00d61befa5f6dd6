"""Two coordinators answer at once: the second answer waits a short while, and both hear of it before it leaves."""

from dataclasses import dataclass, replace
from datetime import datetime

from mailbot.core.deciding.answering import after_answer
from mailbot.core.deciding.case import Case
from mailbot.core.deciding.commands.verbs import Verb, name_of
from mailbot.core.deciding.context import Evidence
from mailbot.core.deciding.standing_in import DESK
from mailbot.core.decision import AppendEntry, MailKind, OweMail, Role
from mailbot.core.desk import Coordinator
from mailbot.core.message import address_key
from mailbot.core.remark import Remark, remark
from mailbot.core.ticket import Answer, Change, EntryKind, Ticket

MOST_TOLD = 3
"""Answers of others that a receipt tells: the newest ones."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """An answer of `person` that crosses those of others, which he cannot have seen: `others`, the newest first, are told to him.

    It is held until `until`.
    """

    case: Case
    person: Coordinator
    ticket: Ticket
    others: tuple[Answer, ...]
    until: datetime

    def entry(self) -> AppendEntry:
        """What the ticket tells of it."""
        addresses = dict.fromkeys(other.by for other in self.others)
        until = self.until.isoformat(timespec="minutes")
        text = f"this answer is held until {until}: {', '.join(addresses)} had answered"
        told = remark("held", until=until, who=", ".join(_name(self.case, by) for by in addresses))
        return AppendEntry(self.ticket.id, EntryKind.EVENT, DESK, text, remarks=(told,))

    def hold(self, mail: OweMail) -> OweMail:
        """The answer's mail, to leave later."""
        after = after_answer(self.ticket)
        changes = [Change("status", self.ticket.status, after.status), Change("due_at", _text(self.ticket.due_at), "")]
        return replace(mail, not_before=self.until, restores=tuple(one for one in changes if one.before != one.after))

    def remarks(self) -> tuple[Remark, ...]:
        """What the receipt says of it."""
        told = [
            Remark("answered_before", (("who", _name(self.case, other.by)), ("since", other.at.isoformat())))
            for other in self.others
        ]
        return (*told, Remark("held", (("until", self.until.isoformat()), *_ways(self.person))))

    def tell(self, receipt: tuple[OweMail, ...]) -> tuple[OweMail, ...]:
        """The receipt with the words of the others."""
        return tuple(replace(mail, tells=tuple(other.inbound for other in self.others)) for mail in receipt)

    def notices(self) -> tuple[OweMail, ...]:
        """The mails that tell each of the others of the answer that waits."""
        said = Remark("crossed", (("who", self.person.name), ("until", self.until.isoformat())))
        people = (self.case.desk.coordinator(by) for by in dict.fromkeys(address_key(other.by) for other in self.others))
        return tuple(
            OweMail(MailKind.CROSSING, one.address, Role.COORDINATOR, one.language, self.ticket.id, remarks=(said,))
            for one in people
            if one is not None
        )


def find_crossing(case: Case, person: Coordinator, ticket: Ticket) -> Crossing | None:
    """The answers of others that were written after the mail of ours to which this one replies was made; None without any."""
    if not case.desk.answer_hold:
        return None
    seen = _seen(case, person, ticket)
    others = [one for one in _on(case, ticket) if address_key(one.by) != person.key and (seen is None or one.at > seen)]
    if not others:
        return None
    return Crossing(case, person, ticket, tuple(others[:MOST_TOLD]), case.context.now + case.desk.answer_hold)


def waiting_answers(case: Case, person: Coordinator, ticket: Ticket) -> tuple[Answer, ...]:
    """The answers of this person that are held, the newest first."""
    return tuple(one for one in _own(case, person, ticket) if one.waits)


def last_left(case: Case, person: Coordinator, ticket: Ticket) -> Answer | None:
    """The last answer of this person that was held and has left."""
    return next((one for one in _own(case, person, ticket) if one.held_until is not None and not one.waits), None)


def still_held(answers: tuple[Answer, ...], person: Coordinator) -> tuple[Remark, ...]:
    """What a receipt says of earlier answers that go on waiting."""
    moments = [one.held_until.isoformat() for one in answers if one.held_until is not None]
    return tuple(Remark("still_held", (("until", until), *_ways(person))) for until in moments[:1])


def _seen(case: Case, person: Coordinator, ticket: Ticket) -> datetime | None:
    """When the mail was made that this one replies to, the newest that it names by its Message-ID.

    One that names none has only a reply address, which is that of all mails of ours to this person on this ticket, or only the
    reference in its subject. Which of them he had read cannot be told: the oldest counts, and his own last answer, for if that
    crossed another he was told so. None where there is nothing of that.
    """
    ours = [
        (known.evidence, known.made_at)
        for known in case.context.known
        if known.role is Role.COORDINATOR
        and known.made_at is not None
        and known.ticket is not None
        and known.ticket.id == ticket.id
        and address_key(known.recipient) == person.key
    ]
    named = [made for evidence, made in ours if evidence is Evidence.MESSAGE_ID]
    if named:
        return max(named)
    oldest = sorted(made for _, made in ours)[:1]
    return max((*oldest, *(one.at for one in _own(case, person, ticket))), default=None)


def _on(case: Case, ticket: Ticket) -> tuple[Answer, ...]:
    return tuple(one for one in case.context.answers if one.ticket == ticket.id)


def _own(case: Case, person: Coordinator, ticket: Ticket) -> tuple[Answer, ...]:
    return tuple(one for one in _on(case, ticket) if address_key(one.by) == person.key)


def _name(case: Case, address: str) -> str:
    person = case.desk.coordinator(address)
    return person.name if person is not None else address


def _ways(person: Coordinator) -> tuple[tuple[str, str], ...]:
    """The commands that let an answer go or take it back, as this person would write them."""
    return (("send", f"#{name_of(Verb.SEND, person.language)}"), ("undo", f"#{name_of(Verb.UNDO, person.language)}"))


def _text(moment: datetime | None) -> str:
    return moment.isoformat() if moment is not None else ""
