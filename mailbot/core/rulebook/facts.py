"""What the conditions may know of one mail, and what a condition answers."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from mailbot.core.message import InboundMessage
from mailbot.core.rulebook.lexicon import Hit, Scan, Section, sections_of
from mailbot.core.rulebook.patterns import PatternText

Key = int | str
"""Something that is true of a mail and can be looked up: the number of a word found in it, or `field:value`."""

IN_TEXT, IN_SUBJECT = 1, 2
"""The points of a word found in the text and of one found in the subject."""


@dataclass(frozen=True, slots=True)
class Clue:
    """One reason why a condition holds. Clues with the same `mark` count once; `hit` places a word, else `text` says it."""

    mark: Hashable
    points: int
    hit: Hit | None = None
    text: str = ""


@dataclass(slots=True)
class Facts:
    """One mail while the tables are asked about it, in order. Lives for one classification, in one thread.

    `found` are the words of the table that is asked, `instead` the part of the mail that it falls back on, if it does.
    """

    message: InboundMessage
    mailbox: str
    scan: Scan
    keys: set[Key] = field(default_factory=set)
    found: Mapping[int, Sequence[Hit]] = field(default_factory=dict)
    instead: Section | None = None
    _texts: dict[Section, PatternText] = field(default_factory=dict)

    def scope(self, own: Section) -> Section:
        """Where a condition that looks into `own` looks now: one for the new text follows the table to where it falls back."""
        return self.instead if self.instead is not None and own == Section.NEW else own

    def pattern_text(self, sections: Section) -> PatternText:
        """The unfolded text of `sections`, a part a paragraph, ready for patterns."""
        made = self._texts.get(sections)
        if made is None:
            parts = [text for section, text in sections_of(self.message).items() if section & sections and text]
            made = self._texts[sections] = PatternText("\n".join(parts)[:60_000])
        return made


def keys_of(message: InboundMessage, mailbox: str) -> set[Key]:
    """Everything about the mail itself that rules are looked up by, beside its words."""
    keys: set[Key] = {f"language:{message.language or ''}", f"mailbox:{mailbox.casefold()}"}
    if message.sender is not None:
        keys.update(address_keys("from", message.sender.key))
    for address in message.recipients[:100]:
        keys.update(address_keys("to", address.key))
    return keys


def address_keys(side: str, address: str) -> list[str]:
    """`a@x.gov.ml` -> itself, @x.gov.ml, @gov.ml, @ml, and the same with the last label open (@x.gov.*, @gov.*)."""
    labels = address.rpartition("@")[2].split(".")[-8:]
    keys = [f"{side}:{address}"]
    for first in range(len(labels)):
        tail = labels[first:]
        keys.append(f"{side}:@{'.'.join(tail)}")
        if len(tail) > 1:
            keys.append(f"{side}:@{'.'.join(tail[:-1])}.*")
    return keys
