"""Commands about what a request is: the corrections of a person to what the rules decided."""

from mailbot.core.deciding.commands.turn import Turn, remark
from mailbot.core.deciding.commands.values import country_of, topic_by_words, topic_of, urgency_of
from mailbot.core.decision import Remark
from mailbot.core.rulebook.nearest import nearest, values_of


def urgency(turn: Turn, argument: str) -> Turn | Remark:
    """Another urgency, and the deadline of that, where somebody waits for us."""
    level = urgency_of(argument)
    if level is None:
        return remark("no_urgency", word=argument)
    due = turn.deadline(level) if turn.ticket.due_at is not None else None
    said = remark("urgency", before=turn.ticket.urgency, urgency=level)
    return turn.say(said) if level is turn.ticket.urgency else turn.set(said, urgency=level, due_at=due)


def topic(turn: Turn, argument: str) -> Turn | Remark:
    """Another topic, and the area that it belongs to; where its text is the owner's only, the ticket is restricted."""
    desk = turn.case.desk
    found = topic_of(argument, desk)
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
