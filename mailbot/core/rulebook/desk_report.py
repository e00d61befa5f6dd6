"""Who is sent the monthly report."""

from collections.abc import Mapping

from mailbot.core.desk import Coordinator
from mailbot.core.message import address_key
from mailbot.core.rulebook.desk_values import read_unique
from mailbot.core.rulebook.draft import Draft
from mailbot.core.rulebook.nodes import Node

MOST_READERS = 10


def parse_report(node: Node | None, coordinators: Mapping[str, Coordinator], draft: Draft) -> tuple[str, ...]:
    """The addresses of the coordinators whom the report of each month goes to; nobody where nothing is said."""
    if node is None:
        return ()
    found = {key.value: value for key, value in draft.pairs(node, "report", ("monthly",))}
    texts = read_unique(found.get("monthly"), "monthly", draft)
    if not 0 < len(texts) <= MOST_READERS:
        mend = "report: {monthly: [address of a coordinator]}; without it nobody is sent one"
        draft.wrong(node, f"report needs monthly, with 1 to {MOST_READERS} addresses", mend)
    for text in texts:
        if address_key(text.value) not in coordinators:
            known = [person.address for person in coordinators.values()]
            draft.wrong(text, f"there is no coordinator '{text.value[:80]}'", "an address that stands under coordinators", known)
    return tuple(text.value for text in texts)
