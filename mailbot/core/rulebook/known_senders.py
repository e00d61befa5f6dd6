"""`known_senders` in the desk file: who writes often, and what sort of requester he is."""

from mailbot.core.rulebook.draft import Draft
from mailbot.core.rulebook.mail_patterns import address_pattern
from mailbot.core.rulebook.nodes import Node
from mailbot.core.rulebook.vocabulary import REQUESTER_TYPES

MOST_SENDERS = 20_000


def parse_known_senders(node: Node | None, draft: Draft) -> dict[str, str]:
    """From the type of requester with its addresses to the type by address: `{un: ['@unmas.example.org']}`."""
    known: dict[str, str] = {}
    for key, value in draft.pairs(node, "known_senders", REQUESTER_TYPES) if node is not None else ():
        for text in draft.texts(value, key.value):
            pattern = address_pattern(text, draft)
            if pattern is not None and pattern in known:
                draft.wrong(text, f"'{text.value[:80]}' is listed under '{known[pattern]}' already", "keep it in one list")
            elif pattern is not None:
                known[pattern] = key.value
    if len(known) > MOST_SENDERS and node is not None:
        draft.wrong(node, f"more than {MOST_SENDERS} known senders", "list domains instead of addresses")
    return known
