"""What is alike in the letters of one machine: their words, whatever numbers stand in them, and the domain that sends them."""

import hashlib
import re

from mailbot.core.budgets import Budgets
from mailbot.core.deciding.budget import domain_of
from mailbot.core.message import InboundMessage, person_key

MOST_LETTERS = 4_000
"""Looked at of a text."""

FEWEST_WORDS = 3
"""Fewer are alike by chance."""

_WORD = re.compile(r"[^\W\d_]+")


def echo_of(message: InboundMessage, budgets: Budgets) -> str:
    """The form of a mail: equal for mails of one domain, of one mailbox at a provider, whose new texts have the same words in the
    same order. "" where there is no sender, or too little was written.
    """
    words = _WORD.findall(message.reply[:MOST_LETTERS].casefold())
    if message.sender is None or len(words) < FEWEST_WORDS:
        return ""
    domain = domain_of(message.sender.address)
    whose = person_key(message.sender.address) if domain in budgets.providers else domain
    return f"{whose}#{hashlib.sha256(' '.join(words).encode('utf-8', 'replace')).hexdigest()}"
