"""Spans of time in the desk file: `{minutes: 10}`, one unit and a whole number."""

from collections.abc import Sequence
from datetime import timedelta

from mailbot.core.rulebook.desk_values import read_number
from mailbot.core.rulebook.draft import Draft
from mailbot.core.rulebook.nodes import Node, Pairs

MOST = 1_000
"""Of any unit."""


def read_span(node: Node, what: str, units: Sequence[str], draft: Draft, *, least: int = 1) -> timedelta | None:
    """A span in one of these units (those of timedelta); None after noting what is wrong."""
    spans = {unit.value: amount for unit, amount in draft.pairs(node, what, tuple(units))}
    if len(spans) != 1:
        if isinstance(node, Pairs) and len(node.pairs) != 1:
            draft.wrong(node, f"{what} is either {' or '.join(units)}", f"{{{units[0]}: 10}}")
        return None
    unit, amount = next(iter(spans.items()))
    return timedelta(**{unit: read_number(amount, unit, MOST, draft, least=least)})
