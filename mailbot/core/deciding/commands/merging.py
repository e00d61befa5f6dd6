"""Commands that make two tickets one, and take them apart again."""

from dataclasses import replace
from datetime import datetime

from mailbot.core.deciding.commands.turn import Turn, changes_between, set_back
from mailbot.core.deciding.context import Family, number_in, reference_of
from mailbot.core.decision import AppendEntry, EditTicket, Effect, MailKind, OweMail, Role
from mailbot.core.message import person_key
from mailbot.core.remark import Remark, remark
from mailbot.core.ticket import Edit, EntryKind, Stage, Status, Ticket, Urgency

MOST_MEMBERS = 100
"""Tickets that may be one: a chain of them is followed at every mail that names its begin."""

LEVELS = tuple(Urgency)


def merge(turn: Turn, argument: str) -> Turn | Remark:
    """Make the ticket a part of the one of this reference: all that names it means that one from now on.

    Its lines stay where they are, and are told in the other's story. Its requester has to be the other's too, who alone is
    answered there.
    """
    source = turn.ticket
    family = _named(turn, argument)
    if isinstance(family, Remark):
        return family
    target = family.ticket
    if target.id == source.id:
        return remark("same_request", word=argument)
    if source.requester and person_key(source.requester) != person_key(target.requester):
        return remark("other_requester", target=target.reference)
    own = turn.case.context.family_of(source.id) or Family(source, (source.id,))
    if len(own.members) + len(family.members) > MOST_MEMBERS:
        return remark("too_many_merged", count=str(MOST_MEMBERS))
    restricted = source.restricted or target.restricted
    joined = _joined(turn, source, replace(target, restricted=restricted))
    changed = EditTicket(target.id, turn.person.address, changes_between(target, joined))
    effects = (
        _event(turn, target, f"{source.reference} was merged into it", remark("merged", source=source.reference)),
        *((changed,) if changed.changes else ()),
    )
    said = remark("merge", source=source.reference, target=target.reference)
    done = turn.set(said, merged_into=target.id, status=Status.CLOSED, due_at=None, restricted=restricted)
    mails = _tell(turn, "merged", said, before=source, after=target)
    return replace(done, other=target, effects=effects, mails=(*done.mails, *mails))


def take_apart(turn: Turn, merging: Edit, beside: Edit | None) -> Turn | Remark:
    """Make a part of the ticket one of its own again, as it was before it was merged.

    What the merging changed of the ticket itself (`beside`) is set back as far as nothing else has happened to it. A
    restriction stays on both.
    """
    source = next((part for part in turn.case.context.parts if part.id == merging.ticket), None)
    if source is None or source.merged_into != turn.ticket.id:
        return remark("changed_since")
    again = replace(source, **set_back(source, merging, spoken=False), restricted=source.restricted or turn.ticket.restricted)
    told = remark("parted", source=source.reference)
    event = _event(turn, turn.ticket, f"{source.reference} is a ticket of its own again", told)
    undone = EditTicket(source.id, turn.person.address, changes_between(source, again), merging.entry)
    said = remark("parted", source=source.reference)
    old = set_back(turn.ticket, beside, spoken=turn.spoken_since(beside)) if beside is not None else {}
    done = turn.set(remark("undo"), **old).say(said, *_tell(turn, "parted", said, before=turn.ticket, after=again))
    if again.restricted:
        done = done.say(remark("not_lifted"))
    return replace(done, other=source, effects=(undone, event), undoes=beside.entry if beside is not None else None)


def _named(turn: Turn, argument: str) -> Family | Remark:
    """The ticket that is named, with its parts."""
    if not argument:
        return remark("merge_what")
    prefix = turn.case.desk.prefix
    number = number_in(argument, prefix)
    if number is None:
        return remark("bad_reference", word=argument, example=reference_of(prefix, 1))
    return turn.case.context.family_of(number) or remark("no_request", word=argument)


def _joined(turn: Turn, source: Ticket, target: Ticket) -> Ticket:
    """The target once it is both: it stands where somebody still waits, is as urgent as the more urgent one, and is due when the
    first of those that stand so is.
    """
    status = target.status
    if source.status.waits_for_us:
        status = status.after_requester()
    elif source.status is Status.WAITING and status is Status.CLOSED:
        status = Status.WAITING
    urgency = max(source.urgency, target.urgency, key=LEVELS.index)
    due = _due(turn, status, source, target)
    stage = target.stage if due == target.due_at else Stage.UNSEEN
    return replace(target, status=status, urgency=urgency, due_at=due, stage=stage)


def _due(turn: Turn, status: Status, source: Ticket, target: Ticket) -> datetime | None:
    alike = [one for one in (source, target) if one.status is status or (one.status.waits_for_us and status.waits_for_us)]
    dates = [one.due_at for one in alike if one.due_at is not None]
    return min(dates, default=turn.deadline() if status.waits_for_us else None)


def _event(turn: Turn, ticket: Ticket, text: str, told: Remark) -> Effect:
    return AppendEntry(ticket.id, EntryKind.EVENT, turn.person.address, text, remarks=(told,))


def _tell(turn: Turn, hint: str, said: Remark, *, before: Ticket, after: Ticket) -> tuple[OweMail, ...]:
    """The mails to the owners of both tickets, but not to who said it. `after` is the ticket that they are about."""
    _, former = turn.case.desk.owner_of(before.owner)
    _, owner = turn.case.desk.owner_of(after.owner)
    people = {person.key: person for person in (owner, former) if person.key != turn.person.key}
    return tuple(
        OweMail(
            *(MailKind.ESCALATION, person.address, Role.COORDINATOR, person.language, after.id, hint),
            remarks=(said,),
            former_owner=former.name,
        )
        for person in people.values()
    )
