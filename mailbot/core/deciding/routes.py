"""Whose a ticket would be by the rules, were it opened now."""

from mailbot.core.rulebook import Rulebook
from mailbot.core.rulebook.occasion import NOWHERE
from mailbot.core.rulebook.routing import default_owner
from mailbot.core.rulebook.samples import Sample
from mailbot.core.ticket import Ticket


def route(area: str, rulebook: Rulebook, ticket: Ticket) -> str:
    """The owner that the rules name for such a ticket of an area: the id of a desk, or a coordinator's address.

    Rules that ask for words of the mail do not match: it is known by its fields alone.
    """
    given = {name: getattr(ticket, name) for name in ("country", "urgency", "requester_type", "topic")}
    decided, _ = rulebook.decide_fields(Sample().message(), NOWHERE, {**given, "area": area})
    said = next(iter(decided.get("owner", ())), "")
    return said or default_owner(rulebook.desk, area, ticket.country)
