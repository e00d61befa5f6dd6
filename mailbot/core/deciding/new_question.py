"""Whether a further mail on a ticket asks for something else than the ticket is about: a hint for its owner, and no more."""

from mailbot.core.deciding.answering import COURTESIES
from mailbot.core.deciding.case import Case
from mailbot.core.rulebook.folding import fold
from mailbot.core.rulebook.rulebook import UNDECIDED
from mailbot.core.rulebook.tables import Policy
from mailbot.core.rulebook.vocabulary import NO_AREA
from mailbot.core.ticket import Status, Ticket, Urgency

FEWEST_WORDS = 4
"""Beside courtesies: with fewer nobody asks for anything new."""

MOST_LOOKED_AT = 4_000
"""Characters at the begin of a mail that are counted."""

LEAST_EVIDENCE = 2.0
"""Under `best`, where a table finds something in nearly every mail: as much as two plain words of a topic."""

QUESTION_MARKS = "?\u061f\uff1f"


def asks_something_new(case: Case, ticket: Ticket) -> bool:
    """Whether the requester probably asks a new question: on a closed ticket any, on another one of another topic."""
    found, text = case.classification, case.message.reply[:MOST_LOOKED_AT]
    if sum(word not in COURTESIES for word in fold(text).text.split()) < FEWEST_WORDS:
        return False
    wants = found.urgency is not Urgency.LOW and _is_topic_in_own_words(case)
    if ticket.status is Status.CLOSED:
        return wants or any(mark in text for mark in QUESTION_MARKS)
    clarifies = ticket.status is Status.NEW and not is_topic_known(ticket.topic)
    return wants and not clarifies and (found.area, found.topic) != (ticket.area, ticket.topic)


def is_topic_known(topic: str) -> bool:
    """Whether a topic says what a request is about; it does not where the rules found none."""
    return topic not in (NO_AREA, *UNDECIDED["topic"])


def _is_topic_in_own_words(case: Case) -> bool:
    """Whether the rules decided a topic by what he newly wrote, and not by faint evidence."""
    found, hits = case.judged
    least = {table.name: LEAST_EVIDENCE if table.policy is Policy.BEST else 0.0 for table in case.rulebook.tables}
    tables = {table.name for table in case.rulebook.tables if "topic" in table.decides}
    won = [hit for hit in hits if hit.won and hit.table in tables and hit.evidence >= least[hit.table]]
    return is_topic_known(found.topic) and any(words in case.message.reply for hit in won for words in hit.matched)
