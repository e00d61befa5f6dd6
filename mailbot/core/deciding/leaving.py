"""Whether somebody's mail says nothing but that he wants to get no more."""

import re

from mailbot.core.deciding.answering import COURTESIES, MAX_NAME
from mailbot.core.deciding.leaving_words import CALLS, PLEASE, PROGRAMS, WORDS
from mailbot.core.message import Address, InboundMessage
from mailbot.core.rulebook.folding import fold

UNSUBSCRIBE_SUBJECT = "leave"
"""The subject of what a mail program sends for List-Unsubscribe (RFC 2369, 3.2)."""


def _folded(phrases: str) -> frozenset[str]:
    return frozenset(fold(phrase).text for phrase in phrases.split(",") if phrase.strip())


_CALLS, _PROGRAMS = _folded(CALLS), frozenset(fold(line).text for line in PROGRAMS)
_WORDS = _CALLS.union(*map(_folded, WORDS.values()))
_POLITE = COURTESIES | frozenset(fold(PLEASE).text.split())
_SHOUT = re.compile("[!?\u00a1\u00bf\u061f\uff01\uff1f]")


def wants_to_leave(message: InboundMessage) -> bool:
    """Whether the new text is a word for leaving, with at most a greeting, thanks and a name.

    Or nothing was written and the subject is such a word: so mail programs do what List-Unsubscribe says.
    """
    text = message.reply.strip()
    if not text or (len(text) <= MAX_NAME and fold(text).text in _PROGRAMS):
        return len(message.subject) <= MAX_NAME and _says_so(message.subject, frozenset())
    return len(text) <= MAX_NAME and _says_so(text, _names_of(message.sender))


def _names_of(sender: Address | None) -> frozenset[str]:
    """The words that somebody may sign with: those of his name, and of his address before the @."""
    return frozenset(fold(f"{sender.name} {sender.address.partition('@')[0]}").text.split()) if sender else frozenset()


def _says_so(text: str, name: frozenset[str]) -> bool:
    said = fold(text).text
    if said not in _WORDS:
        said = " ".join(word for word in said.split() if word not in _POLITE and word not in name)
    return said in _WORDS and not (said in _CALLS and _SHOUT.search(text))
