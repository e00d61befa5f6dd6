"""`retention:` of the desk file: for how long what is kept."""

from mailbot.core.retention import Period, Retention
from mailbot.core.rulebook.desk_values import read_number
from mailbot.core.rulebook.draft import Draft
from mailbot.core.rulebook.nodes import Node, Pairs, Text

KEPT = ("closed", "restricted", "spam")
UNITS = ("months", "days")
MOST_KEPT = 3_650
"""Of either unit; what is to be kept longer is kept for ever."""

NEVER = "never"


def parse_retention(node: Node | None, draft: Draft) -> Retention:
    """The periods; the usual one for what is not said."""
    usual = Retention()
    said = (
        {key.value: _period(key.value, value, draft) for key, value in draft.pairs(node, "retention", KEPT)}
        if node is not None
        else {}
    )
    return Retention(**{kept: said.get(kept, getattr(usual, kept)) for kept in KEPT})


def _period(kept: str, node: Node, draft: Draft) -> Period | None:
    """A span; None for ever, and where it is wrong, which is noted."""
    mend = "{months: 12}, {days: 30}, or never to keep it for ever"
    if isinstance(node, Text):
        if node.value != NEVER:
            draft.wrong(node, f"'{node.value[:40]}' cannot be the period of '{kept}'", mend)
        return None
    spans = {unit.value: amount for unit, amount in draft.pairs(node, f"the period of '{kept}'", UNITS)}
    if len(spans) != 1:
        if isinstance(node, Pairs) and len(node.pairs) != 1:
            draft.wrong(node, f"the period of '{kept}' is either months or days", mend)
        return None
    unit, amount = next(iter(spans.items()))
    number = read_number(amount, unit, MOST_KEPT, draft)
    return Period(months=number) if unit == "months" else Period(days=number)
