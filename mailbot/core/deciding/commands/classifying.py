"""Commands about what a request is: the corrections of a person to what the rules decided."""

from datetime import datetime

from mailbot.core.deciding.commands.turn import Turn
from mailbot.core.deciding.commands.values import country_of, topic_by_words, topic_of, urgency_of
from mailbot.core.remark import Remark, of_event, remark
from mailbot.core.rulebook.nearest import nearest, values_of
from mailbot.core.ticket import Stage, Urgency


def urgency(turn: Turn, argument: str) -> Turn | Remark:
    """Another urgency, and the deadline of that, where somebody waits for us."""
    level = urgency_of(argument)
    if level is None:
        return remark("no_urgency", word=argument)
    due = _due(turn, level)
    said = remark("urgency", before=turn.ticket.urgency, urgency=level)
    if level is turn.ticket.urgency:
        return turn.say(said)
    stage = turn.ticket.stage if due == turn.ticket.due_at or turn.ticket.stage is not Stage.PUT_OFF else Stage.UNSEEN
    done = turn.set(said, urgency=level, due_at=due, stage=stage)
    return done.tell(of_event(remark("due", until=due.isoformat()))) if due is not None and due != turn.ticket.due_at else done


def _due(turn: Turn, level: Urgency) -> datetime | None:
    """The deadline at another urgency: of a ticket that somebody waits for, and that this mail puts off to no date of its own.

    A higher urgency never gives more time, but where the date is missed already: then it has its own.
    """
    ticket = turn.ticket
    if ticket.due_at is None or not ticket.status.waits_for_us or ticket.due_at != turn.start.due_at:
        return ticket.due_at
    levels = list(Urgency)
    due = turn.deadline(level)
    raised = levels.index(level) > levels.index(ticket.urgency)
    return min(due, ticket.due_at) if raised and ticket.due_at > turn.now else due


def topic(turn: Turn, argument: str) -> Turn | Remark:
    """Another topic, and the area that it belongs to; where its text is the owner's only, the ticket is restricted."""
    desk = turn.case.desk
    found = topic_of(argument, desk, turn.ticket.area)
    if found is None:
        near = topic_by_words(argument, turn.case.rulebook) or nearest(argument, values_of("topic", desk))
        return remark("no_topic", word=argument, guess=near)
    area, name = found
    restricted = turn.ticket.restricted or name in desk.restricted_topics
    return turn.set(remark("topic", topic=name, area=area), area=area, topic=name, restricted=restricted)


def country(turn: Turn, argument: str) -> Turn | Remark:
    """Another country."""
    found = country_of(argument, turn.case.rulebook)
    if found is None:
        return remark("no_country", word=argument)
    return turn.set(remark("country", country=found), country=found)
