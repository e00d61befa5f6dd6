"""A mail of ours does not arrive: an owner who hears nothing has the ticket no more, and who answered learns of it."""

from collections.abc import Callable
from dataclasses import dataclass

from mailbot.core.deciding.case import TEAM_LIMIT, Case
from mailbot.core.deciding.context import Context, Evidence, KnownMail
from mailbot.core.deciding.participants import drop_undelivered
from mailbot.core.deciding.standing_in import DESK, find_next, hand_over_undelivered, owned
from mailbot.core.decision import OF_COLLEAGUE, AppendEntry, Effect, MailKind, OweMail, Role
from mailbot.core.desk import Desk
from mailbot.core.message import address_key
from mailbot.core.remark import remark
from mailbot.core.ticket import EntryKind, Ticket

UNSENT = "unsent"
"""The reason where no server has seen the mail: beside those that a report may give (docs/glossary.md)."""

TOO_LARGE = "too_large"
"""The reason that says nothing of who cannot have a mail, where he asked for all that is in it."""

ASKED_FOR = (MailKind.FILES, MailKind.HISTORY)
"""Mails of any size, as their readers asked for them."""


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A mail of ours that was given up. `reason` is an id of the section `reason` of a word list; `refused`: a server will not
    have it for this recipient.
    """

    mail: KnownMail
    reason: str
    refused: bool


def follow_end(lost: Undelivered, desk: Desk, context: Context) -> tuple[Effect, ...]:
    """What follows where a mail is given up: a line on each of its tickets, and what befits who waits for it."""
    return (
        *(_note(lost, ticket) for ticket in lost.mail.about),
        *(() if _is_of_size(lost) else hand_over_undelivered(desk, context, lost.mail)),
        *(drop_undelivered(context, lost.mail) if lost.refused else ()),
        *tell_team(lost.mail, lost.reason, desk, context),
    )


def stranded(lost: Undelivered, desk: Desk, context: Context) -> tuple[Ticket, ...]:
    """The tickets that stay with an owner whom no mail reaches, for nobody is left who could stand in."""
    if _is_of_size(lost):
        return ()
    return tuple(ticket for ticket in owned(lost.mail) if find_next(desk, context, lost.mail, ticket) is None)


def follow_report(case: Case) -> tuple[Effect, ...]:
    """What follows where a report returns mails that we really sent. It counts for the very recipient of such a mail, and where
    it says that this one failed: for the address itself only where that is for good.
    """
    report = case.message.bounce
    failed = {address_key(r.address): r for r in report.recipients if r.action == "failed"} if report is not None else {}
    gone = {key for key, recipient in failed.items() if recipient.permanent}
    owner = _find(case, lambda known: bool(owned(known)))
    person = _find(case, lambda known: known.role is Role.PARTICIPANT)
    answer = _find(case, _is_answer)
    return (
        *(hand_over_undelivered(case.desk, case.context, owner) if owner and gone == {address_key(owner.recipient)} else ()),
        *(drop_undelivered(case.context, person) if person and gone == {address_key(person.recipient)} else ()),
        *(
            tell_team(answer, failed[address_key(answer.recipient)].reason, case.desk, case.context)
            if answer and failed.keys() == {address_key(answer.recipient)}
            else ()
        ),
    )


def tell_team(known: KnownMail, reason: str, desk: Desk, context: Context) -> tuple[OweMail, ...]:
    """The mails that tell of an answer which the requester does not have: to who wrote it, and to the owner where he is another.

    Nothing of a restricted ticket but its number and topic. Where its author is not known, nobody is told.
    """
    ticket = known.ticket
    if not _is_answer(known) or ticket is None or not known.author:
        return ()
    author, owner = desk.coordinator(known.author), desk.owner_of(ticket.owner)[1]
    said = () if ticket.restricted else (remark("undelivered", who=known.recipient, reason=reason),)
    limit = max(TEAM_LIMIT, desk.hourly_limit)
    return tuple(
        OweMail(
            *(MailKind.UNDELIVERED, one.address, Role.COORDINATOR, one.language, ticket.id),
            hint="" if one is author else OF_COLLEAGUE,
            remarks=said,
            cause=known.inbound,
        )
        for one in dict.fromkeys(filter(None, (author, owner)))
        if context.recent_to_team.get(one.key, 0) < limit
    )


def _is_answer(known: KnownMail) -> bool:
    return known.kind is MailKind.ANSWER and known.role is Role.REQUESTER


def _is_of_size(lost: Undelivered) -> bool:
    """Whether a mail is too large that holds all that its reader asked for: he is there."""
    return lost.reason == TOO_LARGE and lost.mail.kind in ASKED_FOR


def _note(lost: Undelivered, ticket: Ticket) -> AppendEntry:
    """The line that tells of it."""
    text = f"a mail to {lost.mail.recipient} was given up: {lost.reason}"
    told = remark("undelivered", who=lost.mail.recipient, reason=lost.reason)
    return AppendEntry(ticket.id, EntryKind.EVENT, DESK, text, remarks=(told,))


def _find(case: Case, fits: Callable[[KnownMail], bool]) -> KnownMail | None:
    """The first mail of ours that the report returns by its Message-ID, and that fits."""
    return next((known for known in case.context.known if known.evidence is Evidence.MESSAGE_ID and fits(known)), None)
